"""Answers come back from survey tools: into sheets by the same ids, or kept where they fit none."""

import csv
import json
import subprocess
from io import StringIO
from pathlib import Path
from typing import Any, Final

import pytest

from tests.support.content import shipped_model
from toimintamalli import AnswerFile, Model, Text, generate, read_answers, write_answers
from toimintamalli.answers.answer import Answer, NoAnswer
from toimintamalli.answers.sheet import AnswerSheet
from toimintamalli.answers.tally import tally
from toimintamalli.errors import BrokenPlugin, UnknownName
from toimintamalli.findings import Finding
from toimintamalli.limits import FILES
from toimintamalli.model.ledger import Ledger
from toimintamalli.reading import find_reader, read_file, reader_names, recognise

LOADER: Final = Path(__file__).parent / "node" / "surveyjs.mjs"
SCALE: Final = "act-and-develop.question.well-being-considered"
TICK: Final = "act-and-develop.practice.involve-personnel"
Json = Any
"""What stands in a JSON file."""


@pytest.fixture(scope="module")
def model() -> Model[Text]:
    return shipped_model()


def read(
    model: Model[Text], responses: Json, name: str = "surveyjs"
) -> tuple[tuple[AnswerSheet, ...], tuple[Finding, ...]]:
    data = responses if isinstance(responses, bytes) else json.dumps(responses).encode()
    return find_reader(name).read(data, model)


def as_csv(responses: list[dict[str, str]], delimiter: str = ";") -> bytes:
    stream = StringIO()
    rows = csv.DictWriter(stream, list(responses[0]), delimiter=delimiter)
    rows.writeheader()
    rows.writerows(responses)
    return stream.getvalue().encode("utf-8-sig")


def answers(sheet: AnswerSheet) -> dict[str, Json]:
    return {str(id_): shown(each) for id_, each in sheet.answers.items()}


def shown(answer: Answer) -> Json:
    return None if isinstance(answer, NoAnswer) else answer.value


def test_the_readers_are_announced() -> None:
    assert {"csv", "docx", "json", "surveyjs"} <= set(reader_names())
    with pytest.raises(UnknownName, match="surveyjs"):
        find_reader("survejs")


@pytest.mark.slow
def test_a_result_of_survey_core_becomes_a_sheet_for_each_party(
    model: Model[Text], tmp_path: Path
) -> None:
    (form,) = generate("surveyjs", model)
    file = tmp_path / "form.json"
    file.write_bytes(form.content)
    given = {
        SCALE: 4,
        f"{SCALE}@ohs": 2,
        f"{SCALE}@workplace": "dontknow",
        TICK: True,
        "next-meeting.meeting.date": "2027-05-04",
        "where-we-are.choice.theme": "act-and-develop",
        "where-we-are.choice.reason": "Äidit ja isät",
    }
    done = subprocess.run(
        ["node", str(LOADER), str(file)],
        input=json.dumps(given),
        check=True,
        capture_output=True,
        encoding="utf-8",
    )

    sheets, findings = read(model, json.loads(done.stdout)["result"])

    assert findings == ()
    assert {sheet.party: answers(sheet) for sheet in sheets} == {
        None: {id_: each for id_, each in given.items() if "@" not in id_},
        "ohs": {f"{SCALE}@ohs": 2},
        "workplace": {f"{SCALE}@workplace": None},
    }
    assert {sheet.content_version for sheet in sheets} == {model.version}
    written = write_answers(AnswerFile(sheets=sheets))
    assert read_answers(written).sheets == sheets


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_of_responses_gives_the_same_whatever_parts_its_columns(
    model: Model[Text], delimiter: str
) -> None:
    rows = [
        {f"group/{SCALE}_ohs": "2", TICK: "OK", "next-meeting.meeting.date": "2027-05-04"},
        {f"group/{SCALE}_ohs": "no-answer", TICK: "false", "next-meeting.meeting.date": ""},
    ]

    sheets, findings = read(model, as_csv(rows, delimiter), "csv")

    assert findings == ()
    assert [(sheet.party, answers(sheet)) for sheet in sheets] == [
        (None, {"next-meeting.meeting.date": "2027-05-04", TICK: True}),
        ("ohs", {f"{SCALE}@ohs": 2}),
        (None, {TICK: False}),
        ("ohs", {f"{SCALE}@ohs": None}),
    ]


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        (SCALE, 6, "survey-bad-value"),
        (SCALE, True, "survey-bad-value"),
        ("where-we-are.choice.theme", "nowhere", "survey-bad-value"),
        (TICK, "perhaps", "survey-bad-value"),
        ("next-meeting.meeting.date", "4.5.2027", "survey-bad-value"),
        ("act-and-develop.question.long-gone", "Hyvin", "survey-unknown-place"),
    ],
)
def test_what_fits_no_place_is_kept_and_told(
    model: Model[Text], name: str, value: Json, code: str
) -> None:
    (sheet,), (finding,) = read(model, [{name: value}])

    assert finding.code == code
    assert name in finding.message("fi")
    assert answers(sheet) == {}
    assert {key: each.value for key, each in sheet.unrecognised.items()} == {
        f"/answers/{name}": value
    }


def test_answers_to_another_model_are_refused(model: Model[Text]) -> None:
    sheets, (finding,) = read(model, [{"model": "reindeer", SCALE: 4}])

    assert sheets == ()
    assert finding.code == "survey-other-model"


@pytest.mark.parametrize(
    ("name", "data"),
    [("surveyjs", b"{"), ("surveyjs", b"[1]"), ("surveyjs", b"\xff"), ("csv", b"\xff\xfe;")],
)
def test_a_file_that_is_none_of_a_survey_tool_is_told(
    model: Model[Text], name: str, data: bytes
) -> None:
    sheets, (finding,) = find_reader(name).read(data, model)

    assert sheets == ()
    assert finding.code == "survey-unreadable"


def test_a_version_that_is_none_is_not_believed(model: Model[Text]) -> None:
    (sheet,), _ = read(model, [{"contentVersion": "latest", SCALE: 4}])

    assert sheet.content_version == model.version


# --- many respondents ----------------------------------------------------------------------------


def test_many_respondents_of_a_party_are_kept_as_a_distribution(model: Model[Text]) -> None:
    sheets, _ = read(model, [{f"{SCALE}@ohs": value} for value in (1, 4, 4, 5, 4)])

    (found,) = tally(sheets)

    assert (found.party, found.place, found.respondents) == ("ohs", f"{SCALE}@ohs", 5)
    assert [(share.value, share.count) for share in found.shares] == [(1, 1), (4, 3), (5, 1)]


def test_nothing_is_shown_of_fewer_than_the_threshold(model: Model[Text]) -> None:
    sheets, _ = read(model, [{f"{SCALE}@ohs": 4}] * 4)

    assert [(each.respondents, each.shares) for each in tally(sheets)] == [(None, ())]
    assert [each.respondents for each in tally(sheets, least=4)] == [4]


def test_no_answer_and_free_text_are_not_counted(model: Model[Text]) -> None:
    responses = [{f"{SCALE}@ohs": "dontknow", "where-we-are.choice.reason": "Matti"}] * 9

    assert tally(read(model, responses)[0]) == ()


def with_renamed(model: Model[Text], *old: str) -> Model[Text]:
    entries = [{"id": each, "kind": "practice", "since": "0.1.0"} for each in (*old, TICK)]
    for entry in entries[:-1]:
        entry.update(retired=True, replaced_by=[TICK])  # type: ignore[call-overload] # a plain record
    return model.model_copy(update={"ledger": Ledger.model_validate({"entries": entries})})


def test_an_answer_to_an_older_id_finds_its_place(model: Model[Text]) -> None:
    older = "act-and-develop.practice.invite-personnel"
    (sheet,), findings = read(with_renamed(model, older), [{older: True}])
    assert (answers(sheet), findings) == ({TICK: True}, ())


def test_of_two_answers_that_claim_one_place_none_is_lost(model: Model[Text]) -> None:
    older = "act-and-develop.practice.invite-personnel"
    (sheet,), (finding,) = read(with_renamed(model, older), [{TICK: True, older: False}])
    assert answers(sheet) == {TICK: True}
    assert sheet.unrecognised[f"/answers/{older}"].value is False
    assert finding.code == "survey-bad-value"


ANSWERS: Final = {"schemaVersion": "1.0.0", "sheets": []}


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (json.dumps(ANSWERS).encode(), "json"),
        (b"\xef\xbb\xbf \n" + json.dumps(ANSWERS).encode(), "json"),
        (json.dumps([{SCALE: 4}]).encode(), "surveyjs"),
        (json.dumps({SCALE: 4}).encode(), "surveyjs"),
        (f"{SCALE};{TICK}\n4;true\n".encode(), "csv"),
        (f"{SCALE}\n4\n".encode(), "csv"),
        (b"PK\x03\x04", "docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "docx"),
        (b"", None),
        (b"\x93NUM, a; b", None),
        (b"<html><body>1, 2; 3</body></html>", None),
        (bytes(range(256)), None),
    ],
)
def test_a_file_is_known_by_its_bytes(data: bytes, name: str | None) -> None:
    assert recognise(data) == name


def test_an_answers_file_is_read_under_the_ids_of_today(model: Model[Text]) -> None:
    sheet = {
        "model": model.id,
        "contentVersion": "0.1.0",
        "language": "fi",
        "answers": {SCALE: {"kind": "scale", "value": 4}},
    }
    data = json.dumps({**ANSWERS, "sheets": [sheet]}).encode()

    sheets, findings = read_file(data, model, "answers.json")

    assert findings == ()
    assert [answers(each) for each in sheets] == [{SCALE: 4}]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (json.dumps({**ANSWERS, "sheets": [{}]}).encode(), "answers-missing"),
        (
            json.dumps(
                {
                    **ANSWERS,
                    "sheets": [
                        {
                            "model": "reindeer",
                            "contentVersion": "1.0.0",
                            "language": "fi",
                            "answers": {},
                        }
                    ],
                }
            ).encode(),
            "survey-other-model",
        ),
        (b"\x93NUM", "unknown-file"),
        (b"PK\x03\x04", "docx-damaged"),
        (bytes(FILES.file_bytes + 1), "file-too-large"),
    ],
)
def test_a_file_that_can_not_be_read_is_named_with_its_reason(
    model: Model[Text], data: bytes, code: str
) -> None:
    sheets, (finding, *_) = read_file(data, model, "kansio/tiedosto")

    assert sheets == ()
    assert finding.code == code
    assert finding.as_text("fi").startswith("kansio/tiedosto:1:1: error")


def test_the_format_can_be_said(model: Model[Text]) -> None:
    data = json.dumps([{SCALE: 4}]).encode()
    assert read_file(data, model, "x", "surveyjs")[0]
    assert read_file(data, model, "x", "csv")[0] != read_file(data, model, "x", "surveyjs")[0]


class Failing:
    """A stranger's reader that claims every file and then fails."""

    def recognises(self, data: bytes) -> bool:
        del data
        return True

    def read(self, data: bytes, model: Model[Text]) -> Json:
        del data, model
        raise ZeroDivisionError


class Announced:
    """An entry point of a stranger's package."""

    def __init__(self, loaded: object) -> None:
        self._loaded = loaded

    def load(self) -> object:
        if self._loaded is None:
            raise ImportError("gone")
        return self._loaded


def test_a_strangers_reader_that_fails_is_named_and_one_that_is_broken_spoils_no_other(
    model: Model[Text], monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = {"broken": Announced(None), "failing": Announced(Failing())}
    monkeypatch.setattr("toimintamalli.plugins.find_entries", lambda _: theirs)

    with pytest.raises(BrokenPlugin, match="failing"):
        read_file(b"x", model, "x")
    with pytest.raises(BrokenPlugin, match="broken"):
        read_file(b"x", model, "x", "broken")
