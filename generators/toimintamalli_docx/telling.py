"""Blocks that tell: prose, the path, the agenda, items, definitions, the list of contents."""

from typing import Final

from toimintamalli import LocalizedText
from toimintamalli.workbook.block import (
    Agenda,
    Contents,
    Definition,
    Definitions,
    Entry,
    Items,
    Path,
    Prose,
    Stop,
)
from toimintamalli_docx.draft import Draft
from toimintamalli_docx.headings import block_heading, section_title
from toimintamalli_docx.names import section_bookmark
from toimintamalli_docx.path_figure import path_figure
from toimintamalli_docx.tables import STRONG, TEXT_WIDTH, cell, head, hold, number, row, table
from toimintamalli_docx.text import attribute, field, paragraph, paragraphs, run

_STYLES: Final = {"body": "BodyText", "notice": "TmNotice", "guide": "TmGuide"}
_TAB: Final = "<w:r><w:tab/></w:r>"
_DASH: Final = run(" – ")
_MINUTES_WIDTH: Final = 1500


def prose(draft: Draft, block: Prose) -> str:
    """Return text to read, a notice, or a note to the facilitator."""
    style = _STYLES[block.style]
    return "".join(paragraph(style, draft.runs(each)) for each in paragraphs(block.text))


def path(draft: Draft, block: Path) -> str:
    """Return the picture of the path, and the same in words."""
    stops = "".join(_stop(draft, each) for each in block.stops)
    words = paragraph("BodyText", draft.runs(block.description)) + stops
    return block_heading(draft, block.title) + path_figure(draft, block) + words


def _stop(draft: Draft, stop: Stop) -> str:
    title = draft.runs(stop.title, STRONG) + _DASH + draft.runs(stop.heading)
    return paragraph("TmEntry", run(stop.number, STRONG) + _TAB + title)


def agenda(draft: Draft, block: Agenda) -> str:
    """Return what the meeting's time goes to."""
    widths = (TEXT_WIDTH - _MINUTES_WIDTH, _MINUTES_WIDTH)
    rows = (
        row(widths, (cell(draft.runs(each.title)), cell(_minutes(draft, each.minutes))))
        for each in block.rows
    )
    header = (head(draft.word("stage")), head(draft.word("duration")))
    total = paragraph("TmTotal", draft.word("minutes-total", count=block.minutes))
    return block_heading(draft, block.title) + table(widths, header, hold(rows)) + total


def _minutes(draft: Draft, minutes: int) -> str:
    return draft.word("minutes", count=minutes)


def items(draft: Draft, block: Items) -> str:
    """Return items in their order, each with its number."""
    entries = "".join(_entry(draft, each) for each in block.entries)
    return block_heading(draft, block.title) + entries


def _entry(draft: Draft, entry: Entry) -> str:
    first, *more = [draft.runs(each) for each in paragraphs(entry.text)]
    title = draft.runs(entry.title, STRONG) + run(". ") if entry.title else ""
    shown = [title + first, *more]
    shown[-1] += draft.ours() if entry.ours else ""
    lead = paragraph("TmEntry", number(entry.number) + _TAB + shown[0])
    chain = (draft.runs(each) for each in entry.chain)
    return lead + "".join(paragraph("TmEntryMore", each) for each in (*shown[1:], *chain))


def definitions(draft: Draft, block: Definitions) -> str:
    """Return names and what they mean."""
    entries = "".join(_definition(draft, each) for each in block.entries)
    return block_heading(draft, block.title) + entries


def _definition(draft: Draft, entry: Definition) -> str:
    term = _link(draft, entry.term, entry.link) if entry.link else draft.runs(entry.term, STRONG)
    return paragraph("TmDefinition", term + _DASH + draft.runs(entry.text))


def _link(draft: Draft, shown: LocalizedText, address: str) -> str:
    # A field rather than a relationship: the text stays one string that knows no package.
    return field(
        f'HYPERLINK "{attribute(address)}"', draft.runs(shown, '<w:rStyle w:val="Hyperlink"/>')
    )


def contents(draft: Draft, block: Contents) -> str:
    r"""Return the list of sections as a field filled in beforehand, each line a link.

    `\n` leaves out page numbers, which only a layout pass could know; nothing is marked dirty,
    since Word would then ask at every opening whether to update the fields.
    """
    sections = {each.key: each for each in draft.workbook.sections}
    lines = [
        f'<w:hyperlink w:anchor="{section_bookmark(each.section)}" w:history="1">'
        f"{section_title(draft, sections[each.section])}</w:hyperlink>"
        for each in block.rows
    ]
    begin, end = field('TOC \\o "1-1" \\h \\n \\z', "\0").split("\0")
    lines[0] = begin + lines[0]
    lines[-1] += end
    return "".join(paragraph("TOC1", each) for each in lines)
