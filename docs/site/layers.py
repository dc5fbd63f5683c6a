"""The picture of the house: packages as storeys, from the imports in their syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from graphlib import TopologicalSorter
from html import escape
from pathlib import Path
from typing import Final

from toimintamalli import design

Imports = Mapping[str, frozenset[str]]
"""Name of a package → the packages that it imports from."""

_LIBRARY: Final = "toimintamalli"
_PLUGINS: Final = "plug-ins"
_DOORS: Final = ((_LIBRARY, "__init__"), (_LIBRARY, "__main__"))
"""Modules that only forward."""
_WIDTH: Final = 1000
_ROOM: Final = 40
"""Height of a room, in the picture's own units."""
_STOREY: Final = 78
_LETTER: Final = 8.4
"""Width of a letter at 14 units, with some air: no room is narrower than its name."""
_GAP: Final = 14


def imports_of(sources: Path, plugins: Path) -> Imports:
    """Return which package of the library imports which, the plug-ins as one."""
    found: dict[str, set[str]] = {}
    for root, folder in ((sources, sources / _LIBRARY), (plugins, plugins)):
        for file in sorted(folder.rglob("*.py")):
            parts = file.relative_to(root).with_suffix("").parts
            if parts not in _DOORS:
                own = parts[1] if root == sources else _PLUGINS
                found.setdefault(own, set()).update(set(_imported(file)) - {own})
    return {name: frozenset(others & found.keys()) for name, others in found.items()}


def _imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                paths = [name.name for name in names]
            case ast.ImportFrom(module=str(module), names=names):
                paths = [f"{module}.{name.name}" for name in names]
            case _:
                continue
        for path in paths:
            top, _, rest = path.partition(".")
            if top == _LIBRARY and rest:
                yield rest.split(".")[0]


def storeys(imports: Imports) -> Sequence[Sequence[str]]:
    """Return the packages storey by storey, from the ground: each rests only on those below it.

    Raises `graphlib.CycleError` where packages import each other in a circle.
    """
    height: dict[str, int] = {}
    for name in TopologicalSorter(imports).static_order():
        height[name] = 1 + max((height[other] for other in imports[name]), default=-1)
    return [
        sorted(name for name, at in height.items() if at == level)
        for level in range(max(height.values()) + 1)
    ]


def resting(imports: Imports) -> Iterator[tuple[str, str]]:
    """Yield each import that no way over other packages says already."""
    reach: dict[str, frozenset[str]] = {}
    for name in TopologicalSorter(imports).static_order():
        reach[name] = imports[name].union(*(reach[other] for other in imports[name]))
    for name, others in imports.items():
        beyond = frozenset[str]().union(*(reach[other] for other in others))
        yield from ((name, other) for other in sorted(others - beyond))


def picture(imports: Imports) -> str:
    """Draw the storeys, the ground below, and a line to what each package rests on."""
    levels = storeys(imports)
    height = len(levels) * _STOREY
    places: dict[str, tuple[float, float, float]] = {}
    for level, names in enumerate(levels):
        widths = [max(60, len(name) * _LETTER + 20) for name in names]
        gap = max(_GAP, (_WIDTH - sum(widths)) / (len(names) + 1))
        at = (_WIDTH - sum(widths) - gap * (len(names) - 1)) / 2
        for name, width in zip(names, widths, strict=True):
            places[name] = (at, height - (level + 1) * _STOREY + 19, width)
            at += width + gap
    lines = [_line(places[above], places[below]) for above, below in resting(imports)]
    rooms = [_room(name, *place) for name, place in places.items()]
    said = "Packages of the library in storeys; lines lead down to what each one imports."
    box = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}"'
    type_ = 'font-family="system-ui, sans-serif" font-size="14"'
    return "\n".join(
        (
            f'<svg {box} role="img" aria-label="{escape(said)}" {type_}>',
            f'<rect width="{_WIDTH}" height="{height}" fill="#{design.PAPER}"/>',
            f'<g fill="none" stroke="#{design.EDGE}" stroke-opacity="0.55">',
            *lines,
            "</g>",
            *rooms,
            "</svg>\n",
        )
    )


def _line(above: tuple[float, float, float], below: tuple[float, float, float]) -> str:
    x, y, bottom = above[0] + above[2] / 2, above[1] + _ROOM, below[1]
    to = below[0] + below[2] / 2
    middle = (y + bottom) / 2
    bend = f"C{x:.0f} {middle:.0f} {to:.0f} {middle:.0f} {to:.0f} {bottom:.0f}"
    return f'<path d="M{x:.0f} {y:.0f}{bend}"/>'


def _room(name: str, x: float, y: float, width: float) -> str:
    return (
        f'<g><rect x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{_ROOM}" rx="8"'
        f' fill="#{design.INK}"/><text x="{x + width / 2:.0f}" y="{y + 25:.0f}"'
        f' text-anchor="middle" fill="#{design.PAPER}">{escape(name)}</text></g>'
    )
