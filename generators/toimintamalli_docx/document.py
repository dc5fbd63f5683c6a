"""A workbook as a whole Word file."""

from collections.abc import Iterator
from typing import Final

from toimintamalli.workbook.tree import Section
from toimintamalli_docx.blocks import write_block
from toimintamalli_docx.draft import Draft
from toimintamalli_docx.footer import footer_part, footer_text
from toimintamalli_docx.glossary import glossary_part
from toimintamalli_docx.headings import section_heading
from toimintamalli_docx.logo import Logo, logo_paragraph
from toimintamalli_docx.look import Look
from toimintamalli_docx.namespaces import NAMESPACES
from toimintamalli_docx.package import CONTENT, HEAD, RELATIONSHIPS, Part, pack
from toimintamalli_docx.properties import core_properties, custom_properties
from toimintamalli_docx.text import paragraph

_PAGE: Final = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="850" w:right="1020" w:bottom="850" w:left="1418"'
    ' w:header="510" w:footer="454" w:gutter="0"/>'
)
"""A4 upright; 25 mm on the left, so that it can be punched."""


def write_document(draft: Draft, licence: str, look: Look, logo: Logo | None) -> bytes:
    """Return the Word file of a workbook."""
    body = _cover(draft, logo) + "".join(_sections(draft))
    return write_body(draft, licence, look, logo, body)


def write_words(draft: Draft, licence: str) -> str:
    """Return all that a workbook says as XML with one root: its text and its footer."""
    said = _cover(draft, None) + "".join(_sections(draft)) + footer_text(draft, licence)
    return f"<w:body{NAMESPACES}>{said}</w:body>"


def write_body(draft: Draft, licence: str, look: Look, logo: Logo | None, body: str) -> bytes:
    """Return a Word file with some paragraphs and tables as its text."""
    footer = footer_part(draft, licence, look)
    beside = [*look.parts, footer]
    if draft.fill:
        beside.append(glossary_part(draft, look))
    if logo:
        beside.append(logo.part)
    main = Part(
        id="main",
        relationship=f"{RELATIONSHIPS}/officeDocument",
        name="word/document.xml",
        content_type=f"{CONTENT}.wordprocessingml.document.main+xml",
        content=look.dress(_text(look, footer, body)).encode(),
        parts=tuple(beside),
    )
    return pack((main, core_properties(draft), custom_properties(draft, look.printed)))


def _text(look: Look, footer: Part, body: str) -> str:
    page = _page(look, footer)
    return f"{HEAD}<w:document{NAMESPACES}><w:body>{body}{page}</w:body></w:document>"


def _page(look: Look, footer: Part) -> str:
    # A first page that has a header of its own would otherwise be left without a footer.
    kinds = ("default", "first") if look.first_page else ("default",)
    feet = "".join(f'<w:footerReference w:type="{each}" r:id="{footer.id}"/>' for each in kinds)
    first = "<w:titlePg/>" if look.first_page else ""
    return f"<w:sectPr>{look.headers}{feet}{_PAGE}{first}</w:sectPr>"


def _cover(draft: Draft, logo: Logo | None) -> str:
    book = draft.workbook
    shown = logo_paragraph(logo, draft.words["logo"].string) if logo else ""
    return (
        shown
        + paragraph("Title", draft.runs(book.title))
        + paragraph("Subtitle", draft.runs(book.subtitle))
        + paragraph("TmPurpose", draft.runs(book.purpose))
    )


def _sections(draft: Draft) -> Iterator[str]:
    for index, section in enumerate(draft.workbook.sections):
        yield _section(draft, section, new_page=index > 0 and not section.follows_on)


def _section(draft: Draft, section: Section, *, new_page: bool) -> str:
    blocks = "".join(write_block(draft, each) for each in section.blocks)
    return section_heading(draft, section, new_page=new_page) + blocks
