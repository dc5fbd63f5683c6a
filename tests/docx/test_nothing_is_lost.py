"""A word of its own at every position of a whole workbook: each is found again."""

import json
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from lxml import etree
from tests.docx.conftest import Convert
from tests.support.content import shipped_model

from toimintamalli import Language, Model, Request, Text, generate
from toimintamalli.model.ids import Slug
from toimintamalli.reading import read_file
from toimintamalli.xml import Element
from toimintamalli_docx.reader.xml import W

MAIN: Final = "word/document.xml"
TYPES: Final = "[Content_Types].xml"
RELATIONS: Final = "word/_rels/document.xml.rels"
NOTES: Final = ("comments", "footnotes", "endnotes")
_FORMAT: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TEXT: Final = f"{W}t"
_P: Final = f"{W}p"
VML: Final = "{urn:schemas-microsoft-com:vml}"


class Words:
    """Words that stand nowhere else, each given once."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def next(self, position: str) -> str:
        word = f"sana{len(self.given):04}{position}"
        self.given.append(word)
        return word


def run(word: str) -> Element:
    made = etree.Element(f"{W}r")
    etree.SubElement(made, _TEXT).text = f" {word}"
    made[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def paragraph(word: str) -> Element:
    made = etree.Element(_P)
    made.append(run(word))
    return made


def box(word: str) -> Element:
    """A text box that is laid over the page."""
    made = etree.Element(f"{W}r")
    picture = etree.SubElement(made, f"{W}pict")
    style = "position:absolute;width:120pt;height:40pt"
    shape = etree.SubElement(picture, f"{VML}shape", type="#_x0000_t202", style=style)
    content = etree.SubElement(etree.SubElement(shape, f"{VML}textbox"), f"{W}txbxContent")
    content.append(paragraph(word))
    return made


def row_like(row: Element, words: Words) -> Element:
    """A row below another, with a word in each cell."""
    made = etree.Element(f"{W}tr")
    for _ in row.iter(f"{W}tc"):
        cell = etree.SubElement(made, f"{W}tc")
        cell.append(paragraph(words.next("row")))
    return made


def write_everywhere(root: Element, words: Words, *, boxes: bool) -> None:
    """Write a word into each paragraph, between all of them, into boxes, rows and tables."""
    for each in list(root.iter(_P)):
        # A word in a box to tick or in a picture of ours is none that anybody writes.
        if next(each.iterancestors(f"{W}txbxContent"), None) is None:
            each.append(run(words.next("paragraph")))
    body = root[0]
    for each in list(body):
        if each.tag in (_P, f"{W}tbl"):
            each.addprevious(paragraph(words.next("between")))
    for each in list(body.iterchildren(_P))[::7] if boxes else ():
        each.append(box(words.next("box")))
    for table in list(body.iterchildren(f"{W}tbl")):
        rows = list(table.iter(f"{W}tr"))
        rows[-1].addnext(row_like(rows[-1], words))
        table.addnext(paragraph(words.next("after")))
        new = etree.Element(f"{W}tbl")
        new.append(row_like(rows[0], words))
        table.addnext(new)


def write_notes(root: Element, words: Words, notes: Mapping[str, Element]) -> None:
    """Hang a comment, a footnote or an endnote on every eleventh paragraph, in turn."""
    for number, each in enumerate(list(root.iter(_P))[::11], 1):
        kind = NOTES[number % len(NOTES)]
        name = kind.removesuffix("s")
        note = etree.SubElement(notes[kind], f"{W}{name}", {f"{W}id": str(number)})
        note.append(paragraph(words.next(name)))
        mark = etree.SubElement(etree.SubElement(each, f"{W}r"), f"{W}{name}Reference")
        mark.set(f"{W}id", str(number))


def add(root: Element, name: str, **attributes: str) -> None:
    """Add an element in the namespace of a root."""
    etree.SubElement(root, f"{{{etree.QName(root).namespace}}}{name}", attributes)


def changed(content: bytes, words: Words, *, boxes: bool) -> bytes:
    data = BytesIO()
    notes = {kind: etree.Element(f"{W}{kind}", nsmap={"w": W[1:-1]}) for kind in NOTES}
    with ZipFile(BytesIO(content)) as source, ZipFile(data, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            root = etree.fromstring(part)
            if name == MAIN:
                write_everywhere(root, words, boxes=boxes)
                write_notes(root, words, notes)
            elif name.startswith(("word/footer", "word/header")):
                root.append(paragraph(words.next("margin")))
            elif name == TYPES:
                for kind in NOTES:
                    type_ = f"{_FORMAT}.{kind}+xml"
                    add(root, "Override", PartName=f"/word/{kind}.xml", ContentType=type_)
            elif name == RELATIONS:
                for kind in NOTES:
                    type_ = f"{_RELATION}/{kind}"
                    add(root, "Relationship", Id=f"our-{kind}", Type=type_, Target=f"{kind}.xml")
            target.writestr(name, etree.tostring(root))
        for kind, part in notes.items():
            target.writestr(f"word/{kind}.xml", etree.tostring(part))
    return data.getvalue()


def without_names(content: bytes) -> bytes:
    """The same file without bookmarks and tags."""
    data = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(data, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == MAIN:
                root = etree.fromstring(part)
                for tag in ("bookmarkStart", "bookmarkEnd", "tag"):
                    for each in list(root.iter(f"{W}{tag}")):
                        each.getparent().remove(each)
                part = etree.tostring(root)
            target.writestr(name, part)
    return data.getvalue()


@pytest.fixture(scope="module")
def model() -> Model[Text]:
    return shipped_model()


@pytest.fixture(scope="module")
def blank(model: Model[Text]) -> bytes:
    request = Request(profile=Slug("complete"), languages=(Language("fi"),))
    (made,) = generate("docx", model, request, {"edition": "fill"})
    return made.content


@pytest.fixture(scope="module")
def written(blank: bytes) -> tuple[bytes, list[str]]:
    words = Words()
    return changed(blank, words, boxes=True), words.given


@pytest.fixture(scope="module")
def without_boxes(blank: bytes) -> tuple[bytes, list[str]]:
    """LibreOffice 7.4 falls over so many boxes."""
    words = Words()
    return changed(blank, words, boxes=False), words.given


def lost(content: bytes, model: Model[Text], words: list[str]) -> Iterator[str]:
    sheets, findings = read_file(content, model, "workbook.docx")
    assert sheets, findings
    said = json.dumps([json.loads(sheet.model_dump_json()) for sheet in sheets], ensure_ascii=False)
    return (word for word in words if word not in said)


def test_no_word_is_lost(written: tuple[bytes, list[str]], model: Model[Text]) -> None:
    content, words = written
    assert len(words) > 1_000
    assert list(lost(content, model, words)) == []


def test_no_word_is_lost_without_bookmarks_and_tags(
    written: tuple[bytes, list[str]], model: Model[Text]
) -> None:
    content, words = written
    assert list(lost(without_names(content), model, words)) == []


@pytest.mark.parametrize("way", [("docx:MS Word 2007 XML",), ("odt", "docx:MS Word 2007 XML")])
def test_no_word_is_lost_after_libreoffice_has_saved_it(
    way: tuple[str, ...],
    without_boxes: tuple[bytes, list[str]],
    model: Model[Text],
    convert: Convert,
) -> None:
    name, (content, words) = "written.docx", without_boxes
    for step in way:
        saved = convert({name: content}, step)[name]
        name, content = saved.name, saved.read_bytes()
    # LibreOffice 7.4 leaves out some endnotes itself, and comments on the cover.
    gone = set(words).difference(found_in(content, words))
    assert all(each.endswith(("endnote", "comment")) for each in gone)
    assert set(lost(content, model, words)) == gone


def found_in(content: bytes, words: list[str]) -> Iterator[str]:
    """The words that stand anywhere in a file."""
    with ZipFile(BytesIO(content)) as source:
        said = b"".join(map(source.read, source.namelist())).decode(errors="replace")
    return (word for word in words if word in said)


def with_paragraph(content: bytes, text: str) -> bytes:
    """The same file with a paragraph of somebody's before its end."""
    data = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(data, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == MAIN:
                root = etree.fromstring(part)
                made = paragraph(text)
                made[0][0].text = text
                root[0][-1].addprevious(made)
                part = etree.tostring(root)
            target.writestr(name, part)
    return data.getvalue()


@pytest.mark.parametrize("text", ["1", "5", "3/5", "Esihenkilö", "Toimi 1"])
def test_short_words_that_we_print_elsewhere_are_kept_where_we_do_not(
    text: str, blank: bytes, model: Model[Text]
) -> None:
    sheets, (told,) = read_file(with_paragraph(blank, text), model, "workbook.docx")
    assert told.code == "docx-loose-text"
    assert [json.loads(v.text) for s in sheets for v in s.unrecognised.values()] == [text]


@pytest.mark.parametrize("profile", ["meeting", "small-workplace", "theme", "complete", "feedback"])
def test_what_we_print_is_nobodys(profile: str, model: Model[Text]) -> None:
    request = Request(profile=Slug(profile))
    for edition in ("fill", "print"):
        for made in generate("docx", model, request, {"edition": edition}):
            assert read_file(made.content, model, "workbook.docx")[1] == (), made.path


def test_letters_that_are_drawn_are_told_with_the_picture(blank: bytes, model: Model[Text]) -> None:
    data = BytesIO()
    with ZipFile(BytesIO(blank)) as source, ZipFile(data, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == MAIN:
                root = etree.fromstring(part)
                made = etree.SubElement(paragraph(""), f"{W}r")
                shape = etree.SubElement(etree.SubElement(made, f"{W}pict"), f"{VML}shape")
                etree.SubElement(shape, f"{VML}textpath", string="Muistakaa kahvit")
                root[0][-1].addprevious(made.getparent())
                part = etree.tostring(root)
            target.writestr(name, part)
    assert list(lost(data.getvalue(), model, ["Muistakaa kahvit"])) == []
