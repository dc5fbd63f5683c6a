"""Headings: of a workbook's sections, with their minutes and idea, and of blocks."""

from typing import Final

from toimintamalli import LocalizedText, design
from toimintamalli.workbook.block import Asking
from toimintamalli.workbook.tree import Section
from toimintamalli_docx.draft import Draft
from toimintamalli_docx.names import section_bookmark
from toimintamalli_docx.text import paragraph, run

TAB: Final = "<w:r><w:tab/></w:r>"
_NUMERAL: Final = round(design.NUMERAL * 2)
_LESS: Final = '<w:sz w:val="34"/><w:szCs w:val="34"/>'
"""The size of a heading that shares its page with others."""
_LEAST: Final = '<w:sz w:val="19"/><w:szCs w:val="19"/>'
_CLOSEST: Final = '<w:spacing w:before="0" w:after="0"/>'
_CLOSE: Final = '<w:spacing w:before="80" w:after="20"/>'
_KIND: Final = " – "
_PLAIN: Final = '<w:b w:val="0"/><w:bCs w:val="0"/>'
_BESIDE: Final = '<w:sz w:val="22"/><w:szCs w:val="22"/>'
_SMALL: Final = '<w:sz w:val="22"/><w:szCs w:val="22"/>'
_CLOSER: Final = '<w:spacing w:before="120" w:after="20"/>'
_APART: Final = '<w:spacing w:before="200" w:after="20"/>'


def section_heading(draft: Draft, section: Section) -> str:
    """Return the heading of a section, with its minutes and the idea of its theme."""
    said = _shown(draft, section) if is_of_theme(section) else section_title(draft, section)
    if section.follows_on or draft.bare:
        said = said.replace("<w:r><w:t", "<w:r><w:rPr></w:rPr><w:t")
        said = said.replace("</w:rPr>", f"{_LESS}</w:rPr>") if not section.number else said
    title = draft.bookmark(section_bookmark(section.key), said)
    apart = _APART if section.follows_on else ""
    return paragraph("Heading1", title, apart) + _under(draft, section)


def small_heading(draft: Draft, section: Section) -> str:
    """Return the heading of a section of small print, below what people came for."""
    said = draft.runs(section.title, draft.coloured() + _SMALL)
    return paragraph("Heading1", draft.bookmark(section_bookmark(section.key), said), _CLOSER)


def heading_again(draft: Draft, section: Section) -> str:
    """Return the name of a theme for its second page: it looks alike and is no heading."""
    idea = paragraph("TmLead", draft.runs(section.heading)) if section.heading else ""
    return paragraph("TmAgain", _shown(draft, section)) + idea


def is_of_theme(section: Section) -> bool:
    """Tell whether a section is the sheet of a theme, and is called by the theme's name."""
    return bool(section.number) and any(isinstance(block, Asking) for block in section.blocks)


def section_name(section: Section) -> str:
    """Return what the heading of a section says."""
    if section.subject is None:
        return section.title.string
    if is_of_theme(section):
        kind = f"{_KIND}{section.title.string}" if section.follows_on else ""
        return f"{section.number} {section.subject.string}{kind}"
    number = f"{section.number} " if section.number else ""
    return f"{section.title.string}: {number}{section.subject.string}"


def section_title(draft: Draft, section: Section) -> str:
    """Return a section's name and what it is about, as runs."""
    if section.subject is None:
        return draft.runs(section.title)
    if is_of_theme(section):
        return run(f"{section.number} ") + draft.runs(section.subject) + _kind(draft, section)
    number = f": {section.number} " if section.number else ": "
    return draft.runs(section.title) + run(number) + draft.runs(section.subject)


def block_heading(draft: Draft, title: LocalizedText) -> str:
    """Return the heading of a block."""
    if draft.bare:
        return paragraph("Heading2", draft.runs(title, draft.coloured() + _LEAST), _CLOSEST)
    if draft.tight or draft.page.is_close:
        return paragraph("Heading2", draft.runs(title, draft.coloured()), _CLOSE)
    return paragraph("Heading2", draft.runs(title, draft.coloured()))


def _shown(draft: Draft, section: Section) -> str:
    colour = draft.coloured()
    sized = f'{colour}<w:sz w:val="{_NUMERAL}"/><w:szCs w:val="{_NUMERAL}"/>'
    if section.follows_on:
        sized = colour = colour + _LESS
    subject = draft.runs(section.subject, colour) if section.subject else ""
    return run(section.number, sized) + run(" ", colour) + subject + _kind(draft, section)


def _kind(draft: Draft, section: Section) -> str:
    """Return what a sheet is called, where it has no line below its heading to say so."""
    if not section.follows_on:
        return ""
    small = draft.coloured(_PLAIN) + _BESIDE
    return run(_KIND, small) + draft.runs(section.title, small)


def _under(draft: Draft, section: Section) -> str:
    """Return the idea of a theme, and the minutes of the section at the end of the line."""
    # Where themes share a page the heading says what sheet it is, and one note for all how long.
    if is_of_theme(section) and section.follows_on:
        return ""
    guided = any(block.kind == "text" and block.style == "guide" for block in section.blocks)
    # A facilitator's note begins with the minutes itself.
    is_shown = not guided or section.heading
    minutes = (section.minutes or section.preparation) if is_shown else 0
    shown = draft.word("minutes", badge(draft), count=minutes) if minutes else ""
    if is_of_theme(section):
        shown = draft.runs(section.title) + (run("  ") + shown if shown else "")
    if section.heading:
        after = TAB + shown if shown else ""
        return paragraph("TmLead", draft.runs(section.heading) + after)
    return paragraph("TmMinutes", shown) if shown else ""


def badge(draft: Draft) -> str:
    """Return the properties of a run that stands in a frame of its own."""
    dark = draft.colours.dark
    return (
        f'<w:b/><w:bCs/><w:color w:val="{dark}"/>'
        f'<w:bdr w:val="single" w:sz="8" w:space="0" w:color="{dark}"/>'
    )
