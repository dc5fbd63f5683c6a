"""Spreadsheets as LibreOffice Calc saves them: nothing that stood in a cell is lost or changed.

People open what we write, save it, and some save it as ODS and back: what is read stays the same.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
from tests.docx.conftest import Convert, convert, soffice
from tests.support.commands import run
from tests.support.content import SHIPPED, copy_shipped

from toimintamalli.content import open_content
from toimintamalli.model.ids import Language
from toimintamalli.modelbook.book import read_model
from toimintamalli.modelbook.writing import write_model
from toimintamalli.translation.exchange.forms import FORMS, read_return
from toimintamalli.translation.exchange.package import Package, Return, SentText
from toimintamalli.translation.state import State
from toimintamalli.translation.store import read_locks

__all__ = ["convert", "soffice"]

CALC: Final = "xlsx:Calc MS Excel 2007 XML"


def save_again(convert: Convert, data: bytes) -> Mapping[str, bytes]:
    """Return the bytes as Calc saves them: at once, and by way of its own format."""
    ods = convert({"book.xlsx": data}, "ods:calc8")["book.xlsx"].read_bytes()
    saved = {
        "xlsx": convert({"book.xlsx": data}, CALC)["book.xlsx"],
        "ods": convert({"book.ods": ods}, CALC)["book.ods"],
    }
    return {way: file.read_bytes() for way, file in saved.items()}


def test_a_model_that_calc_saved_is_the_same_model(convert: Convert) -> None:
    content = open_content(SHIPPED)
    written = write_model(content, read_locks(SHIPPED, content.languages), "fi")
    expected = read_model(written, "book.xlsx", "fi")

    for data in save_again(convert, written).values():
        read = read_model(data, "book.xlsx", "fi")
        assert read.problems == expected.problems == ()
        assert read.files == expected.files


# What a spreadsheet would make a formula, a number, a day, a truth or nothing of.
TEMPTING: Final = (
    "=SUM(1)",
    "-2",
    "+358",
    "@A1",
    "0010",
    "1,50",
    "1.10.",
    "2026-01-02",
    "1/2",
    "TRUE",
    "TOSI",
    "#N/A",
    "’quoted’",
    "'apostrophe",
    "two\n\nparagraphs",
    "1E3",
    "Ærlig – “ja”, Žižek & <b>",
    "سلام",
    "漢字",
)


def sent(text: str, number: int) -> SentText:
    key = f"themes/herd:practices.p{number}.text"
    return SentText("themes/herd.yaml", key, text, text, State.STALE, note=text, previous=text)


def words_of(returned: Return) -> list[tuple[str, str, str]]:
    return [(text.name, text.source, text.target) for text in returned.texts]


def test_a_translators_table_that_calc_saved_says_the_same(convert: Convert) -> None:
    texts = tuple(sent(text, number) for number, text in enumerate(TEMPTING))
    written = FORMS["xlsx"].write(Package(Language("se"), Language("nb"), texts, "en"))
    expected = words_of(read_return(written))
    assert [target for _, _, target in expected] == list(TEMPTING)

    for data in save_again(convert, written).values():
        returned = read_return(data)
        assert words_of(returned) == expected
        assert returned.remarks == ()


def test_a_whole_language_that_calc_saved_changes_nothing(
    tmp_path: Path, convert: Convert, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "texts.xlsx"
    at = ("--content", str(copy_shipped(tmp_path / "content")))
    sent = ("translations", "export", *at, "--language", "sv", "--to", "xlsx", "--out", str(file))
    assert run(*sent, capsys=capsys).status == 0

    for data in save_again(convert, file.read_bytes()).values():
        file.write_bytes(data)
        done = run("--ui", "en", "translations", "import", str(file), *at, capsys=capsys)
        assert done.status == 0
        assert "warning" not in done.output
        assert done.messages.startswith("Unchanged: ")
