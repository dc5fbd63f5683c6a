"""A picture of a report as drawing shapes, so that it stays sharp and its text can be read."""

from collections.abc import Iterator
from typing import Final

from toimintamalli import design
from toimintamalli.report.drawing import Bar, Drawing, Label, Mark, Shape, Stroke, Style
from toimintamalli.report.phrases import Own, plain
from toimintamalli.report.tree import Plot
from toimintamalli_docx.draft import Draft
from toimintamalli_docx.text import attribute, paragraph, run

_UNIT: Final = 1080
"""English metric units in a unit of a drawing: 12 cm for all of its width."""
_MARK: Final = 110
"""Side of a mark, in the drawing's units."""
_SIZE: Final = 18
"""Of letters, in half points."""
_FORMS: Final[dict[Shape, str]] = {
    "disc": "ellipse",
    "square": "rect",
    "triangle": "triangle",
    "diamond": "diamond",
    "wedge": "flowChartMerge",
}
_DASHES: Final[dict[Style, str]] = {
    "solid": "solid",
    "dash": "dash",
    "dot": "sysDot",
    "dash-dot": "dashDot",
}
_WEIGHTS: Final = {"grid": 6350, "axis": 9525, "data": 25400, "target": 15875}
_ALIGNED: Final = {"start": "left", "middle": "center", "end": "right"}


def figure(draft: Draft, plot: Plot) -> str:
    """Return a picture as one inline drawing; the table beside it says the same."""
    drawing, title = plot.drawing, plain((plot.title,))
    shapes = "".join(
        f'<wps:wsp><wps:cNvPr id="{_number(draft, plot, index)}"{shape}</wps:wsp>'
        for index, shape in enumerate(_shapes(draft, drawing))
    )
    described = attribute(f"{title}. {plot.description.string}")
    width, height = drawing.width * _UNIT, drawing.height * _UNIT
    size = f'cx="{width}" cy="{height}"'
    shown = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing>'
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{_number(draft, plot, -1)}" name="{attribute(title)}"'
        f' descr="{described}"/>'
        "<wp:cNvGraphicFramePr/><a:graphic><a:graphicData"
        ' uri="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"><wpg:wgp>'
        '<wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext {size}/><a:chOff x="0" y="0"/><a:chExt {size}/></a:xfrm></wpg:grpSpPr>'
        f"{shapes}</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        "<mc:Fallback/></mc:AlternateContent></w:r>"
    )
    return paragraph("BodyText", shown)


def _number(draft: Draft, plot: Plot, index: int) -> int:
    return draft.control_id(f"{plot.of} {plain((plot.title,))} {index}")


def _shapes(draft: Draft, drawing: Drawing) -> Iterator[str]:
    yield from (_stroke(draft, stroke) for stroke in drawing.strokes)
    yield from (_bar(draft, bar) for bar in drawing.bars)
    yield from (_mark(draft, mark) for mark in drawing.marks)
    yield from (_label(draft, label) for label in drawing.labels)


def _stroke(draft: Draft, stroke: Stroke) -> str:
    # A line has no direction of its own: it goes down from the left unless it is flipped.
    flip = ' flipV="1"' if (stroke.y2 < stroke.y1) != (stroke.x2 < stroke.x1) else ""
    place = _place(
        min(stroke.x1, stroke.x2), min(stroke.y1, stroke.y2),
        abs(stroke.x2 - stroke.x1), abs(stroke.y2 - stroke.y1), flip,
    )  # fmt: skip
    colours = {"data": tone(draft, stroke.theme), "target": design.TEXT}
    colour = colours.get(stroke.role, design.LINE)
    look = (
        f'<a:ln w="{_WEIGHTS[stroke.role]}">{_solid(colour)}'
        f'<a:prstDash val="{_DASHES[stroke.style]}"/></a:ln>'
    )
    return _shape(stroke.said, "line", place, look)


def _bar(draft: Draft, bar: Bar) -> str:
    look = f"{_solid(draft.ink.dark)}<a:ln><a:noFill/></a:ln>"
    return _shape(bar.said, "rect", _place(bar.x, bar.y, bar.width, bar.height), look)


def _mark(draft: Draft, mark: Mark) -> str:
    place = _place(mark.x - _MARK // 2, mark.y - _MARK // 2, _MARK, _MARK)
    colour = tone(draft, mark.theme)
    fill = _solid("FFFFFF" if mark.hollow else colour)
    line = f'<a:ln w="19050">{_solid(colour)}</a:ln>'
    return _shape(mark.said, _FORMS[mark.shape], place, fill + line)


def _label(draft: Draft, label: Label) -> str:
    strong = "<w:b/><w:bCs/>" if label.strong else ""
    colour = f'<w:color w:val="{tone(draft, label.theme)}"/>' if label.theme else ""
    properties = f'{strong}{colour}<w:sz w:val="{_SIZE}"/><w:szCs w:val="{_SIZE}"/>'
    lines = [
        run(line.string, f"{strong}<w:noProof/>{properties.removeprefix(strong)}")
        if isinstance(line, Own)
        else draft.runs(line, properties)
        for line in label.lines
    ]
    aligned = f'<w:jc w:val="{_ALIGNED[label.align]}"/>'
    text = paragraph("TmFigure", "<w:r><w:br/></w:r>".join(lines), aligned)
    box = (
        f"<wps:txbx><w:txbxContent>{text}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"/>'
    )
    look = "<a:noFill/><a:ln><a:noFill/></a:ln>"
    place = _place(label.x, label.y, label.width, label.height)
    words = " ".join(line.string for line in label.lines)
    return _shape(words, "rect", place, look, box)


def _shape(described: str, form: str, place: str, look: str, text: str = "<wps:bodyPr/>") -> str:
    # Each shape needs words of its own: LibreOffice makes a figure of each in a PDF.
    words = f'name="{attribute(described)}" descr="{attribute(described)}"'
    properties = "<wps:cNvCnPr/>" if form == "line" else "<wps:cNvSpPr/>"
    return (
        f" {words}/>{properties}"
        f'<wps:spPr>{place}<a:prstGeom prst="{form}"><a:avLst/></a:prstGeom>{look}</wps:spPr>{text}'
    )


def _place(x: int, y: int, width: int, height: int, flip: str = "") -> str:
    offset = f'<a:off x="{x * _UNIT}" y="{y * _UNIT}"/>'
    return f'<a:xfrm{flip}>{offset}<a:ext cx="{width * _UNIT}" cy="{height * _UNIT}"/></a:xfrm>'


def tone(draft: Draft, theme: int) -> str:
    """Return the colour of a theme by its place from 1, or that of all."""
    return draft.tones[theme - 1] if 0 < theme <= len(draft.tones) else draft.ink.dark


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
