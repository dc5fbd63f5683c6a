"""Headings: of a workbook's sections, with their minutes and idea, and of blocks."""

from toimintamalli import LocalizedText
from toimintamalli.workbook.tree import Section
from toimintamalli_docx.draft import Draft
from toimintamalli_docx.names import section_bookmark
from toimintamalli_docx.text import paragraph, run


def section_heading(draft: Draft, section: Section, *, new_page: bool) -> str:
    """Return the heading of a section, with its minutes and the idea of its theme."""
    title = draft.bookmark(section_bookmark(section.key), section_title(draft, section))
    broken = "<w:pageBreakBefore/>" if new_page else ""
    idea = paragraph("TmLead", draft.runs(section.heading)) if section.heading else ""
    return paragraph("Heading1", title, broken) + idea + _minutes(draft, section)


def section_title(draft: Draft, section: Section) -> str:
    """Return a section's name and what it is about, as runs."""
    if section.subject is None:
        return draft.runs(section.title)
    number = f": {section.number} " if section.number else ": "
    return draft.runs(section.title) + run(number) + draft.runs(section.subject)


def block_heading(draft: Draft, title: LocalizedText) -> str:
    """Return the heading of a block."""
    return paragraph("Heading2", draft.runs(title))


def _minutes(draft: Draft, section: Section) -> str:
    guided = any(each.kind == "text" and each.style == "guide" for each in section.blocks)
    minutes = section.minutes or section.preparation
    # A facilitator's note begins with the minutes itself.
    if guided or not minutes:
        return ""
    return paragraph("TmMinutes", draft.word("minutes", count=minutes))
