"""An organisation's own style: colour, logo and template."""

import struct
import subprocess
import zlib
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from hypothesis import given
from hypothesis import strategies as st
from tests.docx.checks import problems, tables_fit_the_page
from tests.docx.word_file import MAIN, SETTINGS, STYLES, Element, W, WordFile, text_of, value

import toimintamalli
from toimintamalli import Model, Request, Text, ToimintamalliError
from toimintamalli.design import READABLE, SOFT_TEXT, WHITE, Colour, contrast, shade

REQUEST = Request(languages=("fi",), profile="meeting")


def made(model: Model[Text], **options: object) -> bytes:
    chosen = {"edition": "fill", **options}
    return next(iter(toimintamalli.generate("docx", model, REQUEST, chosen))).content


def png(width: int, height: int) -> bytes:
    rows = b"".join(b"\0" + b"\x33" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


def localised_template() -> bytes:
    """A template as a Finnish Word writes it: our names, its own ids; with a header and a logo."""
    template: Document = docx.Document()
    for each in template.styles.element.iter():
        for name in (f"{W}styleId", f"{W}val"):
            if each.get(name) == "Heading1":
                each.set(name, "Otsikko1")
    header = template.sections[0].header
    header.paragraphs[0].text = "Metsäkoneet Oy"
    header.paragraphs[0].add_run().add_picture(BytesIO(png(20, 10)))
    template.styles.add_style("Talon tyyli", WD_STYLE_TYPE.PARAGRAPH)
    template.add_paragraph("Tämä teksti ei kuulu työkirjaan.")
    saved = BytesIO()
    template.save(saved)
    return saved.getvalue()


@given(st.from_regex(r"[0-9A-F]{6}", fullmatch=True))
def test_text_in_any_organisations_colour_can_be_read(colour: str) -> None:
    colours = shade(Colour(colour))
    assert contrast(colours.dark, colours.tint) >= READABLE
    assert contrast(colours.dark, WHITE) >= READABLE
    assert contrast(SOFT_TEXT, colours.tint) >= READABLE


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast(Colour("000000"), WHITE) == pytest.approx(21)
    assert contrast(Colour("777777"), WHITE) == pytest.approx(4.48, abs=0.01)


def test_a_dark_colour_is_used_as_it_is(model: Model[Text]) -> None:
    file = WordFile.open(made(model, colour="#7A0019"))
    (band,) = file.find("//w:style[@w:styleId='Title']//w:shd", STYLES)
    assert value(band, "fill") == "7A0019"
    assert problems(file) == []


@pytest.mark.parametrize("colour", ["red", "#12345", "12345G", ""])
def test_what_is_no_colour_is_refused(colour: str, model: Model[Text]) -> None:
    with pytest.raises(ToimintamalliError, match=r"docx\.colour"):
        made(model, colour=colour)


def test_a_logo_stands_on_the_cover_with_its_text(
    model: Model[Text], validator: Path, tmp_path: Path
) -> None:
    content = made(model, logo=png(400, 100))
    file = WordFile.open(content)
    first: Element = file.body[0]
    (about,) = first.xpath(".//*[local-name()='docPr']")
    assert about.get("descr")
    (extent,) = first.xpath(".//*[local-name()='extent']")
    millimetres = [int(extent.get(each)) / 36_000 for each in ("cx", "cy")]
    assert millimetres == [60, 15]
    assert problems(file) == []
    assert _is_valid(content, validator, tmp_path)


@pytest.mark.parametrize("picture", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"<svg/>"])
def test_what_is_no_picture_is_refused(picture: bytes, model: Model[Text]) -> None:
    with pytest.raises(ToimintamalliError, match=r"docx\.logo"):
        made(model, logo=picture)


def test_a_template_gives_its_styles_and_header_but_not_its_text(
    model: Model[Text], validator: Path, tmp_path: Path
) -> None:
    content = made(model, template=localised_template())
    file = WordFile.open(content)
    used = {value(element) for element in file.find("//w:pStyle")}
    assert "Otsikko1" in used
    assert "Heading1" not in used
    assert value(file.one("//w:docDefaults//w:lang", STYLES)) == "fi-FI"
    assert value(file.one("//w:compatSetting[@w:name='compatibilityMode']", SETTINGS)) == "15"
    headers = [part for part in file.parts if part.startswith("word/header")]
    assert any("Metsäkoneet Oy" in text_of(file.root(header)) for header in headers)
    assert "ei kuulu" not in text_of(file.root(MAIN))
    assert [problem for problem in problems(file) if not problem.startswith(_THEIRS)] == []
    assert list(tables_fit_the_page(file)) == []
    assert _is_valid(content, validator, tmp_path)


# Colours and sizes are the template's own, headings have its ids, and it brings pictures.
_THEIRS = ("styles_can_be_read", "headings_descend", "parts_have_types")


def test_styles_that_a_template_lacks_are_ours(model: Model[Text]) -> None:
    file = WordFile.open(made(model, template=localised_template()))
    known = {value(element, "styleId") for element in file.find("//w:style", STYLES)}
    assert {"TmTable", "TmNotice", "TmAnswer", "PlaceholderText"} <= known


@pytest.mark.parametrize("template", [b"", b"PK\x03\x04", b"plain text", png(1, 1)])
def test_what_is_no_word_file_is_refused(template: bytes, model: Model[Text]) -> None:
    with pytest.raises(ToimintamalliError, match=r"docx\.template"):
        made(model, template=template)


def _is_valid(content: bytes, validator: Path, folder: Path) -> bool:
    file = folder / "house.docx"
    file.write_bytes(content)
    said = subprocess.run([validator, file], capture_output=True, check=False)
    return b'"ok": true' in said.stdout
