"""Blocks that tell: prose, the path, the agenda, items, definitions, the list of contents."""

import re
from dataclasses import replace
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
from toimintamalli.workbook.tree import Section
from toimintamalli_docx.asking import told
from toimintamalli_docx.draft import Draft
from toimintamalli_docx.headings import TAB, block_heading, section_title
from toimintamalli_docx.names import page_waited_for, section_bookmark
from toimintamalli_docx.page import TEXT_WIDTH
from toimintamalli_docx.path_figure import path_figure
from toimintamalli_docx.tables import (
    KEPT,
    STRONG,
    Looks,
    cell,
    head,
    hold,
    number,
    row,
    table,
)
from toimintamalli_docx.text import attribute, field, paragraph, paragraphs, run

_STYLES: Final = {"body": "BodyText", "notice": "TmNotice", "guide": "TmGuide"}
_DASH: Final = run(" – ")
_MINUTES: Final = re.compile(r"\d")
_MINUTES_WIDTH: Final = 1500
_CLOCK_WIDTH: Final = 1900
ROW_HEIGHT: Final = 681
"""Room to write a time of day: 12 mm in twips."""
_TIGHT_ROW: Final = 410
CLOSE_BELOW: Final = 30
"""What parts entries that would otherwise run over their page, in twips."""
_CLOSE: Final = f'<w:spacing w:after="{CLOSE_BELOW}"/>'


def prose(draft: Draft, block: Prose, *, large: bool = False) -> str:
    """Return text to read, a notice, or a note to the facilitator.

    `large` is for a page on which nothing else stands.
    """
    style = "TmReading" if large else _STYLES[block.style]
    # On a page of several sections a note could be left behind by what it is about.
    kept = KEPT if draft.tight and block.style == "guide" else ""
    told = (_told(draft, block, text) for text in paragraphs(block.text))
    return "".join(paragraph(style, runs, kept) for runs in told)


def _told(draft: Draft, block: Prose, text: LocalizedText) -> str:
    """Return a paragraph as runs; the minutes before a note's colon stand out."""
    lead, colon, rest = text.string.partition(":")
    if block.style != "guide" or not colon or not _MINUTES.match(lead):
        return draft.runs(text)
    bold = draft.coloured(STRONG)
    return draft.runs(replace(text, string=lead + colon), bold) + draft.runs(
        replace(text, string=rest)
    )


def path(draft: Draft, block: Path) -> str:
    """Return the picture of the path, and the same in words."""
    stops = "".join(_stop(draft, stop) for stop in block.stops)
    words = paragraph("BodyText", draft.runs(block.description)) + stops
    return block_heading(draft, block.title) + path_figure(draft, block) + words


def _stop(draft: Draft, stop: Stop) -> str:
    dark = draft.about(stop.theme).coloured(STRONG)
    title = draft.runs(stop.title, dark) + _DASH + draft.runs(stop.heading)
    return paragraph("TmEntry", run(stop.number, dark) + TAB + title)


def agenda(draft: Draft, block: Agenda) -> str:
    """Return what the meeting's time goes to, with room for the time of day of each part."""
    widths = (_CLOCK_WIDTH, TEXT_WIDTH - _CLOCK_WIDTH - _MINUTES_WIDTH, _MINUTES_WIDTH)
    rows = (
        row(
            widths,
            (cell(""), cell(draft.runs(item.title)), cell(_minutes(draft, item.minutes))),
            height=_TIGHT_ROW if draft.tight else ROW_HEIGHT,
            looks=Looks(middle=True),
        )
        for item in block.rows
    )
    header = (head(draft.word("clock")), head(draft.word("stage")), head(draft.word("duration")))
    total = paragraph("TmTotal", draft.word("minutes-total", count=block.minutes))
    shown = table(widths, header, hold(rows), told=told(draft, block.title, "table-agenda"))
    return block_heading(draft, block.title) + shown + total


def _minutes(draft: Draft, minutes: int) -> str:
    return draft.word("minutes", count=minutes)


def items(draft: Draft, block: Items) -> str:
    """Return items in their order, each with its number."""
    entries = "".join(_entry(draft, entry) for entry in block.entries)
    return block_heading(draft, block.title) + entries


def _entry(draft: Draft, entry: Entry) -> str:
    first, *more = [draft.runs(text) for text in paragraphs(entry.text)]
    title = draft.runs(entry.title, STRONG) + run(_after(entry.title.string)) if entry.title else ""
    shown = [title + first, *more]
    shown[-1] += draft.ours() if entry.ours else ""
    close = _CLOSE if draft.page.is_close else ""
    lead = paragraph("TmEntry", number(entry.number) + TAB + shown[0], close)
    chain = (draft.runs(text) for text in entry.chain)
    return lead + "".join(paragraph("TmEntryMore", text, close) for text in (*shown[1:], *chain))


def _after(title: str) -> str:
    """Return what parts a title from its text: a question ends in a mark of its own."""
    return " " if title.endswith(("?", "!", ".", "…")) else ". "


def definitions(draft: Draft, block: Definitions) -> str:
    """Return names and what they mean."""
    entries = "".join(_definition(draft, entry) for entry in block.entries)
    return block_heading(draft, block.title) + entries


def _definition(draft: Draft, entry: Definition) -> str:
    said = draft.runs(entry.term, STRONG) + _DASH + draft.runs(entry.text)
    if entry.seen:
        said += run(" (") + draft.word("source-seen", date=draft.words.day(entry.seen)) + run(")")
    if entry.link:
        said += "<w:r><w:br/></w:r>" + _link(entry.link)
    return paragraph("TmDefinition", said, _CLOSE if draft.page.is_close else "")


def _link(address: str) -> str:
    """Return an address that can be followed on a screen and copied from paper."""
    # A field rather than a relationship: the text stays one string that knows no package.
    return field(f'HYPERLINK "{attribute(address)}"', run(address, '<w:rStyle w:val="Hyperlink"/>'))


def contents(draft: Draft, block: Contents) -> str:
    """Return the list of sections as a field filled in beforehand, each line a link with its page.

    Nothing is marked dirty, since Word would then ask at every opening whether to update fields.
    """
    sections = {section.key: section for section in draft.workbook.sections}
    lines = [_line(draft, sections[listed.section]) for listed in block.rows]
    begin, end = field('TOC \\o "1-1" \\h \\z', "\0").split("\0")
    lines[0] = begin + lines[0]
    lines[-1] += end
    return "".join(paragraph("TOC1", line) for line in lines)


def _line(draft: Draft, section: Section) -> str:
    bookmark = section_bookmark(section.key)
    page = field(f"PAGEREF {bookmark} \\h", run(page_waited_for(bookmark)))
    said = section_title(draft, section) + TAB + page
    return f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{said}</w:hyperlink>'
