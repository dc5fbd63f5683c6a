"""The exports to survey tools keep what the conformance suite asks of any generator."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from html import unescape
from io import BytesIO, StringIO
from typing import Any, Final

import openpyxl
import pytest

from toimintamalli import LocalizedText, Model, Request, Text
from toimintamalli.testing.extracting import Extractor, Passage, Reading, read_docx
from toimintamalli.testing.suite import RULES, Examination, Subject, examine, find_differences
from toimintamalli.workbook.form import resolve_form
from toimintamalli_csv import DELIMITER
from toimintamalli_csv import MEDIA_TYPE as CSV
from toimintamalli_limesurvey import MEDIA_TYPE as TSV
from toimintamalli_limesurvey.codes import question_code
from toimintamalli_questions import MEDIA_TYPE as DOCX
from toimintamalli_redcap import MEDIA_TYPE as DICTIONARY
from toimintamalli_redcap import field_name
from toimintamalli_surveyjs import MEDIA_TYPE as JSON
from toimintamalli_xlsform import MEDIA_TYPE as XLSX
from toimintamalli_xlsform import element_name

Json = Any
"""What stands in a JSON file."""

_PARTS: Final = ("page.", "group.", "note.", "page_", "group_", "note_")


def form_texts(model: Model[Text], request: Request) -> Iterator[LocalizedText]:
    """Yield each text of a form that an output of one language shows."""
    form = resolve_form(model, request)
    yield from _texts_in((form.title, form.subtitle, form.purpose, form.pages))


def _texts_in(value: object) -> Iterator[LocalizedText]:
    match value:
        case LocalizedText():
            yield value
        case tuple():
            for each in value:
                yield from _texts_in(each)
        case _ if is_dataclass(value):
            # The place holds the prompt once more; what is shown of a choice holds its label.
            for name in {field.name for field in fields(value)} - {"place", "shown"}:
                yield from _texts_in(getattr(value, name))


def asked_texts(model: Model[Text], request: Request) -> Iterator[LocalizedText]:
    """Yield the questions of the model that the request is about."""
    for place in resolve_form(model, request).places():
        if place.place.item and place.place.kind in ("scale", "text"):
            yield from place.prompt


def _labels(texts: list[str], places: list[str]) -> Reading:
    # These formats have no room for the language of a single text.
    shown = tuple(texts)
    places = [place for place in places if not place.startswith(_PARTS)]
    return Reading((), shown, tuple(places), "\n".join(shown))


def read_surveyjs(content: bytes) -> Reading:
    texts: list[str] = []
    names: list[str] = []

    def walk(value: Json, key: str = "") -> None:
        if isinstance(value, dict):
            for name, each in value.items():
                walk(each, "html" if key == "html" else name)
        elif isinstance(value, list):
            for each in value:
                walk(each, key)
        elif key == "name":
            names.append(value)
        else:
            texts.append(unescape(value) if key == "html" else str(value))

    # A brace with a word joiner behind it starts no expression, and looks as before.
    survey = json.loads(content.decode().replace("{\u2060", "{").replace("{\\u2060", "{"))
    walk(survey["pages"])
    walk({key: each for key, each in survey.items() if key != "pages"})
    return _labels(texts, [each for each in names if "." in each])


def read_xlsform(content: bytes) -> Reading:
    book = openpyxl.load_workbook(BytesIO(content))
    cells = [str(each) for sheet in book for row in sheet.values for each in row if each]
    rows = list(book["survey"].values)[1:]
    names = [str(row[1]) for row in rows if row[0] != "end_group"]
    return _labels([*cells, *(cell.replace("$ {", "${") for cell in cells)], names)


def read_limesurvey(content: bytes) -> Reading:
    rows = list(csv.DictReader(StringIO(content.decode("utf-8-sig")), dialect="excel-tab"))
    texts = [unescape(row[key]) for row in rows for key in ("name", "text", "help")]
    questions = [row for row in rows if row["class"] == "Q" and row["type/scale"] != "X"]
    return _labels(texts, [question["name"] for question in questions])


def read_redcap(content: bytes) -> Reading:
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))[1:]
    shown = [cell for row in rows for cell in (row[2], row[4], row[6])]
    shown += [choice.partition(", ")[2] for row in rows for choice in row[5].split(" | ")]
    names = [row[0] for row in rows if row[0].startswith("q_")]
    return _labels([unescape(re.sub("<[^>]+>", "\n", text)) for text in shown], names)


def read_csv(content: bytes) -> Reading:
    stream = StringIO(content.decode("utf-8-sig"), newline="")
    rows = list(csv.DictReader(stream, delimiter=DELIMITER))
    return Reading(
        tuple(Passage(row["text"], row["language"]) for row in rows),
        places=tuple(dict.fromkeys(row["id"] for row in rows if row["field"] == "prompt")),
        everything="\n".join(row["text"] for row in rows),
    )


SUBJECTS: Final = {
    "surveyjs": Subject(
        "toimintamalli_surveyjs:generator", form_texts, {JSON: Extractor(read_surveyjs)}
    ),
    "xlsform": Subject(
        "toimintamalli_xlsform:generator",
        form_texts,
        {XLSX: Extractor(read_xlsform, key=element_name)},
    ),
    "limesurvey": Subject(
        "toimintamalli_limesurvey:generator",
        form_texts,
        {TSV: Extractor(read_limesurvey, key=question_code)},
    ),
    "redcap": Subject(
        "toimintamalli_redcap:generator",
        form_texts,
        {DICTIONARY: Extractor(read_redcap, key=field_name)},
    ),
    "csv": Subject("toimintamalli_csv:generator", form_texts, {CSV: Extractor(read_csv)}),
    "questions": Subject(
        "toimintamalli_questions:generator",
        asked_texts,
        {DOCX: Extractor(read_docx, has_places=False)},
    ),
}


@cache
def examinations(name: str) -> tuple[Examination, ...]:
    return tuple(examine(SUBJECTS[name]))


@pytest.mark.parametrize("rule", RULES, ids=[each.__name__ for each in RULES])
@pytest.mark.parametrize("name", SUBJECTS)
def test_an_export_keeps_each_rule(name: str, rule: object) -> None:
    assert callable(rule)
    assert (
        sorted({fault for examination in examinations(name) for fault in rule(examination)}) == []
    )


@pytest.mark.parametrize("name", SUBJECTS)
def test_an_export_gives_the_same_bytes_everywhere_and_writes_nothing(name: str) -> None:
    assert list(find_differences(SUBJECTS[name])) == []
