"""The occasions as their users go through them, stage by stage, with no network."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, ViewportSize, expect
from tests.html.test_documents import (
    answers,
    begin,
    fill,
    go,
    kept,
    open_file,
    save,
    shows,
    text,
    visit,
)
from tests.html.test_follow_up import DRAWN, SAID, files_of_python, report_in

from toimintamalli import Model, Text, read_answers

PHONE: Final = ViewportSize(width=390, height=800)
PROJECTOR: Final = ViewportSize(width=1920, height=1080)
STAGES: Final = ("cover", "where-we-are", "choose", "agreed-measures", "next-meeting")
TALK: Final = "prerequisites.question.building-trust"


@pytest.fixture
def browsing(browser: Browser) -> Any:  # noqa: ANN401 -- a generator of contexts
    context = browser.new_context(offline=True, locale="fi-FI")
    context.set_default_timeout(15_000)
    yield context
    context.close()


def heading(page: Page) -> str:
    found: str = page.evaluate(
        "[...document.querySelectorAll('h2')].find((each) => each.checkVisibility())?.textContent"
    )
    return " ".join(found.split())


def go_on(page: Page) -> str:
    """Go to the next stage; it has the focus."""
    page.click("#next")
    assert page.evaluate("document.activeElement.localName") == "h2"
    return heading(page)


def bring(page: Page, name: str, content: bytes) -> None:
    go(page, "overview")
    with page.expect_file_chooser() as chooser:
        page.click("#bring-file")
    payload = FilePayload(name=name, mimeType="application/json", buffer=content)
    chooser.value.set_files(payload)
    shows(page, "bring")
    # What was said of the file before must not be taken for what is said of this one.
    page.evaluate("document.querySelector('#said').replaceChildren()")
    page.click("#bring-yes")
    expect(page.locator("#said")).to_contain_text("Vastaukset tuotiin")


def pre_task(browser: Browser, file: Path, party: int, values: list[int]) -> bytes:
    """One party's pre-task, on a phone of its own."""
    context = browser.new_context(offline=True, locale="fi-FI", viewport=PHONE)
    page = visit(context, file)
    page.click("[data-begin=before]")
    page.fill("#begin-organisation", "Kotipihan päiväkodit")
    page.click(f"#begin-parties button >> nth={party}")
    scales = page.locator("#book fieldset.scale:visible")
    expect(scales).to_have_count(10)
    for at, value in enumerate(values):
        scales.nth(at).locator(f"input[value='{value}']").check()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert go_on(page) == "Valmis"
    assert "10/10" in page.inner_text("#finish-progress")
    kept(page)
    with page.expect_download() as download:
        page.click("#save-file")
    content = Path(download.value.path()).read_bytes()
    assert download.value.suggested_filename.startswith("Kotipihan-päiväkodit_Työ")
    context.close()
    return content


def look_where_they_are(page: Page) -> None:
    """Those first on which views differ most, both views on one line."""
    assert go_on(page) == "Missä olemme nyt"
    first = page.locator(".asked").first
    assert "Ero 3" in first.inner_text()
    assert first.locator(".views-line .mark").count() == 2
    gaps = page.eval_on_selector_all(".asked .gap:not(svg *)", "all => all.map(e => e.textContent)")
    widths = [int(gap.removeprefix("Ero ")) if "Ero" in gap else 0 for gap in gaps]
    assert widths == sorted(widths, reverse=True)
    first.locator("input[value='3']").check()


def work_on_the_theme(page: Page) -> None:
    """The theme is chosen where the gap is widest; its questions have both views beside them."""
    assert go_on(page) == "Valitkaa teema"
    chosen = page.locator("#choose li").first
    assert "Suurin ero 3" in chosen.inner_text()
    chosen.locator("button").click()
    assert page.locator(".aside .views-line").count() == 2
    page.locator("#book textarea:visible").first.fill("Viikkopalaveri alkaa kuormituksesta")
    page.locator(".carry:visible").first.click()
    expect(page.locator("#said")).to_contain_text("Toimenpide 1")
    assert page.locator("#clock").inner_text().startswith(("39:", "40:"))
    page.click("#clock button")
    assert ":" not in page.inner_text("#clock")
    page.click("#next")
    # Only what was chosen offers to become a measure, and the lead of the questions is behind.
    assert page.locator(":is(.carry, .guide):visible").count() == 0
    page.locator("#book [type=checkbox]:visible").first.check()
    page.locator(".carry:visible").click()
    page.click("#next")
    pitfall = page.locator(".checklist li:visible").first
    pitfall.locator("[type=checkbox]").check()
    pitfall.locator(".carry").click()


def agree(page: Page) -> bytes:
    """What was carried stands in a card; the file is saved at the end."""
    assert go_on(page) == "Sovitut toimenpiteet"
    card = page.locator(".measure-card").first
    need = card.locator("[data-fact='needs.text']")
    assert need.input_value() == "Viikkopalaveri alkaa kuormituksesta"
    assert card.locator("[data-fact='measures.how']").input_value() != ""
    # What is better avoided is what a measure answers to, never the measure itself.
    second = page.locator(".measure-card").nth(1)
    assert second.locator("[data-fact='needs.text']").input_value() != ""
    assert second.locator("[data-fact='measures.how']").input_value() == ""
    card.locator("[data-fact='goals.text']").fill("Kuormitus puheeksi ajoissa")
    card.locator("[data-fact='measures.end']").fill("2027-05-31")
    assert go_on(page) == "Seuraava tapaaminen"
    page.fill("[data-place='next-meeting.meeting.date']", "2027-05-20")
    assert go_on(page) == "Valmis"
    assert "Hyvin tehty" in page.inner_text("#finish")
    kept(page)
    return save(page)


def meeting(context: BrowserContext, file: Path, parties: list[bytes]) -> bytes:
    """The meeting, from both parties' files to the file of the round."""
    page = visit(context, file)
    page.click("[data-begin=meeting]")
    page.fill("#begin-organisation", "Kotipihan päiväkodit")
    page.click("#begin-go")
    for at, content in enumerate(parties):
        bring(page, f"{at}.json", content)
    go(page, "overview")
    page.click("#overview-stages a:has-text('Aloitus')")
    page.fill("[data-place='cover.occasion.date']", "2026-11-26")
    expect(page.locator(".day")).to_have_text("26.11.2026")
    look_where_they_are(page)
    work_on_the_theme(page)
    return agree(page)


def follow_up(context: BrowserContext, file: Path, first_round: bytes) -> bytes:
    """Half a year later, from the file."""
    page = visit(context, file)
    with page.expect_file_chooser() as chooser:
        page.click("#open-follow-up")
    chooser.value.set_files(
        FilePayload(name="round-1.json", mimeType="application/json", buffer=first_round)
    )
    shows(page, "stage")
    assert "Kuormitus puheeksi ajoissa" in page.inner_text(".aside")
    page.fill("[data-place='follow-up-meeting.meeting.date']", "2027-05-20")
    row = page.locator("[data-rows='follow-up-meeting.measures'] fieldset").first
    row.locator("[data-fact='measures.how']").fill("Viikkopalaveri")
    row.locator("[data-fact='measures.status']").select_option("done")
    page.click("#next")
    scales = page.locator("#book fieldset.scale:visible")
    expect(scales).to_have_count(10)
    for at in range(10):
        scales.nth(at).locator("input[value='4']").check()
    page.click("#next")
    page.fill("[data-place='follow-up-meeting.results.achieved']", "Kuormitus puhutaan viikoittain")
    kept(page)
    return save(page)


def test_the_whole_story_from_two_phones_to_the_next_round(
    site: Path, browser: Browser, model: Model[Text], tmp_path: Path
) -> None:
    file = site / "fi" / "workbook.html"
    parties = [
        pre_task(browser, file, 0, [2, 4, 3, 3, 4, 4, 2, 3, 3, 3]),
        pre_task(browser, file, 1, [4, 4, 3, 4, 4, 4, 5, 3, 3, 3]),
    ]
    context = browser.new_context(offline=True, locale="fi-FI", viewport=PROJECTOR)
    requests: list[str] = []
    context.on("request", lambda each: requests.append(each.url.partition("#")[0]))
    first_round = meeting(context, file, parties)
    later = browser.new_context(offline=True, locale="fi-FI", viewport=PROJECTOR)
    whole = follow_up(later, file, first_round)
    sheets = read_answers(whole).sheets
    assert {sheet.party for sheet in sheets} == {None, "workplace", "ohs"}
    # The report of the page equals that of Python, and the next round is at hand.
    python = dict(files_of_python(sheets, model, "fi"))
    (tmp_path / "report.html").write_bytes(python["html"])
    page = later.new_page()
    page.goto((site / "fi" / "follow-up.html").as_uri())
    open_file(page, "round-1.json", whole)
    page.wait_for_selector("#report > section")
    said, drawn = page.evaluate(SAID, "#report > section"), page.evaluate(DRAWN, "#report svg *")
    assert (said, drawn) == report_in(later.new_page(), tmp_path / "report.html")
    with page.expect_download() as download:
        page.click("#next")
    following = Path(download.value.path()).read_bytes()
    page = visit(later, file)
    open_file(page, "round-2.json", following)
    assert "kierros 2" in page.inner_text("#name")
    assert set(requests) == {file.as_uri()}
    later.close()
    context.close()


def test_stages_are_reached_by_keyboard_and_by_address(
    site: Path, browsing: BrowserContext
) -> None:
    page = visit(browsing, site / "fi" / "workbook.html", "pre-task.ohs")
    assert heading(page) == "Ennakkotehtävä: Työterveyshuolto"
    page.focus("#book fieldset.scale:visible >> nth=0 >> input >> nth=0")
    page.keyboard.press("Space")
    kept(page)
    (sheet,) = json.loads(save(page))["sheets"]
    assert sheet["party"] == "ohs"
    page.focus("#next")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Valmis"
    page.go_back()
    shows(page, "stage")
    assert heading(page) == "Ennakkotehtävä: Työterveyshuolto"


def test_a_small_workplace_has_a_page_of_its_own_with_fewer_stages(
    site: Path, browsing: BrowserContext
) -> None:
    page = visit(browsing, site / "fi" / "workbook.html")
    page.click("text=Pienen työpaikan työkirja")
    page.wait_for_url("**/workbook-small.html")
    page.wait_for_selector("html.works", state="attached")
    assert page.locator("[data-door=before]:visible").count() == 0
    page.click("[data-begin=meeting]")
    page.fill("#begin-organisation", "Parturi Saksi")
    page.click("#begin-go")
    seen = [heading(page)]
    while seen[-1] != "Valmis":
        if page.locator("#choose").is_visible():
            page.click("#choose li >> nth=0 >> button")
            seen.append(heading(page))
        seen.append(go_on(page))
    assert len(seen) > 5
    kept(page)
    # The larger workbook goes on with the same document.
    content = save(page)
    page = visit(browsing, site / "fi" / "workbook.html")
    open_file(page, "small.json", content)
    assert page.inner_text("#name").startswith("Parturi Saksi")


def test_progress_counts_the_places_of_the_occasion(site: Path, browsing: BrowserContext) -> None:
    page = visit(browsing, site / "fi" / "workbook.html")
    begin(page, "Esimerkki Oy")
    page.select_option("[data-place='where-we-are.choice.theme']", "plan-ahead")
    page.evaluate(
        """() => {
          for (const each of document.querySelectorAll("[data-occasion=meeting] [data-place]")) {
            if (each.closest("[data-theme]:not([data-theme=plan-ahead])")) continue;
            if (each.type === "checkbox") each.checked = true;
            else if (each.matches("fieldset")) each.querySelector("input").checked = true;
            else if (each.matches("select")) each.value ||= each.options[1].value;
            else if (each.type === "date") each.value = "2026-11-21";
            else each.value ||= "1";
            each.dispatchEvent(new Event("input", {bubbles: true}));
          }
        }"""
    )
    go(page, "overview")
    done, asked = (
        page.inner_text("#overview-stages li:has-text('Tapaaminen') p >> nth=0")
        .split(" ")[0]
        .split("/")
    )
    assert done == asked
    assert int(asked) < 60
    assert "Valmis" in page.inner_text("#overview-stages li:has-text('Missä olemme nyt')")


def test_only_the_occasion_is_printed_with_whose_it_is(
    site: Path, browsing: BrowserContext
) -> None:
    page = visit(browsing, site / "fi" / "workbook.html")
    begin(page, "Esimerkki Oy")
    page.select_option("[data-place='where-we-are.choice.theme']", "plan-ahead")
    go(page, "start")
    page.evaluate("location.hash = 'where-we-are'")
    shows(page, "stage")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    shown = page.eval_on_selector_all(
        "#book > section:not([hidden])", "all => all.map((each) => each.id)"
    )
    assert shown == [
        *("cover", "where-we-are", "theme-sheet.plan-ahead", "agreed-measures", "next-meeting")
    ]
    running = page.evaluate(
        "document.adoptedStyleSheets.map((each) => each.cssRules[0]?.cssText).join()"
    )
    assert "Esimerkki Oy" in running
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#book > section:not([hidden])").count() == 1


@pytest.mark.parametrize("mode", ["light", "dark", "forced", "narrow"])
def test_axe_finds_nothing_in_any_stage(
    site: Path, visit: Callable[..., Any], axe: Callable[..., Any], mode: str
) -> None:
    settings: dict[str, dict[str, Any]] = {
        "light": {},
        "dark": {"color_scheme": "dark"},
        "forced": {"forced_colors": "active"},
        "narrow": {"viewport": {"width": 320, "height": 700}},
    }
    page = visit(**settings[mode]).open(site / "en" / "workbook.html", "start")
    page.click("[data-begin=meeting]")
    page.fill("#begin-organisation", "Esimerkki Oy")
    page.click("#begin-go")
    shows(page, "stage")
    for party, value in (("workplace", 2), ("ohs", 5)):
        page.evaluate(
            """([party, value]) => {
              for (const each of document.querySelectorAll(`[data-place$="@${party}"]`)) {
                each.querySelector(`[value="${value}"]`).checked = true;
                each.dispatchEvent(new Event("input", {bubbles: true}));
              }
            }""",
            [party, value],
        )
    found: dict[str, Any] = {}
    for stage in (*STAGES, "theme-sheet.plan-ahead", "theme-sheet.plan-ahead/2"):
        page.evaluate("stage => { location.hash = stage }", stage)
        page.wait_for_timeout(150)
        found[stage] = axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), stage
    for stage in ("pre-task.ohs", "follow-up-meeting", "follow-up-meeting/2", "finish"):
        page.evaluate("stage => { location.hash = stage }", stage)
        page.wait_for_timeout(150)
        found[stage] = axe(page)
    assert {stage: broken for stage, broken in found.items() if broken} == {}


def test_enlarged_four_times_nothing_that_stays_covers_a_stage_or_makes_it_wider(
    site: Path, browser: Browser
) -> None:
    context = browser.new_context(locale="fi-FI", viewport={"width": 320, "height": 256})
    page = visit(context, site / "fi" / "workbook.html")
    begin(page, "Pitkäniminen esimerkkityöpaikka Oy")
    stages = (*STAGES, "pre-task.ohs", "follow-up-meeting", "overview", "finish")
    for stage in stages:
        page.evaluate("stage => { location.hash = stage }", stage)
        page.evaluate("scrollTo(0, 300)")
        stays, width = page.evaluate(
            """() => [
              [...document.querySelectorAll("body *")]
                .filter((each) => ["fixed", "sticky"].includes(getComputedStyle(each).position))
                .reduce((sum, each) => sum + each.getBoundingClientRect().height, 0),
              document.documentElement.scrollWidth,
            ]"""
        )
        assert (stage, width) == (stage, 320)
        assert stays < 256 / 3, stage
    context.close()


def test_a_tab_that_falls_while_one_types_loses_no_document_and_at_most_a_second(
    site: Path, browser: Browser
) -> None:
    """Tabs are closed without warning, at moments of their own, while somebody types.

    So many of them: `KILLS=200 pytest tests/html/test_occasions.py -k falls`.
    """
    context = browser.new_context(offline=True, locale="fi-FI")
    context.set_default_timeout(15_000)
    page = visit(context, site / "fi" / "workbook.html")
    begin(page, "Esimerkki Oy")
    fill(page, TALK, "alku")
    kept(page)
    written = "alku"
    for at in range(int(os.environ.get("KILLS", "30"))):
        page.locator(f"[data-place='{TALK}']").press_sequentially(f" {at}", delay=at % 7)
        written += f" {at}"
        page.wait_for_timeout((at * 37) % 400)
        page.close(run_before_unload=False)
        page = visit(context, site / "fi" / "workbook.html")
        expect(page.locator("#drafts li")).to_have_count(1)
        page.click("#drafts li .primary")
        go(page, "all")
        assert page.input_value(f"[data-place='{TALK}']") == written
    assert answers(save(page))[TALK] == text(written)
    context.close()
