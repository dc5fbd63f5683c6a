"""Content controls of the fill edition: run-level, tagged with the id of their place.

Run-level and rich, since LibreOffice shrinks block-level controls to their first paragraph and
merges the lines of plain ones. Only what stands on several pages is bound to data, and plain: that
is a name and a day, in which nobody writes lines.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from toimintamalli.answers.facts import code_of, coded_part
from toimintamalli.design import MOST_TICKED
from toimintamalli.workbook.place import Choice, Place
from toimintamalli_docx.box_labels import whole
from toimintamalli_docx.draft import Draft
from toimintamalli_docx.names import bookmark_name, unsure_name
from toimintamalli_docx.text import attribute, escape, run

TITLE_LENGTH: Final = 64
"""The most UTF-16 units that Word accepts in a control's title."""
STORE: Final = "urn:toimintamalli:answers"
"""Namespace of what is written once and stands on several pages."""
STORE_ID: Final = "{6F2D8B0A-4C55-4E0B-9B61-0C7E3B6F1A51}"
"""Identifier by which controls find that part of the file."""
_MOST_CODES: Final = 9
"""Codes that are offered for the rows of a list, which people may add to."""
BOX: Final = "☐"
TICKED: Final = "☒"


class Prompt(StrEnum):
    """What an unanswered control says; each is also a building block of the glossary part."""

    WRITE = "write-here"
    CHOOSE = "choose-here"
    DATE = "date-here"


def again_control(draft: Draft, place: Place) -> str:
    """Return a control that shows what is written at a place elsewhere in the document."""
    again = f"{place.id}#again"
    match place.kind:
        case "date":
            return _date_control(draft, place, again)
        case _:
            kind = binding(draft, place) + "<w:text/>"
            return _control(draft, place, Prompt.WRITE, kind, place.given, again)


def binding(draft: Draft, place: Place) -> str:
    """Return where the answer of a place is stored, for one that stands on several pages."""
    if place.id not in draft.repeated:
        return ""
    node = draft.repeated.index(place.id) + 1
    return (
        f"<w:dataBinding w:prefixMappings=\"xmlns:t='{STORE}'\""
        f' w:xpath="/t:answers[1]/t:answer[{node}]" w:storeItemID="{STORE_ID}"/>'
    )


def text_control(draft: Draft, place: Place) -> str:
    """Return a control for free text, which offers the codes of rows where they are asked for."""
    part = coded_part(place.fact.name) if place.fact else None
    if part:
        codes = (code_of(part, number) for number in range(1, _MOST_CODES + 1))
        items = "".join(f'<w:listItem w:displayText="{code}" w:value="{code}"/>' for code in codes)
        # One can also write into it: codes of one's own, or several.
        return _control(
            draft, place, Prompt.CHOOSE, f"<w:comboBox>{items}</w:comboBox>", place.given
        )
    if bound := binding(draft, place):
        return _control(draft, place, Prompt.WRITE, f"{bound}<w:text/>", place.given)
    return _control(draft, place, Prompt.WRITE, "<w:richText/>", place.given)


def choice_control(draft: Draft, place: Place) -> str:
    """Return a control that offers the choices of a place."""
    items = "".join(map(_list_item, _distinct(place.choices)))
    # Of many choices several may hold, or none: one can also write into a combo box.
    kind = "comboBox" if len(place.choices) > MOST_TICKED else "dropDownList"
    chosen = next((choice for choice in place.choices if place.given == str(choice.value)), None)
    shown = chosen.label.string if chosen and chosen.label else place.given
    return _control(draft, place, Prompt.CHOOSE, f"<w:{kind}>{items}</w:{kind}>", shown)


def date_control(draft: Draft, place: Place) -> str:
    """Return a control for a day; it holds the day itself beside what is shown."""
    return _date_control(draft, place, place.id)


def _date_control(draft: Draft, place: Place, key: str) -> str:
    full = f' w:fullDate="{escape(place.given)}T00:00:00Z"' if place.given else ""
    picture = escape(draft.words["date-picture"].string)
    kind = (
        f'{binding(draft, place)}<w:date{full}><w:dateFormat w:val="{picture}"/>'
        f'<w:lid w:val="{draft.language_tag}"/>'
        '<w:storeMappedDataAs w:val="date"/><w:calendar w:val="gregorian"/></w:date>'
    )
    return _control(draft, place, Prompt.DATE, kind, show_date(draft, place.given), key)


def several_control(draft: Draft, place: Place, between: str) -> str:
    """Return a box to tick for each choice, with its words."""
    choices = _distinct(place.choices)
    boxes = (
        box + run("\u00a0") + _words(draft, choice)
        for choice, box in zip(choices, _boxes(draft, place, choices), strict=True)
    )
    return run(between).join(boxes)


def _words(draft: Draft, choice: Choice) -> str:
    return draft.runs(whole(choice.label)) if choice.label else run(str(choice.value))


def check_control(draft: Draft, place: Place) -> str:
    """Return a box to tick for a place."""
    ticked = "true" in place.given.split()
    return _box(_head(draft, _title(_named(place)), place.id, place.id), ticked=ticked)


def value_controls(draft: Draft, place: Place) -> list[str]:
    """Return a box to tick for each value of a scale."""
    return _boxes(draft, place, place.choices)


def _boxes(draft: Draft, place: Place, choices: Sequence[Choice]) -> list[str]:
    id_, named, given = place.id, _named(place), place.given.split()
    return [
        _box(
            _head(draft, _title(f"{value} – {named}"), id_, f"{id_}={value}"),
            ticked=value in given,
        )
        for value in (str(choice.value) for choice in choices)
    ]


def _box(head: str, *, ticked: bool) -> str:
    return f"<w:sdt><w:sdtPr>{head}{_TICKED if ticked else _BLANK}"


def _end_of_box(*, ticked: bool) -> str:
    """Return what a box to tick is, and how it looks: a workbook has a thousand of them."""
    kind = (
        f'<w14:checkbox><w14:checked w14:val="{int(ticked)}"/>'
        '<w14:checkedState w14:val="2612" w14:font="Segoe UI Symbol"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="Segoe UI Symbol"/></w14:checkbox>'
    )
    return kind + _end(run(TICKED if ticked else BOX, '<w:rStyle w:val="TmSymbol"/>'))


def unsure_control(draft: Draft, place: Place) -> str:
    """Return a box to tick for who can't say; its tag is another, since it is no value."""
    name = unsure_name(bookmark_name(place.id))
    title = _title(f"{' '.join(draft.words['no-answer'].string.split())} – {_named(place)}")
    return _box(_head(draft, title, name, name), ticked=False)


def show_date(draft: Draft, date: str) -> str:
    """Return a day as readers of the document's language write it, or nothing for no day."""
    if not date:
        return ""
    year, month, day = date.split("-")
    parts = {"yyyy": year, "MM": month, "dd": day, "M": str(int(month)), "d": str(int(day))}
    shown = draft.words["date-picture"].string
    for token in ("yyyy", "MM", "dd", "M", "d"):
        shown = shown.replace(token, parts[token], 1)
    return shown


def _control(  # noqa: PLR0913, PLR0917 -- what a control consists of
    draft: Draft, place: Place, prompt: Prompt, kind: str, given: str, key: str = ""
) -> str:
    head = _head(draft, _title(_named(place)), place.id, key or place.id)
    if given:
        return _wrap(head + kind, run(given))
    placeholder = f'<w:placeholder><w:docPart w:val="{prompt}"/></w:placeholder><w:showingPlcHdr/>'
    asked = draft.word(prompt, '<w:rStyle w:val="PlaceholderText"/>')
    return _wrap(head + placeholder + kind, asked)


def _head(draft: Draft, title: str, tag: str, key: str) -> str:
    # Word refuses to delete a page, a card or a row as long as one control in it is locked.
    lock = '<w:lock w:val="sdtLocked"/>' if draft.locks else ""
    return (
        f'<w:alias w:val="{title}"/><w:tag w:val="{tag}"/>'
        f'<w:id w:val="{draft.control_id(key)}"/>{lock}'
    )


def _wrap(properties: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}{_end(content)}"


def _end(content: str) -> str:
    return f"</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


_BLANK: Final = _end_of_box(ticked=False)
_TICKED: Final = _end_of_box(ticked=True)


def _named(place: Place) -> str:
    """Return what a place asks, with its number, on one line."""
    said = place.prompt.string
    return " ".join((f"{place.number} {said}" if place.number else said).split())


def _title(named: str) -> str:
    return escape(shorten(named))


def shorten(title: str) -> str:
    """Return a title cut where Word would refuse it, with an ellipsis to show that."""
    # No letter takes more than two of Word's units, so that a short title need not be measured.
    if 2 * len(title) <= TITLE_LENGTH:
        return title
    units = title[: TITLE_LENGTH + 1].encode("utf-16-le")
    if len(units) <= 2 * TITLE_LENGTH:
        return title
    kept = units[: 2 * (TITLE_LENGTH - 1)].decode("utf-16-le", "ignore")
    return kept.rstrip() + "…"


def _distinct(choices: tuple[Choice, ...]) -> list[Choice]:
    return list({choice.value: choice for choice in choices}.values())


def _list_item(choice: Choice) -> str:
    shown = choice.label.string if choice.label else str(choice.value)
    return (
        f'<w:listItem w:displayText="{attribute(shown)}" w:value="{attribute(str(choice.value))}"/>'
    )
