"""What people talked about and wrote down: theme by theme, and whatever stands elsewhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, assert_never

from toimintamalli.answers.facts import CODES, LINKS
from toimintamalli.model.ids import PlaceId
from toimintamalli.model.text import LocalizedText
from toimintamalli.report._narrator import Narrator
from toimintamalli.report.phrases import Line, Own, clean, join
from toimintamalli.report.places import Spot
from toimintamalli.report.tree import Block, Entries, Entry, Points, Section
from toimintamalli.rounds.follow_up import Said

_TICKED: Final = ("practice", "pitfall")
"""The lists of a theme, by the kind of their items."""
_PLAN: Final = ("needs", "goals", "measures", "indicators")
_BETWEEN: Final = " · "
_SHORT_NAMES: Final = CODES | {link.id for link in LINKS.values()}
"""What names rows by the codes that people gave them."""
_SHORT: Final = 4
"""Letters of such a code, at most."""


def talked(narrator: Narrator, theme: int) -> Iterator[Block]:
    """Yield what was said about a theme: why it was chosen, the answers, the ticked statements."""
    own = [saying for saying in narrator.follow_up.said if _theme_of(narrator, saying) == theme]
    chosen = list(_choosing(narrator, theme))
    ticks = [saying for saying in own if saying.kind == "check" or _is_added(saying)]
    answers = [saying for saying in own if saying not in ticks]
    if chosen or answers:
        entries = tuple(_entries(narrator, [*chosen, *answers]))
        yield Entries(title=narrator.words["talked"], entries=entries)
    for kind in _TICKED:
        points = tuple(_ticked(narrator, [tick for tick in ticks if _kind(tick) == kind]))
        if points:
            yield Points(title=narrator.words[f"ticked-{kind}"], points=points)
    points = tuple(_ticked(narrator, [tick for tick in ticks if _kind(tick) not in _TICKED]))
    if points:
        yield Points(title=narrator.words["ticked-other"], points=points)


def beside_the_plan(narrator: Narrator, shown: Collection[str]) -> Iterator[Block]:
    """Yield what stands at the places of the plan and is not shown yet."""
    left = [saying for saying in _elsewhere(narrator, shown) if _is_of_plan(narrator, saying)]
    if left:
        title = narrator.words["plan-also"]
        yield Entries(title=title, entries=tuple(_entries(narrator, left)))


def the_rest(narrator: Narrator, shown: Collection[str]) -> Section | None:
    """Return whatever else was written, in the order of the workbook.

    What stands at the places of the plan is there too where no measure was agreed.
    """
    is_planned = bool(narrator.follow_up.measures)
    left = [
        saying
        for saying in _elsewhere(narrator, shown)
        if not (is_planned and _is_of_plan(narrator, saying))
    ]
    blocks: list[Block] = []
    for title, those in _by_section(narrator, left):
        blocks.append(Entries(title=title, entries=tuple(_entries(narrator, those))))
    if not blocks:
        return None
    return Section(id="entries", title=narrator.words["entries"], blocks=tuple(blocks))


def _elsewhere(narrator: Narrator, shown: Collection[str]) -> Iterator[Said]:
    """Yield what is in no theme, but for words of the plan that stand in the report already."""
    chosen = {saying for theme in _numbers(narrator) for saying in _choosing(narrator, theme)}
    for saying in narrator.follow_up.said:
        if _theme_of(narrator, saying) or saying in chosen:
            continue
        spot = _spot(narrator, saying)
        is_told = bool(spot and spot.fact) or saying.kind == "plan"
        is_words = saying.kind in ("text", "plan", "unread")
        if is_told and is_words and clean(saying.text).strip() in shown:
            continue
        if spot and spot.fact in _SHORT_NAMES and _is_short(saying.text):
            continue
        if saying.kind == "check" and not saying.chosen:
            continue
        yield saying


def _is_short(text: str) -> bool:
    """Tell whether a text is nothing but short names of rows, which the rows' words stand for."""
    return all(len(word) <= _SHORT for word in re.split(r"[\s,;+&/]+", text))


def _numbers(narrator: Narrator) -> range:
    return range(1, len(narrator.model.themes) + 1)


def _spot(narrator: Narrator, said: Said) -> Spot | None:
    if said.kind == "own":
        return narrator.places.of_list(said.place)
    return narrator.places.find(said.place)


def _theme_of(narrator: Narrator, said: Said) -> int:
    spot = _spot(narrator, said)
    return spot.theme if spot else 0


def _kind(said: Said) -> str:
    return said.place.split(".")[1] if said.place.count(".") else ""


def _is_added(said: Said) -> bool:
    """Tell whether somebody added it to a list of statements to tick."""
    return said.kind == "own" and _kind(said) in _TICKED


def _is_of_plan(narrator: Narrator, said: Said) -> bool:
    spot = _spot(narrator, said)
    return said.kind == "plan" or bool(spot and spot.fact.partition(".")[0] in _PLAN)


def _choosing(narrator: Narrator, theme: int) -> Iterator[Said]:
    """Yield the choices of a theme, each with what was written in the same form."""
    for saying in narrator.follow_up.said:
        spot = _spot(narrator, saying)
        if spot is None or spot.theme or dict(spot.themes).get("".join(saying.chosen)) != theme:
            continue
        for other in narrator.follow_up.said:
            near = _spot(narrator, other)
            same = (other.moment, other.party) == (saying.moment, saying.party)
            if other == saying or (same and near and near.block == spot.block and not near.themes):
                yield other


def _by_section(
    narrator: Narrator, said: Iterable[Said]
) -> Iterator[tuple[LocalizedText, list[Said]]]:
    found: dict[str, tuple[LocalizedText, list[Said]]] = {}
    for saying in _in_order(narrator, said):
        spot = _spot(narrator, saying)
        title = spot.section if spot else narrator.words["no-place"]
        found.setdefault(title.string, (title, []))[1].append(saying)
    yield from found.values()


def _in_order(narrator: Narrator, said: Iterable[Said]) -> list[Said]:
    """Return what was said in the order of the workbook; what is at no place of it comes last."""

    def order(said: Said) -> tuple[bool, tuple[int, int, int]]:
        spot = _spot(narrator, said)
        return spot is None, spot.order if spot else (0, 0, 0)

    return sorted(dict.fromkeys(said), key=order)


def _entries(narrator: Narrator, said: Iterable[Said]) -> Iterator[Entry]:
    """Yield the places at which something was written; the fields of one row are one."""
    found: dict[tuple[str, bool], list[Said]] = {}
    for saying in _in_order(narrator, said):
        spot = _spot(narrator, saying)
        is_row = spot is not None and spot.row is not None and not spot.fact
        is_row = is_row and saying.kind in ("text", "choice", "date")
        key = spot.block.rpartition("-")[0] if spot and is_row else saying.place
        found.setdefault((key, is_row), []).append(saying)
    for (_, is_row), those in found.items():
        yield _table(narrator, those) if is_row else _entry(narrator, those)


def _entry(narrator: Narrator, said: Sequence[Said]) -> Entry:
    first = said[0]
    spot = _spot(narrator, first)
    if first.kind == "own" and spot:
        title = narrator.tell("added-to", place=(spot.section,))
    elif first.place:
        title = narrator.prompt(first.place)
    else:
        title = (narrator.words["plan-words" if first.kind == "plan" else "no-place"],)
    return Entry(title=title, lines=tuple(_line(narrator, saying) for saying in said))


def _table(narrator: Narrator, said: Sequence[Said]) -> Entry:
    """Return rows of several fields, a line a row."""
    rows: dict[tuple[object, ...], list[Said]] = {}
    asked: dict[str, Line] = {}
    for saying in said:
        if spot := _spot(narrator, saying):
            rows.setdefault((spot.block, saying.moment, saying.party), []).append(saying)
            asked.setdefault(spot.asked.string, (spot.asked,))
    lines = []
    for those in rows.values():
        words = join([_words(narrator, saying) for saying in those], _BETWEEN)
        lines.append(_with_when(narrator, those[0], words))
    return Entry(title=join(list(asked.values()), _BETWEEN), lines=tuple(lines))


def _line(narrator: Narrator, said: Said) -> Line:
    return _with_when(narrator, said, _words(narrator, said))


def _with_when(narrator: Narrator, said: Said, words: Line) -> Line:
    when = narrator.when(said.moment, said.party)
    return narrator.tell("said", who=when, value=words) if when else words


def _words(narrator: Narrator, said: Said) -> Line:
    """Return what was written, and what it is where it is no answer."""
    own: Line = (Own(string=said.text),)
    match said.kind:
        case "text" | "plan":
            return own
        case "choice":
            return join([_option(narrator, said, option) for option in said.chosen], ", ")
        case "date":
            return narrator.tell("day", date=narrator.date(said.text))
        case "own":
            return _own_row(narrator, said)
        case "check" | "scale" | "no-answer" | "unread" | "loose" | "comment":
            return narrator.tell(f"said-{said.kind}", words=own)
        case _:
            assert_never(said.kind)


def _option(narrator: Narrator, said: Said, id_: str) -> Line:
    spot = _spot(narrator, said)
    label = dict(spot.options).get(id_) if spot else None
    return (label or Own(string=id_),)


def _own_row(narrator: Narrator, said: Said) -> Line:
    words: Line = (Own(string=said.text),)
    values = [option for option in said.chosen if option != "x"]
    if values:
        return narrator.tell("own-valued", words=words, values=", ".join(values))
    return narrator.tell("own-ticked" if said.chosen else "own-unticked", words=words)


def _ticked(narrator: Narrator, said: Iterable[Said]) -> Iterator[Line]:
    """Yield the statements that were ticked and those that people added, in order."""
    for saying in _in_order(narrator, said):
        if saying.kind == "own":
            yield _after(narrator, saying, _own_row(narrator, saying))
        elif saying.chosen:
            yield _after(narrator, saying, narrator.prompt(PlaceId(saying.place)))


def _after(narrator: Narrator, said: Said, words: Line) -> Line:
    when = narrator.when(said.moment, said.party)
    return narrator.tell("ticked-when", statement=words, when=when) if when else words
