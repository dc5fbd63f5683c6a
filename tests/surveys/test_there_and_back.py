"""What is asked by each survey tool comes back as the same sheets, however the tool exports it."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import StringIO
from random import Random
from typing import Any, Final

import pytest
from tests.support.answers import random_sheet
from tests.support.content import shipped_model

from toimintamalli import AnswerSheet, Model, Text, generate, read_file
from toimintamalli.answers.answer import Answer, NoAnswer, text_of
from toimintamalli.model.ids import PartyId
from toimintamalli.reading import recognise
from toimintamalli.testing.synthetic import synthetic_model
from toimintamalli.workbook.places import PlaceEntry, places_of_model
from toimintamalli_limesurvey.codes import answer_code, question_code
from toimintamalli_redcap import COLUMNS, choice_code, field_name
from toimintamalli_xlsform import element_name

SHEETS: Final = 1_000
RESPONDENTS: Final = 30
"""In one file; each gives a sheet a party and a joint one."""
Json = Any
"""What stands in a JSON file."""
Respondent = Mapping[str, Answer]
Export = Callable[[Model[Text], Sequence[Respondent]], bytes]


def as_table(rows: Sequence[Mapping[str, str]], delimiter: str, *first: str) -> bytes:
    names = list(dict.fromkeys(name for row in rows for name in row))
    stream = StringIO()
    for line in first:
        stream.write(f"{line}\n")
    written = csv.DictWriter(stream, names, restval="", delimiter=delimiter)
    written.writeheader()
    written.writerows(rows)
    return stream.getvalue().encode("utf-8-sig")


def plain(answer: Answer) -> str:
    return "no-answer" if isinstance(answer, NoAnswer) else text_of(answer) or ""


def value_of(answer: Answer) -> Json:
    return "dontknow" if isinstance(answer, NoAnswer) else answer.model_dump(mode="json")["value"]


# --- how each tool exports ----------------------------------------------------------------------


def csv_of_tools(model: Model[Text], respondents: Sequence[Respondent]) -> bytes:
    del model
    return as_table(
        [{key: plain(a) for key, a in respondent.items()} for respondent in respondents], ";"
    )


def odk_central_csv(model: Model[Text], respondents: Sequence[Respondent]) -> bytes:
    """Groups stand before the name with a hyphen, and the tool's own columns around."""
    del model
    rows = [
        {
            "SubmissionDate": "2027-05-04T09:00:00.000Z",
            **{f"page_x-group_y-{element_name(key)}": odk(a) for key, a in each.items()},
            "meta-instanceID": f"uuid:{number}",
            "KEY": f"uuid:{number}",
        }
        for number, each in enumerate(respondents)
    ]
    return as_table(rows, ",")


def odk(answer: Answer) -> str:
    return "OK" if answer.kind == "check" else plain(answer)


def kobo_api(model: Model[Text], respondents: Sequence[Respondent]) -> bytes:
    del model
    results = [
        {
            "_id": number,
            "formhub/uuid": "x",
            **{f"page_x/group_y/{element_name(key)}": odk(a) for key, a in each.items()},
            "_geolocation": [None, None],
        }
        for number, each in enumerate(respondents)
    ]
    wrapped = {"count": len(results), "next": None, "previous": None, "results": results}
    return json.dumps(wrapped, ensure_ascii=False).encode()


def odata(model: Model[Text], respondents: Sequence[Respondent]) -> bytes:
    del model
    value = [
        {
            "__id": f"uuid:{number}",
            "page_x": {"group_y": {element_name(key): odk(a) for key, a in each.items()}},
            "__system": {"submitterName": "x"},
        }
        for number, each in enumerate(respondents)
    ]
    return json.dumps({"@odata.context": "…", "value": value}, ensure_ascii=False).encode()


def surveyjs(model: Model[Text], respondents: Sequence[Respondent]) -> bytes:
    return json.dumps(
        [data_of(model, respondent) for respondent in respondents], ensure_ascii=False
    ).encode()


def surveyjs_service(model: Model[Text], respondents: Sequence[Respondent]) -> bytes:
    """Each response is a text of JSON within JSON."""
    texts = [json.dumps(data_of(model, respondent)) for respondent in respondents]
    return json.dumps({"ResultCount": len(texts), "Data": texts}).encode()


def data_of(model: Model[Text], answers: Respondent) -> Json:
    origin = {"model": model.id, "contentVersion": model.version}
    return {**origin, **{key: value_of(answer) for key, answer in answers.items()}}


def limesurvey_cells(
    model: Model[Text], answers: Respondent, joined: Callable[[str, str], str]
) -> Iterator[tuple[str, str]]:
    for key, answer in answers.items():
        code, place = question_code(key), places_of_model(model).places[key]
        match answer.kind:
            case "several":
                for choice in place.choices:
                    ticked = "Y" if choice.value in value_of(answer) else ""
                    yield joined(code, answer_code(choice.value)), ticked
            case "no-answer":
                yield code, ""
            case "scale" | "choice":
                yield code, answer_code(value_of(answer))
            case "check":
                yield code, "Y"
            case "date":
                yield code, f"{value_of(answer)} 00:00:00"
            case "number":
                yield code, padded(value_of(answer))
            case _:
                yield code, value_of(answer)


def padded(number: str) -> str:
    """Return a number as a database with ten decimals writes it."""
    whole, _, part = number.partition(".")
    return f"{whole}.{part:0<10}"


def limesurvey_csv(model: Model[Text], respondents: Sequence[Respondent]) -> bytes:
    rows = [
        {"id": str(number), "submitdate": "1980-01-01 00:00:00", "startlanguage": "fi"}
        | dict(limesurvey_cells(model, each, lambda code, sub: f"{code}[{sub}]"))
        for number, each in enumerate(respondents, 1)
    ]
    return as_table(rows, ";")


def limesurvey_vv(model: Model[Text], respondents: Sequence[Respondent]) -> bytes:
    """Texts first, codes below, tabs between, and what breaks lines in braces."""
    rows = [dict(limesurvey_cells(model, respondent, "{}_{}".format)) for respondent in respondents]
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = [["Response ID", *("Kysymys" for _ in names)], ["id", *names]]
    for number, row in enumerate(rows, 1):
        cells = (row.get(name, "{question_not_shown}") for name in names)
        lines.append([str(number), *map(escaped, cells)])
    return "\n".join("\t".join(line) for line in lines).encode("utf-8-sig")


def escaped(text: str) -> str:
    return text.replace("\n", "{newline}").replace("\t", "{tab}").replace('"', "{quote}")


def limesurvey_json(model: Model[Text], respondents: Sequence[Respondent]) -> bytes:
    responses = [
        {"id": str(number), **dict(limesurvey_cells(model, each, lambda c, s: f"{c}[{s}]"))}
        for number, each in enumerate(respondents, 1)
    ]
    return json.dumps({"responses": responses}, ensure_ascii=False).encode()


def limesurvey_older_json(model: Model[Text], respondents: Sequence[Respondent]) -> bytes:
    found = json.loads(limesurvey_json(model, respondents))["responses"]
    return json.dumps({"responses": [{each["id"]: each} for each in found]}).encode()


def redcap_record(model: Model[Text], number: int, answers: Respondent) -> dict[str, str]:
    record = {"record_id": str(number), "redcap_survey_identifier": "", "f_start_complete": "2"}
    for key, answer in answers.items():
        name, place = field_name(key), places_of_model(model).places[key]
        match answer.kind:
            case "several":
                for choice in place.choices:
                    code = choice_code(choice.value)
                    record[f"{name}___{code}"] = "01"[choice.value in value_of(answer)]
            case "no-answer":
                record[name] = "na"
            case "scale" | "choice":
                record[name] = choice_code(value_of(answer))
            case "check":
                record[name] = "1"
            case _:
                record[name] = value_of(answer)
    return record


def redcap_csv(model: Model[Text], respondents: Sequence[Respondent]) -> bytes:
    return as_table([redcap_record(model, n, each) for n, each in enumerate(respondents, 1)], ",")


def redcap_json(model: Model[Text], respondents: Sequence[Respondent]) -> bytes:
    records = [redcap_record(model, number, each) for number, each in enumerate(respondents, 1)]
    return json.dumps(records, ensure_ascii=False).encode()


EXPORTS: Final[dict[str, tuple[Export, str]]] = {
    "csv": (csv_of_tools, "csv"),
    "odk central csv": (odk_central_csv, "csv"),
    "odk central odata": (odata, "surveyjs"),
    "kobo api": (kobo_api, "surveyjs"),
    "surveyjs": (surveyjs, "surveyjs"),
    "surveyjs service": (surveyjs_service, "surveyjs"),
    "limesurvey csv": (limesurvey_csv, "limesurvey"),
    "limesurvey vv": (limesurvey_vv, "limesurvey"),
    "limesurvey json": (limesurvey_json, "limesurvey"),
    "limesurvey older json": (limesurvey_older_json, "limesurvey"),
    "redcap csv": (redcap_csv, "redcap"),
    "redcap json": (redcap_json, "redcap"),
}


@pytest.fixture(scope="module", params=["shipped", "one of each kind"])
def model(request: pytest.FixtureRequest) -> Model[Text]:
    return shipped_model() if request.param == "shipped" else synthetic_model()


@pytest.fixture(scope="module")
def crowds(model: Model[Text]) -> list[list[Respondent]]:
    """Respondents enough for half of the sheets: each of two models is tried."""
    places = list(places_of_model(model).places)
    sheets = 1 + len(model.parties)
    return [
        respondents(model, places, seed) for seed in range(1 + SHEETS // 2 // RESPONDENTS // sheets)
    ]


def respondents(model: Model[Text], places: list[PlaceEntry], seed: int) -> list[Respondent]:
    draw = Random(seed)  # noqa: S311 -- no secret
    made: list[Respondent] = []
    for _ in range(RESPONDENTS):
        parties = (None, *map(PartyId, model.parties.ids))
        sheets = [random_sheet(model, places, draw, party) for party in parties]
        made.append({str(key): answer for sheet in sheets for key, answer in sheet.answers.items()})
    return made


def expected(model: Model[Text], answers: Respondent, *, keeps_no_answer: bool) -> list[Json]:
    """Return the answers of one respondent as sheets hold them: the joint ones first."""
    by_party: dict[str, dict[str, Json]] = {}
    for key, answer in answers.items():
        view = key.partition("@")[2]
        if keeps_no_answer or not isinstance(answer, NoAnswer):
            own = by_party.setdefault(view if view in model.parties else "", {})
            own[key] = answer
    return [by_party[party] for party in sorted(by_party)]


def given(sheets: Sequence[AnswerSheet]) -> list[Json]:
    return [dict(sheet.answers) for sheet in sheets]


@pytest.mark.parametrize("name", EXPORTS)
def test_a_thousand_random_sheets_come_back_the_same(
    model: Model[Text], crowds: list[list[Respondent]], name: str
) -> None:
    export, reader = EXPORTS[name]
    # LimeSurvey has one blank for no answer and for nothing answered.
    keeps_no_answer = reader != "limesurvey"
    seen = 0
    for asked in crowds:
        data = export(model, asked)
        assert recognise(data) == reader

        sheets, findings = read_file(data, model, name)

        assert [f for f in findings if f.code != "survey-unknown-places"] == []
        assert {key for sheet in sheets for key in sheet.unrecognised} <= _OWN_COLUMNS
        assert given([sheet for sheet in sheets if sheet.answers]) == [
            value
            for answers in asked
            for value in expected(model, answers, keeps_no_answer=keeps_no_answer)
        ]
        seen += len(sheets)
    assert seen >= SHEETS // 2


_OWN_COLUMNS: Final = {f"/answers/{each}" for each in ("SubmissionDate", "meta-instanceID", "KEY")}
"""What ODK Central says of a response: kept, and told once for the file."""


# --- what is asked -------------------------------------------------------------------------------


def test_a_data_dictionary_of_redcap_keeps_its_rules(model: Model[Text]) -> None:
    made = list(generate("redcap", model))
    assert len(made) == len(model.languages)
    for artifact in made:
        head, *rows = csv.reader(StringIO(artifact.content.decode("utf-8-sig")))
        assert tuple(head) == COLUMNS
        names = [row[0] for row in rows]
        assert len(set(names)) == len(names)
        assert all(len(row) == len(COLUMNS) for row in rows)
        assert all(name.isascii() and name == name.lower() and len(name) <= 26 for name in names)
        for row in rows:
            kind, choices = row[3], row[5]
            assert bool(choices) == (kind in ("radio", "dropdown", "checkbox"))
            codes = [part.partition(",")[0].strip() for part in choices.split("|")]
            assert len(set(codes)) == len(codes)
            assert row[4]
            assert "[" not in row[4]
