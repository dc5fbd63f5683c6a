"""A workbook as a whole Word file."""

from collections.abc import Iterator, Sequence

from toimintamalli_docx.asking import BETWEEN
from toimintamalli_docx.composing import stretches, unnumbered
from toimintamalli_docx.draft import Draft
from toimintamalli_docx.footer import footer_part, footer_text
from toimintamalli_docx.glossary import glossary_part
from toimintamalli_docx.headers import COVER, PLAIN, header_parts, headers_text
from toimintamalli_docx.logo import Logo
from toimintamalli_docx.look import Look
from toimintamalli_docx.names import WAITED
from toimintamalli_docx.namespaces import NAMESPACES
from toimintamalli_docx.package import CONTENT, HEAD, RELATIONSHIPS, Part, pack
from toimintamalli_docx.properties import core_properties, custom_properties
from toimintamalli_docx.store import store_part
from toimintamalli_docx.stretch import Stretch
from toimintamalli_docx.tables import GAP


def write_document(draft: Draft, licence: str, look: Look, logo: Logo | None) -> bytes:
    """Return the Word file of a workbook."""
    return write_stretches(draft, licence, look, logo, stretches(draft, logo))


def write_words(draft: Draft, licence: str) -> str:
    """Return all that a workbook says as XML with one root: its text, headers and footer."""
    # On which page something begins is nobody's word, and takes a quarter of the time.
    text = WAITED.sub("1", "".join(stretch.body for stretch in unnumbered(draft, None)))
    said = text + headers_text(draft) + footer_text(draft, licence)
    return f"<w:body{NAMESPACES}>{said}</w:body>"


def write_body(draft: Draft, licence: str, look: Look, logo: Logo | None, body: str) -> bytes:
    """Return a Word file with some paragraphs and tables as its text."""
    return write_stretches(draft, licence, look, logo, (Stretch(body),))


def write_stretches(
    draft: Draft, licence: str, look: Look, logo: Logo | None, parts: tuple[Stretch, ...]
) -> bytes:
    """Return a Word file with some stretches as its text."""
    footer = footer_part(draft, licence, look)
    # A house template's own headers stay, on every page.
    names = {part.header for part in parts}
    headers = {} if look.headers else header_parts(draft, names, look, logo.high if logo else 0)
    beside = [*look.parts, footer, *headers.values()]
    if draft.fill:
        beside.append(glossary_part(draft, look))
    if draft.fill and draft.repeated:
        beside.append(store_part(draft))
    if logo:
        beside.append(logo.part)
    main = Part(
        id="main",
        relationship=f"{RELATIONSHIPS}/officeDocument",
        name="word/document.xml",
        content_type=f"{CONTENT}.wordprocessingml.document.main+xml",
        content=b"".join(
            look.dress(piece).encode() for piece in _text(draft, look, footer, parts, headers)
        ),
        parts=tuple(beside),
    )
    return pack((main, core_properties(draft), custom_properties(draft, look.printed)))


def _text(
    draft: Draft, look: Look, footer: Part, parts: tuple[Stretch, ...], headers: dict[str, Part]
) -> Iterator[str]:
    """Yield the text in pieces: a large workbook has millions of letters, which are copied once."""
    yield f"{HEAD}<w:document{NAMESPACES}><w:body>"
    for index, stretch in enumerate(parts):
        page = _page(draft, look, footer, stretch, headers)
        if index < len(parts) - 1:
            yield _ended(stretch.body, page)
        else:
            yield from (stretch.body, page)
    yield "</w:body></w:document>"


def _ended(body: str, page: str) -> str:
    """Return a stretch that ends in a paragraph which says how its pages look."""
    paragraph = GAP.replace("</w:pPr>", f"{page}</w:pPr>")
    return body.removesuffix(GAP) + paragraph


def _columns(widths: Sequence[int]) -> str:
    if not widths:
        return ""
    last = len(widths) - 1
    columns = "".join(
        f'<w:col w:w="{width}" w:space="{0 if at == last else BETWEEN}"/>'
        for at, width in enumerate(widths)
    )
    return f'<w:cols w:num="{len(widths)}" w:equalWidth="0">{columns}</w:cols>'


def _page(
    draft: Draft, look: Look, footer: Part, stretch: Stretch, headers: dict[str, Part]
) -> str:
    # A first page that has a header of its own would otherwise be left without a footer.
    has_first = look.first_page or (stretch.header == COVER and bool(headers))
    kinds = ("default", "first") if has_first else ("default",)
    feet = "".join(f'<w:footerReference w:type="{kind}" r:id="{footer.id}"/>' for kind in kinds)
    first = "<w:titlePg/>" if has_first else ""
    own = headers.get(stretch.header)
    above = f'<w:headerReference w:type="default" r:id="{own.id}"/>' if own else look.headers
    if own and stretch.header == COVER:
        # What is filled in may go on to a second page, which has no coloured ground.
        above = f'<w:headerReference w:type="first" r:id="{own.id}"/>'
        above += f'<w:headerReference w:type="default" r:id="{headers[PLAIN].id}"/>'
    starts = "" if stretch.new_page else '<w:type w:val="continuous"/>'
    direction = "<w:bidi/>" if draft.is_rtl else ""
    columns = _columns(stretch.columns)
    size = draft.page.described(is_rtl=draft.is_rtl)
    return f"<w:sectPr>{above}{feet}{starts}{size}{columns}{first}{direction}</w:sectPr>"
