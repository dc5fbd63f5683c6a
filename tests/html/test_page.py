"""What stands in a page: every text and place, in its language, and never as markup."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, cast

import html5lib
import pytest
from jinja2 import Environment
from tests.html.places_on_page import places_in

import toimintamalli
from toimintamalli import Language, LocalizedText, Model, Request, Text, Words, resolve
from toimintamalli.model.keyed import HasId, Keyed
from toimintamalli.model.text import Missing
from toimintamalli.model.value import Value
from toimintamalli_html import Options
from toimintamalli_html._templates import render
from toimintamalli_html._voice import Voice

HOSTILE: Final = (
    "<script>document.title = 'broken'</script>",
    '"><img src=x onerror="document.title = 1">',
    "{{ 7 * 7 }}{% raise %}",
    "</style></title></textarea></script><b>",
    "' onfocus='document.title = 2' autofocus='",
    "&lt;script&gt; &amp; \\u003cscript\\u003e ${7 * 7}",
    "javascript:document.title = 3",
)


def pages(model: Model[Text], request: Request | None = None, **options: object) -> dict[str, str]:
    made = toimintamalli.generate("html", model, request, options)
    return {artifact.path: artifact.content.decode() for artifact in made}


def change(value: object, text: Callable[[Text], Text]) -> object:
    """Return a copy of a value with every text replaced."""
    match value:
        case Text():
            return text(value)
        case Keyed():
            return Keyed([cast(HasId, change(each, text)) for each in value])
        case Value():
            return value.model_copy(
                update={
                    name: change(getattr(value, name), text) for name in type(value).model_fields
                }
            )
        case tuple():
            return tuple(change(each, text) for each in value)
        case _:
            return value


def only_finnish(text: Text) -> Text:
    # A word that a generator brings along may stand in the content in another language only.
    finnish = Language("fi")
    return Text({finnish: text[finnish]}) if finnish in text else text


def texts_of(value: object) -> Iterator[str]:
    match value:
        case LocalizedText():
            yield value.string
        case Value():
            for name in type(value).model_fields:
                yield from texts_of(getattr(value, name))
        case tuple():
            for each in value:
                yield from texts_of(each)


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@pytest.mark.parametrize("profile", ["meeting", "complete", "small-workplace", "theme"])
def test_a_named_profile_shows_every_text_and_place_of_its_tree(
    model: Model[Text], profile: str
) -> None:
    request = Request(languages=(Language("en"),), profile=profile)
    html = pages(model, request)["en/workbook.html"]
    tree = resolve(model, request, Language("en"))
    html = html[: html.index("<template")]
    root = html5lib.parse(html, namespaceHTMLElements=False)
    assert list(places_in(root)) == [place.id for place in tree.places()]
    shown = flat(" ".join(root.itertext()))
    # The list of contents stands beside the text under its own name, not its section's.
    sections = [section for section in tree.sections if section.id != "contents"]
    contents = {flat(text) for section in sections for text in texts_of(section)}
    missing = [
        content for content in contents if not all(flat(p) in shown for p in content.split("  "))
    ]
    assert missing == []


def test_without_a_profile_the_fullest_one_is_there(model: Model[Text]) -> None:
    html = pages(model)["fi/workbook.html"]
    # Where every profile has a page, each names the others besides.
    alone = re.sub(r'&nbsp;· <a href="workbook-[\w-]+\.html">[^<]*</a>', "", html)
    assert alone != html
    assert alone == pages(model, Request(profile="complete"))["fi/workbook.html"]


def test_only_the_themes_that_were_asked_for_are_there(model: Model[Text]) -> None:
    html = pages(model, Request(themes=("plan-ahead",)))["fi/workbook.html"]
    assert set(re.findall(r'<section id="theme-[a-z]+\.([a-z-]+)"', html)) == {"plan-ahead"}


def test_what_is_known_of_the_occasion_is_filled_in(model: Model[Text]) -> None:
    html = pages(model, Request())["fi/workbook.html"]
    request = Request(occasion={"organisation": 'Oy "Esimerkki" & Co', "date": "2026-12-01"})
    filled = pages(model, request)["fi/workbook.html"]
    given = [
        field
        for section in model.sections
        for block in section.blocks
        for field in getattr(block, "fields", ())
        if getattr(field, "given", None) in ("organisation", "date")
    ]
    assert (filled != html) == bool(given)
    assert ("Oy &#34;Esimerkki&#34; &amp; Co" in filled) == bool(given)


def test_a_text_without_translation_carries_its_own_language(model: Model[Text]) -> None:
    finnish = cast(Model[Text], change(model, only_finnish))
    for missing, marks in ((Missing.SOURCE, False), (Missing.MARK, True)):
        html = pages(finnish, Request(missing=missing))["en/workbook.html"]
        root = html5lib.parse(html, namespaceHTMLElements=False)
        title = finnish.sections["cover"].title[Language("fi")]
        homes = [element for element in root.iter() if (element.text or "").strip() == title]
        assert homes
        assert {home.get("lang") for home in homes} == {"fi"}
        assert ("not yet translated" in html[: html.index("<template")]) == marks
        roles = {role.id for role in finnish.roles}
        options = [element for element in root.iter("option") if element.get("value") in roles]
        assert {option.get("lang") for option in options} == {"fi"}


def test_a_missing_translation_stops_the_build_when_asked(model: Model[Text]) -> None:
    finnish = cast(Model[Text], change(model, only_finnish))
    with pytest.raises(toimintamalli.ToimintamalliError):
        pages(finnish, Request(missing=Missing.ERROR))


def test_a_template_that_forgets_the_language_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from toimintamalli_html import _templates  # noqa: PLC0415 -- its environment is looked into

    text = LocalizedText("Teksti", Language("fi"))
    voice = Voice(Language("fi"), Words({}), Missing.SOURCE)
    environment: Environment = _templates._environment()  # noqa: SLF001 -- as above
    forgetful = environment.from_string("<p>{{ text }}</p>")
    monkeypatch.setattr(environment, "get_template", lambda _: forgetful)
    with pytest.raises(TypeError, match="without saying its language"):
        render("any", voice, text=text)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_content_stays_text(
    model: Model[Text], hostile: str, visit: Callable[..., Any], tmp_path: Path
) -> None:
    def spoil(text: Text) -> Text:
        # Words keep their placeholders; whoever fills those in would miss them.
        return (
            text
            if any("{" in each for each in text.values())
            else Text(dict.fromkeys(text, hostile))
        )

    spoilt = cast(Model[Text], change(model, spoil))
    occasion = {"organisation": hostile}
    html = pages(spoilt, Request(languages=(Language("fi"),), occasion=occasion))
    file = tmp_path / "workbook.html"
    file.write_text(html["fi/workbook.html"], encoding="utf-8")
    page = visit().open(file)
    assert page.inner_text("h1").startswith(flat(hostile))
    assert page.locator("main script, main img, main style, main b b, [autofocus]").count() == 0
    page.check("fieldset.scale >> nth=0 >> input >> nth=1")
    page.fill("section[id^=theme] textarea >> nth=0", hostile)
    page.evaluate("location.hash = 'summary'")
    page.wait_for_selector("#summary-result dd")
    assert page.locator("#summary-result dd").first.inner_text() == hostile
    assert (
        page.locator(
            "#summary-result *:not(h3, dl, dt, dd, p, ul, li, table, caption, thead,"
            "tbody, tr, th, td, span, small)"
        ).count()
        == 0
    )


def test_hostile_options_are_refused_before_anything_is_made(model: Model[Text]) -> None:
    for hostile in (*HOSTILE, "http://plain.example", "a@b.example\n", "mailto:a@b.example?cc=x"):
        for option in ("contact", "base_url"):
            if option == "base_url" and hostile.startswith("http://"):
                continue
            with pytest.raises(toimintamalli.ToimintamalliError):
                list(toimintamalli.generate("html", model, options={option: hostile}))


def test_the_publisher_is_named_where_feedback_goes(model: Model[Text]) -> None:
    mail = pages(model, contact="saavutettavuus@example.org")["fi/workbook.html"]
    assert 'href="mailto:saavutettavuus@example.org"' in mail
    site = pages(model, contact="https://example.org/palaute?a=1&b=2")["fi/workbook.html"]
    assert 'href="https://example.org/palaute?a=1&amp;b=2"' in site


def test_addresses_are_absolute_where_the_publisher_gives_a_base(model: Model[Text]) -> None:
    html = pages(model, base_url="https://example.org/malli/")["fi/workbook.html"]
    assert '<link rel="canonical" href="https://example.org/malli/fi/workbook.html">' in html
    assert 'href="https://example.org/malli/en/workbook.html" hreflang="en"' in html
    assert 'rel="canonical"' not in pages(model)["fi/workbook.html"]


def test_the_options_say_what_they_are_for() -> None:
    assert set(Options.model_fields) == {"contact", "base_url"}
    assert all(field.description for field in Options.model_fields.values()) or Options.__doc__


def test_the_same_input_gives_the_same_bytes_in_every_process() -> None:
    program = (
        "import toimintamalli, hashlib;"
        "made = toimintamalli.generate('html', toimintamalli.load());"
        "print(hashlib.sha256(b''.join(each.content for each in made)).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"},
        ).stdout
        for seed, zone in (("0", "UTC"), ("7", "Pacific/Apia"))
    }
    assert len(digests) == 1
