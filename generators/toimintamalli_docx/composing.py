"""Pages composed: which sections share a page, which columns they have, what fills the rest."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeGuard

from toimintamalli.workbook.block import Agenda, Asking, Block, Definitions, Items, Path, Prose
from toimintamalli.workbook.place import Place
from toimintamalli.workbook.tree import Section
from toimintamalli_docx.asking import BETWEEN, NUMBER_WIDTH, TICK_WIDTH, checklist, questions
from toimintamalli_docx.blocks import write_beside, write_block
from toimintamalli_docx.cover import band_height, cover_band, cover_opening, small_title
from toimintamalli_docx.draft import SIGN, Draft
from toimintamalli_docx.fitting import fit, height_of
from toimintamalli_docx.headers import COVER, PLAIN
from toimintamalli_docx.headings import heading_again, section_heading, small_heading
from toimintamalli_docx.heights import heading_height
from toimintamalli_docx.letters import lines
from toimintamalli_docx.logo import Logo, logo_paragraph
from toimintamalli_docx.names import WAITING
from toimintamalli_docx.page import TEXT_WIDTH, Page
from toimintamalli_docx.repeats import OCCASION, is_kept, occasion_again
from toimintamalli_docx.stretch import Stretch
from toimintamalli_docx.tables import BOXED, GAP, LINE_HEIGHT, Looks, Told, row, table
from toimintamalli_docx.text import paragraph, paragraphs

_LEAST_LINES: Final = 4
"""Fewer lines than these are no room to write."""
_HEAD: Final = 2350
"""What the path and the name of a theme take of its page, in twips."""
_STRIP: Final = 700
"""What the path above the pages of a theme takes of them."""
_LOGO: Final = 300
"""What stands above the heading of a page that begins a workbook without a cover."""
_COVER_TITLE: Final = 700
"""What the heading below the band of a cover takes."""
_LITTLE: Final = 250
"""The same at the foot of a cover, in twips."""
_TALLEST: Final = 340
"""What rows of the cover are higher at most: twice as much room looks forgotten."""
_FULL: Final = 0.72
"""A page that is used less has room to write below."""
_BELOW: Final = 500
"""What the heading of a section of small print takes."""
_SMALL_LINE: Final = 240
_SPARE: Final = 500
"""What is left blank at the foot of a page, since other programs break lines elsewhere."""
_SHARES: Final = (56, 50, 60, 64, 44)
"""Percents of the width that the first of two columns can have, the best first."""
_SURELY: Final = 11
"""Tenths of a page that a list surely does not fit on, since heights are estimated amply.

A list that runs over its column would go on in the next one, which may be narrower, and be cut off
there: in a language that takes more room lists stand one below the other.
"""
_LINE: Final = 290
_LARGE: Final = 320


def stretches(draft: Draft, logo: Logo | None) -> tuple[Stretch, ...]:
    """Return a workbook as the stretches of its pages."""
    parts = unnumbered(draft, logo)
    if not any(WAITING in part.body for part in parts):
        return parts
    from toimintamalli_docx.page_numbers import with_page_numbers  # noqa: PLC0415 -- it reads XML

    return with_page_numbers(parts, draft.page)


def unnumbered(draft: Draft, logo: Logo | None) -> tuple[Stretch, ...]:
    """Return the same with marks where a list of contents has the numbers of pages."""
    return tuple(_joined(_stretches(draft, logo)))


def _joined(parts: Iterator[Stretch]) -> Iterator[Stretch]:
    """Yield stretches, those as one that need no page of another look between them."""
    last: Stretch | None = None
    for part in parts:
        if last and not part.new_page and _looks(last) == _looks(part):
            last = replace(last, body=last.body + part.body)
            continue
        if last:
            yield last
        last = part
    if last:
        yield last


def _looks(stretch: Stretch) -> tuple[str, tuple[int, ...]]:
    return stretch.header, stretch.columns


def _stretches(draft: Draft, logo: Logo | None) -> Iterator[Stretch]:
    shown = logo_paragraph(logo, draft.words["logo"].string) if logo else ""
    has_cover = draft.workbook.has_cover
    runs = list(_runs(_with_path_to_read(draft.workbook.sections), has_cover=has_cover))
    if not has_cover:
        shown += small_title(draft)
    for index, run in enumerate(runs):
        if index == 0 and has_cover:
            yield from _cover(draft, run, shown)
        else:
            yield from _run(draft, run, shown if index == 0 else "")


def _with_path_to_read(sections: Sequence[Section]) -> Sequence[Section]:
    """Return sections with the path on the page that tells what the model is, if there is one."""
    paths = [block for section in sections for block in section.blocks if isinstance(block, Path)]
    home = next((section.key for section in sections if _is_reading(section)), None)
    if not paths or home is None:
        return sections
    return [
        section.model_copy(
            update={
                "blocks": (*section.blocks, *paths)
                if section.key == home
                else tuple(block for block in section.blocks if block not in paths)
            }
        )
        for section in sections
    ]


def _is_reading(section: Section) -> bool:
    return not section.follows_on and all(
        isinstance(block, Prose) and block.style == "body" for block in section.blocks
    )


def _runs(sections: Sequence[Section], *, has_cover: bool) -> Iterator[list[Section]]:
    """Yield the sections that follow one another on the same pages."""
    run: list[Section] = []
    for section in sections:
        # A cover has no room for more.
        if run and not (section.follows_on and not (has_cover and run[0] is sections[0])):
            yield run
            run = []
        run.append(section)
    if run:
        yield run


def _cover(draft: Draft, run: Sequence[Section], shown: str) -> Iterator[Stretch]:
    """Yield the page that invites: its band, what to know, and forms beside tables if that fits."""
    here = replace(draft, bare=True)
    band = cover_band(draft, shown)
    above = band_height(draft) + _COVER_TITLE
    blocks = [block for section in run for block in section.blocks]
    told = [block for block in blocks if not isinstance(block, Asking)]
    beside = [
        [block for block in blocks if isinstance(block, Asking) and block.layout == layout]
        for layout in ("fields", "table")
    ]
    opening = "".join(cover_opening(here, section) for section in run)
    width = (TEXT_WIDTH - BETWEEN) // len(beside)
    left = here.page.room - above - height_of(here, told)[0] - _LITTLE
    columns = [height_of(here, asked, width) for asked in beside]
    if sum(map(len, beside)) < len(blocks) - len(told) or not all(rows for _, rows in columns):
        columns = []
    if not columns or max(high for high, _ in columns) > left:
        fitted = fit(here, [*told, *(b for b in blocks if b not in told)], above)
        yield Stretch(band + opening + _written(fitted.blocks[len(told) :]), COVER)
        return
    taller = min(_TALLEST, *((left - high) // rows for high, rows in columns))
    here = replace(here, taller=taller)
    written = ["".join(write_beside(here, b, width) for b in asked) for asked in beside]
    yield Stretch(band + opening, COVER)
    # LibreOffice lets the last table of a column go back to the first unless something follows it.
    body = _COLUMN_BREAK.join(each.removesuffix(GAP) for each in written) + GAP + GAP
    yield Stretch(body, COVER, (width,) * len(beside), new_page=False)


def _written(blocks: Iterable[tuple[Block, Draft]]) -> str:
    return "".join(write_block(here, block) for block, here in blocks)


def _run(draft: Draft, run: Sequence[Section], shown: str) -> Iterator[Stretch]:
    # Small print below a theme's sheet is about nothing else.
    themes = {section.theme for section in run if not _is_small_print(section)}
    theme = next(iter(themes)) if len(themes) == 1 else None
    header = theme if theme in draft.themes and theme else PLAIN
    told = tuple(_told_once(run))
    own = [section for section in told if not _is_small_print(section)]
    page = _page_for_reading(draft, told)
    for index, section in enumerate(told):
        has_figure = any(isinstance(block, Path) for block in section.blocks)
        is_sheet = not draft.workbook.has_cover and section.theme is None
        is_alone = len(own) == 1
        here = replace(
            draft.about(section.theme),
            page=page,
            tight=(section.follows_on and not is_alone) or has_figure or is_sheet,
            taken=sum(map(_prose_height, told[index + 1 :])),
        )
        before = shown if index == 0 else ""
        yield from _section(here, section, header, before, new_page=index == 0, is_alone=is_alone)


def _page_for_reading(draft: Draft, run: Sequence[Section]) -> Page:
    """Return the page for sections to read: closer where a little would run over their last one."""
    blocks = [block for section in run for block in section.blocks]
    if not all(isinstance(block, Definitions | Items) or _is_body(block) for block in blocks):
        return draft.page
    above = sum(map(heading_height, run))
    return fit(draft, blocks, above).page


def _prose_height(section: Section) -> int:
    """Return about how high a section of texts is below another, in twips."""
    texts = [block.text.string for block in section.blocks if isinstance(block, Prose)]
    parts = [part for text in texts for part in text.split("\n\n")]
    return _BELOW + sum(lines(part, 18, TEXT_WIDTH) * _SMALL_LINE for part in parts)


def _told_once(run: Sequence[Section]) -> Iterator[Section]:
    """Yield sections that follow one another, each note to the facilitator where it comes first."""
    told: set[str] = set()
    for section in run:
        notes = {block.text.string for block in section.blocks if _is_note(block)}
        kept = tuple(
            block for block in section.blocks if not (_is_note(block) and block.text.string in told)
        )
        told |= notes
        yield section.model_copy(update={"blocks": kept})


def _is_note(block: Block) -> TypeGuard[Prose]:
    return isinstance(block, Prose) and block.style == "guide"


def _section(  # noqa: PLR0913 -- where a section stands has many sides, each named
    draft: Draft,
    section: Section,
    header: str,
    shown: str,
    *,
    new_page: bool,
    is_alone: bool,
) -> Iterator[Stretch]:
    if _is_small_print(section):
        yield Stretch(_small_print(draft, section), header, new_page=new_page)
        return
    heading = shown + section_heading(draft, section) + _opening(draft, section)
    lists = [block for block in section.blocks if _is_list(block)]
    others = [block for block in section.blocks if not _is_list(block)]
    large = any(isinstance(other, Path) for other in others) and all(
        isinstance(other, Path) or _is_body(other) for other in others
    )
    if is_alone and not lists and not large:
        body = heading + _fitted(draft, section, header, shown)
        yield Stretch(body, header, new_page=new_page)
        return
    is_spread = bool(lists) and any(_is_questions(other) for other in others)
    room = _room(draft, section) if is_spread and not section.follows_on else 0
    body = heading + "".join(_block(draft, other, room, large=large) for other in others)
    yield Stretch(body, header, new_page=new_page)
    if not lists:
        return
    if is_spread and not section.follows_on:
        again = heading_again(draft, section)
        yield Stretch(again, header)
    yield from _lists(draft, section, lists, header)


def _fitted(draft: Draft, section: Section, header: str, shown: str) -> str:
    """Return the blocks of a section that has its pages for itself, so that they fill them."""
    above = heading_height(section) + (_STRIP if header else 0) + (_LOGO if shown else 0)
    above += OCCASION if _opening(draft, section) else 0
    fitted = fit(draft, section.blocks, above, draft.taken)
    written = _written(fitted.blocks)
    has_agenda = any(isinstance(block, Agenda) for block in section.blocks)
    if has_agenda and draft.tight:
        return written
    # What a theme gives is carried on; another page that runs over has nothing to carry.
    if has_agenda or (section.theme and fitted.share < _FULL):
        written += _rest(draft, "notes" if has_agenda else "carry-on", fitted.left, TEXT_WIDTH)
    return written


def _is_body(block: Block) -> bool:
    return isinstance(block, Prose) and block.style == "body"


def _is_small_print(section: Section) -> bool:
    """Tell whether a section says, below what people came for, whose work it is."""
    return section.follows_on and all(
        isinstance(block, Prose) and block.style == "body" for block in section.blocks
    )


def _small_print(draft: Draft, section: Section) -> str:
    said = (
        part
        for block in section.blocks
        if isinstance(block, Prose)
        for part in paragraphs(block.text)
    )
    return small_heading(draft, section) + "".join(
        paragraph("TmSmall", draft.runs(text)) for text in said
    )


def _block(draft: Draft, block: Block, room: int, *, large: bool) -> str:
    if _is_questions(block) and isinstance(block, Asking):
        return questions(draft, block, room)
    return write_block(draft, block, large=large)


def _room(draft: Draft, section: Section) -> int:
    """Return the height that the questions of a theme have on their page, in twips."""
    used = _HEAD + _SPARE
    for block in section.blocks:
        if isinstance(block, Prose):
            used += lines(block.text.string, 22, TEXT_WIDTH - 360) * _LINE + 240
        elif _is_questions(block) and isinstance(block, Asking):
            used += 560 + (
                lines(block.lead.string, 22, TEXT_WIDTH) * _LINE + 120 if block.lead else 0
            )
            used += 420 * sum(1 for group in block.groups if group.title)
    return draft.page.room - used


def _opening(draft: Draft, section: Section) -> str:
    """Return whose page it is, for one that is kept and read alone."""
    return occasion_again(draft) if is_kept(section) else ""


def _is_list(block: Block) -> bool:
    return isinstance(block, Asking) and block.layout == "checklist"


def _is_questions(block: Block) -> bool:
    return isinstance(block, Asking) and block.layout == "questions"


def _lists(
    draft: Draft, section: Section, lists: Sequence[Block], header: str
) -> Iterator[Stretch]:
    asked = [block for block in lists if isinstance(block, Asking)]
    if len(asked) == 1:
        yield Stretch(checklist(draft, asked[0]), header, new_page=False)
        return
    widths = _column_widths(asked, are_alike=draft.is_rtl)
    heights = [_height(block, width) for block, width in zip(asked, widths, strict=True)]
    room = draft.page.room - _HEAD - _SPARE - draft.taken
    if max(heights) * 10 > room * _SURELY:
        body = "".join(checklist(draft, block) for block in asked)
        fitted = fit(draft, asked, _HEAD, draft.taken)
        if fitted.share < _FULL and not section.follows_on:
            body += _rest(draft, "carry-on", fitted.left, TEXT_WIDTH)
        yield Stretch(body, header, new_page=False)
        return
    left, beside = room - max(heights), room - heights[-1]
    columns = [checklist(draft, block, width) for block, width in zip(asked, widths, strict=True)]
    is_room = not section.follows_on
    if is_room and left < _LEAST_LINES * LINE_HEIGHT:
        columns[-1] += _rest(draft, "carry-on", beside, widths[-1])
    # The break itself takes a little of the column that it leads to.
    columns[1:] = [column.replace(_HEADING, _HEADING + _HIGHER, 1) for column in columns[1:]]
    # LibreOffice lets the last table of a column go back to the first unless something follows it.
    body = _COLUMN_BREAK.join(column.removesuffix(GAP) for column in columns) + GAP + GAP
    yield Stretch(body, header, tuple(widths), new_page=False)
    below = _rest(draft, "carry-on", left, TEXT_WIDTH) if is_room else ""
    if below:
        yield Stretch(below, header, new_page=False)


_HEADING: Final = '<w:pStyle w:val="Heading2"/>'
_HIGHER: Final = '<w:spacing w:before="50" w:after="40"/>'
_COLUMN_BREAK: Final = paragraph("TmGap", '<w:r><w:br w:type="column"/></w:r>')


def _column_widths(asked: Sequence[Asking], *, are_alike: bool) -> list[int]:
    """Return the widths of columns in which lists end about as far down as each other.

    From the right, columns are alike: Word takes their widths from the right and LibreOffice from
    the left, and a list would run off the page in the narrower one.
    """
    room = TEXT_WIDTH - BETWEEN * (len(asked) - 1)
    if are_alike or len(asked) != 2:  # noqa: PLR2004 -- practices and pitfalls; of more lists all are alike
        return [room // len(asked)] * len(asked)
    shares = (room * share // 100 for share in _SHARES)
    return min(
        ([first, room - first] for first in shares),
        key=lambda widths: max(map(_height, asked, widths)),
    )


def _rest(draft: Draft, word: str, room: int, width: int) -> str:
    """Return what is left of a page as room to write, or nothing where that is too little."""
    count = room // LINE_HEIGHT - 1
    if count < _LEAST_LINES - 1:
        return ""
    if draft.fill:
        asked = paragraph("TmQuestion", draft.word(word, draft.coloured()))
        told = Told(draft.words[word].string, draft.words["table-question"].string)
        box = row((width,), (paragraph("TmAnswer", ""),), height=count * LINE_HEIGHT)
        looks = Looks(fill=draft.colours.tint)
        return table((width,), (asked,), (box,), told=told, style=BOXED, looks=looks) + GAP
    ruler = (
        f'<w:tabs><w:tab w:val="clear" w:pos="{TEXT_WIDTH - 170}"/>'
        f'<w:tab w:val="right" w:leader="underscore" w:pos="{width - 20}"/></w:tabs>'
    )
    written = "<w:r>" + "<w:br/>".join(["<w:tab/>"] * count) + "</w:r>"
    return paragraph("TmCarryOn", draft.word(word)) + paragraph("TmLines", written, ruler)


def _height(block: Asking, column: int) -> int:
    """Return about how high a list is in its column, in twips."""
    width = column - TICK_WIDTH - NUMBER_WIDTH - 190
    height = 700 + (lines(block.lead.string, 22, column) * _LINE + 120 if block.lead else 0)
    for group in block.groups:
        height += 420 + sum(_entry_height(place, width) for place in group.places)
    return height


def _entry_height(place: Place, width: int) -> int:
    said = place.prompt.string + (SIGN if place.ours else "")
    reasons = sum(
        lines(f"– {reason.string}", 20, width - 340) * 270 + 30 for reason in place.reasons
    )
    return max(lines(said, 22, width) * _LINE + 80, _LARGE + 80) + reasons
