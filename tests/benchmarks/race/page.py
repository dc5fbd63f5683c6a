"""`docs/performance.md` and its picture, from what was measured."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Final

from tests.benchmarks.race.browser import FILES, LONGEST_TASK, SIGN_OF_LIFE, SLOWER, Opening
from tests.benchmarks.race.cases import Case
from tests.benchmarks.race.measuring import Pair

Row = tuple[Case, Pair]
_HERE: Final = Path(__file__).parent


def page(rows: Sequence[Row], opening: Opening | None, machine: str) -> str:
    """Return the page; why a ratio is missed stands beside this module, written by hand."""
    return (
        (_HERE / "page.md")
        .read_text(encoding="utf-8")
        .format(
            machine=machine,
            rows="".join(_line(case, pair) for case, pair in rows),
            files=FILES,
            slower=SLOWER,
            opening="".join(_opened(opening))
            if opening
            else "| not measured in this run | | | |\n",
            missed=(_HERE / "missed.md").read_text(encoding="utf-8"),
        )
    )


def _line(case: Case, pair: Pair) -> str:
    cells = (
        case.what, case.beside, _figure(pair.ours, pair.unit), _figure(pair.other, pair.unit),
        f"{pair.ratio:.2f}", case.aim, _met(is_met=case.is_met(pair.ratio)),
    )  # fmt: skip
    return f"| {' | '.join(cells)} |\n"


def _opened(opening: Opening) -> list[str]:
    # The aim is 6 seconds where the browser's own parser took 5.4 of them.
    whole = opening.parsing * 6 / 5.4
    signs = f"{opening.signs} times"
    rows = (
        ("the browser's own parser, for the same texts", _ms(opening.parsing), "", True),
        ("until all is shown", _ms(opening.whole), f"≤ {_ms(whole)}", opening.whole <= whole),
        (
            "until the page says something", _ms(opening.first_sign), f"≤ {_ms(SIGN_OF_LIFE)}",
            opening.first_sign <= SIGN_OF_LIFE,
        ),
        (
            "the longest that it stands still", _ms(opening.longest_task),
            f"≤ {_ms(LONGEST_TASK)}", opening.longest_task <= LONGEST_TASK,
        ),
        ("it says how far it is", signs, f"≥ {FILES} times", opening.signs >= FILES),
    )  # fmt: skip
    return [
        f"| {what} | {took} | {aim} | {_met(is_met=is_met) if aim else ''} |\n"
        for what, took, aim, is_met in rows
    ]


def _met(*, is_met: bool) -> str:
    return "✓" if is_met else "missed"


def _ms(value: float) -> str:
    return f"{value:.0f} ms"


def _figure(value: float, unit: str) -> str:
    return f"{value:.{3 if value < 1 else 1}f} {unit}"


_WIDTH: Final = 860
_LEFT: Final = 520
_ROW: Final = 26
_INK: Final = "#1f2933"
_GOOD: Final = "#1f6f54"
_MISSED: Final = "#b3541e"
_TITLE: Final = "Each case and its ratio, with what was to be reached"


def picture(rows: Sequence[Row]) -> str:
    """Return a bar for each ratio that has a limit, and a line where it should end."""
    shown = [(case, pair) for case, pair in rows if case.most is not None]
    height = _ROW * len(shown) + 40
    longest = max((max(pair.ratio, case.most or 0) for case, pair in shown), default=1)
    scale = (_WIDTH - _LEFT - 60) / longest
    look = f'font-family="sans-serif" font-size="12" fill="{_INK}"'
    box = f'viewBox="0 0 {_WIDTH} {height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {box} role="img" {look}>',
        f"<title>{_TITLE}</title>",
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
    ]
    for number, (case, pair) in enumerate(shown):
        top = 10 + number * _ROW
        parts.extend(_bar(case, pair, top, scale))
    below = f'<text x="{_LEFT}" y="{height - 8}">times the least; the line is what to reach</text>'
    return "\n".join((*parts, below, "</svg>\n"))


def _bar(case: Case, pair: Pair, top: int, scale: float) -> tuple[str, ...]:
    length = pair.ratio * scale
    mark = _LEFT + (case.most or 0) * scale
    colour = _GOOD if case.is_met(pair.ratio) else _MISSED
    said = escape(case.what.replace("`", ""))
    after = max(_LEFT + length, mark) + 6
    return (
        f'<text x="{_LEFT - 8}" y="{top + 14}" text-anchor="end">{said}</text>',
        f'<rect x="{_LEFT}" y="{top + 3}" width="{length:.1f}" height="14" fill="{colour}"/>',
        f'<path d="M{mark:.1f} {top}v20" stroke="{_INK}" stroke-width="2"/>',
        f'<text x="{after:.1f}" y="{top + 14}">{pair.ratio:.2f}</text>',
    )
