"""What makes an export wrong although its consumer loads it: seen by nobody but us.

Survey tools accept unknown question types, show names where a language is missing, and rename
codes that are taken.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO, StringIO
from typing import Any, Final

import openpyxl

from toimintamalli import Language
from toimintamalli.workbook.form import Form
from toimintamalli_limesurvey.codes import ANSWER_CODE_LENGTH, QUESTION_CODE_LENGTH, question_code
from toimintamalli_xlsform import element_name, language_name

Json = Any
"""What stands in a JSON file."""

_SURVEYJS_TYPES: Final = {"html", "panel", "radiogroup", "dropdown", "boolean", "text", "comment"}
_SURVEYJS_TEXTS: Final = {"title", "description", "html", "text", "dontKnowText"}
_XLSFORM_TYPES: Final = {"text", "date", "acknowledge", "note", "begin_group", "end_group"}
_LIMESURVEY_TYPES: Final = {"L", "!", "Y", "D", "S", "T", "X"}


def faults_of_surveyjs(survey: Json, form: Form) -> Iterator[str]:
    """Yield what is wrong with a SurveyJS form."""
    if survey["locale"] != form.languages[0]:
        yield f"locale: {survey['locale']}"
    elements = list(_elements(survey["pages"]))
    yield from (f"type: {element.get('type')}" for element in elements if _is_unknown(element))
    yield from _twice(element["name"] for element in elements)
    yield from _not_asked(
        {element["name"] for element in elements}, {p.place.id for p in form.places()}
    )
    for key, text in _surveyjs_texts(survey):
        if isinstance(text, dict):
            yield from _wrong_languages(key, text, form.languages)


def _is_unknown(element: Json) -> bool:
    return element.get("type", "panel") not in _SURVEYJS_TYPES


def _elements(parts: Iterable[Json]) -> Iterator[Json]:
    for part in parts:
        yield part
        yield from _elements(part.get("elements", ()))


def _surveyjs_texts(value: Json) -> Iterator[tuple[str, Json]]:
    if isinstance(value, dict):
        for key, each in value.items():
            if key in _SURVEYJS_TEXTS:
                yield key, each
            else:
                yield from _surveyjs_texts(each)
    if isinstance(value, list):
        for each in value:
            yield from _surveyjs_texts(each)


def _wrong_languages(
    key: str, text: Mapping[str, str], languages: tuple[Language, ...]
) -> Iterator[str]:
    # `en` is shown from `default`; under its own key it would be a second place to correct.
    wanted = {"default", *languages} - {"en"}
    if set(text) != wanted:
        yield f"languages of {key}: {sorted(text)}"


def faults_of_xlsform(content: bytes, form: Form) -> Iterator[str]:
    """Yield what is wrong with an XLSForm."""
    book = openpyxl.load_workbook(BytesIO(content))
    survey, choices = _table(book["survey"]), _table(book["choices"])
    wanted = {language_name(language) for language in form.languages}
    for sheet in ("survey", "choices"):
        head = [str(each.value) for each in book[sheet][1]]
        found = {each.partition("::")[2] for each in head if each.startswith("label::")}
        if found != wanted:
            yield f"languages of {sheet}: {sorted(found)}"
    default = _table(book["settings"])[0]["default_language"]
    if default != language_name(form.languages[0]):
        yield f"default language: {default}"
    asked = [each for each in survey if each["type"] != "end_group"]
    for row in [*asked, *choices]:
        yield from (f"no {key}: {row['name']}" for key in row if _is_blank(row, key))
    lists = {choice["list_name"] for choice in choices}
    yield from (f"type: {each['type']}" for each in survey if not _is_xlsform_type(each, lists))
    yield from _twice(each["name"] for each in asked)
    yield from _twice(f"{choice['list_name']}/{choice['name']}" for choice in choices)
    places = {element_name(place.place.id) for place in form.places()}
    yield from _not_asked({each["name"] for each in asked}, places)


def _table(sheet: Json) -> list[dict[str, str]]:
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, (each or "" for each in row), strict=True)) for row in rows]


def _is_blank(row: Mapping[str, str], key: str) -> bool:
    return key.startswith("label::") and not row[key]


def _is_xlsform_type(row: Mapping[str, str], lists: set[str]) -> bool:
    kind, _, name = row["type"].partition(" ")
    return kind in _XLSFORM_TYPES or (kind == "select_one" and name in lists)


def read_limesurvey(content: bytes) -> list[dict[str, str]]:
    """Return the rows of a survey structure as LimeSurvey's import reads them.

    It guesses the encoding from a sample, strips headings, and takes quotes around a text off.
    """
    content[:_SAMPLE].decode()
    head, *rows = csv.reader(StringIO(content.decode("utf-8-sig")), dialect="excel-tab")
    names = [name.strip() for name in head]
    return [dict(zip(names, map(_without_quotes, row), strict=True)) for row in rows]


_SAMPLE: Final = 1_000


def _without_quotes(cell: str) -> str:
    return cell[1:-1].replace('""', '"') if re.fullmatch(r'".*"', cell) else cell


def faults_of_limesurvey(rows: list[dict[str, str]], form: Form) -> Iterator[str]:
    """Yield what is wrong with a survey structure of LimeSurvey."""
    settings = {row["name"]: row["text"] for row in rows if row["class"] == "S"}
    if settings.get("language") != form.languages[0]:
        yield f"language: {settings.get('language')}"
    shapes = {language: list(_shape(rows, language)) for language in form.languages}
    if any(shape != shapes[form.languages[0]] for shape in shapes.values()):
        yield "languages differ in their rows"
    said = [row for row in rows if row["class"] in ("SL", "G", "Q", "A")]
    yield from (f"no text: {each['name']}" for each in said if not (each["text"] or each["name"]))
    yield from (f"no text: {e['name']}" for e in said if e["class"] in "QA" and not e["text"])
    codes = [code for kind, code, _ in shapes[form.languages[0]] if kind == "Q"]
    yield from _twice(codes)
    yield from _not_asked(set(codes), {question_code(place.place.id) for place in form.places()})
    for kind, code, type_ in shapes[form.languages[0]]:
        limit = {"Q": QUESTION_CODE_LENGTH, "A": ANSWER_CODE_LENGTH}.get(kind)
        if limit and not re.fullmatch(rf"[A-Za-z0-9]{{1,{limit}}}", code):
            yield f"code: {code}"
        if kind == "Q" and type_ not in _LIMESURVEY_TYPES:
            yield f"type: {type_}"
    yield from _answers_twice(shapes[form.languages[0]])


def _shape(rows: list[dict[str, str]], language: str) -> Iterator[tuple[str, str, str]]:
    for row in rows:
        if row["language"] == language and row["class"] in ("G", "Q", "A"):
            name = "" if row["class"] == "G" else row["name"]
            yield row["class"], name, row["type/scale"]


def _answers_twice(shape: list[tuple[str, str, str]]) -> Iterator[str]:
    question = ""
    seen: Counter[str] = Counter()
    for kind, code, _ in shape:
        question = code if kind == "Q" else question
        if kind == "A":
            seen[f"{question}/{code}"] += 1
    yield from (f"twice: {each}" for each, count in seen.items() if count > 1)


def _twice(names: Iterable[str]) -> Iterator[str]:
    yield from (f"twice: {each}" for each, count in Counter(names).items() if count > 1)


def _not_asked(found: set[str], places: set[str]) -> Iterator[str]:
    yield from (f"not asked: {place}" for place in sorted(places - found))
