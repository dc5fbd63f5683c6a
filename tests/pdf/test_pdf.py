"""The PDF files: all that is asked stands in them, can be heard, and is never run."""

import re
import subprocess
import sys
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Final

import pikepdf
import pytest
from tests.docx.contact_sheet import pages_of
from tests.pdf.checkers import complaints_of_outloud, complaints_of_pdfua, letters, text_of
from tests.support.content import shipped_model

from toimintamalli import (
    Artifact,
    Language,
    Model,
    Occasion,
    Request,
    Text,
    ToimintamalliError,
    design,
    generate,
    resolve,
)
from toimintamalli.model.ids import Slug
from toimintamalli.model.keyed import Keyed
from toimintamalli.model.text import LocalizedText
from toimintamalli.testing.synthetic import LITERAL, synthetic_model, texts_in, tokens_in
from toimintamalli.workbook.block import Asking
from toimintamalli_pdf.typesetting import LetterMissing

MILLIMETRE: Final = 72 / 25.4
BUILD: Final = """
import hashlib, toimintamalli
made = toimintamalli.generate("pdf", toimintamalli.load())
print([hashlib.sha256(each.content).hexdigest() for each in made])
"""


@pytest.fixture(scope="module")
def model() -> Model[Text]:
    return shipped_model()


@pytest.fixture(scope="module")
def made(model: Model[Text]) -> dict[str, Artifact]:
    return {artifact.path: artifact for artifact in generate("pdf", model)}


def test_each_profile_theme_and_the_path_is_there_in_each_language(
    made: dict[str, Artifact], model: Model[Text]
) -> None:
    names = [
        *(f"themes/{theme}" for theme in model.themes.ids),
        *(f"pre-task/{party}" for party in model.parties.ids),
        *("workbook", "workbook-agreement", "path", "cards"),
    ]
    wanted = {f"{language}/{name}.pdf" for language in model.languages for name in names}
    assert wanted <= made.keys()


@pytest.mark.parametrize(
    "path",
    [
        "fi/workbook.pdf",
        "sv/workbook-complete.pdf",
        "en/themes/plan-ahead.pdf",
        "fi/path.pdf",
        "sv/cards.pdf",
    ],
)
def test_two_checkers_of_accessible_pdf_find_no_error(
    path: str, made: dict[str, Artifact], tmp_path: Path
) -> None:
    file = tmp_path / "made.pdf"
    file.write_bytes(made[path].content)
    assert complaints_of_outloud(file) == []
    assert complaints_of_pdfua(file) == ""


def test_a_file_without_its_title_is_an_error(made: dict[str, Artifact], tmp_path: Path) -> None:
    file, broken = tmp_path / "made.pdf", tmp_path / "broken.pdf"
    file.write_bytes(made["fi/path.pdf"].content)
    with pikepdf.open(file) as pdf:
        del pdf.Root.StructTreeRoot
        pdf.save(broken)
    assert complaints_of_outloud(broken)
    assert complaints_of_pdfua(broken)


@pytest.mark.parametrize("language", ["fi", "en", "sv"])
def test_everything_that_the_workbook_says_can_be_read(
    language: str, made: dict[str, Artifact], model: Model[Text]
) -> None:
    workbook = resolve(model, Request(), Language(language))
    said = text_of(made[f"{language}/workbook.pdf"].content)
    shown = {text.string for section in workbook.sections for text in texts_in(section.blocks)}
    unseen = {string for string in shown if letters(string) not in said}
    # What stands for those who do not see the picture is the list beside it; a choice of many
    # values is a line to write on.
    spoken = {
        text.string
        for section in workbook.sections
        for block in section.blocks
        for text in _not_printed(block)
    }
    assert unseen <= spoken


def _not_printed(block: object) -> list[LocalizedText]:
    places = getattr(block, "places", ())
    description = getattr(block, "description", None)
    many = [choice.label for place in places for choice in place.choices if choice.label]
    # The room of a card is for a hand: the samples stand in Word and in the browser.
    samples = [place.sample for place in places if place.sample]
    return [*([description] if description else []), *many, *samples]


def test_texts_are_shown_as_they_are_and_marked_where_they_are_in_another_language() -> None:
    model = synthetic_model()
    request = Request(languages=(Language("en"),))
    (content,) = (a.content for a in generate("pdf", model, request) if a.path == "en/workbook.pdf")
    said = text_of(content)
    assert letters(LITERAL) in said
    asked = resolve(model, request, Language("en"))
    wanted = {
        token
        for section in asked.sections
        for block in section.blocks
        for place in getattr(block, "places", ())
        for token in tokens_in(place.prompt.string)
    }
    assert {token for token in wanted if token not in said} == set()
    assert b"/Lang (fi)" in plain_bytes(content)
    assert b"/Lang (en)" in plain_bytes(content)


def plain_bytes(content: bytes) -> bytes:
    """Return the objects of a PDF with nothing packed."""
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def test_what_is_written_in_content_is_never_run_as_a_template(model: Model[Text]) -> None:
    hostile = '#panic("run") $x^2$ *bold* `raw` @label <tag> \\ //'
    occasion = Occasion(organisation=hostile)
    request = Request(languages=(Language("fi"),), occasion=occasion)
    (content,) = (a.content for a in generate("pdf", model, request) if a.path == "fi/workbook.pdf")
    assert letters(hostile) in text_of(content)


def test_the_same_model_gives_the_same_bytes_in_any_process() -> None:
    runs = {
        subprocess.run([sys.executable, "-c", BUILD], check=True, capture_output=True).stdout
        for _ in range(2)
    }
    assert len(runs) == 1


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("us-letter", (612, 792))])
def test_the_paper_can_be_chosen(
    paper: str, size: tuple[int, int], model: Model[Text], tmp_path: Path
) -> None:
    request = Request(languages=(Language("en"),))
    file = tmp_path / "workbook.pdf"
    artifacts = generate("pdf", model, request, {"paper": paper})
    file.write_bytes(next(a.content for a in artifacts if a.path == "en/workbook.pdf"))
    with pikepdf.open(file) as pdf:
        box = [round(float(number)) for number in pdf.pages[0].mediabox]
    assert tuple(box[2:]) == size


def test_without_the_library_it_says_what_to_install() -> None:
    used = """
import sys
sys.modules["typst"] = None
from toimintamalli.cli import main
sys.exit(main(["--ui", "fi", "build", "--format", "pdf", "--out", "nowhere"]))
"""
    run = subprocess.run([sys.executable, "-c", used], check=False, capture_output=True, text=True)
    assert run.returncode == 1
    assert "pip install 'toimintamalli[pdf]'" in run.stderr


def test_letters_that_the_typeface_has_not_are_told_and_shown_with_one_that_has(
    model: Model[Text],
) -> None:
    request = Request(profile=Slug("small-workplace"), languages=(Language("fi"),))
    # Which no machine's typefaces have.
    mayan = model.model_copy(update={"title": Text({Language("fi"): "\U0001d2c0"})})
    with pytest.raises(LetterMissing, match="u1d2c0"):
        list(generate("pdf", mayan, request))
    berber = model.model_copy(update={"title": Text({Language("fi"): "ⵜⴰⵎⵓⵔⵜ"})})
    font = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf").read_bytes()
    # A file that is named, or else what the machine has.
    for options in ({"font": font}, {}):
        made = generate("pdf", berber, request, options)
        (workbook,) = (artifact.content for artifact in made if "workbook" in artifact.path)
        assert "ⵜⴰⵎⵓⵔⵜ" in text_of(workbook)


def test_a_typeface_that_is_given_is_the_one_that_shows_the_letters(model: Model[Text]) -> None:
    # Typst's own has these letters too.
    occasion = Occasion(organisation="თანამშრომლობა")
    request = Request(profile=Slug("agreement"), languages=(Language("fi"),), occasion=occasion)
    # With serifs, as ours is not: what is not asked for is what looks most like ours.
    font = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf").read_bytes()
    (made,) = generate("pdf", model, request, {"font": font})
    assert b"+DejaVuSerif" in plain_bytes(made.content)
    # Begins like one, and is none.
    with pytest.raises(ToimintamalliError, match="TTF, OTF"):
        list(generate("pdf", model, request, {"font": font[:4] + b"nothing"}))


def test_a_talk_card_has_one_question_and_three_practices_of_its_theme(
    made: dict[str, Artifact], model: Model[Text]
) -> None:
    said = text_of(made["en/cards.pdf"].content)
    for theme in model.themes:
        questions = [question.text["en"] for question in theme.questions if question.kind == "open"]  # type: ignore[index] # a language
        practices = [practice.text["en"] for practice in theme.practices]  # type: ignore[index] # the same
        assert sum(letters(question) in said for question in questions) == 1
        assert sum(letters(practice) in said for practice in practices) == 3


def test_a_theme_sheet_is_one_spread(made: dict[str, Artifact], model: Model[Text]) -> None:
    paths = [f"{each}/themes/{theme}.pdf" for each in model.languages for theme in model.themes.ids]
    lengths = {len(pikepdf.open(BytesIO(made[path].content)).pages) for path in paths}
    assert lengths == {2}


def test_the_first_card_has_what_others_wrote(
    made: dict[str, Artifact], model: Model[Text]
) -> None:
    samples = [
        place.sample
        for section in resolve(model, Request(), Language("fi")).sections
        for block in section.blocks
        if block.kind == "asking"
        for place in block.places
        if place.sample
    ]
    assert samples
    said = text_of(made["fi/workbook.pdf"].content)
    assert [said.count(letters(sample.string)) for sample in samples] == [1] * len(samples)


def test_who_asks_for_one_workbook_gets_no_poster_and_no_cards(model: Model[Text]) -> None:
    request = Request(profile=Slug("agreement"), languages=(Language("fi"),))
    assert [artifact.path for artifact in generate("pdf", model, request)] == [
        "fi/workbook-agreement.pdf"
    ]


def _tops(content: bytes, word: str) -> list[tuple[float, float]]:
    """Return where a word begins and ends from above, in millimetres, on the page of the cards."""
    command = ["pdftotext", "-bbox", "-", "-"]
    said = subprocess.run(command, input=content, check=True, capture_output=True).stdout.decode()
    found = rf'yMin="([0-9.]+)" xMax="[0-9.]+" yMax="([0-9.]+)">{re.escape(word)}<'
    pages = [re.findall(found, page) for page in said.split("<page ")]
    tops = max(pages, key=len)
    return [(float(top) / MILLIMETRE, float(end) / MILLIMETRE) for top, end in tops]


@pytest.mark.parametrize("name", ["workbook", "workbook-agreement"])
@pytest.mark.parametrize("language", ["fi", "en", "sv"])
def test_a_card_keeps_every_box_as_high_as_a_hand_needs(
    name: str, language: str, made: dict[str, Artifact], model: Model[Text]
) -> None:
    block = model.sections["agreed-measures"].blocks["measures"]
    assert block.kind == "cards"
    content = made[f"{language}/{name}.pdf"].content
    needs, goals, indicators = (
        _tops(content, block.fields[each].prompt[Language(language)].split()[0])
        for each in ("need", "goal", "indicator")
    )
    assert len(needs) == len(goals) == len(indicators) == block.count
    for (_, above), (below, _) in zip(goals, indicators, strict=True):
        assert below - above >= design.HANDWRITING
    # A card is three rows of boxes.
    cards = [second[0] - first[0] for first, second in pairwise(needs)]
    assert min(cards) >= 3 * (design.HANDWRITING + needs[0][1] - needs[0][0])


def _pages(content: bytes) -> list[str]:
    """Return the words of each page, as they stand on it."""
    command = ["pdftotext", "-layout", "-", "-"]
    said = subprocess.run(command, input=content, check=True, capture_output=True).stdout.decode()
    return [" ".join(page.split()) for page in said.split("\f")]


@pytest.mark.parametrize("language", ["fi", "en", "sv"])
def test_the_cover_of_a_shorter_paper_keeps_every_idea_off_its_foot_and_what_is_asked_level(
    language: str, model: Model[Text]
) -> None:
    tongue = Language(language)
    profile, occasion = Slug("meeting"), Occasion(organisation="Leipomo")
    request = Request(profile=profile, languages=(tongue,), occasion=occasion)
    (made,) = generate("pdf", model, request, {"paper": "us-letter"})
    command = ["pdftotext", "-bbox", "-l", "1", "-", "-"]
    said = subprocess.run(command, input=made.content, check=True, capture_output=True).stdout
    words = [
        (float(top), float(bottom), word)
        for top, bottom, word in re.findall(
            r'yMin="([0-9.]+)" xMax="[0-9.]+" yMax="([0-9.]+)">([^<]+)<', said.decode()
        )
    ]
    cover = letters("".join(word for *_, word in words))
    ideas = [letters(theme.heading[tongue]) for theme in model.themes]
    assert [idea for idea in ideas if idea not in cover] == []
    # Nothing stands on the foot, which is the last line.
    foot = max(top for top, *_ in words)
    assert max(bottom for top, bottom, _ in words if top < foot - 1) < foot
    # The name that is given leaves its question as high as the question beside it.
    (cover_section, *_) = resolve(model, request, tongue).sections
    asked = next(block for block in cover_section.blocks if block.kind == "asking").places[:2]
    below_band = [(round(top), word) for top, _, word in words if top > foot / 3]
    first_words = [place.prompt.string.split()[0] for place in asked]
    heights = {
        next(top for top, word in below_band if word == first_word) for first_word in first_words
    }
    assert len(heights) == 1


@pytest.mark.parametrize("language", ["fi", "en", "sv"])
def test_the_agenda_the_choice_of_a_theme_and_its_sheets_say_on_which_pages_to_go_on(
    language: str, made: dict[str, Artifact], model: Model[Text]
) -> None:
    tongue = Language(language)
    pages = _pages(made[f"{language}/workbook.pdf"].content)
    workbook = resolve(model, Request(), tongue)
    agreed = model.sections["agreed-measures"].title[tongue]
    carried = re.compile(rf"(\d+) \({re.escape(agreed)}\)")
    (at,) = {int(page) for said in pages for page in carried.findall(said)}
    assert pages[at - 1].startswith(agreed)
    privacy = model.sections["theme-sheet"].blocks["privacy"]
    assert privacy.kind == "text"
    sheets = [at for at, said in enumerate(pages, 1) if privacy.text[tongue] in said]
    assert len(sheets) == len(model.themes)
    (agenda,) = (said for said in pages if workbook.sections[2].title.string in said[:40])
    assert f"{sheets[0]}–{sheets[-1] + 1} 40 min" in agenda
    assert re.search(rf"{re.escape(agreed)} {at} 25 min", agenda)
    word = {"fi": "s.", "en": "p.", "sv": "s."}[language]
    (choice,) = (said for said in pages if f"· {word} {sheets[0]}" in said)
    assert all(f"· {word} {sheet}" in choice for sheet in sheets)


def test_what_a_sign_means_is_told_where_it_stands_and_nowhere_else(
    made: dict[str, Artifact],
) -> None:
    for path in ("fi/workbook.pdf", "sv/workbook-complete.pdf"):
        signs = [page.count("°") for page in _pages(made[path].content)]
        # The explanation has one sign itself.
        assert 1 not in signs
        assert 0 in signs
        assert max(signs) > 1


@pytest.mark.parametrize("language", ["fi", "en", "sv"])
def test_room_to_write_takes_what_its_page_leaves_over(
    language: str, made: dict[str, Artifact], tmp_path: Path
) -> None:
    file = tmp_path / "workbook.pdf"
    file.write_bytes(made[f"{language}/workbook.pdf"].content)
    used = [page.used for page in pages_of(file)]
    assert min(used[17], used[19]) > 0.9


@pytest.mark.parametrize("language", ["fi", "uk"])
def test_a_table_names_each_choice_in_its_cells_or_below(language: str, model: Model[Text]) -> None:
    if language == "uk":
        kinds = Keyed(
            kind.model_copy(update={"title": Text({Language("fi"): f"{number} виконується поки"})})
            for number, kind in enumerate(model.measure_kinds)
        )
        model = model.model_copy(update={"measure_kinds": kinds})
    request = Request(languages=(Language("fi"),), profile=Slug("complete"))
    (complete,) = generate("pdf", model, request)

    tables = [
        block
        for section in resolve(model, request, Language("fi")).sections
        for block in section.blocks
        if isinstance(block, Asking) and block.layout == "table"
    ]
    pages = _pages(complete.content)
    for block in tables:
        choices = {
            choice.label.string
            for place in block.places
            for choice in place.choices
            if choice.label
        }
        title = block.title.string if block.title else ""
        here = [page for page in pages if letters(title) in letters(page)]
        assert any(all(letters(c) in letters(page) for c in choices) for page in here), title
