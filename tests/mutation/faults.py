"""Which faults cosmic-ray can put into a module, and the code with one of them."""

import ast
import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

_NOTHING_TO_CHANGE: Final = frozenset(
    ("name", "string", "newline", "endmarker", "fstring_start", "fstring_string", "fstring_end")
)
_PUNCTUATION: Final = frozenset("()[]{}:,.=;@") | {"->", ":=", "=="}
# Whether equal small values are one object is the interpreter's affair.
_NO_FAULTS: Final = ("_Eq_Is", "_NotEq_IsNot", "_Is_Eq", "_IsNot_NotEq", "NoOp", "Variable")

# What is remembered, and how much of it, changes how fast an answer comes and not the answer;
# `repr` of a field changes what a debugger shows.
_NO_ANSWER: Final = frozenset(("slots", "maxsize", "cache", "lru_cache", "cached_property", "repr"))


SEED: Final = 20
"""What the first sample is drawn with."""


class Fault(NamedTuple):
    """One thing changed at one place of one file."""

    file: str
    line: int
    column: int
    operator: str
    occurrence: int

    def code(self) -> str:
        """Return the code of the file with the fault in it."""
        source = Path(self.file).read_text(encoding="utf-8")
        return str(mutate_code(source, get_operator(f"core/{self.operator}")(), self.occurrence))

    def changed_line(self) -> str:
        """Return the line as it is with the fault."""
        return self.code().splitlines()[self.line - 1].strip()


def choose(files: Iterable[Path], most: int, seed: int = SEED) -> list[Fault]:
    """Return at most so many faults, each at a place of its own, the same by chance for a seed."""
    chance = random.Random(seed)  # noqa: S311 -- no secret
    places: dict[tuple[str, int, int], list[Fault]] = {}
    for file in sorted(files):
        for fault in _faults(file):
            places.setdefault((fault.file, fault.line, fault.column), []).append(fault)
    mixed = chance.sample(sorted(places), len(places))
    faults = (chance.choice(places[place]) for place in mixed)
    return list(islice(filter(_is_one, faults), most))


def _is_one(fault: Fault) -> bool:
    """Tell whether the code still can be read, and says something else."""
    source = Path(fault.file).read_text(encoding="utf-8")
    try:
        return ast.dump(ast.parse(fault.code())) != ast.dump(ast.parse(source))
    except SyntaxError:
        return False


def _faults(file: Path) -> Iterator[Fault]:
    source = file.read_text(encoding="utf-8")
    never_run = _never_run(source)
    nodes = [
        node
        for node in ast_nodes(get_ast(source))
        if node.type not in _NOTHING_TO_CHANGE and getattr(node, "value", "") not in _PUNCTUATION
    ]
    for name in operator_names():
        if any(part in name for part in _NO_FAULTS) and not name.endswith("_Is_IsNot"):
            continue
        operator = get_operator(name)()
        places = (place for node in nodes for place in operator.mutation_positions(node))
        for occurrence, ((line, column), _) in enumerate(places):
            if not any(first <= (line, column) < last for first, last in never_run):
                yield Fault(str(file), line, column, name.removeprefix("core/"), occurrence)


def _never_run(source: str) -> Sequence[tuple[tuple[int, int], tuple[int, int]]]:
    """Return where annotations stand, and what only a type checker reads."""
    found: list[ast.expr | ast.stmt | ast.keyword] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.arg) and node.annotation is not None:
            found.append(node.annotation)
        elif isinstance(node, ast.AnnAssign):
            # The bounds of a field run, and are faults worth trying; a union of types is none.
            found += [part for part in ast.walk(node.annotation) if isinstance(part, ast.BinOp)]
            found += [node] if _name(node.annotation) == "TypeAlias" else []
        elif isinstance(node, ast.If) and _name(node.test) == "TYPE_CHECKING":
            found.append(node)
        elif isinstance(node, ast.ClassDef) and "Protocol" in map(_name, node.bases):
            found += node.body
            methods = (part for part in node.body if isinstance(part, ast.FunctionDef))
            found += [one for method in methods for one in method.decorator_list]
        elif isinstance(node, ast.keyword) and node.arg in _NO_ANSWER:
            found.append(node)
        elif isinstance(node, ast.FunctionDef):
            found += [node.returns] if node.returns else []
            found += [one for one in node.decorator_list if _name(one) in _NO_ANSWER]
        if isinstance(node, ast.FunctionDef) and any(
            _name(decorator) in {"overload", "abstractmethod"} for decorator in node.decorator_list
        ):
            found += (*node.decorator_list, *node.body)
    # The sign before a decorator is part of it.
    return [
        (
            (node.lineno, max(node.col_offset - 1, 0)),
            (node.end_lineno or 0, node.end_col_offset or 0),
        )
        for node in found
    ]


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Call):
        node = node.func
    if isinstance(node, ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""
