"""Blocks to fill in: forms, cards, tables whose rows can be added to."""

from collections.abc import Iterator, Sequence
from typing import Final

from toimintamalli import LocalizedText
from toimintamalli.workbook.block import Asking, Group
from toimintamalli.workbook.place import Place
from toimintamalli_docx import places
from toimintamalli_docx.asking import TICK_WIDTH, told
from toimintamalli_docx.borders import shade
from toimintamalli_docx.box_labels import box_width
from toimintamalli_docx.controls import shorten
from toimintamalli_docx.draft import Draft
from toimintamalli_docx.headings import block_heading
from toimintamalli_docx.letters import least_width, line_width
from toimintamalli_docx.page import TEXT_WIDTH
from toimintamalli_docx.tables import (
    BOXED,
    FIELD_HEIGHT,
    GAP,
    STRONG,
    Looks,
    cell,
    head,
    hold,
    keep,
    mark,
    row,
    share,
    table,
)
from toimintamalli_docx.text import attribute, paragraph, run

ARROW: Final = "→"
"""Leads on a card from a need to its goal, and from a measure to its indicator."""
ARROW_LEFTWARD: Final = "←"
_MOST_BESIDE: Final = 5
"""Short answers that stand side by side on a card."""
_MOST_IN_FORM: Final = 4
"""The same in a form that leaves room for others."""
_HEAD_SIZE: Final = 18
_BOX_HEIGHT: Final = 340
"""What a line of boxes to tick takes, in twips."""
_PROMPT_SIZE: Final = 19
_CARD_SIZE: Final = '<w:sz w:val="24"/><w:szCs w:val="24"/>'
_CARD_SPACING: Final = '<w:spacing w:before="60" w:after="10"/>'
_SHORT: Final = 2
"""Lines of an answer that has room beside another."""
_LONG: Final = 2.3
"""How much wider a column is whose answers take several lines."""
_MOST: Final = 0.4
"""The share of a table's width that a column of boxes takes at most to have them on two lines."""


def fields(draft: Draft, block: Asking, width: int = TEXT_WIDTH) -> str:
    """Return a form, or a list to tick where there is nothing else to do."""
    form = draft.locked()
    if is_list(block):
        return _ticks(form, block) + GAP
    rows = list(form_rows(draft, block.places, width))
    # A row that shares its page says what it asks without a heading of its own.
    heading = "" if draft.tight and len(rows) == 1 else block_heading(draft, block.title)
    return heading + "".join(
        _boxes(form, block.title, boxes, width=width, _ruled=len(boxes) == 1) + GAP
        for boxes in rows
    )


def is_list(block: Asking) -> bool:
    """Tell whether a form is a list to tick: there is nothing else to do."""
    return all(place.kind == "check" for place in block.places)


def form_rows(
    draft: Draft, asked: Sequence[Place], width: int = TEXT_WIDTH
) -> Iterator[Sequence[Place]]:
    """Yield the places of a form that stand side by side: short ones two and two."""
    most = _MOST_IN_FORM if draft.tight else 2
    is_narrow = width < TEXT_WIDTH
    open_: list[Place] = []
    for place in asked:
        if place.lines > _SHORT or _is_wide(draft, place, width):
            yield from ([open_] if open_ else [])
            open_ = []
            yield [place]
        else:
            open_.append(place)
            # In half a page's width, only a day leaves room for something beside it.
            if len(open_) == most or (is_narrow and open_[0].kind != "date"):
                yield open_
                open_ = []
    if open_:
        yield open_


def _is_wide(draft: Draft, place: Place, width: int) -> bool:
    if not places.has_boxes(draft, place):
        return False
    return sum(map(box_width, labels(place))) > width // 2


def cards(draft: Draft, block: Asking) -> str:
    """Return the same small form a few times over, each with its number, each whole."""
    return "".join(_card(draft, block.title, group) for group in block.groups)


def _card(draft: Draft, title: LocalizedText, card: Group) -> str:
    look = draft.coloured() + _CARD_SIZE
    heading = paragraph(
        "Heading2",
        draft.runs(title, look) + run(f" {card.number}", look),
        shade(draft.colours.tint) + _CARD_SPACING,
    )
    rows = [
        _boxes(draft, title, boxes, chained=True, ground=draft.colours.tint)
        for boxes in card_rows(card.places)
    ]
    # Word keeps a card on one page if each paragraph of it is kept with the next one.
    return keep(heading + GAP.join(rows[:-1])) + (keep(GAP) if rows[:-1] else "") + rows[-1] + GAP


def card_rows(asked: Sequence[Place]) -> Iterator[Sequence[Place]]:
    """Yield the places of a card that stand side by side.

    Texts two and two, since one leads to the other; then what is short; then what has boxes.
    """
    texts = [place for place in asked if place.kind == "text"]
    single = texts[len(texts) - len(texts) % 2 :]
    pairs = texts[: len(texts) - len(single)]
    ticked = [place for place in asked if place.kind in ("check", "several") or _is_few(place)]
    short = [
        place for place in asked if place in single or (place not in texts and place not in ticked)
    ]
    for at in range(0, len(pairs), 2):
        yield pairs[at : at + 2]
    rest = [*short, *ticked]
    for at in range(0, len(rest), _MOST_BESIDE):
        yield rest[at : at + _MOST_BESIDE]


def _is_few(place: Place) -> bool:
    return place.kind == "choice" and places.are_few(place)


def _boxes(  # noqa: PLR0913 -- boxes have many sides, each named where they are called
    draft: Draft,
    title: LocalizedText,
    asked: Sequence[Place],
    *,
    width: int = TEXT_WIDTH,
    chained: bool = False,
    _ruled: bool = False,
    ground: str = "",
) -> str:
    """Return places side by side, each a box with what it asks above it."""
    widths = box_widths(asked, width)
    header = []
    for at, place in enumerate(asked):
        pointing = ARROW_LEFTWARD if draft.is_rtl else ARROW
        arrow = run(f"{pointing} ", draft.coloured()) if chained and _follows(asked, at) else ""
        header.append(
            paragraph("TmPrompt", arrow + draft.runs(place.prompt, draft.coloured()))
            + places.sample(draft, place)
            + places.earlier(draft, place)
        )
    is_ruled = _ruled and asked[0].lines > 1 and asked[0].kind == "text"
    answers = [
        places.ruled_answer(draft, place)
        if is_ruled
        else places.stacked_answer(draft, place)
        if len(asked) > _SHORT
        else places.answer(draft, place)
        for place in asked
    ]
    least = (
        FIELD_HEIGHT + draft.taller
        if chained
        else max(field_height(draft, place) for place in asked)
    )
    return table(
        widths,
        header,
        hold((row(widths, answers, height=least),)),
        told=told(draft, title, "table-form"),
        style=BOXED,
        looks=Looks(fill=ground),
    )


def _follows(asked: Sequence[Place], at: int) -> bool:
    """Tell whether a place goes on about another thing than the text before it."""
    if not at or asked[at].kind != "text" or asked[at - 1].kind != "text":
        return False
    one, other = asked[at - 1].fact, asked[at].fact
    return bool(one and other) and _subject(one) != _subject(other)


def _subject(fact: object) -> str:
    return str(getattr(fact, "name", "")).partition(".")[0]


def field_height(draft: Draft, place: Place) -> int:
    """Return the least height of a place in a form in twips."""
    if place.kind == "check" or places.has_boxes(draft, place):
        return _BOX_HEIGHT + draft.taller if draft.taller else 0
    lines = places.height(draft, place) if place.lines > 1 else 0
    return max(FIELD_HEIGHT, lines) + draft.taller


def box_widths(asked: Sequence[Place], width: int = TEXT_WIDTH) -> list[int]:
    """Return the widths of boxes side by side, each with room for what it asks."""
    is_stacked = len(asked) > _SHORT
    ticked = [labels(place) if is_stacked and _is_few(place) else () for place in asked]
    boxes = [max(map(box_width, shown), default=0) for shown in ticked]
    # Each prompt on one line, if there is room for that.
    for least in (line_width, least_width):
        prompts = [least(place.prompt.string, _PROMPT_SIZE) for place in asked]
        found = list(map(max, prompts, boxes))
        if sum(found) <= width:
            break
    return share([1.0] * len(asked), found, width)


def labels(place: Place) -> Iterator[str]:
    """Yield what stands beside the boxes of a place."""
    return (choice.label.string for choice in place.choices if choice.label)


def _ticks(draft: Draft, block: Asking) -> str:
    widths = (TICK_WIDTH + 420, TEXT_WIDTH - TICK_WIDTH - 420)
    rows = (
        row(
            widths,
            (
                mark(places.tick(draft, place)),
                cell(draft.mark(place.id, draft.runs(place.prompt))),
            ),
            looks=Looks(middle=True),
        )
        for place in block.places
    )
    # On a page that it shares, the list has its name in its head.
    named = draft.runs(block.title) if draft.tight else draft.word("statement")
    heading = "" if draft.tight else block_heading(draft, block.title)
    header = (head(draft.word("tick"), centred=True), head(named))
    shown = table(widths, header, hold(rows), told=told(draft, block.title, "table-list"))
    return heading + shown


def form_table(draft: Draft, block: Asking, width: int = TEXT_WIDTH) -> str:
    """Return a table to fill in; on a screen, rows can be added to it."""
    widths = column_widths(draft, block, width)
    header = tuple(
        paragraph("TmPrompt", draft.runs(column, draft.coloured())) for column in block.columns
    )
    rows = hold(_table_row(draft, widths, group.places) for group in block.groups)
    shown = _repeating(draft, block, rows) if draft.fill else rows
    body = table(
        widths, header, shown, told=told(draft, block.title, "table-rows"), style=BOXED
    ) + ("" if draft.fill else _vocabularies(draft, block))
    return block_heading(draft, block.title) + body + GAP


def _vocabularies(draft: Draft, block: Asking) -> str:
    """Return the choices that are too many for boxes, so that one of them can be written."""
    columns = zip(block.columns, block.groups[0].places, strict=True)
    return "".join(
        paragraph("TmSmall", draft.runs(column, STRONG) + run(": ") + _choices(draft, place))
        for column, place in columns
        if has_vocabulary(place)
    )


def has_vocabulary(place: Place) -> bool:
    """Tell whether a place has too many choices for boxes, so that one of them is written."""
    return place.kind == "choice" and not places.are_short(place)


def _choices(draft: Draft, place: Place) -> str:
    return run(", ").join(draft.runs(choice.label) for choice in place.choices if choice.label)


def _table_row(draft: Draft, widths: Sequence[int], line: Sequence[Place]) -> str:
    cells = tuple(
        places.narrow_answer(draft, place, wide) + places.earlier(draft, place)
        for place, wide in zip(line, widths, strict=True)
    )
    return row(widths, cells, height=row_height(draft, line))


def row_height(draft: Draft, line: Sequence[Place]) -> int:
    """Return the least height of a table's row in twips."""
    room = max(places.height(draft, place, narrow=True) for place in line)
    return max(FIELD_HEIGHT, room) + draft.taller


def _repeating(draft: Draft, block: Asking, rows: Sequence[str]) -> Iterator[str]:
    """Yield rows inside the controls by which Word 2013 and later adds more of them."""
    title = attribute(shorten(block.title.string))
    yield (
        f'<w:sdt><w:sdtPr><w:alias w:val="{title}"/><w:tag w:val="{block.id}"/>'
        f'<w:id w:val="{draft.control_id(block.id)}"/><w15:repeatingSection/></w:sdtPr>'
        "<w:sdtContent>"
    )
    for number, row_xml in enumerate(rows, 1):
        yield (
            f'<w:sdt><w:sdtPr><w:id w:val="{draft.control_id(f"{block.id}#{number}")}"/>'
            f"<w15:repeatingSectionItem/></w:sdtPr><w:sdtContent>{row_xml}</w:sdtContent></w:sdt>"
        )
    yield "</w:sdtContent></w:sdt>"


def column_widths(draft: Draft, block: Asking, width: int = TEXT_WIDTH) -> list[int]:
    """Return the widths of a table's columns, so that boxes stand on two lines if there is room."""
    line = block.groups[0].places
    weights = [places.WEIGHTS[place.kind] * (_LONG if place.lines > 1 else 1) for place in line]
    least = [least_width(column.string, _PROMPT_SIZE) for column in block.columns]
    boxes = [_on_two_lines(draft, place) for place in line]
    wide = list(map(max, least, boxes))
    return share(weights, wide if max(boxes) <= width * _MOST else least, width)


def _on_two_lines(draft: Draft, place: Place) -> int:
    """Return the width of a column in which the boxes of a place stand on two lines, if it has."""
    if not places.has_boxes(draft, place, narrow=True):
        return 0
    parts = list(map(box_width, labels(place)))
    return min(max(sum(parts[:at]), sum(parts[at:])) for at in range(1, len(parts) + 1))
