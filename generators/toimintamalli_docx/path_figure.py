"""The picture of the path, drawn with shapes so that it stays sharp and its text can be read."""

from typing import Final

from toimintamalli import design
from toimintamalli.workbook.block import Path, Stop
from toimintamalli_docx.draft import Draft
from toimintamalli_docx.letters import lines
from toimintamalli_docx.page import TEXT_WIDTH
from toimintamalli_docx.text import attribute, paragraph, run

_EMU: Final = 635
"""English metric units in a twip."""
_WIDTH: Final = TEXT_WIDTH * _EMU
_DISC: Final = 430_000
_GAP: Final = 60_000
_LINE: Final = 165_000
"""Height of a line of a name."""
_BACK: Final = 120_000
_ARROW: Final = '<a:headEnd type="triangle"/>'
_LEAST_TO_CLOSE: Final = 2
"""Stations of the shortest path that leads from its end back to its second station."""
_SIZE: Final = 20
"""Of a name, in half points."""


def path_figure(draft: Draft, path: Path) -> str:
    """Return the path as one inline drawing: numbered discs on a path that closes.

    The first theme is the ground, and what the last one finds leads back to the second.
    """
    step = _WIDTH // len(path.stops)
    label = max(_lines(draft, stop, step) for stop in path.stops) * _LINE
    bottom = _DISC + _GAP + label + _GAP
    shapes = [_line(path.title.string, _place(draft, step // 2, _DISC // 2, _WIDTH - step, 0))]
    for index, stop in enumerate(path.stops):
        name = _place(draft, index * step, _DISC + _GAP, step, label)
        shapes += (_disc(draft, step, index, stop), _name(draft, name, stop))
    height = bottom
    if len(path.stops) > _LEAST_TO_CLOSE:
        shapes += _way_back(draft, step, bottom)
        height = bottom + _BACK + _LINE + _GAP
    numbered = "".join(
        f'<wps:wsp><wps:cNvPr id="{draft.control_id(f"{path.id}#{number}")}"{shape}</wps:wsp>'
        for number, shape in enumerate(shapes)
    )
    drawing = _drawing(draft, path, height, numbered)
    # In a paragraph from the right LibreOffice moves the words of a drawing out of their shapes.
    onward = '<w:bidi w:val="0"/>' if draft.is_rtl else ""
    return paragraph("BodyText", drawing, f"<w:keepNext/>{onward}")


def _way_back(draft: Draft, step: int, bottom: int) -> list[str]:
    """Return the line from the last station back to the second, and what it is for."""
    back = draft.words["path-back"]
    left, right = step + step // 2, _WIDTH - step // 2
    return [
        _line(back.string, _place(draft, right, bottom, 0, _BACK)),
        _line(back.string, _place(draft, left, bottom + _BACK, right - left, 0)),
        _line(back.string, _place(draft, left, bottom, 0, _BACK), _ARROW),
        _shape(
            back.string,
            "rect",
            _place(draft, left, bottom + _BACK + _GAP // 2, right - left, _LINE + _GAP // 2),
            "<a:noFill/><a:ln><a:noFill/></a:ln>",
            _text(draft.runs(back), "t"),
        ),
    ]


def _lines(draft: Draft, stop: Stop, step: int) -> int:
    # A line more than its letters take: words are not divided.
    width = step // _EMU - 80
    idea = 0 if draft.tight else lines(stop.heading.string, _SIZE, width) + 1
    return lines(stop.title.string, _SIZE, width) + idea


def _drawing(draft: Draft, path: Path, height: int, shapes: str) -> str:
    number = draft.control_id(path.id)
    said = attribute(f"{path.title.string}. {path.description.string}")
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing>'
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{_WIDTH}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="{attribute(path.title.string)}" descr="{said}"/>'
        "<wp:cNvGraphicFramePr/><a:graphic><a:graphicData"
        ' uri="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"><wpg:wgp>'
        f'<wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{_WIDTH}" cy="{height}"/><a:chOff x="0" y="0"/>'
        f'<a:chExt cx="{_WIDTH}" cy="{height}"/></a:xfrm></wpg:grpSpPr>'
        f"{shapes}</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        "<mc:Fallback/></mc:AlternateContent></w:r>"
    )


def _line(said: str, place: str, end: str = "") -> str:
    return _shape(said, "line", place, f'<a:ln w="28575">{_solid(design.LINE)}{end}</a:ln>')


def _disc(draft: Draft, step: int, index: int, stop: Stop) -> str:
    place = _place(draft, index * step + (step - _DISC) // 2, 0, _DISC, _DISC)
    look = f"{_solid(draft.about(stop.theme).colours.dark)}<a:ln><a:noFill/></a:ln>"
    said = run(stop.number, '<w:b/><w:bCs/><w:color w:val="FFFFFF"/><w:sz w:val="28"/>')
    return _shape(f"{stop.number} {stop.title.string}", "ellipse", place, look, _text(said, "ctr"))


def _name(draft: Draft, place: str, stop: Stop) -> str:
    look = "<a:noFill/><a:ln><a:noFill/></a:ln>"
    dark = draft.about(stop.theme).coloured("<w:b/><w:bCs/>")
    idea = "" if draft.tight else "<w:r><w:br/></w:r>" + draft.runs(stop.heading)
    said = _text(draft.runs(stop.title, dark) + idea, "t")
    return _shape(stop.title.string, "rect", place, look, said)


def _shape(said: str, form: str, place: str, look: str, text: str = "<wps:bodyPr/>") -> str:
    # Each shape needs words of its own: LibreOffice makes a figure of each in a PDF.
    words = f'name="{attribute(said)}" descr="{attribute(said)}"'
    properties = "<wps:cNvCnPr/>" if form == "line" else "<wps:cNvSpPr/>"
    return (
        f" {words}/>{properties}"
        f'<wps:spPr>{place}<a:prstGeom prst="{form}"><a:avLst/></a:prstGeom>{look}</wps:spPr>{text}'
    )


def _text(said: str, anchor: str) -> str:
    return (
        f"<wps:txbx><w:txbxContent>{paragraph('TmFigure', said)}</w:txbxContent></wps:txbx>"
        f'<wps:bodyPr lIns="18000" tIns="0" rIns="18000" bIns="0" anchor="{anchor}"/>'
    )


def _place(draft: Draft, left: int, top: int, width: int, height: int) -> str:
    # A path that is read from the right begins there; programs mirror no drawing by themselves.
    left = _WIDTH - left - width if draft.is_rtl else left
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
