"""How each kind of block of a report looks in Word."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from toimintamalli import LocalizedText, design
from toimintamalli.report.phrases import Line, Own
from toimintamalli.report.tree import (
    Agenda,
    Entries,
    Figures,
    Grid,
    Plot,
    Points,
    Prose,
    Quotes,
    Remarks,
    Section,
    Standing,
    States,
    Voices,
)
from toimintamalli_docx.draft import Draft
from toimintamalli_docx.letters import least_width
from toimintamalli_docx.report.figure import figure, tone
from toimintamalli_docx.tables import GAP, STRONG, Told, cell, head, hold, row, share, table
from toimintamalli_docx.text import paragraph, paragraphs, run

_STYLES: Final = {"body": "BodyText", "notice": "TmNotice", "quiet": "TmSmall"}
_FOREIGN: Final = '<w:lang w:val="und"/>'
"""Words that people wrote: in whatever language, and nobody corrects them."""
_BULLET: Final = run("•") + "<w:r><w:tab/></w:r>"
_HEAD_SIZE: Final = 18
_CELL_SIZE: Final = 19
_LEAST: Final = 600
_KEPT: Final = "<w:keepNext/>"
_APART: Final = '<w:spacing w:before="400" w:after="100"/>'
_TIGHT: Final = {
    "Heading2": '<w:spacing w:before="140" w:after="40"/>',
    "BodyText": '<w:spacing w:after="40"/>',
    "TmDefinition": '<w:spacing w:after="40"/>',
    "TmGuide": '<w:spacing w:before="20" w:after="40"/>',
}
_BOLD: Final = "<w:b/><w:bCs/>"
_FIGURE_SIZE: Final = 52
_TONES: Final[Mapping[str, str]] = {"good": design.GOOD, "late": design.LATE}
_SIGNS: Final[Mapping[Standing, str]] = {
    "done": "✓",
    "open": "○",
    "late": "!",
    "dropped": "–",
    "unknown": "·",
}
_STATE_WEIGHTS: Final = (24, 50, 26)
_INDENT: Final = '<w:ind w:left="340"/>'


def write_section(draft: Draft, section: Section, *, new_page: bool) -> str:
    """Return a section with its heading."""
    colour = f'<w:color w:val="{tone(draft, section.theme)}"/>' if section.theme else ""
    number = run(f"{section.number} ", colour) if section.number else ""
    broken = "<w:pageBreakBefore/>" if new_page else _APART
    heading = paragraph("Heading1", number + draft.runs(section.title, colour), broken)
    blocks = "".join(_WRITERS[block.kind](draft, block) for block in section.blocks)
    return heading + (_tightened(blocks) if section.alone else blocks)


def _tightened(blocks: str) -> str:
    """Return paragraphs with less between them, so that all of them fit on a page."""
    for style, spacing in _TIGHT.items():
        named = f'<w:pStyle w:val="{style}"/>'
        blocks = blocks.replace(named, named + spacing)
    return blocks


def said(draft: Draft, line: Line, properties: str = "", look: str = "") -> str:
    """Return a line as runs, people's own words in no language that we could name.

    `look` is what stands after the place of `w:noProof` in the order of properties.
    """
    return "".join(
        run(phrase.string, f"{properties}<w:noProof/>{look}{_FOREIGN}")
        if isinstance(phrase, Own)
        else draft.runs(phrase, properties + look)
        for phrase in line
    )


def _figures(draft: Draft, block: Figures) -> str:
    """Return figures as a table of one row, what each counts above it."""
    widths = share([1] * len(block.figures), [_LEAST] * len(block.figures))
    header = [head(said(draft, figure.label)) for figure in block.figures]
    cells = [
        paragraph("TmCell", said(draft, figure.value, _BOLD, _big(_TONES.get(figure.tone, ""))))
        for figure in block.figures
    ]
    shown = "; ".join(f"{_plain(figure.label)}: {_plain(figure.value)}" for figure in block.figures)
    told = Told(", ".join(_plain(figure.label) for figure in block.figures), shown)
    return table(widths, header, [row(widths, cells)], told=told) + GAP


def _plain(line: Line) -> str:
    """Return the words of a line, for what is read out and not shown."""
    return "".join(phrase.string for phrase in line)


def _headed(title: str, columns: Iterable[LocalizedText]) -> Told:
    """Return what a table says of itself: its title, and the headings of its columns."""
    return Told(title, ", ".join(column.string for column in columns))


def _big(colour: str) -> str:
    shown = f'<w:color w:val="{colour}"/>' if colour else ""
    return f'{shown}<w:sz w:val="{_FIGURE_SIZE}"/><w:szCs w:val="{_FIGURE_SIZE}"/>'


def _voices(draft: Draft, block: Voices) -> str:
    """Return questions side by side, what was answered below each."""
    widths = share([1] * len(block.quotes), [_LEAST] * len(block.quotes))
    header = [head(draft.runs(quote.title)) for quote in block.quotes]
    cells = [
        "".join(cell(said(draft, (one.text,))) for one in quote.quotes)
        or cell(draft.runs(quote.nothing))
        for quote in block.quotes
    ]
    asked = [quote.title for quote in block.quotes]
    return table(widths, header, [row(widths, cells)], told=_headed(asked[0].string, asked)) + GAP


def _states(draft: Draft, block: States) -> str:
    widths = share(_STATE_WEIGHTS, [_LEAST] * len(_STATE_WEIGHTS))
    header = [head(draft.runs(column)) for column in block.columns]
    rows = []
    for state in block.states:
        colour = _TONES.get({"done": "good", "late": "late"}.get(state.standing, ""), "")
        look = f'<w:color w:val="{colour}"/>' if colour else ""
        word = run(f"{_SIGNS[state.standing]} ", _BOLD + look)
        word += said(draft, state.word, _BOLD, look)
        cells = [cell(word), cell(said(draft, state.how)), cell(said(draft, state.about))]
        rows.append(row(widths, cells))
    title = paragraph("Heading2", draft.runs(block.title))
    lead = paragraph("BodyText", said(draft, block.lead))
    more = paragraph("BodyText", said(draft, block.more)) if block.more else ""
    told = _headed(block.title.string, block.columns)
    return title + lead + table(widths, header, hold(rows, whole=False), told=told) + GAP + more


def _entries(draft: Draft, block: Entries) -> str:
    shown = paragraph("Heading2", draft.runs(block.title)) if block.title else ""
    for entry in block.entries:
        shown += paragraph("TmQuestion", said(draft, entry.title), _KEPT)
        shown += "".join(paragraph("TmGuide", said(draft, line)) for line in entry.lines)
    return shown


def _prose(draft: Draft, block: Prose) -> str:
    title = paragraph("Heading2", draft.runs(block.title)) if block.title else ""
    style = _STYLES[block.style]
    return title + "".join(paragraph(style, said(draft, line)) for line in block.paragraphs)


def _points(draft: Draft, block: Points) -> str:
    title = paragraph("Heading2", draft.runs(block.title)) if block.title else ""
    lead = paragraph("BodyText", said(draft, block.lead)) if block.lead else ""
    listed = (paragraph("TmDefinition", _BULLET + said(draft, point)) for point in block.points)
    return title + lead + "".join(listed)


def _quotes(draft: Draft, block: Quotes) -> str:
    title = paragraph("Heading2", draft.runs(block.title))
    if not block.quotes:
        return title + paragraph("BodyText", draft.runs(block.nothing))
    written = ""
    for quote in block.quotes:
        when = draft.runs(quote.when, STRONG) + run(": ", STRONG) if quote.when else ""
        written += paragraph("TmGuide", when + said(draft, (quote.text,)))
    return title + written


def _grid(draft: Draft, block: Grid) -> str:
    widths = share(block.weights, _least(block))
    header = [head(draft.runs(column)) for column in block.columns]
    rows = (row(widths, [_lines(draft, filled.lines) for filled in cells]) for cells in block.rows)
    title = paragraph("Heading2", draft.runs(block.title))
    told = _headed(block.title.string, block.columns)
    held = hold(rows, whole=False)
    return title + table(widths, header, held, told=told, labelled=True) + GAP


def _least(block: Grid) -> list[int]:
    """Return how narrow each column may be, so that no heading or word of ours is divided."""
    return [
        max(_LEAST, least_width(title.string, _HEAD_SIZE), *_words_in(block, index))
        for index, title in enumerate(block.columns)
    ]


def _words_in(block: Grid, index: int) -> Iterator[int]:
    # A long word that somebody wrote may be divided rather than push the others aside.
    for cells in block.rows if index else ():
        for line in cells[index].lines:
            for phrase in line:
                if not isinstance(phrase, Own):
                    yield least_width(phrase.string, _CELL_SIZE)


def _lines(draft: Draft, lines: tuple[Line, ...]) -> str:
    return "".join(cell(said(draft, line)) for line in lines)


def _plot(draft: Draft, block: Plot) -> str:
    title = paragraph("Heading2", said(draft, (block.title,)))
    how = paragraph("TmSmall", draft.runs(block.description), _KEPT) if block.explained else ""
    return title + how + figure(draft, block)


def _remarks(draft: Draft, block: Remarks) -> str:
    shown = ""
    for remark in block.remarks:
        kept = _KEPT if remark.advice else ""
        shown += paragraph("TmDefinition", _BULLET + said(draft, remark.line), kept)
        if remark.advice:
            shown += paragraph("TmReason", draft.runs(block.advice), _KEPT + _INDENT)
        for advice in remark.advice:
            name = said(draft, advice.name, STRONG) + run(": ", STRONG)
            first, *_ = paragraphs(advice.text)
            shown += paragraph("TmReason", name + draft.runs(first), _INDENT)
    return shown


def _agenda(draft: Draft, block: Agenda) -> str:
    shown = ""
    for subject in block.subjects:
        shown += paragraph("TmQuestion", draft.runs(subject.title))
        several = len(subject.lines) > 1
        style, bullet = ("TmDefinition", _BULLET) if several else ("TmGuide", "")
        shown += "".join(paragraph(style, bullet + said(draft, line)) for line in subject.lines)
    return shown


_WRITERS: Final[Mapping[str, Callable[[Draft, Any], str]]] = {
    "text": _prose,
    "points": _points,
    "quotes": _quotes,
    "table": _grid,
    "plot": _plot,
    "remarks": _remarks,
    "agenda": _agenda,
    "figures": _figures,
    "voices": _voices,
    "states": _states,
    "entries": _entries,
}
