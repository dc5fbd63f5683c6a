"""What answers can tell: every field of a plan, of what came of it and of the next meeting.

All of it follows from the types: a field that is added to one of them is known everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_uppercase
from typing import Final, Literal, TypeAlias, get_args

from pydantic.fields import FieldInfo

from toimintamalli.answers.outcome import NextMeeting, Outcome
from toimintamalli.answers.plan import Meaning, Plan
from toimintamalli.model.ids import Date, Slug
from toimintamalli.model.keyed import Keyed
from toimintamalli.model.outline import FactName
from toimintamalli.model.value import Value

FactKind: TypeAlias = Literal["text", "choice", "date", "links"]


class FactType(Value):
    """One thing that an answer can tell."""

    id: FactName
    """The list or the form, and the field: `measures.how`."""
    kind: FactKind
    """How its value is written: as text, as one of a vocabulary, as a day, or as codes of rows."""
    meaning: Literal["code", "name", "anew"] | None = None
    """What sets it apart."""

    @property
    def part(self) -> str:
        """The list or the form."""
        return self.id.partition(".")[0]

    @property
    def name(self) -> str:
        """The field in it."""
        return self.id.partition(".")[2]


def _facts(part: str, type_: type[Value], lists: tuple[str, ...]) -> Iterator[FactType]:
    for name, field in type_.model_fields.items():
        kind = _kind(name, field, lists)
        if name == "id" or kind is None:
            continue
        meaning = next((note for note in field.metadata if isinstance(note, Meaning)), None)
        yield FactType(
            id=FactName(f"{part}.{name}"),
            kind=kind,
            meaning=_MEANINGS[meaning] if meaning else None,
        )


_MEANINGS: Final[dict[Meaning, Literal["code", "name", "anew"]]] = {
    Meaning.CODE: "code",
    Meaning.NAME: "name",
    Meaning.ANEW: "anew",
}


def _kind(name: str, field: FieldInfo, lists: tuple[str, ...]) -> FactKind | None:
    """Return the kind of a field; none for what no workbook asks."""
    types = set(_types(field.annotation))
    if tuple in types:
        return "links" if name in lists else None
    if Date in types:
        return "date"
    return "choice" if Slug in types else "text"


def _types(annotation: object) -> Iterator[object]:
    """Yield a type and all that it is made of."""
    yield annotation
    yield getattr(annotation, "__origin__", None)
    for argument in get_args(annotation):
        yield from _types(argument)


def _row(part: str) -> type[Value]:
    """Return the type of the rows of one list of a plan."""
    rows = set(_types(Plan.model_fields[part].annotation))
    return next(row for row in rows if isinstance(row, type) and issubclass(row, Value))


PARTS: Final = tuple(Plan.model_fields)
"""The lists of a plan, in the order in which one leads to the next."""
ROW_TYPES: Final[dict[str, type[Value]]] = {part: _row(part) for part in PARTS}
"""The type of each list's rows."""
_FORMS: Final[dict[str, type[Value]]] = {"results": Outcome, "meeting": NextMeeting}
FACTS: Final = Keyed(
    fact for part, type_ in {**ROW_TYPES, **_FORMS}.items() for fact in _facts(part, type_, PARTS)
)
"""Everything that an answer can tell."""
CODES: Final = frozenset(fact.id for fact in FACTS if fact.meaning == "code")
"""The facts that hold the codes of rows."""
NAMES: Final = {fact.part: fact.id for fact in FACTS if fact.meaning == "name"}
"""List → the fact that holds the words of its rows."""
ANEW: Final = frozenset(fact.id for fact in FACTS if fact.meaning == "anew")
"""The facts that each round answers anew."""
LINKS: Final = {fact.part: fact for fact in FACTS if fact.kind == "links"}
"""List → the field in which its rows point to rows of the list of that name."""


def code_of(part: str, number: int) -> str:
    """Return the code that a row of a list is called by unless people have one of their own."""
    return f"{ascii_uppercase[PARTS.index(part)]}{number}"


def coded_part(name: str) -> str | None:
    """Return the list whose codes a fact holds: of its own row, or of the rows that it points to.

    Most facts hold neither.
    """
    fact = FACTS.get(FactName(name))
    if fact is None or not (fact.kind == "links" or fact.meaning == "code"):
        return None
    return fact.part if fact.meaning == "code" else fact.name


Holding: TypeAlias = Literal["slug", "slugs", "words", "date"]
"""What a column of a plan holds: a name, names, what somebody wrote, or a day."""


def columns() -> dict[str, dict[str, Holding]]:
    """Return what each column of each list of a plan holds, as an answers file calls them."""
    return {
        part: {field.alias or name: _holding(field) for name, field in row.model_fields.items()}
        for part, row in ROW_TYPES.items()
    }


def _holding(field: FieldInfo) -> Holding:
    types = set(_types(field.annotation))
    if tuple in types:
        return "slugs"
    if Date in types:
        return "date"
    return "slug" if Slug in types else "words"


def as_script() -> str:
    """Return `plan_columns.js`: the same columns for the pages' scripts."""
    lines = [
        "/**",
        " * What each column of a plan holds. Made by `make tables` of the plan's types.",
        " * @type {Record<string, Record<string, string>>}",
        " */",
        "export const COLUMNS = {",
    ]
    for part, held in columns().items():
        inside = "".join(f'    {name}: "{holding}",\n' for name, holding in held.items())
        lines.append(f"  {part}: {{\n{inside}  }},")
    return "\n".join([*lines, "};"]) + "\n"
