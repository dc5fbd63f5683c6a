"""Workbooks as people and programs left them: what must come out of each.

The files in `field/` were made from workbooks of content 0.1.0; all names in them are invented.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import pytest
from tests.support.content import shipped_model

from toimintamalli import Language, Model, Request, Text, generate
from toimintamalli.answers.sheet import AnswerSheet
from toimintamalli.findings import Finding
from toimintamalli.model.ids import Slug
from toimintamalli.reading import read_file
from toimintamalli_docx.reader.wording import plain

FOLDER: Final = Path(__file__).parent / "field"
WHOLE: Final = 60
"""The ordinary answers in most of the files."""
_FIRST: Final = "prerequisites.question.roles-known"
_SECOND: Final = "prerequisites.question.contact-works"
_TALK: Final = "prerequisites.question.meetings-worthwhile"


@dataclass(frozen=True)
class Case:
    """What a file has to come to."""

    file: str
    answers: int = WHOLE
    """How many answers it has at least."""
    right: Mapping[str, object] = field(default_factory=dict)
    """Places with their answers; none where the place must have no answer."""
    kept: tuple[str, ...] = ()
    """Words that are kept, each once."""
    told: tuple[tuple[str, ...], ...] = ()
    """Words that stand together in one finding."""
    findings: int | None = None
    """How many findings there are, where it must be so many."""
    round: int | None = None


CASES: Final = (
    Case(
        "row-added-to-practices",
        kept=("sovitaan yhteinen kanava viesteille",),
        told=(("sovitaan yhteinen kanava viesteille", "1.13"),),
        findings=1,
    ),
    Case(
        "row-added-to-measure-card",
        kept=("Kustannus", "2 000 €"),
        told=(("Kustannus", "2 000 €", "Toimi 1"),),
        findings=1,
    ),
    Case(
        "row-added-to-pre-task",
        kept=("Kuinka hyvin taukomme toteutuvat?",),
        told=(("Kuinka hyvin taukomme toteutuvat?", "5.2"),),
        findings=1,
    ),
    Case(
        "paragraph-at-end-of-document",
        kept=("Muut huomiot", "varamies koulutetaan keväällä"),
        told=(("Muut huomiot", "varamies", "Seurantatapaaminen"),),
        findings=1,
    ),
    Case(
        "fourth-measure-below-guide",
        kept=("4. toimi: kuukausittain vartin tuokio",),
        told=(("4. toimi: kuukausittain vartin tuokio", "Sovitut toimet"),),
        findings=1,
    ),
    Case(
        "heading-continued",
        kept=("12.5.2027 klo 9 etänä",),
        told=(("12.5.2027 klo 9 etänä", "Seuraava tapaaminen"),),
        findings=1,
    ),
    Case(
        "card-heading-continued",
        kept=("Kahvihetki perjantaisin",),
        told=(("Kahvihetki perjantaisin", "Toimi 1"),),
        findings=1,
    ),
    Case(
        "text-box-on-page",
        kept=("Muistilappu: tarvitaan toinen tunti",),
        told=(("Muistilappu: tarvitaan toinen tunti", "Keskustelkaa"),),
        findings=1,
    ),
    Case(
        "answer-over-control-and-bookmark",
        answers=WHOLE + 1,
        right={"prerequisites.question.different-meanings": "Kiire tarkoittaa meille eri asioita"},
        findings=0,
    ),
    Case(
        "note-after-lead",
        kept=("aloitetaan kysymyksestä kuusi",),
        told=(("aloitetaan kysymyksestä kuusi", "Teemalehti: 1"),),
        findings=1,
    ),
    Case("photo-between-tables", told=(("1.1",), ("Missä olemme nyt",)), findings=2),
    Case("number-circled-with-oval", 1, {f"{_FIRST}@workplace": 4}, told=(("1.1",),)),
    Case(
        "number-highlighted",
        3,
        {
            f"{_FIRST}@workplace": 4,
            f"{_SECOND}@workplace": 2,
            "identify-needs.question.picture-shared@workplace": 3,
        },
        told=(("1.1",), ("1.2",), ("2.1",)),
    ),
    Case("box-highlighted", 1, {f"{_FIRST}@workplace": 4}, told=(("1.1",), ("1.8",))),
    Case(
        "other-option-struck-through",
        2,
        {
            "agreed-measures.measures-1.reach": "individual",
            "agreed-measures.measures-2.reach": "community",
        },
    ),
    Case("old-form-check-boxes", findings=0),
    Case(
        "emoji-check-marks",
        3,
        {
            f"{_FIRST}@workplace": 4,
            f"{_SECOND}@workplace": 2,
            "prerequisites.practice.clear-roles": True,
        },
        findings=0,
    ),
    Case("struck-out-answer", 1, told=(("1.3", "Ei enää kahveja."),), findings=1),
    Case(
        "deadline-in-words",
        answers=WHOLE - 1,
        right={
            "agreed-measures.measures-1.date": "2027-03-31",
            "agreed-measures.measures-2.date": None,
            "next-meeting.meeting.date": "2027-05-12",
        },
        kept=("mennessä", "toukokuu 2027", "torstaina klo 9"),
        told=(("toukokuu 2027", "Toimi 2"),),
    ),
    Case(
        "two-responsible-roles",
        answers=WHOLE - 1,
        right={"agreed-measures.measures-1.responsible": "supervisor"},
        kept=("ja työterveyshoitaja", "Palvelupäällikkö"),
        told=(("ja työterveyshoitaja", "Toimi 1"), ("Palvelupäällikkö", "Toimi 2")),
    ),
    Case("first-round-in-words", round=1, findings=0),
    Case(
        "half-point-with-full-stop",
        0,
        {f"{_FIRST}@workplace": None, f"{_SECOND}@workplace": None},
        told=(("3.5", "1.2"), ("3.5", "1.1")),
        findings=2,
    ),
    Case(
        "party-numbers-on-joint-page",
        2,
        {f"{_FIRST}@workplace": 4, f"{_FIRST}@ohs": 2},
        findings=0,
    ),
    Case(
        "choice-in-decomposed-letters",
        right={
            "agreed-measures.measures-1.responsible": "supervisor",
            "agreed-measures.measures-1.reach": "community",
        },
        findings=0,
    ),
    Case("word-prompts-without-flag", 0, {_TALK: None}, findings=0),
    Case(
        "invisible-mark-before-date",
        2,
        {"cover.occasion.date": "2027-01-12"},
        findings=0,
        round=2,
    ),
    Case("year-27", 1, {"agreed-measures.measures-1.date": None}, kept=("14.3.0027",)),
    Case("equation-answer", 1, {_TALK: "75 % → 90 %"}, findings=0),
    Case("saved-in-word-online", findings=0),
    Case("strict-open-xml", findings=0),
    Case("google-docs-export", findings=1),
    Case("attached-template", told=(("attachedTemplate",),), findings=1),
    Case("linked-excel-chart", told=(("oleObject",), ("Missä olemme nyt",)), findings=2),
    Case(
        "comment-part-named-comments2",
        kept=("tästä olen eri mieltä",),
        told=(("tästä olen eri mieltä", "1.3"),),
        findings=1,
    ),
)


@pytest.fixture(scope="module")
def model() -> Model[Text]:
    return shipped_model()


def said(findings: tuple[Finding, ...]) -> list[str]:
    return [plain(" ".join(map(str, dict(finding.facts).values()))) for finding in findings]


def kept_in(sheets: tuple[AnswerSheet, ...]) -> str:
    found = [json.loads(sheet.model_dump_json())["unrecognised"] for sheet in sheets]
    return json.dumps(found, ensure_ascii=False)


def test_every_file_has_a_case() -> None:
    assert {path.stem for path in FOLDER.glob("*.docx")} == {each.file for each in CASES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.file)
def test_a_file_from_the_field_is_read_as_a_person_reads_it(case: Case, model: Model[Text]) -> None:
    content = (FOLDER / f"{case.file}.docx").read_bytes()
    sheets, findings = read_file(content, model, f"{case.file}.docx")

    answers = {id_: each for sheet in sheets for id_, each in sheet.answers.items()}
    assert len({(s.party, id_) for s in sheets for id_ in s.answers}) >= case.answers
    for place, value in case.right.items():
        answer = answers.get(place)  # type: ignore[call-overload] # ids are written as they are
        assert getattr(answer, "value", None) == value or str(value) in str(answer), place
    for words in case.kept:
        assert kept_in(sheets).count(words) == 1, words
    for together in case.told:
        assert [all(each in one for each in together) for one in said(findings)].count(True) == 1
    if case.findings is not None:
        assert len(findings) == case.findings, said(findings)
    if case.round is not None:
        assert {sheet.round for sheet in sheets} == {case.round}


def test_a_template_made_from_another_gives_workbooks_that_name_no_server_and_are_read(
    model: Model[Text],
) -> None:
    template = (FOLDER / "attached-template.dotx").read_bytes()
    (made,) = generate(
        "docx",
        model,
        Request(profile=Slug("meeting"), languages=(Language("fi"),)),
        {"edition": "fill", "template": template},
    )
    with ZipFile(BytesIO(made.content)) as archive:
        assert not [name for name in archive.namelist() if b"palvelin" in archive.read(name)]
    assert read_file(made.content, model, "workbook.docx")[1] == ()
