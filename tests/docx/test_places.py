"""Each place can be found, filled in and told apart, whatever its kind."""

import pytest
from tests.docx.sample import MANY, draft_of, place, sample_workbook, written
from tests.docx.word_file import W14, W15, Element, W, WordFile, text_of, value

import toimintamalli
from toimintamalli import Language, Model, Request, Text
from toimintamalli.workbook.block import Group
from toimintamalli.workbook.place import Place
from toimintamalli_docx.controls import shorten
from toimintamalli_docx.names import bookmark_name
from toimintamalli_docx.options import Edition
from toimintamalli_docx.places import circled


@pytest.fixture(scope="module")
def filled(model: Model[Text]) -> WordFile:
    return written(model, sample_workbook(), Edition.FILL)


@pytest.fixture(scope="module")
def paper(model: Model[Text]) -> WordFile:
    return written(model, sample_workbook(), Edition.PRINT)


def controls(file: WordFile, id_: str) -> list[Element]:
    return file.find(f"//w:sdt[w:sdtPr/w:tag/@w:val='{id_}']")


def cell(file: WordFile, id_: str) -> Element:
    (start,) = file.find(f"//w:bookmarkStart[@w:name='{bookmark_name(id_)}']")
    return next(start.iterancestors(f"{W}tc"))


@pytest.mark.parametrize("path", ["fi/workbook", "en/workbook-complete", "fi/workbook-small"])
def test_each_place_of_the_real_content_has_one_bookmark_and_its_controls(
    path: str, model: Model[Text], files: dict[str, WordFile]
) -> None:
    profile = {"": "meeting", "-complete": "complete", "-small": "small-workplace"}[path[11:]]
    book = toimintamalli.resolve(model, Request(profile=profile), Language(path[:2]))
    places = list(book.places())
    assert len(places) > 50
    for name in (f"{path}.docx", f"{path}-print.docx"):
        marked = [value(element, "name") for element in files[name].find("//w:bookmarkStart")]
        assert sorted(each for each in marked if each.startswith("tm_")) == sorted(
            bookmark_name(each.id) for each in places
        )
    for each in places:
        wanted = len(each.choices) if each.kind == "scale" else 1
        # Whose workbook it is and of what day stands on the page that is kept alone too.
        wanted += each.tells in {"organisation", "date"}
        assert len(controls(files[f"{path}.docx"], each.id)) == wanted, each.id


def test_the_bookmark_of_a_place_is_the_hash_of_its_id() -> None:
    # SHA-256 of the id in base32 by hand: the readers of other programs do the same.
    assert bookmark_name("cover.occasion.organisation") == "tm_" + _by_hand(
        b"cover.occasion.organisation"
    )


def _by_hand(id_: bytes) -> str:
    import hashlib  # noqa: PLC0415 -- only this sum needs it

    bits = "".join(f"{each:08b}" for each in hashlib.sha256(id_).digest())
    letters = "abcdefghijklmnopqrstuvwxyz234567"
    return "".join(letters[int(bits[at : at + 5], 2)] for at in range(0, 80, 5))


def test_on_paper_nothing_is_a_control(paper: WordFile) -> None:
    assert paper.find("//w:sdt") == []


def test_a_scale_is_ticked_on_a_screen_and_circled_on_paper(
    filled: WordFile, paper: WordFile
) -> None:
    id_ = "song.question.loud-1"
    assert len(controls(filled, id_)) == 5
    assert all(control.find(f".//{W14}checkbox") is not None for control in controls(filled, id_))
    row = next(cell(paper, id_).iterancestors(f"{W}tr"))
    assert text_of(row).endswith("①②③④⑤☐")


@pytest.mark.parametrize(("number", "shown"), [(1, "①"), (20, "⑳"), (0, "(0)"), (21, "(21)")])
def test_a_number_is_circled_where_unicode_has_the_circle(number: int, shown: str) -> None:
    assert circled(number) == shown


@pytest.mark.parametrize(
    ("id_", "element"),
    [
        ("now.form.voice", f"{W}dropDownList"),
        ("now.form.day", f"{W}date"),
        ("now.form.name", f"{W}richText"),
        ("now.form.sure", f"{W14}checkbox"),
    ],
)
def test_each_kind_of_answer_has_its_kind_of_control(
    filled: WordFile, id_: str, element: str
) -> None:
    (control,) = controls(filled, id_)
    assert control.find(f"{W}sdtPr/{element}") is not None


def test_what_the_occasion_gives_stands_as_an_answer(filled: WordFile, paper: WordFile) -> None:
    (name,) = controls(filled, "now.form.name")
    (day,) = controls(filled, "now.form.day")
    assert text_of(name) == "Kyläkuoro"
    assert name.find(f"{W}sdtPr/{W}showingPlcHdr") is None
    assert text_of(day) == "1.2.2026"
    assert value(day.find(f"{W}sdtPr/{W}date"), "fullDate") == "2026-02-01T00:00:00Z"
    assert text_of(cell(paper, "now.form.name")) == "Kyläkuoro"
    assert text_of(cell(paper, "now.form.day")) == "1.2.2026"


def test_what_nobody_knows_is_a_prompt_on_a_screen_and_blank_on_paper(
    filled: WordFile, paper: WordFile
) -> None:
    (day,) = controls(filled, "now.form.other-day")
    assert text_of(day).startswith("[")
    assert day.find(f"{W}sdtPr/{W}date").get(f"{W}fullDate") is None
    assert text_of(cell(paper, "now.form.other-day")) == ""


def test_few_choices_are_boxes_on_paper_and_many_are_written(paper: WordFile) -> None:
    assert text_of(cell(paper, "now.form.voice")).count("☐") == 4
    assert text_of(cell(paper, "now.form.many")) == ""
    assert sum(MANY[7].label.string in text_of(e) for e in paper.find("//w:p")) == 1  # type: ignore[union-attr] # each has a label


def test_there_are_at_least_35_mm_to_write_under_a_question(paper: WordFile) -> None:
    (start,) = paper.find(f"//w:bookmarkStart[@w:name='{bookmark_name('song.question.why-5')}']")
    row = next(start.iterancestors(f"{W}tr"))
    twips = int(value(row.find(f"{W}trPr/{W}trHeight")))
    assert twips / 1440 * 25.4 >= 35


def test_rows_can_be_added_to_a_table_on_a_screen(filled: WordFile) -> None:
    (section,) = filled.find("//w:sdt[w:sdtPr/w15:repeatingSection]")
    items = section.findall(f"{W}sdtContent/{W}sdt")
    assert len(items) == 3
    assert all(item.find(f"{W}sdtPr/{W15}repeatingSectionItem") is not None for item in items)


def test_no_two_controls_have_one_number_even_if_their_keys_hash_alike(model: Model[Text]) -> None:
    draft = draft_of(model, sample_workbook(), Edition.FILL)
    # Two words with the same CRC-32.
    numbers = [draft.control_id(each) for each in ("plumless", "buckeroo", "plumless")]
    assert len(set(numbers)) == 3
    again = draft_of(model, sample_workbook(), Edition.FILL)
    assert [again.control_id(each) for each in ("plumless", "buckeroo", "plumless")] == numbers


def test_a_title_that_word_would_refuse_is_cut_with_an_ellipsis() -> None:
    assert shorten("a" * 64) == "a" * 64
    assert shorten("a" * 65) == "a" * 63 + "…"
    cut = shorten("😀" * 40)
    assert len(cut.encode("utf-16-le")) <= 128
    assert cut.endswith("…")


def test_a_control_says_what_it_asks(filled: WordFile) -> None:
    (name,) = controls(filled, "now.form.name")
    assert value(name.find(f"{W}sdtPr/{W}alias")) == "Kohta name"
    third = controls(filled, "song.question.loud-2")[2]
    assert value(third.find(f"{W}sdtPr/{W}alias")).startswith("3 – 1.2 Kuinka")


def test_a_list_never_offers_one_value_twice(model: Model[Text]) -> None:
    book = sample_workbook()
    double = Place.model_validate(
        place("now.form.twice", "choice", choices=(*MANY, MANY[0])).model_dump()
        | {"prompt": place("a.b.c").prompt, "choices": (*MANY, MANY[0])}
    )
    form = book.sections[3].blocks[0]
    changed = form.model_copy(update={"groups": (Group(places=(double,)),)})
    section = book.sections[3].model_copy(update={"blocks": (changed,)})
    file = written(
        model, book.model_copy(update={"sections": (*book.sections[1:3], section)}), Edition.FILL
    )
    (control,) = controls(file, "now.form.twice")
    assert len(control.findall(f".//{W}listItem")) == len(MANY)


def test_no_line_ends_inside_a_short_label_of_a_box_nor_beside_it(
    files: dict[str, WordFile],
) -> None:
    torn = [
        (path, said)
        for path in ("fi/workbook-print", "sv/workbook-print", "en/workbook-print", "fi/workbook")
        for answer in files[f"{path}.docx"].find("//w:p[w:pPr/w:pStyle/@w:val='TmAnswer']")
        for said in text_of(answer).split("☐")[1:]
        if len(said.strip()) <= 14 and " " in said.rstrip()
    ]
    assert torn == []


def test_ruled_lines_begin_below_the_frame_of_their_box_and_end_inside_it(
    files: dict[str, WordFile],
) -> None:
    file = files["fi/workbook-print.docx"]
    lowered = file.find("//w:tc/w:p[w:pPr/w:pStyle/@w:val='TmLines'][w:pPr/w:spacing]")
    assert lowered
    for lines in lowered:
        (spacing,) = lines.iter(f"{W}spacing")
        row = next(lines.iterancestors(f"{W}tr"))
        (height,) = row.iter(f"{W}trHeight")
        count = len(list(lines.iter(f"{W}tab")))
        used = int(value(spacing, "before")) + count * int(value(spacing, "line"))
        assert int(value(spacing, "before")) >= 60
        assert used <= int(value(height)) + 60
    assert max(int(value(next(each.iter(f"{W}spacing")), "before")) for each in lowered) > 200
