"""Readers at work: found by name or by a file's bytes, and a helper for those of survey tools.

`read_file` reads a file of any format that an installed reader knows. A survey tool gives its
answers as names and values, whatever its files look like; `sheets_of` makes sheets of those.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from pydantic import TypeAdapter, ValidationError

from toimintamalli.answers.answer import Answer, ChoiceAnswer, ScaleAnswer
from toimintamalli.answers.sheet import AnswerSheet
from toimintamalli.answers.values import FrozenMap, Json
from toimintamalli.errors import BrokenPlugin, ToimintamalliError
from toimintamalli.findings import Position, error, warning
from toimintamalli.limits import FILES
from toimintamalli.model.ids import PlaceId
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Text
from toimintamalli.plugins import (
    READERS,
    Annotator,
    Read,
    Reader,
    Recogniser,
    blame,
    load_reader,
    plugin_names,
)
from toimintamalli.reading.responses import Response, Several, response_of, sheets_of
from toimintamalli.workbook.places import PlaceEntry, places_of_model

__all__ = [
    "NoAnnotator",
    "Response",
    "Several",
    "annotate_file",
    "find_reader",
    "read_file",
    "reader_names",
    "recognise",
    "response_of",
    "restore",
    "sheets_of",
]


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
    named = tuple(warning(at, "reader-passed-over", **plugin.facts) for plugin in passed_over)
    if name is None:
        return (), (error(at, "unknown-file"), *named)
    reader = find_reader(name)
    with blame(name):
        sheets, findings = reader.read(data, model)
    told = (replace(finding, position=replace(finding.position, file=file)) for finding in findings)
    return sheets, (*told, *named)


def annotate_file(
    data: bytes, model: Model[Text], file: str, language: str, format_: str | None = None
) -> bytes:
    """Return a file with a note at each place that was not clear when it was read.

    Raises:
        NoAnnotator: files of its kind can't be handed back so.
        ToimintamalliError: it can't be read, or not be written anew.
    """
    name = format_ or recognise(data)
    reader = find_reader(name) if name else None
    if name is None or not isinstance(reader, Annotator):
        raise NoAnnotator(file=file)
    with blame(name):
        return reader.annotate(data, model, language)


class NoAnnotator(ToimintamalliError):
    """A file was to come back with notes, and is of a kind that can't."""

    code = "no-annotator"


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


_ANSWERS: Final[TypeAdapter[Answer]] = TypeAdapter(Answer)

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
    offered = {choice.value for choice in place.choices}
    if isinstance(answer, ChoiceAnswer | ScaleAnswer) and answer.value not in offered:
        return None
    return answer if answer.kind in (place.kind, "no-answer") else None
