"""Blocks that ask about a theme: scales, open questions, lists to tick."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from toimintamalli import LocalizedText, design
from toimintamalli.model.ids import ThemeId
from toimintamalli.model.kinds import KINDS
from toimintamalli.workbook.block import Asking, Group
from toimintamalli.workbook.place import Place
from toimintamalli_docx import places
from toimintamalli_docx.borders import cell_borders
from toimintamalli_docx.draft import Draft
from toimintamalli_docx.headings import block_heading
from toimintamalli_docx.letters import least_width
from toimintamalli_docx.page import PAGES, TEXT_WIDTH, Paper
from toimintamalli_docx.tables import (
    BOXED,
    GAP,
    KEPT,
    LINE_HEIGHT,
    PLAIN,
    STRONG,
    Looks,
    Told,
    cell,
    head,
    hold,
    mark,
    number,
    row,
    table,
    tinted,
)
from toimintamalli_docx.text import paragraph, run

NUMBER_WIDTH: Final = 560
TICK_WIDTH: Final = 480
BETWEEN: Final = 340
"""What parts two columns, in twips."""
_VALUE_WIDTH: Final = 370
_APART: Final = 190
"""What parts the box of who can't say from the values, in twips."""
_TALLEST: Final = 366
"""What a statement's row is higher at most, in twips: numbers to circle need no more."""
_CLOSE: Final = '<w:sz w:val="20"/><w:szCs w:val="20"/>'
"""The size of statements that would otherwise run over their page."""
_ASKED: Final = 560
"""What a question on one or two lines takes above its room, in twips."""
_HEAD_SIZE: Final = 18
_SIGNS: Final = {"practices": "✓", "pitfalls": "!"}
"""What stands above the boxes of a list."""
_BOX: Final = cell_borders(dict.fromkeys(("top", "left", "bottom", "right"), (design.LINE, 6)))


def scales(draft: Draft, block: Asking) -> str:
    """Return scale questions as a table a theme: statements as rows, values as columns."""
    widths = scale_widths(draft, block)
    parted = by_theme(block)
    body = "".join(
        _scale_table(draft.about(theme), block, widths, asked) + GAP for theme, asked in parted
    )
    return block_heading(draft, block.title) + _legend(draft, block) + body


def by_theme(block: Asking) -> list[tuple[ThemeId | None, list[Place]]]:
    """Return the statements of each theme, which have a table for themselves."""
    parted = [(theme, list(asked)) for theme, asked in groupby(block.places, key=theme_of)]
    # One question a theme needs no heading of its own.
    return [(None, list(block.places))] if len(parted) == len(block.places) else parted


def theme_of(place: Place) -> ThemeId | None:
    """Return the theme whose item a place answers."""
    return ThemeId(place.item.partition(".")[0]) if place.item else None


def _scale_table(draft: Draft, block: Asking, widths: Sequence[int], asked: Sequence[Place]) -> str:
    station = draft.themes.get(draft.theme) if draft.theme else None
    colour = draft.coloured()
    named = (
        (run(station.number, colour), draft.runs(station.title, colour))
        if station
        else (draft.word("number"), draft.word("statement"))
    )
    sized = '<w:sz w:val="23"/><w:szCs w:val="23"/>' if station else ""
    header = (
        *(paragraph("TmHead", _sized(label, sized)) for label in named),
        *(head(draft.runs(text), centred=True) for text in block.beside),
        *(head(run(str(choice.value)), centred=True) for choice in block.choices),
        *([head(run(places.UNSURE), centred=True)] if _may_decline(block) else []),
    )
    rule = cell_borders({"bottom": (draft.colours.dark, 12)})
    before = _before(block, widths)
    boxed = ["", "", *(_BOX for _ in block.beside)]
    looks = Looks(borders=(*boxed, *("" for _ in widths[len(boxed) :])), middle=True, before=before)
    rows = (_statement(draft, block, widths, place, looks) for place in asked)
    return table(
        widths,
        header,
        hold(rows, whole=False),
        told=told(draft, block.title, "table-scales"),
        looks=Looks(borders=(rule,) * len(widths), before=before),
    )


def _may_decline(block: Asking) -> bool:
    """Tell whether each row has a box for who can't say."""
    first = next((place for group in block.groups for place in group.places), None)
    return first is not None and KINDS[first.kind].may_decline


def _before(block: Asking, widths: Sequence[int]) -> tuple[int, ...]:
    """Return the margin before what stands in each column, where it is not the usual one."""
    return (*(0 for _ in widths[1:]), _APART) if _may_decline(block) else ()


def _sized(runs: str, sized: str) -> str:
    return runs.replace("</w:rPr>", f"{sized}</w:rPr>") if sized else runs


def told(draft: Draft, title: LocalizedText, name: str) -> Told:
    """Return what a table says of itself, with the word that describes its kind."""
    return Told(title.string, draft.words[name].string)


def _number_width(draft: Draft) -> int:
    """Return the width of the column of numbers, whose heading is not divided in any language."""
    return max(NUMBER_WIDTH, least_width(draft.words["number"].string, _HEAD_SIZE))


def scale_widths(draft: Draft, block: Asking) -> tuple[int, ...]:
    """Return the widths of the columns of statements: number, statement, parties, values."""
    beside = [least_width(text.string, _HEAD_SIZE) for text in block.beside]
    values = [_VALUE_WIDTH] * len(block.choices)
    apart = [_VALUE_WIDTH + _APART] if _may_decline(block) else []
    numbers = _number_width(draft)
    rest = TEXT_WIDTH - numbers - sum(beside) - sum(values) - sum(apart)
    return (numbers, rest, *beside, *values, *apart)


def _legend(draft: Draft, block: Asking) -> str:
    whose = draft.word("view-joint", STRONG) + run(":  ") if block.beside else ""
    labels = [
        run(f"{choice.value} = ", STRONG) + draft.runs(choice.label)
        for choice in block.choices
        if choice.label
    ]
    if _may_decline(block):
        labels.append(run(f"{places.UNSURE} = ", STRONG) + draft.word("no-answer"))
    how = draft.word("tick-one" if draft.fill else "circle-one")
    return paragraph("TmLegend", whose + run("   ").join((*labels, how)))


def _statement(
    draft: Draft, block: Asking, widths: Sequence[int], place: Place, looks: Looks
) -> str:
    sized = _CLOSE if draft.page.is_close else ""
    shown = draft.runs(place.prompt, sized)
    said = draft.mark(place.id, shown) + (draft.ours() if place.ours else "")
    cells = (
        cell(number(place.number)),
        _said(draft, said) + places.earlier(draft, place),
        *(cell("") for _ in block.beside),
        *map(mark, places.values(draft, place)),
        *([mark(places.unsure(draft, place))] if KINDS[place.kind].may_decline else []),
    )
    return row(widths, cells, height=statement_height(draft), looks=looks)


def statement_height(draft: Draft) -> int:
    """Return the least height of a statement's row in twips."""
    return LINE_HEIGHT + min(draft.taller, _TALLEST)


def _said(draft: Draft, said: str) -> str:
    between = draft.page.between
    if between == PAGES[Paper.A4].between:
        return cell(said)
    return paragraph("TmCell", said, f'<w:spacing w:before="{between}" w:after="{between}"/>')


def questions(draft: Draft, block: Asking, room: int = 0) -> str:
    """Return open questions as boxes with room to write, in their groups.

    `room` is the height in twips that they have together, if it is known.
    """
    lead = _lead(draft, block)
    groups = (
        (paragraph("Heading3", draft.runs(group.title, draft.coloured())) if group.title else "")
        + "".join(_question(draft, block, place, room) for place in group.places)
        for group in block.groups
    )
    return block_heading(draft, block.title) + lead + "".join(groups)


def _question(draft: Draft, block: Asking, place: Place, room: int) -> str:
    count = place.lines
    if room:
        count = min(count + 2, max(3, (room // len(block.places) - _ASKED) // LINE_HEIGHT))
    widths = (TEXT_WIDTH,)
    said = number(place.number) + run("  ") + draft.runs(place.prompt)
    asked = paragraph("TmQuestion", said + (draft.ours() if place.ours else ""))
    asked += places.earlier(draft, place)
    answer = places.ruled_answer(draft, place, count)
    return (
        table(
            widths,
            (asked,),
            (row(widths, (answer,), height=count * LINE_HEIGHT),),
            told=told(draft, block.title, "table-question"),
            style=BOXED,
            looks=Looks(fill=draft.colours.tint),
        )
        + GAP
    )


def checklist(draft: Draft, block: Asking, width: int = TEXT_WIDTH) -> str:
    """Return practices to pick or pitfalls to recognise, grouped by whom they speak to."""
    groups = (_group(draft, block, group, width) for group in block.groups)
    return block_heading(draft, block.title) + _lead(draft, block) + "".join(groups)


def _lead(draft: Draft, block: Asking) -> str:
    if not block.lead:
        return ""
    close = '<w:spacing w:after="30"/>' if draft.tight else ""
    return paragraph("BodyText", draft.runs(block.lead), KEPT + close)


def _group(draft: Draft, block: Asking, group: Group, width: int) -> str:
    numbers = _number_width(draft)
    widths = (TICK_WIDTH, numbers, width - TICK_WIDTH - numbers)
    colour = draft.coloured()
    header = (
        head(run(_SIGNS[block.of], colour) if block.of else draft.word("tick"), centred=True),
        head(draft.word("number", colour)),
        head(draft.runs(group.title or block.title, colour)),
    )
    style = tinted(draft.colours.tint) if block.of == "practices" else PLAIN
    rule = cell_borders({"bottom": (draft.colours.dark, 8)})
    rows = (row(widths, _entry(draft, place)) for place in group.places)
    return (
        table(
            widths,
            header,
            hold(rows, whole=draft.tight),
            told=told(draft, group.title or block.title, "table-list"),
            style=style,
            looks=Looks(borders=(rule,) * len(widths)),
        )
        + GAP
    )


def _entry(draft: Draft, place: Place) -> tuple[str, ...]:
    said = draft.mark(place.id, draft.runs(place.prompt)) + (draft.ours() if place.ours else "")
    reasons = "".join(
        paragraph("TmReason", run("– ") + draft.runs(reason)) for reason in place.reasons
    )
    return (
        mark(places.tick(draft, place)),
        cell(number(place.number)),
        cell(said) + reasons,
    )
