"""What people do with the page, in a real browser, with no network."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, FilePayload, Page

from toimintamalli.answers.file import read_answers, write_answers

SCALE: Final = "fieldset.scale"
FILL_EVERYTHING = """() => {
  const tell = (each) => each.dispatchEvent(new Event("input", {bubbles: true}));
  document.querySelectorAll("fieldset.scale").forEach((each, index) =>
    each.querySelectorAll("input")[index % 6].click());
  document.querySelectorAll("main [data-place]").forEach((each, index) => {
    if (each.type === "checkbox") { if (index % 2) each.click(); }
    else if (each.tagName === "TEXTAREA") each.value = `Ääni ${index}\\n\\n<b>toinen</b> "x" \\\\`;
    else if (each.tagName === "SELECT") each.selectedIndex = 1 + index % (each.options.length - 1);
    else if (each.type === "date") each.value = "2026-11-21";
    else if (each.type === "text") each.value = `teksti ${index}`;
    tell(each);
  });
}"""


def workbook(site: Path, language: str = "fi") -> Path:
    return site / language / "workbook.html"


def save(page: Page) -> bytes:
    with page.expect_download() as download:
        page.click("#save")
    return Path(download.value.path()).read_bytes()


def open_files(page: Page, *files: tuple[str, bytes]) -> None:
    page.evaluate("document.querySelector('#said').replaceChildren()")
    page.set_input_files(
        "#files",
        [FilePayload(name=name, mimeType="application/json", buffer=data) for name, data in files],
    )
    page.wait_for_selector("#said p")


def said(page: Page) -> str:
    return page.inner_text("#said")


def clear(page: Page) -> None:
    page.click("#clear")
    page.click("#ask button:first-child")


def first_scale(page: Page, view: str = "") -> str:
    """Return the id of the first scale place that is answered from a view, or jointly."""
    ids: list[str] = page.eval_on_selector_all(SCALE, "all => all.map(each => each.dataset.place)")
    return next(each for each in ids if (each.partition("@")[2] == view))


def answers(page: Page) -> dict[str, Any]:
    """Return all answers of a saved file, whosever they are."""
    return {k: v for each in json.loads(save(page))["sheets"] for k, v in each["answers"].items()}


def file(page: Page, given: Mapping[str, object], **facts: object) -> bytes:
    """Return a file with one sheet that somebody may have saved."""
    saved: dict[str, Any] = json.loads(save(page))
    saved["sheets"] = [{**saved["sheets"][0], "answers": given, **facts}]
    return json.dumps(saved).encode()


def test_the_page_asks_for_nothing_beyond_itself(site: Path, visit: Callable[..., Any]) -> None:
    arrived = visit()
    page = arrived.open(workbook(site))
    page.evaluate(FILL_EVERYTHING)
    page.select_option("#show", "summary")
    page.reload()
    assert arrived.requests == [workbook(site).as_uri()] * 2


def test_answers_survive_save_clear_and_open_byte_for_byte(
    site: Path, visit: Callable[..., Any]
) -> None:
    page = visit().open(workbook(site))
    page.evaluate(FILL_EVERYTHING)
    page.click("[data-rows] + button >> nth=0")
    page.select_option("#party", index=1)
    before = save(page)
    assert len(answers(page)) > 140
    clear(page)
    assert answers(page) == {}
    open_files(page, ("answers.json", before))
    assert save(page) == before


def test_the_python_side_reads_a_saved_file_and_writes_the_same_bytes(
    site: Path, visit: Callable[..., Any]
) -> None:
    page = visit().open(workbook(site))
    page.evaluate(FILL_EVERYTHING)
    page.click("[data-rows='plan.goals'] + button")
    page.fill("[data-place='plan.goals-2.code']", "B2")
    page.select_option("#party", index=1)
    saved = save(page)
    read = read_answers(saved)
    assert [each.party for each in read.sheets] == ["workplace", "ohs"]
    assert write_answers(read) == saved


def test_answers_written_in_finnish_open_in_english(site: Path, visit: Callable[..., Any]) -> None:
    finnish = visit().open(workbook(site))
    finnish.evaluate(FILL_EVERYTHING)
    saved, expected = save(finnish), answers(finnish)
    english = visit().open(workbook(site, "en"))
    open_files(english, ("answers.json", saved))
    assert answers(english) == expected


def test_answers_are_still_there_after_reloading(site: Path, visit: Callable[..., Any]) -> None:
    page = visit().open(workbook(site))
    page.evaluate(FILL_EVERYTHING)
    before = save(page)
    page.reload()
    assert save(page) == before


def test_a_shared_computer_keeps_nothing_once_remembering_is_off(
    site: Path, visit: Callable[..., Any]
) -> None:
    page = visit().open(workbook(site))
    page.check(f"{SCALE} >> nth=0 >> input >> nth=2")
    page.uncheck("#keep")
    assert page.evaluate("localStorage.length") == 0


def test_clearing_asks_first_and_can_be_called_off(site: Path, visit: Callable[..., Any]) -> None:
    page = visit().open(workbook(site))
    page.check(f"{SCALE} >> nth=0 >> input >> nth=2")
    page.click("#clear")
    page.keyboard.press("Escape")
    assert len(answers(page)) == 1
    clear(page)
    assert answers(page) == {}
    kept = json.loads(page.evaluate("Object.values(localStorage)[0]"))
    assert [each["answers"] for each in kept["sheets"]] == [{}]


def test_a_browser_that_stores_nothing_says_so(site: Path, visit: Callable[..., Any]) -> None:
    arrived = visit()
    arrived.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked') }})"
    )
    page = arrived.open(workbook(site))
    assert "ei muista" in said(page)
    page.check(f"{SCALE} >> nth=0 >> input >> nth=2")
    assert len(answers(page)) == 1


def test_no_answer_is_an_answer_and_not_the_same_as_none(
    site: Path, visit: Callable[..., Any]
) -> None:
    page = visit().open(workbook(site))
    page.check(f"{SCALE} >> nth=0 >> input[value=no-answer]")
    (only,) = answers(page).values()
    assert only == {"kind": "no-answer"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "ei ole vastaustiedosto"),
        (b"%PDF-1.7", "ei ole vastaustiedosto"),
        (b"[1, 2]", "ei ole vastaustiedosto"),
        (b'{"schemaVersion": "1.0.0", "sheets": {}}', "ei ole vastaustiedosto"),
        (b'{"schemaVersion": "1.0.0", "sheets": [7]}', "ei ole vastaustiedosto"),
        (b'{"schemaVersion": "2.0.0", "sheets": []}', "uudemmalla versiolla"),
        (
            b'{"schemaVersion": "1.0.0", "sheets": [{"model": "another", "language": "fi", %s}]}'
            % b'"contentVersion": "1.0.0", "answers": {}',
            "toiseen toimintamalliin",
        ),
        (b" " * 2_000_001, "liian suuri"),
        (b"[" * 100_000, "ei ole vastaustiedosto"),
    ],
)
def test_a_bad_file_changes_nothing_and_says_why(
    site: Path, visit: Callable[..., Any], content: bytes, reason: str
) -> None:
    page = visit().open(workbook(site))
    page.check(f"{SCALE} >> nth=0 >> input >> nth=2")
    before = save(page)
    open_files(page, ("outo.json", content))
    assert reason in said(page)
    assert "outo.json" in said(page)
    assert save(page) == before


def test_the_workbook_opens_one_file_and_says_where_several_are_compared(
    site: Path, visit: Callable[..., Any]
) -> None:
    page = visit().open(workbook(site))
    assert page.locator("#files").get_attribute("multiple") is None
    page.click("#tools a >> text=Seuranta ja vertailu")
    page.wait_for_url("**/fi/follow-up.html")
    page.click("header a >> text=Takaisin")
    page.wait_for_url("**/fi/workbook.html")


def test_a_row_that_is_added_offers_the_same_choices(site: Path, visit: Callable[..., Any]) -> None:
    page = visit().open(workbook(site))
    page.click("[data-rows='plan.needs'] + button")
    page.select_option("[data-place='plan.needs-2.reach']", "community")
    assert answers(page)["plan.needs-2.reach"] == {"kind": "choice", "value": "community"}


def test_what_a_place_would_change_is_kept_as_it_was(site: Path, visit: Callable[..., Any]) -> None:
    page = visit().open(workbook(site))
    given: dict[str, object] = {
        "next-meeting.meeting.date": {"kind": "date", "value": "2026-02-31"},
        "next-meeting.closing.told": {"kind": "check", "value": False},
        "cover.occasion.ohs-provider": {"kind": "text", "value": "two\nlines"},
    }
    open_files(page, ("answers.json", file(page, given)))
    (saved,) = json.loads(save(page))["sheets"]
    assert saved["unrecognised"] == {f"/answers/{key}": each for key, each in given.items()}


def test_what_has_no_place_is_kept_shown_and_saved_again(
    site: Path, visit: Callable[..., Any]
) -> None:
    page = visit().open(workbook(site))
    id_ = first_scale(page)
    strange: dict[str, object] = {
        "from.the.future": {"kind": "text", "value": "tulevaisuudesta"},
        "__proto__": {"kind": "text", "value": "x"},
        id_: {"kind": "scale", "value": 17},
        f"{id_}@nobody": {"kind": "scale", "value": 1},
        "odd.kind.here": {"kind": "drawing", "value": [1, 2]},
    }
    open_files(page, ("answers.json", file(page, strange, colour="blue")))
    (saved,) = json.loads(save(page))["sheets"]
    assert saved["answers"] == {}
    expected = {f"/answers/{key}": value for key, value in strange.items()}
    assert saved["unrecognised"] == {**expected, "/colour": "blue"}
    page.click("#unrecognised summary")
    assert "tulevaisuudesta" in page.inner_text("#unrecognised")


def test_a_file_of_an_older_version_finds_the_places_that_took_over(
    site: Path, visit: Callable[..., Any], tmp_path: Path
) -> None:
    today = visit().open(workbook(site))
    id_, view = first_scale(today), "workplace"
    ledger = {
        "old.question.name": {"kind": "question", "replacedBy": ["older.question.name"]},
        "older.question.name": {"kind": "question", "retired": True, "replacedBy": [id_]},
        "gone.question.name": {"kind": "question", "retired": True},
    }
    html = workbook(site).read_text(encoding="utf-8")
    empty = '"ledger":{}'
    assert empty in html
    newer = tmp_path / "newer.html"
    newer.write_text(html.replace(empty, empty[:-2] + json.dumps(ledger)), encoding="utf-8")
    old = {
        "old.question.name": {"kind": "scale", "value": 4},
        f"old.question.name@{view}": {"kind": "scale", "value": 2},
        "gone.question.name": {"kind": "scale", "value": 1},
    }
    content = file(today, old, contentVersion="0.0.1")
    page = visit().open(newer)
    open_files(page, ("old.json", content))
    assert {key: each["value"] for key, each in answers(page).items()} == {
        id_: 4,
        f"{id_}@{view}": 2,
    }
    assert "gone.question.name" in save(page).decode()


def test_a_file_with_other_answers_asks_which_to_use(site: Path, visit: Callable[..., Any]) -> None:
    page = visit().open(workbook(site))
    id_ = first_scale(page)
    theirs = file(page, {id_: {"kind": "scale", "value": 5}})
    page.check(f"[data-place='{id_}'] input[value='1']")
    for button, value in (("Pidä sivun vastaukset", 1), ("Peruuta", 1), ("Käytä tiedoston", 5)):
        payload = FilePayload(name="a.json", mimeType="application/json", buffer=theirs)
        page.set_input_files("#files", [payload])
        page.click(f"#ask button:has-text('{button}')")
        assert answers(page)[id_]["value"] == value


def test_the_joint_page_shows_what_each_party_answered(
    site: Path, visit: Callable[..., Any]
) -> None:
    page = visit().open(workbook(site))
    for view, value in (("workplace", 2), ("ohs", 4)):
        page.check(f"[data-place='{first_scale(page, view)}'] input[value='{value}']")
    beside = page.inner_text(f"[data-place='{first_scale(page)}'] + .beside").split()
    assert beside == ["Työpaikka:", "2", "Työterveyshuolto:", "4", "Ero", "2"]


def test_rows_are_added_moved_and_removed_by_keyboard_alone(
    site: Path, visit: Callable[..., Any]
) -> None:
    page = visit().open(workbook(site))
    rows = "[data-rows='plan.needs']"
    page.fill(f"{rows} [data-place$='.code'] >> nth=0", "A1")
    page.focus(f"{rows} + button")
    page.keyboard.press("Enter")
    page.keyboard.type("A2")
    assert codes(page) == {"plan.needs-1.code": "A1", "plan.needs-2.code": "A2"}
    page.focus(f"{rows} fieldset:nth-of-type(2) .moves button >> nth=0")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.value") == "A2"
    assert codes(page) == {"plan.needs-1.code": "A2", "plan.needs-2.code": "A1"}
    page.focus(f"{rows} fieldset:nth-of-type(1) .moves button:last-child")
    page.keyboard.press("Space")
    assert codes(page) == {"plan.needs-1.code": "A1"}


def codes(page: Page) -> dict[str, str]:
    return {id_: each["value"] for id_, each in answers(page).items()}


def test_a_file_with_more_rows_than_the_page_offers_is_shown_whole(
    site: Path, visit: Callable[..., Any]
) -> None:
    page = visit().open(workbook(site))
    ids = [f"plan.needs-{row}.need" for row in (1, 20, 100)]
    given = {each: {"kind": "text", "value": each} for each in ids}
    open_files(page, ("many.json", file(page, given)))
    assert page.locator("[data-rows='plan.needs'] fieldset").count() == 20
    assert page.locator("[data-place='plan.needs-20.need']").input_value() == ids[1]
    assert not page.locator("[data-rows='plan.needs'] + button").is_visible()
    assert json.loads(save(page))["sheets"][0]["answers"].keys() == set(ids[:2])
    assert json.loads(save(page))["sheets"][0]["unrecognised"] == {
        f"/answers/{ids[2]}": given[ids[2]]
    }


def test_the_summary_names_links_missing_in_the_plan(site: Path, visit: Callable[..., Any]) -> None:
    page = visit().open(workbook(site))
    page.fill("[data-place='plan.needs-1.code']", "A1")
    page.click("[data-rows='plan.needs'] + button")
    page.fill("[data-place='plan.needs-2.code']", "A2")
    page.fill("[data-place='plan.goals-1.code']", "B1")
    page.fill("[data-place='plan.goals-1.needs']", "a2")
    page.select_option("#show", "summary")
    missing = page.inner_text("#summary-result ul:last-child")
    assert "A1" in missing
    assert "A2" not in missing
    assert "B1" in missing


def test_the_summary_holds_every_answer_as_text(site: Path, visit: Callable[..., Any]) -> None:
    page = visit().open(workbook(site))
    page.evaluate(FILL_EVERYTHING)
    page.select_option("#show", "summary")
    summary = page.inner_text("#summary-result")
    for each in answers(page).values():
        if each["kind"] == "text":
            assert each["value"].split("\n")[0] in summary
    assert page.locator("#summary .plot tbody tr").count() == 10


def test_one_theme_shows_alone_and_a_link_brings_the_rest_back(
    site: Path, visit: Callable[..., Any]
) -> None:
    page = visit().open(workbook(site))
    page.select_option("#show", "summary")
    assert [
        each.get_attribute("id") for each in page.query_selector_all("main > section:not([hidden])")
    ] == ["tools", "summary"]
    page.select_option("#show", "act-and-develop")
    shown = page.locator("main > section[id^=theme]:visible")
    assert shown.count() == 2
    assert page.locator("main > section:visible").count() == 3
    page.click("nav.contents a >> nth=0")
    assert page.locator("main > section:visible").count() > 20


def test_an_empty_page_has_nothing_chosen(site: Path, visit: Callable[..., Any]) -> None:
    page = visit().open(workbook(site))
    assert page.locator("main section:not(#tools) input:checked").count() == 0
    assert answers(page) == {}


def test_a_scale_is_answered_by_keyboard_alone(site: Path, visit: Callable[..., Any]) -> None:
    page = visit().open(workbook(site))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "radio":
            break
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    (only,) = answers(page).values()
    assert only == {"kind": "scale", "value": 3}


def test_progress_is_said_in_words(site: Path, visit: Callable[..., Any]) -> None:
    page = visit().open(workbook(site))
    page.check(f"{SCALE} >> nth=0 >> input >> nth=2")
    assert page.inner_text("#progress").startswith("1/")


def test_without_the_script_everything_is_there_but_the_buttons(
    site: Path, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(workbook(site).as_uri())
    assert page.locator("button:visible").count() == 0
    assert page.locator("#tools:visible, #summary:visible").count() == 0
    assert page.locator("main > section:visible").count() > 20
    assert page.locator("[data-place]:visible").count() > 140
    context.close()
