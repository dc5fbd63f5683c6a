"""The first page: what this is, how long it takes, the path, and then who is here."""

from typing import Final

from toimintamalli import LocalizedText, design
from toimintamalli.workbook.block import Asking, Block, Prose
from toimintamalli.workbook.tree import Section
from toimintamalli_docx.blocks import write_block
from toimintamalli_docx.draft import Draft, Station
from toimintamalli_docx.headings import section_heading
from toimintamalli_docx.letters import lines
from toimintamalli_docx.page import TEXT_WIDTH
from toimintamalli_docx.paragraph_styles import BAND_BELOW, BAND_LINES
from toimintamalli_docx.text import paragraph, run

_STEP: Final = 480
"""How much further each station of the path stands, in twips."""
_AFTER_DISC: Final = 640
_FILLED_ONE: Final = 0x2776
_FILLED: Final = range(1, 11)
_TAB: Final = "<w:tab/>"
_BOLD: Final = 1.05
_SIZES: Final = (52, 44, 40)
"""Of the title, in half points."""
_MOST_LINES: Final = 2
_INSET: Final = 180
_BELOW_BAND: Final = '<w:spacing w:before="180" w:after="10"/>'
_END: Final = 400
"""What of the ground shows below the last line."""


def cover_band(draft: Draft, shown: str) -> str:
    """Return the coloured top of the cover; `shown` is an organisation's logo above it."""
    book = draft.workbook
    minutes = sum({section.id: section.minutes for section in book.sections}.values())
    long = run(" · ") + draft.word("minutes", count=minutes) if minutes else ""
    stations = "".join(
        _station(draft, index, theme) for index, theme in enumerate(draft.themes.values())
    )
    return (
        shown
        + paragraph("Subtitle", draft.runs(book.subtitle) + long)
        + paragraph("Title", draft.runs(book.title, _sized(draft)))
        + paragraph("TmPurpose", draft.runs(book.purpose))
        + stations
    )


def band_height(draft: Draft) -> int:
    """Return how far down the band reaches, in twips, from the line that it begins on."""
    book = draft.workbook
    width = TEXT_WIDTH - 2 * _INSET
    said = {"Title": (book.title, _title_size(draft) * _BOLD), "TmPurpose": (book.purpose, 26)}
    height = BAND_LINES["Subtitle"] + BAND_BELOW["Subtitle"] + _END
    for style, (text, size) in said.items():
        count = lines(text.string, round(size), width)
        height += count * BAND_LINES[style] + BAND_BELOW[style]
    return height + len(draft.themes) * (2 * BAND_LINES["TmStation"] + BAND_BELOW["TmStation"])


def _title_size(draft: Draft) -> int:
    """Return the size of the title in half points: smaller where it would take three lines."""
    title, width = draft.workbook.title.string, TEXT_WIDTH - 2 * _INSET
    short = (size for size in _SIZES if lines(title, round(size * _BOLD), width) <= _MOST_LINES)
    return next(short, _SIZES[-1])


def _sized(draft: Draft) -> str:
    size = _title_size(draft)
    return "" if size == _SIZES[0] else f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _station(draft: Draft, index: int, station: Station) -> str:
    """Return a theme as a white disc with its name and its idea, further along than the last."""
    at = _INSET + index * _STEP
    stops = "".join(f'<w:tab w:val="left" w:pos="{place}"/>' for place in (at, at + _AFTER_DISC))
    # The first stands where its line begins: a tab there would go on to the next stop.
    along = f"<w:r>{_TAB}</w:r>" if index else ""
    disc = (
        '<w:rStyle w:val="TmSymbol"/><w:color w:val="FFFFFF"/><w:position w:val="-10"/>'
        '<w:sz w:val="42"/><w:szCs w:val="42"/>'
    )
    return paragraph(
        "TmStation",
        along
        + run(filled(station.number), disc)
        + f"<w:r>{_TAB}</w:r>"
        + draft.runs(station.title, '<w:b/><w:bCs/><w:sz w:val="26"/><w:szCs w:val="26"/>')
        + f"<w:r><w:br/></w:r>{along}<w:r>{_TAB}</w:r>"
        + draft.runs(station.heading, '<w:sz w:val="21"/><w:szCs w:val="21"/>'),
        f"<w:tabs>{stops}</w:tabs>",
    )


def filled(number: str) -> str:
    """Return a number on a disc, or in brackets where Unicode has no disc for it."""
    if number.isdecimal() and int(number) in _FILLED:
        return chr(_FILLED_ONE + int(number) - 1)
    return f"({number})"


def cover_opening(draft: Draft, section: Section) -> str:
    """Return what stands below the band before what is filled in: reminders first."""
    told: list[Block] = [block for block in section.blocks if isinstance(block, Prose)]
    others = [
        block for block in section.blocks if block not in told and not isinstance(block, Asking)
    ]
    heading = section_heading(draft, section).replace(
        '<w:pStyle w:val="Heading1"/>', f'<w:pStyle w:val="Heading1"/>{_BELOW_BAND}', 1
    )
    return heading + "".join(write_block(draft, block) for block in (*told, *others))


def small_title(draft: Draft) -> str:
    """Return the name of the model on a sheet that has no cover, on one line."""
    flat = '<w:shd w:val="clear" w:color="auto" w:fill="auto"/>'
    spacing = (
        '<w:spacing w:before="0" w:after="0" w:line="252" w:lineRule="auto"/>'
        '<w:ind w:left="0" w:right="0"/>'
    )
    borders = "".join(f'<w:{side} w:val="nil"/>' for side in ("top", "left", "bottom", "right"))
    soft = (
        f'<w:b w:val="0"/><w:bCs w:val="0"/><w:color w:val="{design.SOFT_TEXT}"/>'
        '<w:sz w:val="20"/><w:szCs w:val="20"/>'
    )
    book = draft.workbook
    # A sheet that is called as its heading is has said so, and needs its page for other things.
    is_said = bool(book.sections) and book.subtitle == book.sections[0].title
    said: tuple[LocalizedText, ...] = (book.title,) if is_said else (book.subtitle, book.title)
    shown = run(" · ", soft).join(draft.runs(text, soft) for text in said)
    purpose = "" if is_said else paragraph("TmSmall", draft.runs(book.purpose))
    return paragraph("Title", shown, f"<w:pBdr>{borders}</w:pBdr>{flat}{spacing}") + purpose
