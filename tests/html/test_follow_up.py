"""The follow-up in the browser alone: the same figures, sentences and files as from Python."""

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import FilePayload, Page
from tests.docx.filling import Filler, type_in
from tests.docx.word_file import W
from tests.html.conftest import Checker
from tests.support.content import shipped_model

import toimintamalli
from toimintamalli import (
    AnswerFile,
    AnswerSheet,
    Language,
    Model,
    Request,
    Text,
    read_answers,
    write_answers,
)
from toimintamalli.answers.answer import NoAnswer
from toimintamalli.reading import read_file
from toimintamalli.report.composing import compose
from toimintamalli.reporting import render
from toimintamalli.rounds.facts import facts_of
from toimintamalli.rounds.figures import sum_up
from toimintamalli.rounds.next_round import next_round

STORY: Final = Path(__file__).parents[2] / "docs" / "story"
ROUNDS: Final = ("round-1", "round-2")
LANGUAGES: Final = ("fi", "en", "sv")
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SAID: Final = """selector => [...document.querySelectorAll(selector)].flatMap(
  each => [...each.querySelectorAll(
    "h2, h3, p, li, dt, dd, th, td, caption, figcaption, text, title, desc"
  )].map(part => part.localName + " " + part.textContent.replace(/\\s+/g, " ").trim()))"""
"""Everything that a report says, also in its pictures."""
DRAWN: Final = """selector => [...document.querySelectorAll(selector)].map(each =>
  [...each.attributes].filter(({name}) => !name.startsWith("aria")).map(
    ({name, value}) => name + "=" + value).sort().join(" "))"""

Sheets = tuple[AnswerSheet, ...]


def payload(name: str, content: bytes) -> FilePayload:
    kind = DOCX if name.endswith(".docx") else "application/json"
    return FilePayload(name=name, mimeType=kind, buffer=content)


def open_files(page: Page, *files: FilePayload) -> str:
    """Open files, and return what the page says."""
    page.evaluate("document.querySelector('#said').replaceChildren()")
    page.set_input_files("#files", list(files))
    page.wait_for_selector("#said:not([aria-busy]) p")
    return page.inner_text("#said")


@cache
def story(name: str) -> Sheets:
    return read_answers((STORY / f"{name}.json").read_bytes()).sheets


def in_json() -> list[FilePayload]:
    return [payload(f"{name}.json", (STORY / f"{name}.json").read_bytes()) for name in ROUNDS]


@cache
def workbook(language: str = "fi") -> bytes:
    """The whole workbook, to be filled in on a screen."""
    request = Request(languages=(Language(language),), profile="complete")
    made = toimintamalli.generate("docx", shipped_model(), request, {"edition": "fill"})
    return next(artifact.content for artifact in made if "workbook" in artifact.path)


@cache
def in_word(name: str) -> bytes:
    """One round of the story as Word saves it: both parties and the joint answers in one file."""
    filler = Filler(workbook())
    model = shipped_model()
    asked = toimintamalli.resolve(model, Request(profile="complete"), Language("fi"))
    places = {each.id: each for each in asked.places()}
    for sheet in story(name):
        for id_, answer in sheet.answers.items():
            assert not isinstance(answer, NoAnswer)
            value = answer.value
            filler.answer(places[id_], (*value,) if isinstance(value, tuple) else value)
    cover, joint = facts_of(model).occasion, story(name)[-1]
    for place, said in (
        (cover.organisation, joint.organisation),
        (cover.round, str(joint.round)),
        (cover.date, joint.date),
    ):
        assert place
        assert said
        filler.answer(places[place], said)
    return filler.bytes()


def report_in(page: Page, file: Path, selector: str = "main > section") -> tuple[Any, Any]:
    page.goto(file.as_uri())
    return page.evaluate(SAID, selector), page.evaluate(DRAWN, f"{selector} svg *")


def saved(page: Page, button: str) -> tuple[str, bytes]:
    with page.expect_download() as download:
        page.click(button)
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


@pytest.fixture
def page(site: Path, visit: Callable[..., Any]) -> Page:
    opened: Page = visit().open(site / "fi" / "follow-up.html")
    return opened


def files_of_python(
    sheets: Sheets, model: Model[Text], language: str
) -> Iterator[tuple[str, bytes]]:
    told = compose(sum_up(sheets, model), model, Language(language))
    for name in ("html", "ics"):
        for artifact in render(name, told):
            yield name, artifact.content


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_story_gives_the_sentences_pictures_and_files_of_python(
    site: Path, visit: Callable[..., Any], model: Model[Text], tmp_path: Path, language: str
) -> None:
    sheets = (*story("round-1"), *story("round-2"))
    python = dict(files_of_python(sheets, model, language))
    (tmp_path / "report.html").write_bytes(python["html"])
    arrived = visit()
    page = arrived.open(site / language / "follow-up.html")
    open_files(page, *in_json())
    assert arrived.requests == [(site / language / "follow-up.html").as_uri()]
    said = page.evaluate(SAID, "#report > section")
    drawn = page.evaluate(DRAWN, "#report > section svg *")
    name, entry = saved(page, "#calendar")
    assert (name, entry) == ("next-meeting.ics", python["ics"])
    assert len(said) > 300
    assert (said, drawn) == report_in(page, tmp_path / "report.html")


def test_the_next_round_is_the_same_file_as_from_python(page: Page, model: Model[Text]) -> None:
    open_files(page, *in_json())
    sheets = (*story("round-1"), *story("round-2"))
    name, content = saved(page, "#next")
    made = next_round(sheets, model)
    assert name == "kierros-3-vastaukset.json"
    assert content == write_answers(AnswerFile(sheets=(*made.sheets, *sheets)))
    assert "kierros-3-vastaukset.json" in page.inner_text("#saved")
    _, content = saved(page, "#all")
    assert content == write_answers(AnswerFile(sheets=sheets))


def test_workbooks_that_word_saved_give_the_same_as_their_answers(
    page: Page, model: Model[Text]
) -> None:
    open_files(page, *in_json())
    said = page.evaluate(SAID, "#report > section")
    page.reload()
    files = {f"{name}.docx": in_word(name) for name in ROUNDS}
    open_files(page, *(payload(*each) for each in files.items()))
    sheets: list[AnswerSheet] = []
    for name, content in files.items():
        found, findings = read_file(content, model, name)
        assert findings == ()
        sheets += found
    _, content = saved(page, "#all")
    assert content == write_answers(AnswerFile(sheets=tuple(sheets)))
    shown = page.evaluate(SAID, "#report > section")
    # A workbook has one day for all its answers, the story one for each party.
    assert [days_aside(each) for each in shown] == [days_aside(each) for each in said]


def days_aside(text: str) -> str:
    return re.sub(r"\d+\.\d+\.\d{4}", "", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_in_another_language_is_read_as_well(
    site: Path, visit: Callable[..., Any], model: Model[Text], language: str
) -> None:
    page = visit().open(site / language / "follow-up.html")
    open_files(page, payload("round-1.docx", in_word("round-1")))
    _, content = saved(page, "#all")
    found, _ = read_file(in_word("round-1"), model, "round-1.docx")
    assert content == write_answers(AnswerFile(sheets=found))
    assert page.locator("#sources details").count() == 0


def test_what_could_not_be_read_is_told_at_its_file(page: Page, model: Model[Text]) -> None:
    filler = Filler(in_word("round-1"))
    # The workbook repeats the day on later pages; a person writes it where it is asked first.
    day, *_ = (
        element
        for element in filler.file.find("//w:sdt")
        if element.find(f"{W}sdtPr/{W}tag") is not None
        and element.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == "cover.occasion.date"
    )
    type_in(day, "ensi viikolla <b>")
    content = filler.bytes()
    open_files(page, payload("one.docx", content))
    page.click("#sources summary")
    said = page.inner_text("#sources")
    _, findings = read_file(content, model, "one.docx")
    assert f"Tarkistettavaa: {len(findings)}" in said
    assert "päivää ei voi lukea varmasti: ”ensi viikolla <b>”" in said
    assert "Työpaikka, kierros 1, vastauksia 10" in said


def test_files_add_up_and_go_away_again(page: Page) -> None:
    one, two = in_json()
    open_files(page, one)
    assert "Tiedostoja on nyt avattu 2." in open_files(page, two, one)
    assert page.locator("#sources > ul > li").count() == 2
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Poista round-1.json sivulta"
    page.keyboard.press("Enter")
    assert "round-1.json on poistettu sivulta" in page.inner_text("#said")
    assert "Kierros 1" not in page.inner_text("#report")
    page.click("#sources button")
    assert page.locator("#report, #on, #sources, #compare").filter(visible=True).count() == 0
    assert page.evaluate("document.activeElement.id") == "open"


def test_a_bad_file_stops_no_other_and_each_is_named_with_its_reason(page: Page) -> None:
    broken = payload("rikki.docx", in_word("round-1")[:2000])
    strange = payload("muistio.json", b"[1, 2")
    good = payload("hyvä.docx", in_word("round-1"))
    said = open_files(page, strange, good, broken)
    assert "Tiedostoja on nyt avattu 1" in said
    assert "rikki.docx: Tiedosto on rikki" in said
    assert "muistio.json" in said
    assert page.locator("#sources > ul > li > strong").all_inner_texts() == ["hyvä.docx"]


def test_a_bad_file_alone_changes_nothing(page: Page) -> None:
    open_files(page, *in_json())
    before = page.inner_html("main > #report")
    said = open_files(page, payload("rikki.docx", in_word("round-1")[:2000]))
    assert said.startswith("rikki.docx: Tiedosto on rikki")
    assert page.locator("#sources > ul > li").count() == 2
    assert page.inner_html("main > #report") == before


def test_the_page_says_how_far_it_is(page: Page) -> None:
    page.evaluate(
        """globalThis.heard = [];
        new MutationObserver(() => heard.push(document.querySelector("#said").innerText)).observe(
          document.querySelector("#said"), { childList: true, subtree: true })"""
    )
    files = [payload(f"{number}.docx", in_word("round-1")) for number in (1, 2, 3)]
    open_files(page, *files)
    heard = page.evaluate("heard")
    assert [each for each in heard if "/" in each] == [
        f"{n} / 3: luetaan {n}.docx" for n in (1, 2, 3)
    ]


def test_each_file_says_whose_it_is_and_of_which_round(page: Page) -> None:
    open_files(page, *in_json())
    first = page.locator("#sources > ul > li").first.inner_text()
    assert "Kotipihan päiväkodit, Työpaikka, kierros 1, 13.1.2026" in first


def test_files_of_two_workplaces_are_not_mixed(page: Page) -> None:
    sheets = tuple(
        sheet.model_copy(update={"organisation": "Verstas Ab"}) for sheet in story("round-2")
    )
    other = payload("verstas.json", write_answers(AnswerFile(sheets=sheets)))
    said = open_files(page, in_json()[0], other)
    assert "”Kotipihan päiväkodit”, ”Verstas Ab”" in said
    assert not page.locator("#sources").is_visible()


def test_a_list_of_contents_leads_to_each_part(page: Page) -> None:
    open_files(page, *in_json())
    assert page.inner_text("#report nav.contents h2") == "Sisällys"
    links = page.locator("#report nav.contents a")
    assert links.count() == page.locator("#report > section").count()
    for each in links.all():
        assert page.locator(str(each.get_attribute("href"))).count() == 1


def test_nothing_that_is_open_is_lost_by_going_to_another_language(
    site: Path, visit: Callable[..., Any]
) -> None:
    page = visit().open(site / "fi" / "follow-up.html")
    open_files(page, *in_json())
    page.click(".languages a[hreflang=en]")
    page.wait_for_url("**/en/follow-up.html")
    assert page.locator("#sources > ul > li").count() == 2
    assert "How the measures are getting on" in page.inner_text("#report")
    _, content = saved(page, "#all")
    sheets = (*story("round-1"), *story("round-2"))
    assert content == write_answers(AnswerFile(sheets=sheets))
    # It was handed over once, and is kept nowhere.
    page.reload()
    assert not page.locator("#sources").is_visible()


def test_the_page_can_be_used_with_the_keyboard_alone(page: Page) -> None:
    open_files(page, *in_json())
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "next":
            break
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "kierros-3-vastaukset.json"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.localName") == "summary":
            break
    page.keyboard.press("Enter")
    assert page.locator("#compare-result table").first.is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_scrolls_sideways_at_320_pixels(
    site: Path, visit: Callable[..., Any], language: str
) -> None:
    page = visit(viewport={"width": 320, "height": 640}).open(site / language / "follow-up.html")
    open_files(page, *in_json())
    page.click("#answers > summary")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_what_the_page_shows_is_sound_html(page: Page, vnu: Checker, tmp_path: Path) -> None:
    open_files(page, *in_json(), payload("one.docx", in_word("round-1")))
    page.click("#answers > summary")
    (tmp_path / "shown.html").write_text(page.content(), encoding="utf-8")
    assert vnu(tmp_path) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_printed_summary_has_a_page_of_its_own(
    site: Path, visit: Callable[..., Any], tmp_path: Path, language: str
) -> None:
    page = visit().open(site / language / "follow-up.html")
    open_files(page, *in_json())
    second = page.inner_text("#report > section:nth-of-type(2) h2")
    page.pdf(path=tmp_path / "printed.pdf", prefer_css_page_size=True, tagged=True)
    run = ["pdftotext", "-layout", str(tmp_path / "printed.pdf"), "-"]
    pages = subprocess.run(run, capture_output=True, check=True, text=True).stdout.split("\f")
    assert "Kotipihan päiväkodit" in pages[0]
    assert pages[1].strip().startswith(second)
    # The report, and not what only helps on a screen.
    assert page.inner_text("#on h2") not in "".join(pages)


HOSTILE: Final = "<img src=x onerror='document.title = 1'> & \u202e {text} </script>"


def test_whatever_people_wrote_stays_text(page: Page, model: Model[Text]) -> None:
    facts = facts_of(model)
    answers: dict[str, object] = {}
    for block in facts.blocks:
        row = "-1" if block.rows else ""
        for field in block.fields:
            answers[f"{block.id}{row}.{field.id}"] = {"kind": "text", "value": HOSTILE}
    head = {"model": model.id, "contentVersion": model.version, "language": "fi"}
    sheet = {**head, "round": 1, "organisation": HOSTILE, "answers": answers}
    content = json.dumps({"schemaVersion": "1.0.0", "sheets": [sheet]}).encode()
    open_files(page, payload(f"{HOSTILE}.json", content))
    assert page.locator("main :is(img, script)").count() == 0
    assert "document.title = 1" in page.inner_text("#report .whose")
    assert page.inner_text("#report").count("onerror") > 10
    assert page.title() != "1"
    name, entry = saved(page, "#next")
    assert name.startswith("kierros-2")
    assert HOSTILE in json.loads(entry)["sheets"][0]["organisation"]


def test_the_workbook_of_the_next_round_shows_the_last_answers_beside_the_new_places(
    site: Path, visit: Callable[..., Any], page: Page
) -> None:
    open_files(page, *in_json())
    _, content = saved(page, "#next")
    book = visit().open(site / "fi" / "workbook.html")
    open_files(book, payload("next.json", content))
    sheets = read_answers(content).sheets
    # What goes on is filled in; nothing that only an earlier round answered is.
    for id_, answer in sheets[0].answers.items():
        if not isinstance(answer, NoAnswer) and book.locator(f"[data-place='{id_}']").count():
            assert book.input_value(f"[data-place='{id_}']") == str(answer.value)
    assert book.locator(".scale :checked").count() == 0
    # Each party's own last answer, and beside joint questions that of the follow-up meeting.
    asked = "prerequisites.question.contact-works"
    for view, value in (("@workplace", "4"), ("@ohs", "4"), ("", "5"), ("@follow-up", "5")):
        beside = book.locator(f"[data-place='{asked}{view}'] + .earlier")
        assert beside.inner_text().startswith(f"Kierros 2: {value}")
    _, again = saved(book, "#save")
    assert read_answers(again).sheets[1:] == sheets[1:]
    book.reload()
    book.wait_for_selector("html.works", state="attached")
    assert book.locator(".earlier").count() > 30


def test_a_file_of_one_round_is_opened_as_before(site: Path, visit: Callable[..., Any]) -> None:
    book = visit().open(site / "fi" / "workbook.html")
    open_files(book, in_json()[0])
    assert book.locator(".earlier").count() == 0
    assert book.locator(".scale :checked").count() == 40


def test_files_dropped_on_the_page_are_opened(page: Page) -> None:
    contents = [(STORY / f"{name}.json").read_text(encoding="utf-8") for name in ROUNDS]
    page.evaluate(
        """(contents) => {
          const carried = new DataTransfer();
          contents.forEach((content, at) => carried.items.add(new File([content], `${at}.json`)));
          const facts = {bubbles: true, cancelable: true, dataTransfer: carried};
          document.querySelector("h1").dispatchEvent(new DragEvent("drop", facts));
        }""",
        contents,
    )
    page.wait_for_selector("#report:visible")
    assert page.locator("#sources > ul > li").count() == len(ROUNDS)


def test_a_browser_too_old_for_word_files_says_so_and_what_to_do(page: Page) -> None:
    page.evaluate("() => { delete window.DecompressionStream; }")
    said = open_files(page, payload("tyokirja.docx", workbook()), in_json()[1])
    assert "tyokirja.docx: tämä selain on liian vanha" in said
    assert "2023 tai uudempi" in said
    # What needs no unpacking is opened all the same.
    assert page.locator("#sources > ul > li").count() == 1
