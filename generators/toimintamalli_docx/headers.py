"""What stands above and beside the pages: the path, with the theme at hand, and its edge.

Each is a header, so that it is there on as many pages as a filled theme takes.
"""

from collections.abc import Iterable
from typing import Final

from toimintamalli.model.ids import ThemeId
from toimintamalli_docx.asking import told
from toimintamalli_docx.borders import cell_borders
from toimintamalli_docx.cover import band_height
from toimintamalli_docx.draft import Draft, Station
from toimintamalli_docx.look import Look
from toimintamalli_docx.namespaces import NAMESPACES
from toimintamalli_docx.package import CONTENT, HEAD, RELATIONSHIPS, Part
from toimintamalli_docx.page import TEXT_WIDTH
from toimintamalli_docx.tables import Looks, table
from toimintamalli_docx.text import attribute, paragraph, run

COVER: Final = "cover"
"""The header of the page that invites."""
PLAIN: Final = ""
"""The header of pages about no theme in particular."""
_EMU: Final = 635
"""English metric units in a twip."""
_EDGE: Final = 397
"""Width of the coloured edge: 7 mm in twips."""
_THIN, _THICK = 12, 40


def header_parts(draft: Draft, names: Iterable[str], look: Look, above: int = 0) -> dict[str, Part]:
    """Return the header of each name: of the cover, of each theme, and of all other pages.

    `above` is the height in twips of what stands above the cover's band: a logo.
    """
    # Without one of its own, a page would go on with the header of the pages before it.
    if not any(names):
        return {}
    return {
        name: Part(
            id=f"header-{index}",
            relationship=f"{RELATIONSHIPS}/header",
            name=f"word/header-workbook{index}.xml",
            content_type=f"{CONTENT}.wordprocessingml.header+xml",
            content=look.dress(
                f"{HEAD}<w:hdr{NAMESPACES}>{_header(draft, name, above)}</w:hdr>"
            ).encode(),
        )
        for index, name in enumerate(sorted({PLAIN, *names}), 1)
    }


def headers_text(draft: Draft) -> str:
    """Return what all headers of a workbook say, which is nobody's own words."""
    return "".join(_strip(draft.about(theme)) for theme in draft.themes)


def _header(draft: Draft, name: str, above: int) -> str:
    if name == PLAIN:
        return paragraph("Header", "")
    if name == COVER:
        # On paper with a logo the ground begins below it.
        top = draft.page.top + above if above else 0
        size = (draft.page.width, draft.page.top + above + band_height(draft) - top)
        return paragraph("Header", _ground(draft, draft.ink.dark, (0, top), size))
    here = draft.about(ThemeId(name))
    left = draft.page.width - _EDGE if draft.is_rtl else 0
    edge = _ground(draft, here.colours.dark, (left, 0), (_EDGE, draft.page.height))
    # From the right, LibreOffice counts how far a drawing stands from the other edge of the paper.
    onward = '<w:bidi w:val="0"/>' if draft.is_rtl else ""
    return _strip(here) + paragraph("Header", edge, onward)


def _strip(draft: Draft) -> str:
    """Return the path above a theme's pages: each station by number, the one at hand strong."""
    stations = list(draft.themes.items())
    if len(stations) == 1:
        return ""
    width = TEXT_WIDTH // len(stations)
    widths = [width] * len(stations)
    cells = [_station(draft, id_, station) for id_, station in stations]
    rules = [
        cell_borders({"top": (station.shade.dark, _THICK if id_ == draft.theme else _THIN)})
        for id_, station in stations
    ]
    looks = Looks(borders=tuple(rule.replace("</w:tcBorders>", _NO_RULE) for rule in rules))
    described = told(draft, draft.words["path"], "table-path")
    return table(widths, cells, (), told=described, looks=looks)


_NO_RULE: Final = '<w:bottom w:val="nil"/></w:tcBorders>'


def _station(draft: Draft, id_: ThemeId, station: Station) -> str:
    is_here = id_ == draft.theme
    strong = f'<w:b/><w:bCs/><w:color w:val="{station.shade.dark}"/>' if is_here else ""
    # Numbers only: a header is read out to nobody, so that no words may stand there alone.
    return paragraph("Header", run(station.number, strong))


def _ground(draft: Draft, colour: str, at: tuple[int, int], size: tuple[int, int]) -> str:
    """Return a plain rectangle behind the text: it decorates, and says only what is said anyway."""
    station = draft.themes.get(draft.theme) if draft.theme else None
    named = attribute((station.title if station else draft.workbook.title).string)
    left, top = (length * _EMU for length in at)
    width, height = (length * _EMU for length in size)
    number = draft.control_id(f"ground {colour} {at} {size}")
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1"'
        ' behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="page">'
        f"<wp:posOffset>{left}</wp:posOffset></wp:positionH>"
        '<wp:positionV relativeFrom="page">'
        f"<wp:posOffset>{top}</wp:posOffset></wp:positionV>"
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:wrapNone/><wp:docPr id="{number}" name="{named}" descr="{named}"/>'
        "<wp:cNvGraphicFramePr/>"
        "<a:graphic><a:graphicData"
        ' uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f'<wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln>'
        "</wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        "</mc:Choice><mc:Fallback/></mc:AlternateContent></w:r>"
    )
