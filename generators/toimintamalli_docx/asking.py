"""Blocks that ask about a theme: scales, open questions, lists to tick."""

from collections.abc import Sequence
from typing import Final

from toimintamalli.workbook.block import Asking, Group
from toimintamalli.workbook.place import Place
from toimintamalli_docx import places
from toimintamalli_docx.draft import Draft
from toimintamalli_docx.headings import block_heading
from toimintamalli_docx.letters import least_width
from toimintamalli_docx.tables import (
    GAP,
    LINE_HEIGHT,
    STRONG,
    TEXT_WIDTH,
    cell,
    head,
    hold,
    mark,
    number,
    row,
    table,
)
from toimintamalli_docx.text import paragraph, run

NUMBER_WIDTH: Final = 640
TICK_WIDTH: Final = 900
_VALUE_WIDTH: Final = 540
_HEAD_SIZE: Final = 18
_KEPT: Final = "<w:keepNext/>"


def scales(draft: Draft, block: Asking) -> str:
    """Return scale questions as a table: statements as rows, values as columns."""
    widths = _scale_widths(block)
    header = (
        head(draft.word("number")),
        head(draft.word("statement")),
        *(head(draft.runs(each)) for each in block.beside),
        *(head(run(str(each.value)), centred=True) for each in block.choices),
    )
    rows = (_statement(draft, block, widths, each) for each in block.places)
    body = _legend(draft, block) + table(widths, header, hold(rows, whole=False)) + GAP
    return block_heading(draft, block.title) + body


def _scale_widths(block: Asking) -> tuple[int, ...]:
    beside = [least_width(each.string, _HEAD_SIZE) for each in block.beside]
    values = [_VALUE_WIDTH] * len(block.choices)
    rest = TEXT_WIDTH - NUMBER_WIDTH - sum(beside) - sum(values)
    return (NUMBER_WIDTH, rest, *beside, *values)


def _legend(draft: Draft, block: Asking) -> str:
    whose = draft.word("view-joint") + run(":  ") if block.beside else ""
    labels = [
        run(f"{each.value} = ", STRONG) + draft.runs(each.label)
        for each in block.choices
        if each.label
    ]
    how = draft.word("tick-one" if draft.fill else "circle-one")
    return paragraph("TmLegend", whose + run("   ").join((*labels, how)))


def _statement(draft: Draft, block: Asking, widths: Sequence[int], place: Place) -> str:
    cells = (
        cell(number(place.number)),
        cell(draft.mark(place.id, draft.runs(place.prompt))) + places.earlier(draft, place),
        *(cell("") for _ in block.beside),
        *(mark(places.value(draft, place, each)) for each in place.choices),
    )
    return row(widths, cells, height=LINE_HEIGHT)


def questions(draft: Draft, block: Asking) -> str:
    """Return open questions as cards with room to write, in their groups."""
    lead = _lead(draft, block)
    groups = (
        (paragraph("Heading3", draft.runs(group.title)) if group.title else "")
        + "".join(_question(draft, each) for each in group.places)
        for group in block.groups
    )
    return block_heading(draft, block.title) + lead + "".join(groups)


def _question(draft: Draft, place: Place) -> str:
    widths = (TEXT_WIDTH,)
    asked = paragraph("TmQuestion", number(place.number) + run("  ") + draft.runs(place.prompt))
    asked += places.earlier(draft, place)
    room = row(widths, (places.ruled_answer(draft, place),), height=places.height(draft, place))
    return table(widths, (asked,), (room,)) + GAP


def checklist(draft: Draft, block: Asking) -> str:
    """Return practices to pick or pitfalls to recognise, grouped by whom they speak to."""
    groups = (_group(draft, each) for each in block.groups)
    return block_heading(draft, block.title) + _lead(draft, block) + "".join(groups)


def _lead(draft: Draft, block: Asking) -> str:
    return paragraph("BodyText", draft.runs(block.lead), _KEPT) if block.lead else ""


def _group(draft: Draft, group: Group) -> str:
    widths = (TICK_WIDTH, NUMBER_WIDTH, TEXT_WIDTH - TICK_WIDTH - NUMBER_WIDTH)
    header = (
        head(draft.word("tick")),
        head(draft.word("number")),
        head(draft.runs(group.title) if group.title else ""),
    )
    rows = (row(widths, _entry(draft, each)) for each in group.places)
    return table(widths, header, hold(rows, whole=False)) + GAP


def _entry(draft: Draft, place: Place) -> tuple[str, ...]:
    said = draft.mark(place.id, draft.runs(place.prompt)) + (draft.ours() if place.ours else "")
    reasons = "".join(paragraph("TmReason", run("– ") + draft.runs(each)) for each in place.reasons)
    return (
        mark(places.tick(draft, place)),
        cell(number(place.number)),
        cell(said) + reasons,
    )
