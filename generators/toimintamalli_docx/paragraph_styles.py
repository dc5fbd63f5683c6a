"""The paragraph styles of a document, by what they are for."""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from toimintamalli_docx.borders import edge, frame, shade
from toimintamalli_docx.colours import Palette
from toimintamalli_docx.tables import LINE_HEIGHT, TEXT_WIDTH

_BOLD: Final = "<w:b/><w:bCs/>"
_ITALIC: Final = "<w:i/><w:iCs/>"
_WHITE: Final = '<w:color w:val="FFFFFF"/>'
_CENTRED: Final = '<w:jc w:val="center"/>'


def paragraph_styles(palette: Palette) -> Iterator[str]:
    """Yield each paragraph style in an organisation's colours."""
    return chain(
        _of_the_cover(palette),
        _of_headings(palette),
        _of_prose(palette),
        _of_tables(palette),
        _of_answers(palette),
        _of_the_page(palette),
    )


def _of_the_cover(palette: Palette) -> Iterator[str]:
    # Equal borders and indents join the three paragraphs into one band.
    band = frame(palette.accent) + shade(palette.accent)
    inset = '<w:ind w:left="180" w:right="180"/>'
    yield _paragraph(
        "Title", "Title", below=60, inside=band, paragraph=inset, size=44, run=_BOLD + _WHITE,
        following="Subtitle", keep=True,
    )  # fmt: skip
    yield _paragraph(
        "Subtitle", "Subtitle", below=60, inside=band, paragraph=inset, size=28, run=_WHITE,
        following="BodyText", keep=True,
    )  # fmt: skip
    yield _paragraph(
        "TmPurpose", "Workbook Purpose", below=300, inside=band, paragraph=inset, run=_WHITE
    )


def _of_headings(palette: Palette) -> Iterator[str]:
    accent = _colour(palette.accent)
    yield _paragraph(
        "Heading1", "heading 1", above=120, below=100, inside=edge(palette.accent, "bottom", 8, 3),
        paragraph=_outline(0), size=32, run=_BOLD + accent, following="BodyText", keep=True,
    )  # fmt: skip
    yield _paragraph(
        "Heading2", "heading 2", above=200, below=80, paragraph=_outline(1), size=24,
        run=_BOLD + accent, following="BodyText", keep=True,
    )  # fmt: skip
    yield _paragraph(
        "Heading3", "heading 3", above=140, below=80, paragraph=_outline(2), size=21, run=_BOLD,
        following="BodyText", keep=True,
    )  # fmt: skip
    yield _paragraph("TmLead", "Theme Idea", below=60, size=23, run=_ITALIC, keep=True)
    yield _paragraph(
        "TmMinutes", "Section Minutes", below=100, size=18, run=_colour(palette.muted), keep=True
    )


def _of_prose(palette: Palette) -> Iterator[str]:
    yield _paragraph("Normal", "Normal")
    yield _paragraph("BodyText", "Body Text", below=120)
    yield _paragraph(
        "TmGuide", "Facilitator Guide", above=60, below=100,
        inside=edge(palette.line, "left", 18, 8), paragraph=_indent(198),
    )  # fmt: skip
    yield _paragraph(
        "TmNotice", "Notice", above=60, below=120,
        inside=edge(palette.accent, "left", 48, 8) + shade(palette.tint),
        paragraph='<w:ind w:left="227" w:right="113"/>', run=_BOLD,
    )  # fmt: skip
    stop = '<w:tabs><w:tab w:val="left" w:pos="567"/></w:tabs>'
    yield _paragraph(
        "TmEntry", "Numbered Entry", below=80, inside=stop, paragraph=_indent(567, 567)
    )
    yield _paragraph("TmEntryMore", "Numbered Entry More", below=80, paragraph=_indent(567))
    yield _paragraph("TmDefinition", "Definition", below=80, paragraph=_indent(340, 340))
    yield _paragraph("TmSmall", "Small Print", above=40, size=16)
    yield _paragraph("TmFigure", "Figure Text", paragraph=_CENTRED, size=17)
    yield _paragraph("TOC1", "toc 1", below=80)


def _of_tables(palette: Palette) -> Iterator[str]:
    head = _BOLD + _colour(palette.accent)
    yield _paragraph("TmLegend", "Scale Legend", below=80, size=18, keep=True)
    yield _paragraph("TmHead", "Table Head", above=50, below=50, size=18, run=head, keep=True)
    yield _paragraph("TmCell", "Table Text", above=50, below=50, size=19)
    yield _paragraph("TmReason", "Reason", below=30, paragraph=_indent(170, 170), size=18)
    yield _paragraph(
        "TmTotal", "Total", above=60, below=60, paragraph='<w:jc w:val="right"/>', run=_BOLD
    )
    yield _paragraph("TmGap", "Gap", size=10)


def _of_answers(palette: Palette) -> Iterator[str]:
    end = TEXT_WIDTH - 220
    ruler = f'<w:tabs><w:tab w:val="right" w:leader="underscore" w:pos="{end}"/></w:tabs>'
    yield _paragraph("TmQuestion", "Question", above=60, below=60, run=_BOLD, keep=True)
    yield _paragraph("TmPrompt", "Prompt", above=40, below=40, size=18)
    yield _paragraph("TmAnswer", "Answer", above=40, below=40)
    # The reader knows by this style what is no answer; LibreOffice makes the id from the name.
    yield _paragraph("TmEarlier", "Earlier Answer", below=40, size=16, run=_colour(palette.muted))
    yield _paragraph("TmCentred", "Table Mark", above=40, below=40, paragraph=_CENTRED)
    yield _paragraph(
        "TmLines", "Ruled Lines", below=60, inside=ruler, run=_colour(palette.muted),
        exact=LINE_HEIGHT,
    )  # fmt: skip


def _of_the_page(palette: Palette) -> Iterator[str]:
    muted = _colour(palette.muted)
    yield _paragraph("Header", "header", size=16, run=muted)
    yield _paragraph("Footer", "footer", paragraph=_CENTRED, size=16, run=muted)


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
    paragraph: str = "",
    size: int = 0,
    run: str = "",
    exact: int = 0,
    following: str = "",
    keep: bool = False,
    inside: str = "",
) -> str:
    """Return a paragraph style; `size` in half points, `above`, `below` and `exact` in twips.

    `inside` holds what the schema wants before the spacing (borders, shading, tabs),
    `paragraph` what it wants after it (indents, alignment, outline level).
    """
    kept = "<w:keepNext/><w:keepLines/>" if keep else ""
    based = '<w:basedOn w:val="Normal"/>' if style != "Normal" else ""
    default = ' w:default="1"' if style == "Normal" else ""
    custom = ' w:customStyle="1"' if style.startswith("Tm") else ""
    after = f'<w:next w:val="{following}"/>' if following else ""
    sized = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else ""
    leading = f' w:line="{exact}" w:lineRule="exact"' if exact else ""
    return (
        f'<w:style w:type="paragraph"{default}{custom} w:styleId="{style}">'
        f'<w:name w:val="{name}"/>{based}{after}<w:qFormat/>'
        f"<w:pPr>{kept}{inside}"
        f'<w:spacing w:before="{above}" w:after="{below}"{leading}/>{paragraph}</w:pPr>'
        f"<w:rPr>{run}{sized}</w:rPr></w:style>"
    )
