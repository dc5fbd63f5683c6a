"""Files that come back otherwise than they went: nothing good is replaced, no words are lost."""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from openpyxl.comments import Comment
from tests.support.commands import Result, run
from tests.support.content import copy_shipped, edit

WAIT = "themes.plan-ahead:theme.title"
THEME = "en/themes/plan-ahead.yaml"


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_shipped(tmp_path_factory.mktemp("shipped"))


@pytest.fixture
def root(shipped: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped, tmp_path / "content"))


@pytest.fixture
def send(root: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Path]:
    def export(form: str, language: str = "en") -> Path:
        file = root.parent / f"out.{form}"
        arguments = ["--language", language, "--to", form, "--out", str(file)]
        done = run(
            "--ui",
            "en",
            "translations",
            "export",
            *arguments,
            "--content",
            str(root),
            capsys=capsys,
        )
        assert done.status == 0, done.messages
        return file

    return export


@pytest.fixture
def take(root: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    def import_(file: Path, *more: str) -> Result:
        arguments = [str(file), *more, "--content", str(root)]
        return run("--ui", "en", "translations", "import", *arguments, capsys=capsys)

    return import_


def contents(root: Path) -> dict[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def row_of(document: Document, key: str) -> int:  # type: ignore[valid-type] # python-docx ships incomplete types
    keys = [cell.text for cell in document.tables[0].columns[0].cells]  # type: ignore[attr-defined] # the same
    return keys.index(key)


def in_word(file: Path, change: Callable[[Document, int], None]) -> None:  # type: ignore[valid-type] # the same
    document = Document(str(file))
    change(document, row_of(document, WAIT))
    document.save(str(file))


def title(root: Path) -> str:
    return (root / THEME).read_text(encoding="utf-8").splitlines()[2].strip()


def test_sources_in_the_place_of_translations_are_told_and_left_out(
    root: Path, send: Callable[..., Path], take: Callable[..., Result]
) -> None:
    file = send("xlsx")
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    for line in range(2, 4):
        sheet.cell(line, 3).value = sheet.cell(line, 2).value
    book.save(file)
    before = contents(root)
    done = take(file)
    assert done.status == 0
    assert done.output.count("returned-same-as-source") == 2
    assert f"sheet {sheet.title}, row 2" in done.output
    assert "Same as the source: 2." in done.messages
    assert contents(root) == before
    assert take(file, "--anyway").status == 0
    assert contents(root) != before


@pytest.mark.parametrize("form", ["xlsx", "csv", "docx"])
def test_another_languages_texts_stop_the_import_and_a_language_that_differs_is_refused(
    root: Path, send: Callable[..., Path], take: Callable[..., Result], form: str
) -> None:
    file, before = send(form, "sv"), contents(root)
    refused = take(file, "--language", "en")
    assert (refused.status, "says that it is in sv" in refused.messages) == (1, True)
    if form == "csv":
        text = file.read_text(encoding="utf-8-sig").partition("\n")[2]
        file.write_text(text, encoding="utf-8")
        stopped = take(file, "--language", "en")
        assert (stopped.status, "not in the language en" in stopped.messages) == (1, True)
    assert contents(root) == before


def test_a_file_that_has_lost_its_translations_stops_the_import(
    root: Path, send: Callable[..., Path], take: Callable[..., Result]
) -> None:
    file, before = send("xlsx"), contents(root)
    book = openpyxl.load_workbook(file)
    for line in range(2, book.worksheets[0].max_row + 1):
        book.worksheets[0].cell(line, 3).value = None
    book.save(file)
    stopped = take(file)
    assert (stopped.status, "have been emptied" in stopped.messages) == (1, True)
    assert take(file, "--anyway").status == 0
    assert contents(root) == before


def test_a_region_that_a_tool_adds_begins_no_new_language(
    root: Path, send: Callable[..., Path], take: Callable[..., Result]
) -> None:
    file = send("xliff")
    text = file.read_text(encoding="utf-8").replace(
        'target-language="en"', 'target-language="en-US"'
    )
    file.write_text(text, encoding="utf-8")
    assert take(file).status == 0
    assert not (root / "en-US").exists()


def test_columns_may_be_moved_and_taken_away(
    root: Path, send: Callable[..., Path], take: Callable[..., Result]
) -> None:
    def move(document: Document, row: int) -> None:  # type: ignore[valid-type] # see above
        document.tables[0].rows[row].cells[2].text = "Think ahead"  # type: ignore[attr-defined] # see above
        for each in document.tables[0].rows:  # type: ignore[attr-defined] # see above
            cells = each._tr.tc_lst  # noqa: SLF001 -- no public way to move a cell
            cells[1].addprevious(cells[2])
            each._tr.remove(cells[4])  # noqa: SLF001 -- the same
            each._tr.remove(cells[5])  # noqa: SLF001 -- the same

    file = send("docx")
    in_word(file, move)
    done = take(file)
    assert (done.status, title(root)) == (0, "title: Think ahead"), done


def test_a_key_that_is_gone_is_found_by_its_source_and_merged_rows_are_told_whole(
    root: Path, send: Callable[..., Path], take: Callable[..., Result]
) -> None:
    def spoil(document: Document, row: int) -> None:  # type: ignore[valid-type] # see above
        rows = document.tables[0].rows  # type: ignore[attr-defined] # see above
        # The heading after the title: the words of the title stand in another place too.
        rows[row + 1].cells[2].text = "Think ahead"
        rows[row + 1].cells[0].text = ""
        rows[row + 2].cells[0].text += f" {rows[row + 3].cells[0].text}"
        rows[row + 2].cells[2].text = "Both of them"

    file = send("docx")
    in_word(file, spoil)
    done = take(file)
    assert done.status == 0, done
    assert "heading: Think ahead" in (root / THEME).read_text(encoding="utf-8")
    assert "returned-row-merged" in done.output
    assert "Both of them" in done.output


def test_words_beside_the_translation_are_told_with_key_and_row(
    root: Path, send: Callable[..., Path], take: Callable[..., Result]
) -> None:
    def write_beside(document: Document, row: int) -> None:  # type: ignore[valid-type] # see above
        cells = document.tables[0].rows[row].cells  # type: ignore[attr-defined] # see above
        cells[3].text = "is this a heading?"
        cells[4].text = "Think ahead"
        document.add_paragraph("Sorry, only half done")  # type: ignore[attr-defined] # see above

    file, before = send("docx"), contents(root)
    in_word(file, write_beside)
    done = take(file)
    for words in ("is this a heading?", "Think ahead", "Sorry, only half done"):
        assert done.output.count(words) == 1, done.output
    assert f"a comment at {WAIT}" in done.output
    assert contents(root) == before


def test_a_row_that_was_split_is_one_text_of_two_paragraphs(
    root: Path, send: Callable[..., Path], take: Callable[..., Result]
) -> None:
    edit(root, THEME, "theme:\n  title:", "theme:\n  title:")
    file = send("docx")
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = parts["word/document.xml"].decode()
    at = body.index(WAIT)
    start, end = body.rindex("<w:tr>", 0, at), body.index("</w:tr>", at) + len("</w:tr>")
    first = body[start:end].replace("<w:tcPr>", '<w:tcPr><w:vMerge w:val="restart"/>', 1)
    second = (
        "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc>"
        "<w:tc><w:p><w:r><w:t>And more</w:t></w:r></w:p></w:tc></w:tr>"
    )
    parts["word/document.xml"] = (body[:start] + first + second + body[end:]).encode()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert take(file).status == 0
    assert "\n\n    And more\n" in (root / THEME).read_text(encoding="utf-8")


def test_a_comment_in_excel_is_told_with_its_row_and_the_text_it_is_about(
    root: Path, send: Callable[..., Path], take: Callable[..., Result]
) -> None:
    file, before = send("xlsx"), contents(root)
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    sheet.cell(5, 3).comment = Comment("Is this the right word?", "T")
    key, text = sheet.cell(5, 1).value, " ".join(str(sheet.cell(5, 3).value).split())
    book.save(file)
    done = take(file)
    assert "Is this the right word?" in done.output
    assert f"row 5: warning[returned-comment] a comment at {key}, about the text: {text[:40]}" in (
        done.output
    )
    assert contents(root) == before


def test_a_note_of_a_translators_tool_is_told(
    send: Callable[..., Path], take: Callable[..., Result]
) -> None:
    file = send("xliff")
    text = file.read_text(encoding="utf-8")
    note = '<note from="developer">'
    assert note in text
    text = text.replace(note, f'<note from="translator">Which one?</note>{note}', 1)
    file.write_text(text, encoding="utf-8")
    done = take(file)
    assert "Which one?" in done.output
    assert ", unit " in done.output


@pytest.mark.parametrize("form", ["xliff", "po", "docx", "xlsx", "csv"])
def test_a_dry_run_says_exactly_what_the_run_does(
    root: Path, send: Callable[..., Path], take: Callable[..., Result], form: str
) -> None:
    file = send(form)
    edit(root, THEME, title(root), "title: Somebody else’s words")
    before = contents(root)
    dry = take(file, "--dry-run")
    assert contents(root) == before
    done = take(file)
    assert dry.output == done.output
    # Here nothing of the file changes anything.
    assert dry.messages == done.messages
    assert "Nothing was changed." in done.messages


def test_a_day_that_a_spreadsheet_made_of_a_text_replaces_no_words(
    root: Path, send: Callable[..., Path], take: Callable[..., Result]
) -> None:
    file, before = send("xlsx"), contents(root)
    book = openpyxl.load_workbook(file)
    book.worksheets[0].cell(2, 3).value = 46024
    book.save(file)
    done = take(file)
    assert (done.status, done.output.count("returned-wordless")) == (0, 1)
    assert contents(root) == before
    assert take(file, "--anyway").status == 0
    assert contents(root) != before


def test_an_unfinished_translation_is_taken_and_told_with_its_row(
    send: Callable[..., Path], take: Callable[..., Result]
) -> None:
    file = send("xlsx")
    book = openpyxl.load_workbook(file)
    book.worksheets[0].cell(2, 3).value = "Plan ahead (tarkista tämä / MV)"
    book.save(file)
    done = take(file)
    assert "row 2" in done.output
    assert 'still says "(tarkista tämä / MV)"' in done.output
    assert "Plan ahead (tarkista" in done.output


def test_a_state_in_the_words_of_another_program_is_nobodys_remark(
    send: Callable[..., Path], take: Callable[..., Result]
) -> None:
    file = send("docx")

    def put(document: Document, row: int) -> None:  # type: ignore[valid-type] # as above
        cells = document.tables[0].rows[row].cells  # type: ignore[attr-defined] # the same
        cells[4].text = "translated"
        below = document.tables[0].rows[row + 1].cells  # type: ignore[attr-defined] # the same
        below[4].text = "who translated this?"

    in_word(file, put)
    told = take(file).output
    assert told.count("returned-beside") == 1
    assert "who translated this?" in told
