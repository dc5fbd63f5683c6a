"""The questions as a SurveyJS form: one JSON file a profile, in every language.

Format: https://surveyjs.io/form-library/documentation/design-survey/create-a-simple-survey, tried
with survey-core 3.1.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Final, assert_never

from pydantic import BaseModel, ConfigDict, JsonValue

from toimintamalli import Artifact, Language, LocalizedText, Model, Request, Text
from toimintamalli.findings import Finding, Position, error
from toimintamalli.limits import SURVEY
from toimintamalli.plugins import Read
from toimintamalli.reading import response_of, sheets_of
from toimintamalli.weighing import Unfit, parse_json
from toimintamalli.workbook.form import (
    Form,
    FormGroup,
    FormNote,
    FormPage,
    FormPlace,
    Texts,
    resolve_form,
)

MEDIA_TYPE: Final = "application/json"
DEFAULT_LOCALE: Final = Language("en")
"""The language that SurveyJS takes the texts under `default` to be in."""

Json = str | int | bool | list["Json"] | dict[str, "Json"]
Object = dict[str, Json]


class SurveyJsOptions(BaseModel):
    """There is nothing to choose."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SurveyJsGenerator:
    """Writes `surveys/<profile>.surveyjs.json`."""

    options = SurveyJsOptions

    def generate(
        self, model: Model[Text], request: Request, options: SurveyJsOptions
    ) -> Iterator[Artifact]:
        """Yield the form of the profile that is asked for, or of the first one."""
        del options
        form = resolve_form(model, request)
        written = json.dumps(as_survey(form), ensure_ascii=False, indent=2) + "\n"
        yield Artifact(f"surveys/{form.profile}.surveyjs.json", written.encode(), MEDIA_TYPE)


def as_survey(form: Form) -> Object:
    """Return a form as the JSON that `new Model` of survey-core takes."""
    texts = _Texts(form)
    return {
        "title": texts.all(form.heading),
        "description": texts.all(form.purpose),
        "locale": form.languages[0],
        "showQuestionNumbers": False,
        "pages": [texts.page(page) for page in form.pages],
        "calculatedValues": list(_origin(form)),
    }


def _origin(form: Form) -> Iterator[Json]:
    """Yield what the answers have to say of the form, so that they can be read later."""
    facts = {"model": form.model, "contentVersion": form.version, "profile": form.profile}
    for name, value in facts.items():
        yield {"name": name, "expression": f"'{value}'", "includeIntoResult": True}


class _Texts:
    """Writes the parts of one form."""

    def __init__(self, form: Form) -> None:
        self._form = form

    def all(self, texts: Texts) -> Json:
        """Return a text in every language.

        What is under `default` is shown for English, the default locale of SurveyJS, and for
        languages that the form does not have: so Finnish there would be seen by the English.
        """
        strings: Object = {
            language: _plain(text.string)
            for language, text in zip(self._form.languages, texts, strict=True)
        }
        default = strings.pop(DEFAULT_LOCALE, _plain(texts[0].string))
        is_same = all(string == default for string in strings.values())
        return default if is_same else {"default": default, **strings}

    def page(self, page: FormPage) -> Json:
        return {
            "name": f"page.{page.key}",
            "title": self.all(page.heading),
            "elements": [
                self._note(part) if isinstance(part, FormNote) else self._panel(part)
                for part in page.parts
            ],
        }

    def _note(self, note: FormNote) -> Json:
        html = tuple(_as_html(text) for text in note.text)
        return {"type": "html", "name": f"note.{note.key}", "html": self.all(html)}

    def _panel(self, group: FormGroup) -> Json:
        return {
            "type": "panel",
            "name": f"group.{group.key}",
            "title": self.all(group.heading),
            "elements": [self._question(place) for place in group.places],
        }

    def _question(self, asked: FormPlace) -> Json:
        question: Object = {
            "name": asked.place.id,
            "title": self.all(asked.numbered),
            **self._answer(asked),
        }
        if asked.hints:
            question["description"] = self.all(_in_one(asked.hints))
        if asked.place.given:
            given = asked.place.given
            question["defaultValue"] = [*given.split()] if asked.place.kind == "several" else given
        return question

    def _answer(self, asked: FormPlace) -> Object:  # noqa: PLR0911 -- one answer for each kind
        match asked.place.kind:
            case "scale":
                return {
                    "type": "radiogroup",
                    "choices": self._choices(asked),
                    "showDontKnowItem": True,
                    "dontKnowText": self.all(self._form.no_answer),
                }
            case "choice":
                return {"type": "dropdown", "choices": self._choices(asked)}
            case "several":
                return {"type": "checkbox", "choices": self._choices(asked)}
            case "check":
                return {"type": "boolean", "renderAs": "checkbox"}
            case "date":
                return {"type": "text", "inputType": "date"}
            case "number":
                return {"type": "text", "inputType": "number", "step": "any"}
            case "text":
                lines = asked.place.lines
                return {"type": "comment", "rows": lines} if lines > 1 else {"type": "text"}
            case _:
                assert_never(asked.place.kind)

    def _choices(self, asked: FormPlace) -> list[Json]:
        return [{"value": choice.value, "text": self.all(choice.shown)} for choice in asked.choices]


def _plain(text: str) -> str:
    # {name} would be the value of a question or a variable; a word joiner nobody sees.
    return text.replace("{", "{\u2060")


def _as_html(text: LocalizedText) -> LocalizedText:
    paragraphs = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in text.string.split("\n\n"))
    return LocalizedText(paragraphs, text.language, text.fallback)


def _in_one(hints: tuple[Texts, ...]) -> Texts:
    """Return the reasons of an item as one text in each language."""
    return tuple(
        LocalizedText(" ".join(text.string for text in same), same[0].language)
        for same in zip(*hints, strict=True)
    )


class SurveyJsReader:
    """Reads what SurveyJS calls `survey.data`: of one respondent, or a list of them."""

    def recognises(self, data: bytes) -> bool:
        """Tell whether a file is JSON that names places, and no answers file of ours."""
        if data.startswith(_WIDE):
            data = data.decode("utf-16", "ignore").encode()
        head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
        is_json = head.startswith((b"{", b"["))
        return is_json and b'"sheets"' not in data and _A_PLACE.search(data) is not None

    def read(self, data: bytes, model: Model[Text]) -> Read:
        """Return the sheets of every respondent, and findings about what is not in them."""
        at = Position(_RESULTS)
        if len(data) > SURVEY.file_bytes:
            return (), (error(at, "file-too-large", limit=SURVEY.file_bytes // 1_000_000),)
        try:
            found = parse_json(data, SURVEY.depth, SURVEY.cells, response_of)
        except Unfit as reason:
            return (), (_refusal(reason),)
        listed = _unwrapped(found)
        responses = [
            _flat(response) for response in map(_opened, listed) if isinstance(response, dict)
        ]
        if not responses or len(responses) < len(listed):
            return (), (error(at, "survey-unreadable"),)
        return sheets_of(responses, model, _RESULTS)


_WRAPPERS: Final = ("results", "value", "Data", "data")
"""Where an API puts the responses: KoboToolbox, ODK Central's OData, SurveyJS, others."""
_OWN: Final = re.compile(r"(?:.*/)?(?:_[a-z].*|__.*|meta/.*|formhub/.*|start|end|deviceid)")
"""What KoboToolbox and ODK Central say of a response, and what nobody has answered."""


def _unwrapped(found: JsonValue) -> list[JsonValue]:
    """Return the responses that an API wraps into an object with counts and addresses."""
    if isinstance(found, dict):
        for name in _WRAPPERS:
            listed = found.get(name)
            if isinstance(listed, list) and all(
                isinstance(response, dict | str) for response in listed
            ):
                return listed
        return [found]
    return found if isinstance(found, list) else []


def _opened(response: JsonValue) -> JsonValue:
    """Return a response that stands as a text of JSON, alone or under `json`, as an object."""
    said = response.get("json", response) if isinstance(response, dict) else response
    if not isinstance(said, str):
        return said
    try:
        # Half a character is as little text here as in a file.
        data = said.encode("utf-8", "surrogatepass")
        return parse_json(data, SURVEY.depth, SURVEY.cells, response_of)
    except Unfit:
        return None


def _flat(response: Mapping[str, JsonValue], group: str = "") -> dict[str, JsonValue]:
    """Return a response in which what stands in groups has the groups before its name."""
    found: list[tuple[str, JsonValue]] = []
    for name, value in response.items():
        path = f"{group}{name}"
        if isinstance(value, dict):
            found += _flat(value, f"{path}/").items()
        elif not _OWN.fullmatch(path):
            found.append((path, value))
    return response_of(found)


def _refusal(reason: Unfit) -> Finding:
    at = Position(_RESULTS, reason.line, reason.column)
    codes = {"too-deep": "survey-too-deep", "too-much": "survey-too-much"}
    return error(at, codes.get(reason.code, "survey-unreadable"), limit=reason.limit)


_HEAD: Final = 64
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")
_A_PLACE: Final = re.compile(
    # In an API's answer groups may stand before the name, and the quotes may be escaped.
    rb'["/-][a-z][a-z0-9-]{0,63}\.[a-z][a-z0-9-]{0,63}\.[a-z][a-z0-9-]{0,63}'
    rb'(?:[@_][a-z0-9-]{1,63})?\\?"\s*:'
)
_RESULTS: Final = "surveyjs.json"
"""What messages call the file."""

generator: Final = SurveyJsGenerator()
reader: Final = SurveyJsReader()
