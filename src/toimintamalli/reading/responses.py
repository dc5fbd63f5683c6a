"""What respondents answered in a survey tool, as answer sheets.

A survey tool gives its answers as names and values, whatever its files look like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, TypeAlias

from pydantic import JsonValue, TypeAdapter, ValidationError

from toimintamalli.answers.answer import Answer, parse_value
from toimintamalli.answers.migration import find_successor
from toimintamalli.answers.sheet import AnswerSheet
from toimintamalli.answers.values import FrozenMap, Json, keep, mended
from toimintamalli.findings import Finding, Position, error, warning
from toimintamalli.limits import SURVEY
from toimintamalli.model.ids import (
    ID_LENGTH,
    PLACE_ID_PATTERN,
    VERSION_PATTERN,
    PartyId,
    PlaceId,
    Version,
)
from toimintamalli.model.kinds import KINDS
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Text
from toimintamalli.plugins import Read
from toimintamalli.workbook.places import PlaceEntry, PlaceTable, places_of_model

Response: TypeAlias = Mapping[str, JsonValue]
"""What one respondent answered: name of the place → value, or `Several` of them."""

NO_ANSWER: Final = frozenset({"no-answer", "dontknow"})
"""What stands for choosing not to answer, in our forms and in those of SurveyJS."""
_ORIGIN: Final = ("model", "contentVersion", "profile")
"""What our forms say of themselves in every response."""
_MOST_TOLD: Final = 20
"""Values that fit their places not, told one by one; the others are counted."""
_MOST_NAMED: Final = 5
"""Names that are no place, told by name; the others are counted."""
_SEPARATORS: Final = re.compile("[-/]")
"""What stands between a group's name and what is in it, in exports of Kobo and of ODK Central."""


_PLACE_ID: Final = re.compile(PLACE_ID_PATTERN)


class Several(list[JsonValue]):
    """The values of a name that stands more than once in one response."""


def response_of(pairs: Iterable[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    """Return a response in which a name that stands several times holds all of its values."""
    made: dict[str, JsonValue] = {}
    for name, value in pairs:
        before = made.get(name)
        if name not in made:
            made[name] = value
        elif isinstance(before, Several):
            before.append(value)
        else:
            made[name] = Several([before, value])
    return made


def sheets_of(responses: Iterable[Response], model: Model[Text], file: str) -> Read:
    """Return the answer sheets of what respondents answered in a survey tool.

    Each respondent gives a sheet for each party whose places were answered, and one for the joint
    answers. A value that its place can't hold, and an answer to no place, is kept in
    `unrecognised` under `/answers/<name>`. `file` is the file's name in messages. Responses
    without any place of the model are refused, and so are more than `limits.SURVEY` says.
    """
    reading = _Reading(model, places_of_model(model), Position(file))
    sheets: list[AnswerSheet] = []
    for number, response in enumerate(responses, 1):
        too_much = reading.too_much(number, response)
        if too_much:
            return (), (too_much,)
        sheets += reading.read(Position(file, number), response)
    if not reading.is_ours:
        return (), (error(Position(file), "survey-no-places"),)
    return tuple(sheets), tuple(reading.findings())


@dataclass
class _Reading:
    """The responses of one file while they are read."""

    model: Model[Text]
    places: PlaceTable
    at: Position
    is_ours: bool = False
    """Whether anything in the file says that it answers this model."""
    _cells: int = 0
    _found: dict[str, PlaceEntry | None] = field(default_factory=dict)
    _told: list[Finding] = field(default_factory=list)
    _bad: int = 0
    _unknown: dict[str, JsonValue] = field(default_factory=dict)
    _twice: dict[str, None] = field(default_factory=dict)

    def too_much(self, number: int, response: Response) -> Finding | None:
        """Return what a file holds too much of, if anything."""
        own = sum(len(value) if isinstance(value, Several) else 1 for value in response.values())
        self._cells += own
        for found, limit in (
            (number, SURVEY.respondents),
            (own, SURVEY.names),
            (self._cells, SURVEY.cells),
            (max(map(_length, response.items()), default=0), SURVEY.characters),
        ):
            if found > limit:
                return error(self.at, "survey-too-much", limit=limit)
        return None

    def read(self, at: Position, response: Response) -> Iterator[AnswerSheet]:
        """Yield the sheets of one respondent."""
        if response.get("model", self.model.id) != self.model.id:
            self.is_ours = True
            self._told.append(error(at, "survey-other-model", found=response["model"]))
            return
        self.is_ours = self.is_ours or "model" in response
        answers: dict[PartyId | None, dict[PlaceId, Answer]] = {}
        kept: dict[str, Json] = {}
        for written, value in response.items():
            if written not in _ORIGIN:
                name = _plain(written)
                values = self._values(name, value)
                place = self._place(name) if values else None
                # Of several values none is chosen.
                answer = _answer(place, values[0]) if place and len(values) == 1 else None
                if place and answer and _put(answers, self.model, place, answer):
                    continue
                for single in values:
                    keep(kept, f"/answers/{name}", Json.of(single))
                    if len(values) == 1:
                        self._tell_kept(at, name, single)
        yield from self._sheets(response, answers, kept)

    def _values(self, name: str, value: JsonValue) -> list[JsonValue]:
        """Return the values of a name, without what says nothing and what is said again."""
        values = value if isinstance(value, Several) else [value]
        if isinstance(value, Several):
            self._twice[name] = None
        said = (_without_halves(value) for value in values if value not in (None, ""))
        return list({Json.of(value).text: value for value in said}.values())

    def _tell_kept(self, at: Position, name: str, value: JsonValue) -> None:
        if self._place(name) is None:
            self._unknown.setdefault(name, value)
            return
        self._bad += 1
        if self._bad <= _MOST_TOLD:
            self._told.append(warning(at, "survey-bad-value", name=name, found=value))

    def _place(self, name: str) -> PlaceEntry | None:
        """Return the place that a name stands for, also one that older content gave it."""
        if name not in self._found:
            self._found[name] = found = next(filter(None, map(self._known, _ends(name))), None)
            self.is_ours = self.is_ours or found is not None or self._is_nearly(name)
        return self._found[name]

    def _known(self, name: str) -> PlaceEntry | None:
        if len(name) > ID_LENGTH or not _PLACE_ID.search(name):
            return None
        today = find_successor(PlaceId(name), self.model.ledger)
        return self.places.find(today) if today else None

    def _is_nearly(self, name: str) -> bool:
        """Tell whether a name begins as our places do: the place may be of other content."""
        first, _, rest = name.partition(".")
        return "." in rest and first in self._beginnings

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return frozenset(place.id.partition(".")[0] for place in self.places.places)

    def _sheets(
        self,
        response: Response,
        answers: dict[PartyId | None, dict[PlaceId, Answer]],
        kept: dict[str, Json],
    ) -> Iterator[AnswerSheet]:
        """Yield a sheet for each party, the joint one first; it keeps what has no place."""
        said = str(response.get("contentVersion", ""))
        version = said if re.fullmatch(VERSION_PATTERN, said) else self.model.version
        if kept:
            answers.setdefault(None, {})
        for party, own in sorted(answers.items(), key=lambda entry: entry[0] or ""):
            yield AnswerSheet(
                model=self.model.id,
                content_version=Version(version),
                language=self.model.source_language,
                party=party,
                answers=FrozenMap(own),
                unrecognised=FrozenMap(kept if party is None else {}),
            )

    def findings(self) -> Iterator[Finding]:
        """Yield what there is to say: each bad value up to a number, names once for the file."""
        yield from self._told
        if self._bad > _MOST_TOLD:
            yield warning(self.at, "survey-bad-values", count=self._bad - _MOST_TOLD)
        if self._twice:
            names = _listed(self._twice)
            yield warning(self.at, "survey-name-twice", name=names, count=len(self._twice))
        match list(self._unknown.items()):
            case []:
                pass
            case [(name, value)]:
                yield warning(self.at, "survey-unknown-place", name=name, found=value)
            case many:
                names, count = _listed(self._unknown), len(many)
                yield warning(self.at, "survey-unknown-places", names=names, count=count)


def _put(
    answers: dict[PartyId | None, dict[PlaceId, Answer]],
    model: Model[Text],
    place: PlaceEntry,
    answer: Answer,
) -> bool:
    """Keep an answer, unless another one of this respondent has taken its place."""
    view = place.id.partition("@")[2]
    party = PartyId(view) if view in model.parties else None
    return answers.setdefault(party, {}).setdefault(place.id, answer) is answer


def _ends(name: str) -> Iterator[str]:
    """Yield what a name may call a place, the longest first: groups may stand before it."""
    yield name
    tail = name[-ID_LENGTH - 1 :]
    starts = (0, *(found.end() for found in _SEPARATORS.finditer(tail)))
    for start in starts:
        end = tail[start:]
        yield end
        # XLSForms have no @ in names.
        yield "@".join(end.rsplit("_", 1))


def _length(pair: tuple[str, JsonValue]) -> int:
    name, value = pair
    texts = value if isinstance(value, list) else [value]
    return max(len(name), *(len(text) for text in texts if isinstance(text, str)), 0)


def _plain(name: str) -> str:
    return mended(name).replace("\n", " ")


def _without_halves(value: JsonValue) -> JsonValue:
    """Return a value whose texts hold nothing that no file or document can."""
    match value:
        case str():
            return mended(value)
        case list():
            return [_without_halves(element) for element in value]
        case dict():
            return {mended(key): _without_halves(member) for key, member in value.items()}
        case _:
            return value


def _listed(names: Iterable[str]) -> str:
    all_ = list(names)
    return ", ".join(all_[:_MOST_NAMED]) + (" …" if len(all_) > _MOST_NAMED else "")


_ANSWERS: Final[TypeAdapter[Answer]] = TypeAdapter(Answer)


def _answer(place: PlaceEntry, value: JsonValue) -> Answer | None:
    """Return an answer of the place's kind, or nothing where the value is none."""
    if KINDS[place.kind].is_offered and str(value) in NO_ANSWER:
        return _ANSWERS.validate_python({"kind": "no-answer"})
    offered = {str(choice.value): choice.value for choice in place.choices}
    try:
        return _ANSWERS.validate_python(
            {"kind": place.kind, "value": parse_value(place.kind, value, offered)}
        )
    except (ValidationError, ValueError):
        return None
