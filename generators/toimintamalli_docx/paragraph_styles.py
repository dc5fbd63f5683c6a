"""The paragraph styles of a document, by what they are for."""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from toimintamalli import design
from toimintamalli.design import Shade
from toimintamalli_docx.borders import edge, frame, shade
from toimintamalli_docx.page import TEXT_WIDTH
from toimintamalli_docx.tables import LINE_HEIGHT

_BOLD: Final = "<w:b/><w:bCs/>"
_ITALIC: Final = "<w:i/><w:iCs/>"
_WHITE: Final = f'<w:color w:val="{design.WHITE}"/>'
_CENTRED: Final = '<w:jc w:val="center"/>'
_HEADING: Final = round(design.HEADING * 2)
_SMALL: Final = round(design.SMALL * 2)
BAND: Final = '<w:ind w:left="180" w:right="180"/>'
"""What paragraphs of the cover's band share: equal borders and indents join them into one."""
BAND_LINES: Final = {"Subtitle": 300, "Title": 600, "TmPurpose": 310, "TmStation": 255}
"""How high the lines of the band are, in twips: so it is known where its ground ends."""
BAND_BELOW: Final = {"Subtitle": 60, "Title": 100, "TmPurpose": 120, "TmStation": 40}
"""What follows each of its paragraphs, in twips."""


def paragraph_styles(ink: Shade) -> Iterator[str]:
    """Yield each paragraph style in an organisation's colours."""
    return chain(
        _of_the_cover(ink),
        _of_headings(ink),
        _of_prose(ink),
        _of_tables(),
        _of_answers(),
        _of_the_page(),
    )


def _of_the_cover(ink: Shade) -> Iterator[str]:
    band = frame(ink.dark, above=8) + shade(ink.dark)
    yield _paragraph(
        "Subtitle", "Subtitle", below=BAND_BELOW["Subtitle"], inside=band, paragraph=BAND, size=22,
        run="<w:caps/>" + _WHITE + '<w:spacing w:val="12"/>', following="Title", keep=True,
        exact=BAND_LINES["Subtitle"],
    )  # fmt: skip
    yield _paragraph(
        "Title", "Title", below=BAND_BELOW["Title"], inside=band, paragraph=BAND, size=52,
        run=_BOLD + _WHITE,
        following="BodyText", keep=True, exact=BAND_LINES["Title"],
    )  # fmt: skip
    yield _paragraph(
        "TmPurpose", "Workbook Purpose", below=BAND_BELOW["TmPurpose"], inside=band, paragraph=BAND,
        size=26, run=_WHITE, exact=BAND_LINES["TmPurpose"],
    )  # fmt: skip
    yield _paragraph(
        "TmStation", "Path Station", below=BAND_BELOW["TmStation"], inside=band, paragraph=BAND,
        size=22, run=_WHITE, exact=BAND_LINES["TmStation"],
    )  # fmt: skip


def _of_headings(ink: Shade) -> Iterator[str]:
    accent = _colour(ink.dark)
    yield _paragraph(
        "Heading1", "heading 1", below=40, paragraph=_outline(0), size=_HEADING,
        run=_BOLD + accent, following="BodyText", keep=True, line=228,
    )  # fmt: skip
    yield _paragraph(
        "Heading2", "heading 2", above=140, below=40, paragraph=_outline(1), size=28,
        run=_BOLD + accent, following="BodyText", keep=True,
    )  # fmt: skip
    yield _paragraph(
        "Heading3", "heading 3", above=60, below=10, paragraph=_outline(2), size=24,
        run=_BOLD + accent, following="BodyText", keep=True,
    )  # fmt: skip
    yield _paragraph(
        "TmAgain", "Theme Goes On", below=40, size=_HEADING, run=_BOLD + accent, keep=True,
        line=228,
    )  # fmt: skip
    end = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'
    yield _paragraph("TmLead", "Theme Idea", below=80, inside=end, size=26, keep=True)
    yield _paragraph(
        "TmMinutes", "Section Minutes", below=120, size=22, run=_colour(design.SOFT_TEXT),
        keep=True,
    )  # fmt: skip


def _of_prose(ink: Shade) -> Iterator[str]:
    yield _paragraph("Normal", "Normal")
    yield _paragraph("BodyText", "Body Text", below=120)
    yield _paragraph("TmReading", "Reading Page", below=240, size=28, line=300)
    yield _paragraph("TmGuide", "Facilitator Guide", below=80)
    yield _paragraph(
        "TmNotice", "Notice", above=80, below=100,
        inside=frame(design.SAND, above=4) + shade(design.SAND),
        paragraph='<w:ind w:left="180" w:right="180"/>',
    )  # fmt: skip
    stop = '<w:tabs><w:tab w:val="left" w:pos="567"/></w:tabs>'
    yield _paragraph(
        "TmEntry", "Numbered Entry", below=80, inside=stop, paragraph=_indent(567, 567)
    )
    yield _paragraph("TmEntryMore", "Numbered Entry More", below=80, paragraph=_indent(567))
    yield _paragraph("TmDefinition", "Definition", below=80, paragraph=_indent(340, 340))
    yield _paragraph("TmSmall", "Small Print", above=40, size=_SMALL)
    yield _paragraph("TmFigure", "Figure Text", paragraph=_CENTRED, size=20)
    end = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{TEXT_WIDTH}"/></w:tabs>'
    yield _paragraph("TOC1", "toc 1", below=140, inside=end, size=24)
    yield _paragraph(
        "TmCarryOn", "Carry On", above=160, below=0, keep=True, size=24,
        inside=shade(design.SAND), run=_BOLD + _colour(ink.dark),
    )  # fmt: skip


def _of_tables() -> Iterator[str]:
    yield _paragraph("TmLegend", "Scale Legend", below=60, size=20, keep=True)
    yield _paragraph("TmHead", "Table Head", above=50, below=30, size=_SMALL, run=_BOLD, keep=True)
    yield _paragraph("TmCell", "Table Text", above=40, below=40)
    yield _paragraph("TmReason", "Reason", below=30, paragraph=_indent(170, 170), size=20)
    yield _paragraph(
        "TmTotal", "Total", above=60, below=60, paragraph='<w:jc w:val="right"/>', run=_BOLD
    )
    yield _paragraph("TmGap", "Gap", size=8, exact=90)


def _of_answers() -> Iterator[str]:
    end = TEXT_WIDTH - 170
    ruler = f'<w:tabs><w:tab w:val="right" w:leader="underscore" w:pos="{end}"/></w:tabs>'
    yield _paragraph("TmQuestion", "Question", above=70, below=70, size=23, run=_BOLD, keep=True)
    yield _paragraph("TmPrompt", "Prompt", above=30, below=10, size=19, run=_BOLD, keep=True)
    yield _paragraph("TmAnswer", "Answer", above=30, below=30)
    # The reader knows by this style what is no answer; LibreOffice makes the id from the name.
    yield _paragraph(
        "TmEarlier", "Earlier Answer", below=40, size=_SMALL, run=_colour(design.SOFT_TEXT)
    )
    yield _paragraph("TmCentred", "Table Mark", paragraph=_CENTRED)
    yield _paragraph(
        "TmLines", "Ruled Lines", below=60, inside=ruler, run=_colour(design.SOFT_TEXT),
        exact=LINE_HEIGHT,
    )  # fmt: skip


def _of_the_page() -> Iterator[str]:
    muted = _colour(design.SOFT_TEXT)
    yield _paragraph("Header", "header", size=_SMALL, run=muted)
    end = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'
    yield _paragraph(
        "Footer", "footer", inside=edge(design.HAIR, "top", 4, 4) + end, size=_SMALL, run=muted
    )


def _colour(colour: str) -> str:
    return f'<w:color w:val="{colour}"/>'


def _outline(level: int) -> str:
    return f'<w:outlineLvl w:val="{level}"/>'


def _indent(left: int, hanging: int = 0) -> str:
    hung = f' w:hanging="{hanging}"' if hanging else ""
    return f'<w:ind w:left="{left}"{hung}/>'


def _paragraph(  # noqa: PLR0913 -- a style has many sides, each named where it is called
    style: str,
    name: str,
    *,
    above: int = 0,
    below: int = 0,
    inside: str = "",
    paragraph: str = "",
    run: str = "",
    size: int = 0,
    exact: int = 0,
    line: int = 0,
    following: str = "",
    keep: bool = False,
) -> str:
    """Return a style; properties stand in the order that the schema wants, sizes in half points."""
    kept = "<w:keepNext/><w:keepLines/>" if keep else ""
    based = '<w:basedOn w:val="Normal"/>' if style != "Normal" else ""
    default = ' w:default="1"' if style == "Normal" else ""
    custom = ' w:customStyle="1"' if style.startswith("Tm") else ""
    after = f'<w:next w:val="{following}"/>' if following else ""
    sized = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else ""
    leading = f' w:line="{exact}" w:lineRule="exact"' if exact else ""
    leading = f' w:line="{line}" w:lineRule="auto"' if line else leading
    return (
        f'<w:style w:type="paragraph"{default}{custom} w:styleId="{style}">'
        f'<w:name w:val="{name}"/>{based}{after}<w:qFormat/>'
        f"<w:pPr>{kept}{inside}"
        f'<w:spacing w:before="{above}" w:after="{below}"{leading}/>{paragraph}</w:pPr>'
        f"<w:rPr>{run}{sized}</w:rPr></w:style>"
    )
