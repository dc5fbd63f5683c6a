"""The rows of a plan as people filled them in: answers put together row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from toimintamalli.answers.answer import Answer, CheckAnswer
from toimintamalli.answers.answer import text_of as as_text
from toimintamalli.answers.facts import CODES, NAMES, PARTS
from toimintamalli.model.ids import PlaceId, Slug
from toimintamalli.model.outline import Stage
from toimintamalli.rounds.facts import FactBlock, Facts
from toimintamalli.rounds.likeness import ALIKE, likeness, same

_NAMES: Final = frozenset(NAMES.values())
_ROW: Final = re.compile(r"(?P<block>[^.]+\.[^.]+)-(?P<number>[1-9][0-9]{0,4})\.(?P<field>[^.@]+)")


_NUMBERED: Final = re.compile(r"[^\W\d]{0,20}[ .:#]{0,2}([1-9][0-9]?)[.:]?")


@dataclass
class Row:
    """One row: of a block, with what other blocks say of the same thing."""

    block: str
    """The block in which it stands."""
    number: int
    """Which row of that block, from 1."""
    facts: dict[str, Answer]
    """Name of the fact → answer."""
    stages: dict[str, Stage] = field(default_factory=dict)
    """When each was answered."""
    called: list[str] = field(default_factory=list)
    """Other words by which further blocks call it."""
    further: set[str] = field(default_factory=set)
    """The further blocks of which a row has been taken in."""

    @property
    def id(self) -> Slug:
        """Name of the row in the plan."""
        return Slug(f"{self.block.replace('.', '-')}-{self.number}")

    def text(self, fact: str) -> str:
        """Return what was answered, as text; nothing where nothing was."""
        return text_of(self.facts.get(fact))

    def code(self, part: str) -> str:
        """Return the code that people gave the row, as it is compared."""
        return bare(self.text(f"{part}.code"))

    def has(self, part: str) -> bool:
        """Tell whether the row says anything of one list of the plan."""
        return any(name.startswith(f"{part}.") for name in self.facts)

    def takes(self, other: Row, *, renamed: bool = False) -> bool:
        """Tell whether another row says nothing that contradicts this one, but for its words."""
        if renamed and other.block in self.further:
            return False
        both = self.facts.keys() & other.facts.keys()
        return all(
            (renamed and name in _NAMES) or _agree(name, self.facts[name], other.facts[name])
            for name in both
        )

    def take(self, other: Row) -> None:
        """Add what another row says; its own words for the thing are kept beside ours."""
        for part in PARTS:
            name = text_fact(part)
            words = other.text(name)
            if words and self.text(name) and same(words) != same(self.text(name)):
                self.called.append(words)
        self.facts = {**other.facts, **self.facts}
        self.stages = {**other.stages, **self.stages}
        self.further.add(other.block)


def text_of(answer: Answer | None) -> str:
    """Return an answer as text; nothing for none, and for a tick."""
    told = None if answer is None or isinstance(answer, CheckAnswer) else as_text(answer)
    return told or ""


def bare(text: str) -> str:
    """Return a code without spaces and in small letters: `a 1` is `A1`."""
    return "".join(text.split()).lower()


def text_fact(part: str) -> str:
    """Return the name of the fact that holds the words of a row."""
    return NAMES[part]


def rows_of(answers: Mapping[PlaceId, Answer], facts: Facts) -> list[Row]:
    """Return the rows that some answers fill in, each block after the one that it continues.

    What a further block says goes to the row with the same words or the same code, or else to
    that with nearly the same words, or to that with the same number; to none if it contradicts
    it. What finds no row is a row of its own: nothing is lost.
    """
    filled = {block.id: list(_filled(answers, block)) for block in facts.blocks}
    for block in facts.blocks:
        if block.continues in filled:
            filled[block.id] = _join(filled[block.continues], filled[block.id])
    return [row for block in facts.blocks for row in filled[block.id]]


def place_of(row: str, field_: str) -> PlaceId:
    """Return the place of a field; `row` is the block with the number after it."""
    return PlaceId(f"{row}.{field_}")


def number_of(id_: PlaceId) -> tuple[str, int, str] | None:
    """Return the block, the number of the row, and the field of a place; nothing for others."""
    found = _ROW.fullmatch(id_)
    return (found["block"], int(found["number"]), found["field"]) if found else None


def _filled(answers: Mapping[PlaceId, Answer], block: FactBlock) -> Iterator[Row]:
    """Yield the rows of a block in which anything is answered, also those added to it."""
    found: dict[int, Row] = {}
    for id_, answer in answers.items():
        place = number_of(id_)
        if place is None or place[0] != block.id or place[2] not in block.fields:
            continue
        if not text_of(answer).strip():
            continue
        row = found.setdefault(place[1], Row(block.id, place[1], {}))
        fact = block.fields[place[2]].fact
        row.facts[fact] = answer
        row.stages[fact] = block.stage
    yield from (found[number] for number in sorted(found))


def _agree(fact: str, one: Answer, other: Answer) -> bool:
    if fact in _NAMES:
        return same(text_of(one)) == same(text_of(other))
    if fact in CODES:
        return bare(text_of(one)) == bare(text_of(other))
    return one == other


def _join(base: list[Row], further: Iterable[Row]) -> list[Row]:
    """Put rows of a further block into those of a block; return those that find none."""
    # Whose words or code stand in both comes first, lest a number takes their row.
    waiting = [row for row in further if not _put(row, _named_like(base, row))]
    waiting = [row for row in waiting if not _put(row, _worded_like(base, row), renamed=True)]
    return [row for row in waiting if not _put(row, _numbered_like(base, row), renamed=True)]


def _put(row: Row, homes: list[Row], *, renamed: bool = False) -> bool:
    """Put a row into its only possible home, and tell whether there is one."""
    if len(homes) != 1 or not homes[0].takes(row, renamed=renamed):
        return False
    homes[0].take(row)
    return True


def _named_like(base: list[Row], row: Row) -> list[Row]:
    """Return the rows with the same words, or with the same code where there are no words."""
    for part in PARTS:
        if words := same(row.text(text_fact(part))):
            alike = [other for other in base if same(other.text(text_fact(part))) == words]
        elif code := row.code(part):
            alike = [other for other in base if other.code(part) == code]
        else:
            continue
        return [other for other in alike if other.number == row.number] or alike
    return []


def _worded_like(base: list[Row], row: Row) -> list[Row]:
    """Return the row whose words are most like its own, where any are: retyped or shortened."""
    found: list[tuple[float, Row]] = []
    for part in PARTS:
        words = row.text(text_fact(part))
        found += [(likeness(words, other.text(text_fact(part))), other) for other in base]
    best = max((score for score, _ in found), default=0.0)
    return [other for score, other in found if score == best] if best >= ALIKE else []


def _numbered_like(base: list[Row], row: Row) -> list[Row]:
    """Return the row with the same number, or with the one that its words are; codes decide first.

    A row of a table about measures is about that measure, whatever somebody calls it there.
    """
    if any(row.code(part) for part in PARTS):
        return []
    number = next(filter(None, (_said_number(row.text(text_fact(p))) for p in PARTS)), row.number)
    worded = [text_fact(part) for part in PARTS if row.text(text_fact(part))]
    return [
        other
        for other in base
        if other.number == number
        and not any(other.code(part) for part in PARTS)
        and (not worded or any(map(other.text, worded)))
    ]


def _said_number(text: str) -> int | None:
    """Return the number that words are: of `Measure 2` it is 2."""
    found = _NUMBERED.fullmatch(text.strip())
    return int(found[1]) if found else None
