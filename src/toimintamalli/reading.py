"""Readers at work: found by name or by a file's bytes, and a helper for those of survey tools.

`read_file` reads a file of any format that an installed reader knows. A survey tool gives its
answers as names and values, whatever its files look like; `sheets_of` makes sheets of those.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from pydantic import JsonValue, TypeAdapter, ValidationError

from toimintamalli.answers.answer import Answer, ChoiceAnswer, ScaleAnswer, parse_value
from toimintamalli.answers.migration import find_successor
from toimintamalli.answers.sheet import AnswerSheet
from toimintamalli.answers.values import FrozenMap, Json
from toimintamalli.errors import BrokenPlugin
from toimintamalli.findings import Finding, Position, error, warning
from toimintamalli.limits import FILES
from toimintamalli.model.ids import VERSION_PATTERN, PartyId, PlaceId, Version
from toimintamalli.model.kinds import KINDS
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Text
from toimintamalli.plugins import (
    READERS,
    Read,
    Reader,
    Recogniser,
    blame,
    load_reader,
    plugin_names,
)
from toimintamalli.workbook.places import PlaceEntry, PlaceTable, places_of_model

Response = Mapping[str, JsonValue]
"""What one respondent answered: name of the place → value."""

NO_ANSWER: Final = frozenset({"no-answer", "dontknow"})
"""What stands for choosing not to answer, in our forms and in those of SurveyJS."""
_ORIGIN: Final = ("model", "contentVersion", "profile")
"""What our forms say of themselves in every response."""


def reader_names() -> tuple[str, ...]:
    """Return the name of each installed reader, loading none of them."""
    return plugin_names(READERS)


def find_reader(name: str) -> Reader:
    """Return an installed reader.

    Raises:
        UnknownName: no installed package announces it.
        ContestedPlugin: several packages do.
        BrokenPlugin: its package can't be loaded.
    """
    return load_reader(name)


def read_file(data: bytes, model: Model[Text], file: str, format_: str | None = None) -> Read:
    """Return the sheets in a file, and findings that name it; the format is known by the bytes.

    Whatever the bytes are, what is wrong with them is a finding.

    Raises:
        UnknownName: no installed reader is called `format_`.
        BrokenPlugin: the reader's package can't be loaded, or fails.
    """
    at = Position(file)
    if len(data) > FILES.file_bytes:
        return (), (error(at, "file-too-large", limit=FILES.file_bytes // 1_000_000),)
    passed_over: list[BrokenPlugin] = []
    name = format_ or recognise(data, passed_over)
    named = tuple(warning(at, "reader-passed-over", **each.facts) for each in passed_over)
    if name is None:
        return (), (error(at, "unknown-file"), *named)
    reader = find_reader(name)
    with blame(name):
        sheets, findings = reader.read(data, model)
    told = (replace(each, position=replace(each.position, file=file)) for each in findings)
    return sheets, (*told, *named)


def recognise(data: bytes, passed_over: list[BrokenPlugin] | None = None) -> str | None:
    """Return the name of the reader that knows a file by its bytes; of several the first.

    A reader that fails over the bytes, or can't be asked where no other knows them, is no reason
    not to read the file: it joins those that were passed over.
    """
    failed, absent = [], []
    for name in reader_names():
        try:
            reader = find_reader(name)
        except BrokenPlugin as problem:
            absent.append(problem)
            continue
        try:
            with blame(name):
                is_known = isinstance(reader, Recogniser) and reader.recognises(data)
        except BrokenPlugin as problem:
            failed.append(problem)
            continue
        if is_known:
            _tell(passed_over, failed)
            return name
    _tell(passed_over, [*failed, *absent])
    return None


def _tell(passed_over: list[BrokenPlugin] | None, problems: list[BrokenPlugin]) -> None:
    if passed_over is not None:
        passed_over += problems


def sheets_of(responses: Iterable[Response], model: Model[Text], file: str) -> Read:
    """Return the answer sheets of what respondents answered in a survey tool.

    Each respondent gives a sheet for each party whose places were answered, and one for the joint
    answers. A value that its place can't hold, and an answer to no place, is kept in
    `unrecognised` under `/answers/<name>`. `file` is the file's name in messages.
    """
    places = places_of_model(model)
    sheets: list[AnswerSheet] = []
    findings: list[Finding] = []
    for number, response in enumerate(responses, 1):
        at = Position(file, number)
        if response.get("model", model.id) != model.id:
            findings.append(error(at, "survey-other-model", found=response["model"]))
            continue
        sorted_ = _Sorted(model, places)
        findings += sorted_.take(response, at)
        sheets += sorted_.sheets(response)
    return tuple(sheets), tuple(findings)


@dataclass
class _Sorted:
    """The answers of one respondent, by party."""

    model: Model[Text]
    places: PlaceTable
    answers: dict[PartyId | None, dict[PlaceId, Answer]] = field(default_factory=dict)
    kept: dict[str, Json] = field(default_factory=dict)

    def take(self, response: Response, at: Position) -> Iterator[Finding]:
        """Sort every answer, and yield a finding about each that has no place."""
        for name, value in response.items():
            if name in _ORIGIN or value in (None, ""):
                continue
            place = self._place(name)
            answer = _answer(place, value) if place else None
            if place and answer and self._keep(place, answer):
                continue
            self.kept[f"/answers/{name}"] = Json.of(value)
            code = "survey-bad-value" if place else "survey-unknown-place"
            yield warning(at, code, name=name, found=value)

    def _place(self, name: str) -> PlaceEntry | None:
        """Return the place that a name stands for, also one that older content gave it."""
        today = find_successor(PlaceId(name), self.model.ledger)
        return self.places.find(today) if today else None

    def _keep(self, place: PlaceEntry, answer: Answer) -> bool:
        """Keep an answer, unless another one of this respondent has taken its place."""
        answers = self.answers.setdefault(self._party(place.id), {})
        return answers.setdefault(place.id, answer) is answer

    def sheets(self, response: Response) -> Iterator[AnswerSheet]:
        """Yield a sheet for each party, the joint one first; it keeps what has no place."""
        said = str(response.get("contentVersion", ""))
        version = said if re.fullmatch(VERSION_PATTERN, said) else self.model.version
        if self.kept:
            self.answers.setdefault(None, {})
        for party, answers in sorted(self.answers.items(), key=lambda each: each[0] or ""):
            yield AnswerSheet(
                model=self.model.id,
                content_version=Version(version),
                language=self.model.source_language,
                party=party,
                answers=FrozenMap(answers),
                unrecognised=FrozenMap(self.kept if party is None else {}),
            )

    def _party(self, place: PlaceId) -> PartyId | None:
        view = place.partition("@")[2]
        return PartyId(view) if view in self.model.parties else None


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


_KEPT: Final = "/answers/"


def restore(sheet: AnswerSheet, model: Model[Text]) -> AnswerSheet:
    """Return a sheet in which places that are known take back answers that were kept for them.

    A smaller workbook, or an older reader, knew no such place. What the place can't hold stays.
    """
    known = places_of_model(model).places
    answers = dict(sheet.answers)
    kept = dict(sheet.unrecognised)
    for key, value in sheet.unrecognised.items():
        id_ = PlaceId(key.removeprefix(_KEPT))
        place = known[id_] if key.startswith(_KEPT) and id_ in known else None
        answer = _kept_answer(place, value) if place else None
        if place and answer and answers.setdefault(place.id, answer) == answer:
            del kept[key]
    return sheet.model_copy(update={"answers": FrozenMap(answers), "unrecognised": FrozenMap(kept)})


def _kept_answer(place: PlaceEntry, value: Json) -> Answer | None:
    """Return what was kept as an answer of the place, if it is one."""
    try:
        answer = _ANSWERS.validate_json(value.text, strict=True)
    except ValidationError:
        return None
    offered = {each.value for each in place.choices}
    if isinstance(answer, ChoiceAnswer | ScaleAnswer) and answer.value not in offered:
        return None
    return answer if answer.kind in (place.kind, "no-answer") else None
