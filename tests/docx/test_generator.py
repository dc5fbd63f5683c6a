"""Which files there are, what they say of themselves, and that they never vary."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest
from tests.docx.sample import draft_of, sample_workbook, written_bytes
from tests.docx.word_file import CORE, CUSTOM, NAMESPACES, W, WordFile, text_of, value

import toimintamalli
from toimintamalli import Artifact, Language, Missing, Model, Request, Text, resolve
from toimintamalli_docx.draft import OURS, SIGN
from toimintamalli_docx.options import Edition
from toimintamalli_docx.wordings import wordings_of

DEFINITION = "TmDefinition"


def paths(model: Model[Text], request: Request, **options: object) -> set[str]:
    return {artifact.path for artifact in toimintamalli.generate("docx", model, request, options)}


def test_a_build_writes_every_profile_and_edition_in_every_language(
    model: Model[Text], made: dict[str, Artifact]
) -> None:
    stems = ("workbook", "workbook-complete", "workbook-small", "workbook-feedback")
    sheets = [f"themes/{theme}" for theme in model.themes.ids]
    pre_tasks = [f"pre-task/{party}" for party in model.parties.ids]
    every = [*stems, "workbook-agreement", *sheets, *pre_tasks]
    editions = [f"{stem}{edition}.docx" for stem in every for edition in ("", "-print")]
    assert set(made) == {f"{lang}/{edition}" for lang in model.languages for edition in editions}


def test_one_language_profile_and_edition_can_be_chosen(model: Model[Text]) -> None:
    request = Request(languages=("en",), profile="meeting")
    assert paths(model, request, edition="print") == {"en/workbook-print.docx"}
    assert paths(model, request, edition="fill") == {"en/workbook.docx"}
    chosen = Request(languages=("fi",), profile="theme", themes=("act-and-develop",))
    assert paths(model, chosen, edition="fill") == {"fi/themes/act-and-develop.docx"}
    assert paths(model, chosen, edition="print") == {"fi/themes/act-and-develop-print.docx"}


def test_a_pre_task_is_made_for_the_party_that_is_asked_and_says_whose_it_is(
    model: Model[Text],
) -> None:
    request = Request.model_validate(
        {"languages": ["en"], "profile": "pre-task", "occasion": {"party": "ohs"}}
    )
    (made,) = toimintamalli.generate("docx", model, request, {"edition": "fill"})
    assert made.path == "en/pre-task/ohs.docx"
    assert made.about
    assert "Occupational health service" in made.about.title
    places = list(resolve(model, request, Language("en")).places())
    assert {place.party for place in places if place.kind == "scale"} == {"ohs"}
    assert [place.tells for place in places if place.tells] == ["organisation", "date", "round"]


def test_the_page_of_agreed_measures_alone_asks_whose_it_is_and_the_workbook_does_so_once(
    model: Model[Text],
) -> None:
    def whose(profile: str) -> list[str]:
        request = Request.model_validate({"languages": ["en"], "profile": profile})
        return [
            place.id for place in resolve(model, request, Language("en")).places() if place.tells
        ]

    assert whose("agreement") == whose("meeting")


def test_only_the_requested_themes_are_in_the_workbook(model: Model[Text]) -> None:
    request = Request(languages=("fi",), profile="meeting", themes=("act-and-develop",))
    (made,) = toimintamalli.generate("docx", model, request, {"edition": "print"})
    said = text_of(WordFile.open(made.content).body)
    inside, outside = model.themes["act-and-develop"], model.themes["succeed-together"]
    assert all(practice.text["fi"] in said for practice in inside.practices)  # type: ignore[index] # a language
    assert not any(practice.text["fi"] in said for practice in outside.practices)  # type: ignore[index] # the same


def test_a_title_that_asks_is_followed_by_no_full_stop(made: dict[str, Artifact]) -> None:
    said = text_of(WordFile.open(made["en/workbook-complete.docx"].content).body)
    assert "When is work finished? In an invented design office" in said
    assert "The first months. In an invented business" in said


def test_each_file_tells_what_it_is_for_and_what_to_save_it_as(
    model: Model[Text], made: dict[str, Artifact]
) -> None:
    downloads = [artifact.about.download for artifact in made.values() if artifact.about]
    assert len(set(downloads)) == len(made)
    about = made["fi/workbook-print.docx"].about
    assert about
    title = "yhteisen-tapaamisen-työkirja"
    assert about.download == f"{title}-tulostettava-fi-{model.version}.docx"
    assert about.minutes == 90
    assert "Tulostetaan" in about.purpose


def test_a_file_tells_readers_which_workbook_it_is(
    model: Model[Text], made: dict[str, Artifact]
) -> None:
    file = WordFile.open(made["en/workbook-complete-print.docx"].content)
    assert json.loads("".join(file.root(CUSTOM).itertext())) == {
        "model": "occupational-health-cooperation",
        "version": model.version,
        "language": "en",
        "profile": "complete",
        "edition": "print",
        "unsure": True,
        "wording": wordings_of(model)[Language("en")],
    }
    assert file.root(CORE).findtext("dc:language", namespaces=NAMESPACES) == "en-GB"


def test_a_missing_translation_shows_in_its_own_language_and_with_a_mark(
    model: Model[Text],
) -> None:
    title = Text({lang: each for lang, each in model.title.items() if lang == "fi"})
    partly = model.model_copy(update={"title": title})
    request = Request(languages=("en",), profile="meeting", missing=Missing.MARK)
    made = next(iter(toimintamalli.generate("docx", partly, request)))
    file = WordFile.open(made.content)
    (shown,) = file.find("//w:p[w:pPr/w:pStyle/@w:val='Title']")
    assert text_of(shown) == f"{title['fi']} [not translated: fi]"  # type: ignore[index] # a language
    assert value(shown.find(f".//{W}lang")) == "fi-FI"
    assert {value(element) for element in file.find("//w:rPr/w:lang")} == {"fi-FI"}


def test_threads_get_identical_bytes(model: Model[Text], made: dict[str, Artifact]) -> None:
    request = Request(languages=("fi",), profile="meeting")

    def generate(_: int) -> bytes:
        return next(iter(toimintamalli.generate("docx", model, request))).content

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(generate, range(8))) == {made["fi/workbook.docx"].content}


_DIGEST = """
import hashlib, toimintamalli
model = toimintamalli.load()
made = toimintamalli.generate("docx", model, toimintamalli.Request(languages=("fi",)))
print(hashlib.sha256(b"".join(each.content for each in made)).hexdigest())
"""


@pytest.mark.parametrize(
    "surroundings",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "C.UTF-8", "HOME": "/nowhere"},
    ],
)
def test_another_process_time_zone_and_locale_gives_the_same_bytes(
    surroundings: dict[str, str], made: dict[str, Artifact]
) -> None:
    said = subprocess.run(
        [sys.executable, "-c", _DIGEST],
        env={**os.environ, **surroundings},
        check=True,
        capture_output=True,
        text=True,
    )
    ours = b"".join(each.content for path, each in made.items() if path.startswith("fi/"))
    assert said.stdout.strip() == sha256(ours).hexdigest()


def test_the_archive_knows_no_time_nor_machine(made: dict[str, Artifact]) -> None:
    for artifact in made.values():
        with ZipFile(BytesIO(artifact.content)) as archive:
            entries = archive.infolist()
        assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
        assert {(entry.create_system, entry.external_attr) for entry in entries} == {
            (3, 0o644 << 16)
        }
        assert entries[0].filename == "[Content_Types].xml"


def test_nothing_heavy_is_imported_for_a_workbook_of_our_own_look() -> None:
    program = (
        "import sys, toimintamalli as t; m = t.load();"
        "r = t.Request(languages=('fi',), profile='meeting');"
        "list(t.generate('docx', m, r)); assert not {'docx', 'lxml'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize("edition", Edition)
def test_content_that_xml_forbids_leaves_a_sound_file(edition: Edition, model: Model[Text]) -> None:
    book = sample_workbook()
    bad = draft_of(model, book, edition).workbook.title
    broken = type(bad)("Kuoro\x0b\x00 <&> \ufffe\U0001f3b5", bad.language)
    file = WordFile.open(written_bytes(model, book.model_copy(update={"title": broken}), edition))
    (shown,) = file.find("//w:p[w:pPr/w:pStyle/@w:val='Title']")
    assert text_of(shown) == "Kuoro <&> \U0001f3b5"


def test_the_foot_of_each_page_explains_the_sign_of_what_the_authors_added(
    made: dict[str, Artifact],
) -> None:
    file = WordFile.open(made["en/workbook-small.docx"].content)
    said = [text_of(element) for element in file.find("//w:p", "word/footer-workbook.xml")]
    assert said[:-1] == [f"{OURS} added by the authors of this material"]
    assert f"Which of the basics should you put right first?{SIGN}" in text_of(file.body)


def test_sources_can_be_followed_on_a_screen_and_on_paper(
    model: Model[Text], made: dict[str, Artifact]
) -> None:
    body = WordFile.open(made["en/workbook-complete-print.docx"].content).body
    told = [
        each for each in body.iter(f"{W}p") if value(each.find(f"{W}pPr/{W}pStyle")) == DEFINITION
    ]
    linked = {text_of(each) for each in told if each.find(f".//{W}instrText") is not None}
    assert len(linked) == len(model.sources)
    for source in model.sources:
        assert any(each.endswith(source.url) and "(read " in each for each in linked), source.id
