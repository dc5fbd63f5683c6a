"""`build --continue`: the workbook of the next round, with what the last one hands on."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser
from tests.support.commands import Result, run
from tests.support.content import shipped_model, write_content

from toimintamalli import (
    AnswerFile,
    Request,
    Workbook,
    generate,
    load,
    next_round,
    resolve,
    write_answers,
)
from toimintamalli.answers.sheet import AnswerSheet
from toimintamalli.reading import read_file
from toimintamalli.workbook.place import Place

CARD: Final = "agreed-measures.measures-1"
QUESTION: Final = "prerequisites.question.roles-known"
ANSWERS: Final = {
    f"{CARD}.measure": {"kind": "text", "value": "Tauot <joka> päivä"},
    f"{CARD}.responsible": {"kind": "choice", "value": "supervisor"},
    f"{CARD}.date": {"kind": "date", "value": "2027-02-01"},
    f"{CARD}.reach": {"kind": "choice", "value": "community"},
    "follow-up-meeting.measures-1.status": {"kind": "choice", "value": "under-way"},
    "follow-up-meeting.results.achieved": {"kind": "text", "value": "Rauhaa"},
    QUESTION: {"kind": "scale", "value": 3},
}


def sheet(answers: object = ANSWERS, **facts: object) -> AnswerSheet:
    head = {
        "model": shipped_model().id,
        "content_version": shipped_model().version,
        "language": "fi",
        "round": 1,
    }
    return AnswerSheet.model_validate(
        {**head, "organisation": "Tuuli", "answers": answers, **facts}
    )


def save(file: Path, *sheets: AnswerSheet) -> str:
    file.write_bytes(write_answers(AnswerFile(sheets=sheets)))
    return str(file)


Build = Callable[..., Result]


@pytest.fixture
def build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Build:
    common = ("--ui", "en", "build", "--language", "fi", "--out", str(tmp_path / "out"))
    return lambda *asked: run(*common, *asked, capsys=capsys)


def place(book: Workbook, id_: str) -> Place:
    return next(each for each in book.places() if each.id == id_)


def text_of(file: Path) -> str:
    with zipfile.ZipFile(file) as archive:
        return archive.read("word/document.xml").decode()


def test_the_next_workbook_is_filled_in_as_far_as_is_known(build: Build, tmp_path: Path) -> None:
    file = save(tmp_path / "first.json", sheet())

    assert build("--format", "docx", "--continue", file).status == 0
    written = text_of(tmp_path / "out/fi/workbook.docx")
    # On its card, and in the table of the follow-up meeting.
    assert written.count("Tauot &lt;joka&gt; päivä") == 2
    assert "1.2.2027" in written
    assert "Tuuli" in written
    assert 'w:val="TmEarlier"/></w:pPr><w:r><w:t>Kierros 1:' in written
    assert written.count(">Rauhaa<") == 1


def test_on_paper_a_known_choice_is_ticked(build: Build, tmp_path: Path) -> None:
    file = save(tmp_path / "first.json", sheet())
    build("--format", "docx", "--continue", file)

    assert text_of(tmp_path / "out/fi/workbook-print.docx").count("☒") == 1
    assert "☒" not in text_of(tmp_path / "out/fi/themes/prerequisites-print.docx")


@pytest.mark.parametrize(
    ("asked", "round_", "organisation"),
    [((), "2", "Tuuli"), (("--round", "7", "--organisation", "Myrsky"), "7", "Myrsky")],
)
def test_round_and_workplace_follow_unless_they_are_asked_for(
    build: Build, tmp_path: Path, asked: tuple[str, ...], round_: str, organisation: str
) -> None:
    file = save(tmp_path / "first.json", sheet())
    build("--format", "docx", "--continue", file, *asked)

    written = text_of(tmp_path / "out/fi/workbook.docx")
    assert f"<w:t>{organisation}</w:t>" in written
    cover = written.split('w:val="cover.occasion.round"')[1].split("</w:sdt>")[0]
    assert f">{round_}</w:t>" in cover


def test_a_table_grows_with_what_is_known_and_cards_do_not() -> None:
    known = [{"id": f"plan.needs-{n}.need", "value": f"Tarve {n}"} for n in (1, 8)]
    known += [{"id": "agreed-measures.measures-9.need", "value": "Liikaa"}]
    request = Request.model_validate({"profile": "complete", "occasion": {"known": known}})
    book = resolve(shipped_model(), request, shipped_model().source_language)

    assert place(book, "plan.needs-8.need").given == "Tarve 8"
    ids = [each.id for each in book.places()]
    assert "plan.needs-9.need" not in ids
    assert "agreed-measures.measures-4.need" not in ids


def test_the_earlier_answer_of_a_choice_has_its_words_and_its_party() -> None:
    answers = [{"round": 1, "party": shipped_model().parties.ids[0], "value": "done"}]
    place_id = "follow-up-meeting.measures-1.status"
    occasion = {"earlier": [{"id": place_id, "answers": answers}]}
    request = Request.model_validate({"occasion": occasion})
    [earlier] = place(
        resolve(shipped_model(), request, shipped_model().source_language), place_id
    ).earlier

    assert (earlier.round, earlier.value) == (1, "done")
    assert earlier.label is not None
    assert earlier.label.string == "tehty"
    assert earlier.party is not None


def test_measures_without_room_on_the_cards_are_told(build: Build, tmp_path: Path) -> None:
    cards = {
        f"{CARD[:-1]}{n}.measure": {"kind": "text", "value": f"Toimi {n}"} for n in range(1, 6)
    }
    result = build("--format", "docx", "--continue", save(tmp_path / "first.json", sheet(cards)))

    assert result.status == 0
    assert "Toimi 4" in result.messages
    assert "Toimi 5" in result.messages
    assert "Toimi 3" not in result.messages


def test_answers_of_another_model_write_nothing(build: Build, tmp_path: Path) -> None:
    file = save(tmp_path / "first.json", sheet({}, model="reindeer"))
    result = build("--continue", file)

    assert result.status == 1
    assert "reindeer" in result.messages
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("content", [b"", b"{", b"PK\x03\x04", b"\x00" * 100], ids=range(4))
def test_what_is_no_answers_file_writes_nothing(
    build: Build, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "bad").write_bytes(content)
    result = build("--continue", str(tmp_path / "bad"))

    assert result.status == 1
    assert "bad" in result.messages
    assert not (tmp_path / "out").exists()


def test_a_workbook_that_continues_nothing_has_no_earlier_answers(tmp_path: Path) -> None:
    model = load(write_content(tmp_path))

    for artifact in generate("docx", model):
        with zipfile.ZipFile(BytesIO(artifact.content)) as archive:
            assert b'pStyle w:val="TmEarlier"' not in archive.read("word/document.xml")


def test_the_next_workbook_reads_back_as_what_is_known(build: Build, tmp_path: Path) -> None:
    """What was answered earlier is no answer of the new round, wherever it stands."""
    first = sheet()
    build("--format", "docx", "--profile", "complete",
          "--continue", save(tmp_path / "first.json", first))  # fmt: skip
    file = tmp_path / "out/fi/workbook-complete.docx"
    sheets, findings = read_file(file.read_bytes(), shipped_model(), file.name)

    assert [finding.as_text() for finding in findings] == []
    [made] = next_round([first], shipped_model()).sheets
    # Another profile's cards of the same measures are known too, and are not in this workbook.
    here = {place: said for place, said in made.answers.items() if "-small." not in place}
    assert [dict(each.answers) for each in sheets] == [here]


def test_the_next_web_page_is_filled_in_too(tmp_path: Path, browser: Browser) -> None:
    """Also in the tables whose rows the script makes."""
    more = {
        "plan.needs-1.need": {"kind": "text", "value": "Kiire"},
        "plan.needs-2.need": {"kind": "text", "value": "Melu"},
    }
    made = next_round([sheet({**ANSWERS, **more})], shipped_model())
    occasion = {"known": made.known, "earlier": made.earlier}
    request = Request.model_validate({"languages": ["fi"], "occasion": occasion})
    [content] = [artifact.content for artifact in generate("html", shipped_model(), request)
                 if artifact.path.endswith("workbook.html")]  # fmt: skip
    (tmp_path / "workbook.html").write_bytes(content)
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto((tmp_path / "workbook.html").as_uri() + "#all")
    page.wait_for_selector("html.works", state="attached")

    shown = page.evaluate("""() => Object.fromEntries(
        [...document.querySelectorAll("[data-place]")]
            .filter((each) => each.value && each.type !== "checkbox")
            .map((each) => [each.dataset.place, each.value]))""")
    told = page.locator(".earlier").all_inner_texts()
    context.close()
    assert {name: text for name, text in shown.items() if "@" not in name} == {
        known.id: known.value for known in made.known if "-small." not in known.id
    }
    assert "Kierros 1: 3" in told
    assert "Kierros 1: Rauhaa" in told
