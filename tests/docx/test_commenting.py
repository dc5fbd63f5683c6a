"""A workbook that comes back with comments where it was unclear."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
from lxml import etree
from tests.docx.checks import CHECKS
from tests.docx.conftest import Convert
from tests.docx.filling import Filler, run, tick, type_in
from tests.docx.word_file import WordFile

from toimintamalli import Artifact, Model, Text
from toimintamalli.errors import ToimintamalliError
from toimintamalli.reading import NoAnnotator, annotate_file, read_file
from toimintamalli.xml import Element
from toimintamalli_docx.reader.xml import W

_COMMENTS: Final = "word/comments.xml"
_FIELD: Final = Path(__file__).parent / "field"
_CARD: Final = "agreed-measures.measures-1"


def unclear(content: bytes) -> WordFile:
    """A workbook with a deadline in words, two marks in a row, and a paragraph of somebody's."""
    file = Filler(content).file
    controls = {id_: _controls(file, id_) for id_ in (f"{_CARD}.date", f"{_CARD}.responsible")}
    for (control,), text in zip(controls.values(), ("ennen juhannusta", "naapuri"), strict=True):
        type_in(control, text)
    boxes = _controls(file, "prerequisites.question.roles-known@workplace")
    for box in boxes[1:3]:
        tick(box)
    (body,) = file.find("//w:body")
    body.insert(len(body) // 2, body.makeelement(f"{W}p"))
    body[len(body) // 2 - 1 + len(body) % 2].append(run("Muistutus toimistolle"))
    return file


def _controls(file: WordFile, id_: str) -> list[Element]:
    return file.find(f"//w:sdt[w:sdtPr/w:tag/@w:val='{id_}']")


@pytest.fixture(scope="module")
def content(made: dict[str, Artifact]) -> bytes:
    return unclear(made["fi/workbook.docx"].content).bytes()


@pytest.fixture(scope="module")
def commented(content: bytes, model: Model[Text]) -> bytes:
    return annotate_file(content, model, "workbook.docx", "fi")


def comments(content: bytes) -> dict[str, str]:
    """The text of each comment by its number."""
    root = etree.fromstring(WordFile.open(content).parts[_COMMENTS])
    return {
        each.get(f"{W}id"): "".join(text.text or "" for text in each.iter(f"{W}t"))
        for each in root.iter(f"{W}comment")
    }


def beside(content: bytes) -> Mapping[str, str]:
    """What stands in the paragraph of each comment, by the comment's text."""
    said = comments(content)
    return {
        said[mark.get(f"{W}id")]: "".join(
            text.text or "" for text in next(mark.iterancestors(f"{W}p")).iter(f"{W}t")
        ).strip()
        for mark in WordFile.open(content).find("//w:commentReference")
    }


def test_each_unclear_place_has_a_comment_that_says_what_and_what_to_do(commented: bytes) -> None:
    where = beside(commented)

    assert sorted(where.values())[1:] == ["Muistutus toimistolle", "ennen juhannusta", "naapuri"]
    (of_date,) = (said for said, text in where.items() if text == "ennen juhannusta")
    assert of_date.startswith("Päivää ei voi lukea varmasti: ”ennen juhannusta”. Kirjoita päivä")
    (of_row,) = (said for said in where if "2, 3" in said)
    assert where[of_row].startswith("Kuinka hyvin tiedämme")


def test_the_copy_says_the_same_as_the_file(
    content: bytes, commented: bytes, model: Model[Text]
) -> None:
    assert read_file(commented, model, "f") == read_file(content, model, "f")
    assert annotate_file(commented, model, "workbook.docx", "fi") == commented


def test_what_somebody_writes_into_a_comment_of_ours_is_theirs(
    commented: bytes, model: Model[Text]
) -> None:
    file = WordFile.open(commented)
    said = file.parts[_COMMENTS].decode()
    file.parts[_COMMENTS] = said.replace("ennen juhannusta”", "sovittiin 20.6.2027”", 1).encode()

    sheets, _ = read_file(file.bytes(), model, "f")

    assert "sovittiin 20.6.2027" in json.dumps([sheet.model_dump_json() for sheet in sheets])


def test_word_and_our_checks_find_nothing_wrong_with_it(
    commented: bytes, validator: Path, tmp_path: Path
) -> None:
    file = tmp_path / "commented.docx"
    file.write_bytes(commented)
    answer = subprocess.run([validator, file], capture_output=True, check=False)
    assert json.loads(answer.stdout)["errors"] == []
    word = WordFile.open(commented)
    assert [fault for check in CHECKS for fault in check(word)] == []


def test_libreoffice_keeps_the_comments_and_they_are_still_nobodys(
    commented: bytes, model: Model[Text], convert: Convert
) -> None:
    saved = convert({"commented.docx": commented}, "docx:MS Word 2007 XML")["commented.docx"]

    assert len(comments(saved.read_bytes())) == len(comments(commented))
    told = [finding.code for finding in read_file(saved.read_bytes(), model, "f")[1]]
    assert "docx-comment" not in told


@pytest.mark.parametrize("name", ["comment-part-named-comments2", "strict-open-xml"])
def test_files_of_other_programs_keep_their_parts_and_peoples_comments(
    name: str, model: Model[Text], validator: Path, tmp_path: Path
) -> None:
    file = WordFile.open((_FIELD / f"{name}.docx").read_bytes())
    main = next(part for part in file.parts if part.startswith("word/document"))
    file.parts[main] = file.parts[main].replace(
        b"<w:sectPr", b"<w:p><w:r><w:t>Muistutus toimistolle</w:t></w:r></w:p><w:sectPr", 1
    )
    content = file.bytes()
    told = read_file(content, model, "f")

    made = annotate_file(content, model, "f", "sv")

    assert read_file(made, model, "f") == told
    assert b"Muistutus toimistolle" in b"".join(WordFile.open(made).parts.values())
    copy = tmp_path / "copy.docx"
    copy.write_bytes(made)
    answer = subprocess.run([validator, copy], capture_output=True, check=False)
    assert json.loads(answer.stdout)["errors"] == []


def test_an_empty_content_control_around_a_comment_of_ours_stays(
    commented: bytes, model: Model[Text]
) -> None:
    file = WordFile.open(commented)
    (start, *_) = file.find("//w:commentRangeStart")
    control = etree.SubElement(start.getparent(), f"{W}sdt")
    content = etree.SubElement(control, f"{W}sdtContent")
    content.append(start)

    made = WordFile.open(annotate_file(file.bytes(), model, "workbook.docx", "fi"))

    assert len(made.find("//w:sdtContent")) == len(file.find("//w:sdtContent"))


def test_what_can_not_be_read_can_not_be_commented(model: Model[Text]) -> None:
    with pytest.raises(ToimintamalliError) as refused:
        annotate_file(b"PK\x03\x04 and no more", model, "f.docx", "fi")
    assert refused.value.code == "docx-damaged"
    with pytest.raises(NoAnnotator):
        annotate_file(b"{}", model, "answers.json", "fi")
