"""How high the blocks of a workbook come out, so that pages are composed before Word lays them out.

What each piece is made of is said where it is written; here is how much room that takes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from toimintamalli.workbook.block import (
    Agenda,
    Asking,
    Block,
    Contents,
    Definitions,
    Group,
    Items,
    Path,
    Prose,
)
from toimintamalli.workbook.place import Place
from toimintamalli.workbook.tree import Section
from toimintamalli_docx import places
from toimintamalli_docx.asking import (
    NUMBER_WIDTH,
    TICK_WIDTH,
    by_theme,
    scale_widths,
    statement_height,
)
from toimintamalli_docx.box_labels import ANSWER_SIZE, unparted
from toimintamalli_docx.draft import SIGN, Draft
from toimintamalli_docx.forms import (
    box_widths,
    card_rows,
    column_widths,
    field_height,
    form_rows,
    has_vocabulary,
    is_list,
    labels,
    row_height,
)
from toimintamalli_docx.headings import section_name
from toimintamalli_docx.letters import line_height
from toimintamalli_docx.measures import height
from toimintamalli_docx.page import TEXT_WIDTH
from toimintamalli_docx.places import BOX_LINE
from toimintamalli_docx.tables import FIELD_HEIGHT, LINE_HEIGHT
from toimintamalli_docx.telling import CLOSE_BELOW, ROW_HEIGHT

_MARGINS: Final = 170
"""The margins of a cell."""
_GAP: Final = 90
_RULE: Final = 8
"""What the rule of a row takes."""
_FRAME: Final = 160
"""What the ground of a notice has above and below its text."""
_BOX: Final = "W\u00a0"
"""As wide as a box to tick, with the space behind it."""
_BESIDE: Final = "\u00a0\u00a0 "
_RINGS: Final = 510
"""The height of a row of numbers to circle."""
_PATH: Final = 2100
"""The height of the picture of the path."""
_STRONG_RULE: Final = 100
"""What the rule below the name of a theme takes, whose letters are larger, in twips."""
_CARD_HEAD: Final = 378
_LARGER: Final = 1200
"""What the name of a theme takes more of its line than a heading of a table would."""
_SMALLER: Final = 20 / 22
"""Of statements that stand closer."""
_BELOW: Final = 80
"""What parts entries."""
_TWO: Final = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """What no page parts."""

    height: int
    rows: int = 0
    """How many of its rows can be higher."""
    keeps: bool = False
    """Whether it stands on the page of what follows."""


def heading_height(section: Section) -> int:
    """Return how high the heading of a section is that begins a page, in twips."""
    return height("Heading1", section_name(section)) + _under(section)


def _under(section: Section) -> int:
    if section.heading:
        return height("TmLead", section.heading.string)
    # A facilitator's note begins with the minutes itself.
    guided = any(block.kind == "text" and block.style == "guide" for block in section.blocks)
    is_shown = (section.minutes or section.preparation) and not guided
    return height("TmMinutes", "") if is_shown else 0


def pieces(draft: Draft, block: Block, width: int = TEXT_WIDTH) -> Iterator[Piece]:
    """Yield what a block is made of, with the room that each piece takes as it is written here."""
    match block:
        case Prose():
            yield from _prose(block)
        case Path():
            yield _heading(draft, block.title.string)
            told = sum(
                height("TmEntry", f"{s.title.string} – {s.heading.string}") for s in block.stops
            )
            yield Piece(_PATH + height("BodyText", block.description.string) + told)
        case Agenda():
            yield _heading(draft, block.title.string)
            total = height("TmTotal", "") + height("TmHead", "")
            yield Piece(total + len(block.rows) * (ROW_HEIGHT + _RULE))
        case Items():
            yield _heading(draft, block.title.string)
            yield from _items(draft, block)
        case Definitions():
            yield _heading(draft, block.title.string)
            yield from _definitions(draft, block)
        case Contents():
            yield from (Piece(height("TOC1", row.title.string)) for row in block.rows)
        case Asking():
            yield from _asking(draft, block, width)


def _prose(block: Prose) -> Iterator[Piece]:
    for part in block.text.string.split("\n\n"):
        if block.style == "notice":
            yield Piece(height("TmNotice", part, TEXT_WIDTH - 60) + _FRAME)
        else:
            yield Piece(height("TmGuide" if block.style == "guide" else "BodyText", part))


def _heading(draft: Draft, title: str) -> Piece:
    if draft.bare:
        return Piece(244, keeps=True)
    closer = 80 if draft.tight or draft.page.is_close else 0
    return Piece(height("Heading2", title) - closer, keeps=True)


def _items(draft: Draft, block: Items) -> Iterator[Piece]:
    closer = _closer(draft)
    for entry in block.entries:
        title = f"{entry.title.string}. " if entry.title else ""
        first, *more = entry.text.string.split("\n\n")
        yield Piece(height("TmEntry", title + first + SIGN) - closer)
        for text in (*more, *(link.string for link in entry.chain)):
            yield Piece(height("TmEntryMore", text) - closer)


def _definitions(draft: Draft, block: Definitions) -> Iterator[Piece]:
    for entry in block.entries:
        said = f"{entry.term.string} – {entry.text.string}"
        if entry.seen:
            said += f" ({draft.words['source-seen'].string} {entry.seen})"
        if entry.link:
            said += f"\n{entry.link}"
        yield Piece(height("TmDefinition", said) - _closer(draft))


def _closer(draft: Draft) -> int:
    return _BELOW - CLOSE_BELOW if draft.page.is_close else 0


def _asking(draft: Draft, block: Asking, width: int) -> Iterator[Piece]:
    match block.layout:
        case "scales":
            yield _heading(draft, block.title.string)
            yield from _scales(draft, block)
        case "questions":
            yield from _lead(draft, block)
            for group in block.groups:
                if group.title:
                    yield Piece(height("Heading3", group.title.string), keeps=True)
                yield from (Piece(_question(place)) for place in group.places)
        case "checklist":
            yield from _lead(draft, block)
            for group in block.groups:
                yield from _ticked(group, width)
        case "fields":
            yield from _fields(draft, block, width)
        case "cards":
            yield from (_card(draft, group) for group in block.groups)
        case "table":
            yield _heading(draft, block.title.string)
            yield _table(draft, block, width)


def _lead(draft: Draft, block: Asking) -> Iterator[Piece]:
    yield _heading(draft, block.title.string)
    if block.lead:
        yield Piece(height("BodyText", block.lead.string), keeps=True)


def _question(place: Place) -> int:
    asked = height("TmQuestion", place.prompt.string, TEXT_WIDTH - _MARGINS)
    return asked + place.lines * LINE_HEIGHT + _GAP + 2 * _RULE


def _ticked(group: Group, width: int) -> Iterator[Piece]:
    room = width - TICK_WIDTH - NUMBER_WIDTH - _MARGINS
    yield Piece(height("TmHead", "") + _RULE + _GAP, keeps=True)
    for place in group.places:
        reasons = sum(height("TmReason", f"– {reason.string}", room) for reason in place.reasons)
        yield Piece(height("TmCell", place.prompt.string + SIGN, room) + reasons + _RULE)


def _scales(draft: Draft, block: Asking) -> Iterator[Piece]:
    said = "   ".join(
        f"{choice.value} = {choice.label.string}" for choice in block.choices if choice.label
    )
    ends = (draft.words["no-answer"].string, draft.words["circle-one"].string)
    whose = draft.words["view-joint"].string if block.beside else ""
    yield Piece(height("TmLegend", "   ".join((whose, said, *ends))), keeps=True)
    widths = scale_widths(draft, block)
    room = widths[1] - _MARGINS
    beside = zip(block.beside, widths[2:], strict=False)
    headings = (height("TmHead", text.string, wide - _MARGINS) for text, wide in beside)
    head = max(height("TmHead", ""), *headings, 0) + _STRONG_RULE
    for theme, asked in by_theme(block):
        station = draft.themes.get(theme) if theme else None
        named = height("TmHead", station.title.string, room - _LARGER) if station else 0
        yield Piece(max(named + _STRONG_RULE, head) + _RULE, keeps=True)
        for at, place in enumerate(asked):
            # The last two of a table stand together.
            yield Piece(_statement(draft, place, room), rows=1, keeps=at == len(asked) - _TWO)
        yield Piece(_GAP)


def _statement(draft: Draft, place: Place, room: int) -> int:
    least = max(statement_height(draft), LINE_HEIGHT if draft.fill else _RINGS)
    is_close = draft.page.is_close
    said = place.prompt.string + (SIGN if place.ours else "")
    wide = round(room / _SMALLER) if is_close else room
    tall = height("Normal", said, wide)
    tall = round(tall * _SMALLER) if is_close else tall
    return max(least, tall + 2 * draft.page.between + _earlier(place, room)) + _RULE


def _earlier(place: Place, room: int) -> int:
    return sum(height("TmEarlier", before.value + " " * 40, room) for before in place.earlier)


def _fields(draft: Draft, block: Asking, width: int) -> Iterator[Piece]:
    if is_list(block):
        if not draft.tight:
            yield _heading(draft, block.title.string)
        rows = (
            height("TmCell", place.prompt.string, TEXT_WIDTH - 900) + _RULE
            for place in block.places
        )
        yield Piece(height("TmHead", "") + sum(rows) + _GAP)
        return
    formed = list(form_rows(draft, block.places, width))
    if not (draft.tight and len(formed) == 1):
        yield _heading(draft, block.title.string)
    for asked in formed:
        least = max(field_height(draft, place) for place in asked)
        yield Piece(_boxed(draft, asked, least, width) + _GAP, rows=1)


def _boxed(draft: Draft, asked: Sequence[Place], least: int, width: int = TEXT_WIDTH) -> int:
    """Return the height of places side by side, with what they ask above them."""
    is_stacked = len(asked) > _TWO
    head, body = 0, least
    for place, wide in zip(asked, box_widths(asked, width), strict=True):
        room = wide - _MARGINS
        prompt = height("TmPrompt", place.prompt.string, room)
        shown = place.sample.string if place.sample and draft.page.has_samples else ""
        sample = draft.words.fill("sample", text=shown).string if shown else ""
        head = max(head, prompt + _said(sample, room) + _earlier(place, room))
        body = max(body, _chosen(draft, place, room, stacked=is_stacked))
    return head + body + 2 * _RULE


def _said(sample: str, room: int) -> int:
    return height("TmEarlier", sample, room) if sample else 0


def _chosen(draft: Draft, place: Place, room: int, *, stacked: bool, narrow: bool = False) -> int:
    """Return the height of the boxes of a place's choices; 0 where there are none."""
    if not places.has_boxes(draft, place, narrow=narrow):
        return 0
    if stacked:
        return len(place.choices) * BOX_LINE + 60
    wide = room + _MARGINS if narrow else TEXT_WIDTH
    said = _BESIDE.join(_BOX + unparted(label, wide) for label in labels(place))
    return round(height("TmAnswer", said, room) * BOX_LINE / line_height("", ANSWER_SIZE))


def _card(draft: Draft, card: Group) -> Piece:
    rows = list(card_rows(card.places))
    least = FIELD_HEIGHT + draft.taller
    high = sum(_boxed(draft, asked, least) + _GAP for asked in rows)
    return Piece(_CARD_HEAD + high, rows=len(rows))


def _table(draft: Draft, block: Asking, width: int) -> Piece:
    widths = column_widths(draft, block, width)
    columns = zip(block.columns, widths, strict=True)
    high = max(height("TmPrompt", title.string, wide - _MARGINS) for title, wide in columns)
    for group in block.groups:
        least = row_height(draft, group.places)
        cells = zip(group.places, widths, strict=True)
        high += _RULE + max(least, *(_cell(draft, place, wide - _MARGINS) for place, wide in cells))
    if not draft.fill:
        named = zip(block.columns, block.groups[0].places, strict=True)
        high += sum(_vocabulary(title.string, place, width) for title, place in named)
    return Piece(high + _GAP, rows=len(block.groups))


def _cell(draft: Draft, place: Place, room: int) -> int:
    return _chosen(draft, place, room, stacked=False, narrow=True) + _earlier(place, room)


def _vocabulary(title: str, place: Place, width: int) -> int:
    if not has_vocabulary(place):
        return 0
    return height("TmSmall", f"{title}: {', '.join(labels(place))}", width)
