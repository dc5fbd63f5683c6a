"""The questions as a LimeSurvey survey structure: one tab-separated file a profile. Experimental.

Format: https://www.limesurvey.org/manual/Tab_Separated_Value_survey_structure. No LimeSurvey has
been asked to read it in our tests; it was held line by line against the code of LimeSurvey's own
import (`TSVImportSurvey`), and the limits on codes are those of its data base.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from html import escape
from io import StringIO
from typing import Final

from pydantic import BaseModel, ConfigDict

from toimintamalli import Artifact, Model, Request, Text
from toimintamalli.model.kinds import ByKind
from toimintamalli.workbook.form import (
    Form,
    FormGroup,
    FormPage,
    FormPlace,
    Texts,
    resolve_form,
)
from toimintamalli_limesurvey.codes import answer_code, question_code

MEDIA_TYPE: Final = "text/tab-separated-values"
COLUMNS: Final = (
    "class",
    "type/scale",
    "name",
    "relevance",
    "text",
    "help",
    "language",
    "mandatory",
    "other",
    "default",
)
"""What the import reads; it takes a filled cell of any other column for a question's attribute."""

Row = dict[str, str]

_TYPES: Final = ByKind(
    scale="L", text="S", choice="!", several="M", check="Y", date="D", number="N"
)
"""LimeSurvey's letter for each kind of question."""
_LONG_TEXT: Final = "T"
_PRIVATE: Final = {"anonymized": "Y", "datestamp": "N", "ipaddr": "N", "refurl": "N", "format": "G"}
"""Nothing about who answers, or when; one page at a time."""


_SAMPLE: Final = 1_000
"""Bytes from which the import guesses the encoding."""
_LETTER: Final = 4
"""Bytes of the longest letter in UTF-8."""


class LimeSurveyOptions(BaseModel):
    """There is nothing to choose."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class LimeSurveyGenerator:
    """Writes `surveys/<profile>.limesurvey.txt`."""

    options = LimeSurveyOptions

    def generate(
        self, model: Model[Text], request: Request, options: LimeSurveyOptions
    ) -> Iterator[Artifact]:
        """Yield the form of the profile that is asked for, or of the first one."""
        del options
        form = resolve_form(model, request)
        content = _whole(list(_rows(form)))
        yield Artifact(f"surveys/{form.profile}.limesurvey.txt", content, MEDIA_TYPE)


def _whole(rows: Sequence[Row]) -> bytes:
    """Return the file, so that its sample for the import ends with a whole letter.

    From half a letter the import would take the file for Japanese; it strips spaces of headings.
    """
    stream = StringIO()
    written = csv.DictWriter(stream, COLUMNS, restval="", dialect="excel-tab", lineterminator="\n")
    written.writerows(rows)
    head, body = "\t".join(COLUMNS), stream.getvalue()
    padded = (f"{head}{' ' * spaces}\n{body}".encode("utf-8-sig") for spaces in range(_LETTER))
    return next(content for content in padded if _ends_whole(content[:_SAMPLE]))


def _ends_whole(sample: bytes) -> bool:
    try:
        sample.decode()
    except UnicodeDecodeError:
        return False
    return True


def _rows(form: Form) -> Iterator[Row]:
    first, *others = form.languages
    settings = {"language": first, "additional_languages": " ".join(others), **_PRIVATE}
    for name, value in settings.items():
        yield {"class": "S", "name": name, "text": value}
    for index, language in enumerate(form.languages):
        texts = {"surveyls_title": form.heading, "surveyls_description": form.purpose}
        for name, text in texts.items():
            yield {"class": "SL", "name": name, "text": _html(text, index), "language": language}
    for index, language in enumerate(form.languages):
        for number, page in enumerate(form.pages, 1):
            for row in _page(page, number, index):
                yield {**row, "language": language}


def _page(page: FormPage, number: int, index: int) -> Iterator[Row]:
    # The number tells which group of another language is the same.
    yield {"class": "G", "type/scale": str(number), "name": _html(page.heading, index)}
    for part in page.parts:
        if isinstance(part, FormGroup):
            for place in part.places:
                yield from _question(place, part, index)
        else:
            yield _asked("X", part.key, _html(part.text, index))


def _question(asked: FormPlace, group: FormGroup, index: int) -> Iterator[Row]:
    place = asked.place
    kind = _LONG_TEXT if place.kind == "text" and place.lines > 1 else _TYPES[place.kind]
    text = f"{_html(group.heading, index)}: {_html(asked.numbered, index)}"
    hints = " ".join(_html(hint, index) for hint in asked.hints)
    default = "" if place.kind == "several" else place.given
    yield {**_asked(kind, place.id, text), "help": hints, "default": default}
    for choice in asked.choices:
        code = answer_code(choice.value)
        # Of several options each is a question of its own, with yes or nothing.
        kind = "SQ" if place.kind == "several" else "A"
        yield {"class": kind, "type/scale": "0", "name": code, "text": _html(choice.shown, index)}


def _asked(kind: str, id_: str, text: str) -> Row:
    return {
        "class": "Q",
        "type/scale": kind,
        "name": question_code(id_),
        "relevance": "1",
        "text": text,
        "mandatory": "N",
        "other": "N",
    }


def _html(texts: Texts, index: int) -> str:
    text = escape(texts[index].string, quote=False).replace("\n\n", "<br><br>")
    # The import drops quotes around a whole text, and a backslash before one joins two cells.
    text = text.replace('"', "&quot;").replace("\t", " ")
    # Braces would be an expression to evaluate.
    return text.replace("{", "&#123;").replace("}", "&#125;").replace("\n", " ")


generator: Final = LimeSurveyGenerator()
