"""To translators and back: others read each form, and we read what they save."""

import csv
import difflib
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Final

import openpyxl
import pytest
from docx import Document
from tests.support.commands import run
from tests.support.content import (
    append,
    copy_shipped,
    edit,
    write_content,
    write_translated_content,
)
from translate.storage import pypo, xliff, xliff2

from toimintamalli.content import check_content, load, open_content
from toimintamalli.findings import has_errors
from toimintamalli.model.ids import Language
from toimintamalli.model.text import Missing
from toimintamalli.translation.state import State
from toimintamalli.translation.workspace import open_workspace
from toimintamalli.words import words_for

FORMS: Final = ("xliff", "xliff2", "po", "docx", "xlsx", "csv")
THEME: Final = "nb/themes/herd.yaml"

Translate = Callable[[str, str], str]
"""From a text's id and its source to what the translator types, or nothing to leave it."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The smallest content, its translation recorded as made from the source as it is."""
    root = write_translated_content(tmp_path / "content")
    for name in ("themes/herd.yaml", "model.yaml"):
        file = root / "nb" / name
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("á", "aa").replace("a ", "a, "), encoding="utf-8")
    return root


def export(root: Path, form: str, capsys: pytest.CaptureFixture[str], *more: str) -> Path:
    file = root.parent / f"out.{form}"
    arguments = ["--content", str(root), "--to", form, "--out", str(file), *more]
    language = () if "--language" in more else ("--language", "nb")
    assert run("translations", "export", *arguments, *language, capsys=capsys).status == 0
    return file


def work_on(file: Path, form: str, translate: Translate) -> None:
    """Translate a file with the tool that its form is for."""
    _TOOLS[form](file, translate)


def _in_xliff(file: Path, translate: Translate) -> None:
    store = xliff.xlifffile.parsefile(str(file))
    for unit in store.units:
        if not unit.isheader() and (
            typed := translate(unit.getid().split("\x04")[-1], unit.source)
        ):
            unit.target = typed
    store.savefile(str(file))


def _in_xliff2(file: Path, translate: Translate) -> None:
    store = xliff2.Xliff2File.parsefile(str(file))
    for unit in store.units:
        if not unit.isheader() and (
            typed := translate(unit.getid().split("\x04")[-1], unit.source)
        ):
            unit.target = typed
    store.savefile(str(file))


def _in_po(file: Path, translate: Translate) -> None:
    store = pypo.pofile.parsefile(str(file))
    for unit in store.units:
        if not unit.isheader() and (typed := translate(unit.getcontext(), unit.source)):
            unit.target = typed
    store.savefile(str(file))


def _in_word(file: Path, translate: Translate) -> None:
    document = Document(str(file))
    for row in document.tables[0].rows[1:]:
        key, source, target, *_ = row.cells
        typed = translate(key.text, source.text.replace("\n", "\n\n"))
        if typed:
            first, *rest = typed.split("\n\n")
            target.text = first
            for each in rest:
                target.add_paragraph(each)
    document.save(str(file))


def _in_excel(file: Path, translate: Translate) -> None:
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    for line in range(2, sheet.max_row + 1):
        key, source = (str(sheet.cell(line, column).value) for column in (1, 2))
        if typed := translate(key, source):
            sheet.cell(line, 3).value = typed
    book.save(file)


def _in_csv(file: Path, translate: Translate) -> None:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        head, *rows = csv.reader(stream)
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(head)
        for row in rows:
            writer.writerow([*row[:2], translate(row[0], row[1]) or row[2], *row[3:]])


_TOOLS: Final[Mapping[str, Callable[[Path, Translate], None]]] = {
    "xlsx": _in_excel,
    "csv": _in_csv,
    "xliff": _in_xliff,
    "xliff2": _in_xliff2,
    "po": _in_po,
    "docx": _in_word,
}


def states(root: Path, language: str = "nb") -> dict[str, State]:
    return {
        translation.key: translation.state
        for translation in open_workspace(str(root), [language]).translations
    }


def contents(root: Path) -> dict[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file())
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files}


def changed_lines(before: bytes, after: bytes) -> list[str]:
    lines = difflib.unified_diff(
        before.decode().splitlines(), after.decode().splitlines(), n=0, lineterm=""
    )
    return [line for line in lines if line[0] in "-+" and line[:3] not in {"---", "+++"}]


def only(**wanted: str) -> Translate:
    """Translate the texts whose key ends so, `_` for a dot or a dash."""
    endings = {each.replace("_", "."): text for each, text in wanted.items()}
    return lambda key, _: next((t for end, t in endings.items() if key.endswith(end)), "")


@pytest.mark.parametrize("form", FORMS)
def test_a_new_language_comes_to_be_by_one_export_and_one_import(
    tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_content(tmp_path / "content")
    edit(
        root,
        "se/themes/herd.yaml",
        "lead: Vástidehket ovttas.",
        "lead: |\n    Okta.\n\n    Guokte.",
    )
    shutil.copyfile(root / "se/model.yaml", tmp_path / "old.yaml")
    edit(
        root,
        "se/model.yaml",
        "model:\n  title",
        "# yaml-language-server: $schema=a/model-text.schema.json\nmodel:\n  title",
    )
    file = export(root, form, capsys, "--language", "nb")
    work_on(file, form, lambda _, source: f"På norsk: {source}" if source.strip() else "")
    assert (
        run("translations", "import", str(file), "--content", str(root), capsys=capsys).status == 0
    )

    assert set(states(root).values()) == {State.CURRENT}
    assert (root / "nb/model.yaml").read_text(encoding="utf-8").splitlines()[:3] == [
        "# yaml-language-server: $schema=a/model-text-translation.schema.json",
        "model:",
        "  title: 'På norsk: Boazodoallu'",
    ]
    herd = (root / THEME).read_text(encoding="utf-8")
    assert "  lead: |\n    På norsk: Okta.\n\n    Guokte.\n" in herd
    source = (root / "se/themes/herd.yaml").read_text(encoding="utf-8")
    assert re.findall(r"^ *[\w-]+:", herd, re.MULTILINE) == re.findall(
        r"^ *[\w-]+:", source, re.MULTILINE
    )

    edit(root, "structure/model.yaml", "languages: [se]", "languages: [se, nb]")
    assert check_content(open_content(root)) == ()


@pytest.mark.parametrize("form", FORMS)
def test_a_return_changes_only_the_lines_of_the_texts_that_were_translated(
    folder: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(folder, THEME, "practices:", "# til gjeterne\npractices:")
    append(folder, THEME, "\n# slutt\n")
    file = export(folder, form, capsys)
    work_on(file, form, only(wait_text="”Vent” – sa reinen’s: #1", grazing_text="Hvor?"))
    before = contents(folder)
    assert (
        run("translations", "import", str(file), "--content", str(folder), capsys=capsys).status
        == 0
    )
    after = contents(folder)

    assert {each for each in after if after[each] != before.get(each)} == {THEME, f"locks/{THEME}"}
    assert changed_lines(before[THEME], after[THEME]) == [
        "-    text: Gos lea, buorre guohtun?",
        "+    text: Hvor?",
        "-    text: Vurdet.",
        "+    text: '”Vent” – sa reinen’s: #1'",
    ]
    found = states(folder)
    current = [key for key, state in found.items() if state is State.CURRENT]
    assert current == ["themes/herd:questions.grazing.text", "themes/herd:practices.wait.text"]


@pytest.mark.parametrize("form", FORMS)
def test_a_return_that_nobody_touched_changes_nothing(
    folder: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run("translations", "record", "--content", str(folder), capsys=capsys)
    edit(folder, "se/themes/herd.yaml", "text: Gos lea buorre guohtun?", "text: Gos?")
    before, file = contents(folder), export(folder, form, capsys)
    work_on(file, form, lambda *_: "")
    assert (
        run("translations", "import", str(file), "--content", str(folder), capsys=capsys).status
        == 0
    )
    assert contents(folder) == before


@pytest.mark.parametrize("form", FORMS)
def test_what_was_translated_from_an_older_source_comes_back_stale(
    folder: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = export(folder, form, capsys)
    edit(folder, "se/themes/herd.yaml", "text: Vurdet.", "text: Vurdet álo.")
    work_on(file, form, only(wait_text="Vent.", talk_text="Snakk."))
    result = run(
        "--ui", "en", "translations", "import", str(file), "--content", str(folder), capsys=capsys
    )
    assert "Made from an older source text: 1." in result.messages
    found = states(folder)
    assert found["themes/herd:practices.wait.text"] is State.STALE
    assert found["themes/herd:practices.talk.text"] is State.CURRENT
    assert run("translations", "record", "--content", str(folder), capsys=capsys).status == 0
    assert states(folder)["themes/herd:practices.wait.text"] is State.STALE


@pytest.mark.parametrize("form", FORMS)
def test_a_return_with_broken_placeholders_is_refused_whole_and_each_is_named(
    folder: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file, before = export(folder, form, capsys), contents(folder)
    work_on(
        file,
        form,
        only(
            interface_minutes="{antall} min",
            interface_theme_numbered="",
            interface_pages="{count sider",
            wait_text="Vent {litt}.",
        ),
    )
    result = run(
        "--ui", "en", "translations", "import", str(file), "--content", str(folder), capsys=capsys
    )
    assert result.status == 1
    assert "nothing was imported: 2 texts need mending" in result.messages
    assert "interface:interface.minutes: what is filled in differs" in result.messages
    assert "the text must hold: {count}" in result.messages
    assert "interface:interface.pages:" in result.messages
    assert contents(folder) == before


@pytest.mark.parametrize("form", FORMS)
def test_non_breaking_spaces_become_spaces_unless_the_text_has_them(
    folder: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(
        folder, "se/themes/herd.yaml", "text: Lohket bohccuid.", "text: Lohket\N{NO-BREAK SPACE}5."
    )
    file = export(folder, form, capsys)
    work_on(
        file,
        form,
        only(wait_text="Vent\N{NO-BREAK SPACE}litt.", count_text="Tell\N{NO-BREAK SPACE}5."),
    )
    assert (
        run("translations", "import", str(file), "--content", str(folder), capsys=capsys).status
        == 0
    )
    herd = (folder / THEME).read_text(encoding="utf-8")
    assert "text: Vent litt." in herd
    assert "text: Tell\N{NO-BREAK SPACE}5." in herd


def test_a_text_without_a_place_is_told_whole_with_the_nearest_key(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = export(folder, "po", capsys)
    text = file.read_text(encoding="utf-8").replace("practices.wait.text", "practices.wiat.text")
    file.write_text(text.replace('msgstr "Vurdet."', f'msgstr "{"Vent. " * 40}"'), encoding="utf-8")
    result = run(
        "--ui", "en", "translations", "import", str(file), "--content", str(folder), capsys=capsys
    )
    assert result.status == 0
    assert 'did you mean "themes.herd:practices.wait.text"?' in result.output
    assert ("Vent. " * 40).strip() in result.output
    assert "Without a place: 1." in result.messages


def test_a_dry_run_shows_the_changes_and_makes_none(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, before = export(folder, "xliff", capsys), contents(folder)
    work_on(file, "xliff", only(wait_text="Vent."))
    result = run(
        "--ui",
        "en",
        "translations",
        "import",
        str(file),
        "--dry-run",
        "--content",
        str(folder),
        capsys=capsys,
    )
    assert "herd.yaml:18:11: up to date: themes/herd:practices.wait.text" in result.output.replace(
        "\\", "/"
    )
    assert "[-Vurdet-]{+Vent+}." in result.output
    assert contents(folder) == before


def test_only_the_texts_in_the_states_that_were_asked_for_are_sent(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("translations", "record", "--content", str(folder), capsys=capsys)
    edit(folder, "se/themes/herd.yaml", "text: Gos lea buorre guohtun?", "text: Gos?")
    edit(folder, THEME, "  title: Eallu\n", "")
    file = export(folder, "xliff", capsys, "--only", "missing,stale")
    ids = [unit.getid().split("\x04")[-1] for unit in xliff.xlifffile.parsefile(str(file)).units]
    assert [id_ for id_ in ids if not id_.startswith("interface:")] == [
        "themes.herd:theme.title",
        "themes.herd:questions.grazing.text",
    ]
    wrong = run(
        "--ui",
        "en",
        "translations",
        "export",
        "--language",
        "nb",
        "--only",
        "stael",
        "--content",
        str(folder),
        capsys=capsys,
    )
    assert (wrong.status, 'did you mean "stale"?' in wrong.messages) == (2, True)


def test_a_tool_sees_ids_notes_states_and_languages(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("translations", "record", "--content", str(folder), capsys=capsys)
    edit(folder, "se/themes/herd.yaml", "text: Gos lea buorre guohtun?", "text: Gos?")
    store = xliff.xlifffile.parsefile(str(export(folder, "xliff", capsys)))
    units = {unit.getid().split("\x04")[-1]: unit for unit in store.units}
    grazing = units["themes.herd:questions.grazing.text"]
    assert (store.sourcelanguage, store.targetlanguage) == ("se", "nb")
    assert "se/themes/herd.yaml:15" in grazing.getnotes()
    assert grazing.isfuzzy()
    assert not units["themes.herd:questions.calm.text"].isfuzzy()
    po = pypo.pofile.parsefile(str(export(folder, "po", capsys)))
    found = {unit.getcontext(): unit for unit in po.units}
    assert found["themes.herd:questions.grazing.text"].isfuzzy()
    assert po.gettargetlanguage() == "nb"


BREAKING: Final = (
    *("escapes", "newlines", "tabs", "variables", "xmltags", "printf", "urls", "emails"),
    *("startwhitespace", "endwhitespace", "doublespacing", "blank"),
)
"""The tests of pofilter for what breaks an output; others are matters of style."""


@pytest.mark.parametrize("language", ["en", "sv"])
def test_pofilter_finds_nothing_broken_in_our_translations(
    tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = export(copy_shipped(tmp_path / "content"), "po", capsys, "--language", language)
    found = tmp_path / "found.po"
    tests = [part for name in BREAKING for part in ("-t", name)]
    done = subprocess.run(
        [str(Path(sys.executable).with_name("pofilter")), "--progress=none", *tests, file, found],
        capture_output=True,
        check=False,
        text=True,
        timeout=120,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "(pofilter)" not in (found.read_text(encoding="utf-8") if found.exists() else "")


def test_tracked_changes_in_word_count_as_accepted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = export(folder, "docx", capsys)
    deleted = '<w:del w:id="1" w:author="x"><w:r><w:delText>Vurdet.</w:delText></w:r></w:del>'
    inserted = '<w:ins w:id="2" w:author="x"><w:r><w:t>Vent.</w:t></w:r></w:ins>'
    with zipfile.ZipFile(file) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    body = parts["word/document.xml"].decode()
    run_of = '<w:t xml:space="preserve">Vurdet.</w:t></w:r>'
    at = body.rindex(run_of)
    start = body.rindex("<w:r>", 0, at)
    body = body[:start] + deleted + inserted + body[at + len(run_of) :]
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in (parts | {"word/document.xml": body.encode()}).items():
            archive.writestr(name, data)
    assert (
        run("translations", "import", str(file), "--content", str(folder), capsys=capsys).status
        == 0
    )
    assert "text: Vent.\n" in (folder / THEME).read_text(encoding="utf-8")


def _zip_of(size: int, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a Word file of a blank part, whose types are packed by some method."""
    types = b"wordprocessingml" if size > 10 or method != zipfile.ZIP_DEFLATED else b""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types, method)
        archive.writestr("word/document.xml", b" " * size)
    return stream.getvalue()


_BILLION = (
    b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    b'<xliff version="1.2"><file>&b;</file></xliff>'
)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (_BILLION, "document type"),
        (b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><xliff/>', "document type"),
        (b"<a>" * 100_000, "is broken at line 1"),
        (b"<xliff><file>", "is broken at line 1, column 14"),
        (b"<html></html>", "it begins with html"),
        (b"", "the file is empty"),
        (b'msgid "a\nmsgstr "b"', "line 1 of the PO file"),
        (b'msgid "\xff"', "not in UTF-8"),
        (b"PK\x03\x04 nothing", "damaged or cut short"),
        (_zip_of(60_000_000), "unpack to too much"),
        (_zip_of(10), "none of those"),
        (_zip_of(10, zipfile.ZIP_BZIP2), "packed in an unusual way"),
        (_zip_of(10, zipfile.ZIP_LZMA), "packed in an unusual way"),
        (b'<?xml version="1.0" encoding="foo"?><xliff/>', "the encoding foo"),
        (b'<?xml version="1.0" encoding="utf-7"?><xliff/>', "the encoding utf-7"),
        (b'<?xml version="1.0" encoding="shift_jis"?><xliff/>', "the encoding shift_jis"),
        ('<?xml version="1.0"?><xliff/>'.encode("utf-16")[:-1], "not in the encoding"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old format"),
        (b"name,text\n1,2\n", "none of those"),
    ],
)
def test_a_hostile_or_broken_file_is_refused_with_its_reason(
    folder: Path, data: bytes, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file, before = folder.parent / "return", contents(folder)
    file.write_bytes(data)
    result = run(
        "--ui",
        "en",
        "translations",
        "import",
        str(file),
        "--language",
        "nb",
        "--content",
        str(folder),
        capsys=capsys,
    )
    assert result.status == 1
    assert said in result.messages
    assert contents(folder) == before


def test_a_file_of_another_source_or_of_no_language_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = export(folder, "xliff", capsys)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('source-language="se"', 'source-language="en"'), encoding="utf-8")
    result = run(
        "--ui", "en", "translations", "import", str(file), "--content", str(folder), capsys=capsys
    )
    assert (result.status, "translated from en" in result.messages) == (1, True)
    file.write_text(text.replace(' target-language="nb"', ""), encoding="utf-8")
    result = run(
        "--ui", "en", "translations", "import", str(file), "--content", str(folder), capsys=capsys
    )
    assert (result.status, "--language" in result.messages) == (1, True)


def test_an_old_return_undoes_neither_an_acceptance_nor_a_mended_translation(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("translations", "record", "--content", str(folder), capsys=capsys)
    file = export(folder, "xliff", capsys)
    edit(folder, "se/themes/herd.yaml", "text: Gos lea buorre guohtun?", "text: Gos lea guohtun?")
    key = "themes/herd:questions.grazing.text"
    accept = ("translations", "accept", key, "--reason", "shorter", "--content", str(folder))
    assert run(*accept, capsys=capsys).status == 0
    edit(folder, THEME, "text: Man raafaalaš lea, eallu?", "text: Hvor rolig er flokken?")
    before = contents(folder)
    arguments = ("translations", "import", str(file), "--content", str(folder))
    assert run(*arguments, capsys=capsys).status == 0
    assert contents(folder) == before


def test_a_stale_text_that_the_translator_approves_is_current(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("translations", "record", "--content", str(folder), capsys=capsys)
    edit(folder, "se/themes/herd.yaml", "text: Gos lea buorre guohtun?", "text: Gos lea guohtun?")
    file = export(folder, "xliff", capsys, "--only", "stale")
    store = xliff.xlifffile.parsefile(str(file))
    store.units[0].markapproved()
    store.savefile(str(file))
    arguments = ("translations", "import", str(file), "--content", str(folder))
    assert run(*arguments, capsys=capsys).status == 0
    assert states(folder)["themes/herd:questions.grazing.text"] is State.CURRENT


def test_a_misspelt_language_is_refused_with_the_nearest_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("translations", "status", "--language", "nbb", "--content", str(folder))
    result = run("--ui", "en", *arguments, capsys=capsys)
    assert (result.status, 'did you mean "nb"?' in result.messages) == (2, True)


def test_a_language_that_is_only_a_folder_counts_as_begun(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "da").mkdir()
    (folder / "da/glossary.yaml").write_text(
        "terms:\n  reindeer:\n    term: ren\n", encoding="utf-8"
    )
    found = states(folder, "da")
    assert found["glossary:terms.reindeer.term"] is State.UNVERIFIED
    assert found["themes/herd:theme.title"] is State.MISSING
    result = run("--ui", "en", "translations", "status", "--content", str(folder), capsys=capsys)
    assert [each[:2] for each in result.output.splitlines()[:2]] == ["nb", "da"]


def test_the_words_that_formats_bring_along_can_be_translated_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_shipped(tmp_path / "content")
    file = export(root, "xliff", capsys, "--language", "da")
    work_on(file, "xliff", lambda _, source: f"På dansk: {source}")
    arguments = ("translations", "import", str(file), "--content", str(root))
    assert run(*arguments, capsys=capsys).status == 0
    assert set(states(root, "da").values()) == {State.CURRENT}
    head = root / "structure/model.yaml"
    text = head.read_text(encoding="utf-8")
    head.write_text(re.sub(r"(languages: \[.*)\]", r"\1, da]", text), encoding="utf-8")
    model = load(root)
    words = words_for("docx", "toimintamalli_docx", model, Language("da"), Missing.ERROR)
    assert words["page"].string == "På dansk: Sivu"
    assert {word.language for word in words.values()} == {"da"}
    assert not has_errors(check_content(open_content(root)))
    assert set(states(root, "da").values()) == {State.CURRENT}


@pytest.mark.parametrize(
    ("reader", "said"),
    [("en", "Filled in later, stays as it is: {party}, {round}."), ("fi", "Tilaa 11 merkkiä.")],
)
def test_a_translator_is_told_where_a_word_is_seen_and_what_stays_in_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], reader: str, said: str
) -> None:
    file = tmp_path / "words.csv"
    run("--ui", reader, "translations", "export", "--language", "et", "--to", "csv",
        "--out", str(file), "--content", str(copy_shipped(tmp_path / "ours")),
        capsys=capsys)  # fmt: skip
    assert said in file.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("form", FORMS)
def test_the_whole_life_of_a_file_that_comes_back_late_and_into_a_conflict(
    folder: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run("translations", "record", "--content", str(folder), capsys=capsys)
    file = export(folder, form, capsys)
    # While the translator works, an editor changes a source, and somebody mends a translation.
    edit(folder, "se/themes/herd.yaml", "text: Vurdet.", "text: Vurdet álo.")
    edit(folder, THEME, "text: Gos lea, buorre guohtun?", "text: Hvor er det beite?")
    work_on(
        file, form, only(wait_text="Vent.", talk_text="Snakk.", grazing_text="Hvor er god beite?")
    )
    before = contents(folder)
    command = ("--ui", "en", "translations", "import", str(file), "--content", str(folder))

    dry = run(*command, "--dry-run", capsys=capsys)
    assert contents(folder) == before
    done = run(*command, capsys=capsys)

    after = contents(folder)
    assert dry.output == done.output
    assert "returned-conflicting" in done.output
    # Whatever the conflict is about, nobody's words are lost: theirs stand in the file or the told.
    kept = after[THEME].decode() + done.output + done.messages
    assert "Hvor er det beite?" in after[THEME].decode()
    assert "Hvor er god beite?" in kept
    changed = [line for line in changed_lines(before[THEME], after[THEME]) if line[0] == "+"]
    assert {each.strip("+ ") for each in changed} <= {"text: Vent.", "text: Snakk."}
    forced = run(*command, "--anyway", capsys=capsys)
    assert forced.status == 0
    lines = changed_lines(before[THEME], contents(folder)[THEME])
    assert {line.strip("+ ") for line in lines if line[0] == "+"} == {
        "text: Vent.",
        "text: Snakk.",
        "text: Hvor er god beite?",
    }
    assert len(lines) == 6
    found = states(folder)
    assert found["themes/herd:practices.wait.text"] is State.STALE
    assert found["themes/herd:practices.talk.text"] is State.CURRENT
