"""Blocks to fill in: forms, cards, tables whose rows can be added to."""

from collections.abc import Iterator, Sequence
from typing import Final

from toimintamalli import LocalizedText
from toimintamalli.workbook.block import Asking, Group
from toimintamalli.workbook.place import Place
from toimintamalli_docx import places
from toimintamalli_docx.asking import TICK_WIDTH
from toimintamalli_docx.controls import shorten
from toimintamalli_docx.draft import Draft
from toimintamalli_docx.headings import block_heading
from toimintamalli_docx.letters import least_width, line_width
from toimintamalli_docx.tables import (
    GAP,
    LINE_HEIGHT,
    STRONG,
    TEXT_WIDTH,
    cell,
    head,
    hold,
    mark,
    row,
    share,
    table,
)
from toimintamalli_docx.text import attribute, paragraph, run

_LEAST_PROMPT: Final = 2600
_MOST_PROMPT: Final = 3100
"""What prompts take beside their answers, in twips, unless a word is longer."""
_CARD_PROMPT: Final = 3900
"""The most on a card, where each prompt that takes one line only leaves room for the cards."""
_CARD_LINE: Final = 374
"""Room for a line of handwriting on a card: three cards fit on a page."""
_HEAD_SIZE: Final = 18
_LONG: Final = 3.2
"""How much wider a column is whose answers take several lines."""


def fields(draft: Draft, block: Asking) -> str:
    """Return a form, or a list to tick where there is nothing else to do."""
    if all(each.kind == "check" for each in block.places):
        return _ticks(draft, block) + GAP
    return _form(draft, draft.runs(block.title), block.places, LINE_HEIGHT, _MOST_PROMPT) + GAP


def cards(draft: Draft, block: Asking) -> str:
    """Return the same small form a few times over, each with its number."""
    return "".join(_card(draft, block.title, each) + GAP for each in block.groups)


def _card(draft: Draft, title: LocalizedText, card: Group) -> str:
    heading = draft.runs(title) + run(f" {card.number}")
    return _form(draft, heading, card.places, _CARD_LINE, _CARD_PROMPT)


def _form(draft: Draft, title: str, asked: Sequence[Place], line: int, most: int) -> str:
    prompts = _prompt_width(asked, most)
    widths = (prompts, TEXT_WIDTH - prompts)
    rows = (
        row(
            widths,
            (
                paragraph("TmPrompt", draft.runs(each.prompt)) + places.earlier(draft, each),
                places.answer(draft, each),
            ),
            height=places.height(draft, each, line),
        )
        for each in asked
    )
    header = (head(title), head(draft.word("our-answer")))
    return table(widths, header, hold(rows), labelled=True)


def _prompt_width(asked: Sequence[Place], most: int) -> int:
    prompts = [each.prompt.string for each in asked]
    wished = max(_LEAST_PROMPT, *(line_width(each, _HEAD_SIZE) for each in prompts))
    longest = max(least_width(each, _HEAD_SIZE) for each in prompts)
    return min(max(min(wished, most), longest), TEXT_WIDTH // 2)


def _ticks(draft: Draft, block: Asking) -> str:
    widths = (TICK_WIDTH, TEXT_WIDTH - TICK_WIDTH)
    rows = (
        row(
            widths,
            (
                mark(places.tick(draft, each)),
                cell(draft.mark(each.id, draft.runs(each.prompt))),
            ),
        )
        for each in block.places
    )
    return table(widths, (head(draft.word("tick")), head(draft.runs(block.title))), hold(rows))


def form_table(draft: Draft, block: Asking) -> str:
    """Return a table to fill in; on a screen, rows can be added to it."""
    widths = _column_widths(block)
    header = tuple(head(draft.runs(each)) for each in block.columns)
    rows = hold(_table_row(draft, widths, each.places) for each in block.groups)
    shown = _repeating(draft, block, rows) if draft.fill else rows
    body = table(widths, header, shown) + ("" if draft.fill else _vocabularies(draft, block))
    return block_heading(draft, block.title) + body + GAP


def _vocabularies(draft: Draft, block: Asking) -> str:
    """Return the choices that are too many for boxes, so that one of them can be written."""
    columns = zip(block.columns, block.groups[0].places, strict=True)
    return "".join(
        paragraph("TmSmall", draft.runs(column, STRONG) + run(": ") + _choices(draft, place))
        for column, place in columns
        if place.kind == "choice" and not places.are_few(place)
    )


def _choices(draft: Draft, place: Place) -> str:
    return run(", ").join(draft.runs(each.label) for each in place.choices if each.label)


def _table_row(draft: Draft, widths: Sequence[int], line: Sequence[Place]) -> str:
    cells = tuple(places.narrow_answer(draft, each) + places.earlier(draft, each) for each in line)
    return row(widths, cells, height=max(places.height(draft, each) for each in line))


def _repeating(draft: Draft, block: Asking, rows: Sequence[str]) -> Iterator[str]:
    """Yield rows inside the controls by which Word 2013 and later adds more of them."""
    title = attribute(shorten(block.title.string))
    yield (
        f'<w:sdt><w:sdtPr><w:alias w:val="{title}"/><w:tag w:val="{block.id}"/>'
        f'<w:id w:val="{draft.control_id(block.id)}"/><w15:repeatingSection/></w:sdtPr>'
        "<w:sdtContent>"
    )
    for number, each in enumerate(rows, 1):
        yield (
            f'<w:sdt><w:sdtPr><w:id w:val="{draft.control_id(f"{block.id}#{number}")}"/>'
            f"<w15:repeatingSectionItem/></w:sdtPr><w:sdtContent>{each}</w:sdtContent></w:sdt>"
        )
    yield "</w:sdtContent></w:sdt>"


def _column_widths(block: Asking) -> list[int]:
    line = block.groups[0].places
    weights = [places.WEIGHTS[each.kind] * (_LONG if each.lines > 1 else 1) for each in line]
    return share(weights, [least_width(each.string, _HEAD_SIZE) for each in block.columns])
