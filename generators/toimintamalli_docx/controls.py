"""Content controls of the fill edition: run-level, tagged with the id of their place.

Run-level and rich, since LibreOffice shrinks block-level controls to their first paragraph and
merges the lines of plain ones; never bound to data, since it writes prompts back as answers.
"""

from enum import StrEnum
from typing import Final

from toimintamalli.workbook.place import Choice, Place
from toimintamalli_docx.draft import Draft
from toimintamalli_docx.text import attribute, escape, run

TITLE_LENGTH: Final = 64
"""The most UTF-16 units that Word accepts in a control's title."""
BOX: Final = "☐"
TICKED: Final = "☒"


class Prompt(StrEnum):
    """What an unanswered control says; each is also a building block of the glossary part."""

    WRITE = "write-here"
    CHOOSE = "choose-here"
    DATE = "date-here"


def text_control(draft: Draft, place: Place) -> str:
    """Return a control for free text."""
    return _control(draft, place, Prompt.WRITE, "<w:richText/>", place.given)


def choice_control(draft: Draft, place: Place) -> str:
    """Return a control that offers the choices of a place."""
    items = "".join(map(_list_item, _distinct(place.choices)))
    chosen = next((each for each in place.choices if place.given == str(each.value)), None)
    shown = chosen.label.string if chosen and chosen.label else place.given
    return _control(draft, place, Prompt.CHOOSE, f"<w:dropDownList>{items}</w:dropDownList>", shown)


def date_control(draft: Draft, place: Place) -> str:
    """Return a control for a day; it holds the day itself beside what is shown."""
    full = f' w:fullDate="{escape(place.given)}T00:00:00Z"' if place.given else ""
    kind = (
        f'<w:date{full}><w:dateFormat w:val="{escape(draft.words["date-picture"].string)}"/>'
        f'<w:lid w:val="{draft.language_tag}"/>'
        '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
    )
    return _control(draft, place, Prompt.DATE, kind, show_date(draft, place.given))


def several_control(draft: Draft, place: Place, between: str) -> str:
    """Return a box to tick for each choice, with its words."""
    boxes = (
        check_control(draft, place, choice) + run("\u00a0") + _words(draft, choice)
        for choice in _distinct(place.choices)
    )
    return run(between).join(boxes)


def _words(draft: Draft, choice: Choice) -> str:
    return draft.runs(choice.label) if choice.label else run(str(choice.value))


def check_control(draft: Draft, place: Place, value: Choice | None = None) -> str:
    """Return a box to tick: for a place, or for one of its values."""
    key = f"{place.id}={value.value}" if value else place.id
    title = _title(place, f"{value.value} – " if value else "")
    ticked = (str(value.value) if value else "true") in place.given.split()
    kind = (
        f'<w14:checkbox><w14:checked w14:val="{int(ticked)}"/>'
        '<w14:checkedState w14:val="2612" w14:font="Segoe UI Symbol"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="Segoe UI Symbol"/></w14:checkbox>'
    )
    head = _head(title, place.id, draft.control_id(key))
    return _wrap(head + kind, run(TICKED if ticked else BOX, '<w:rStyle w:val="TmSymbol"/>'))


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


def _control(draft: Draft, place: Place, prompt: Prompt, kind: str, given: str) -> str:
    head = _head(_title(place), place.id, draft.control_id(place.id))
    if given:
        return _wrap(head + kind, run(given))
    placeholder = f'<w:placeholder><w:docPart w:val="{prompt}"/></w:placeholder><w:showingPlcHdr/>'
    asked = draft.word(prompt, '<w:rStyle w:val="PlaceholderText"/>')
    return _wrap(head + placeholder + kind, asked)


def _head(title: str, tag: str, number: int) -> str:
    return (
        f'<w:alias w:val="{title}"/><w:tag w:val="{tag}"/><w:id w:val="{number}"/>'
        '<w:lock w:val="sdtLocked"/>'
    )


def _wrap(properties: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def _title(place: Place, lead: str = "") -> str:
    named = (
        f"{lead}{place.number} {place.prompt.string}"
        if place.number
        else lead + place.prompt.string
    )
    return attribute(shorten(" ".join(named.split())))


def shorten(title: str) -> str:
    """Return a title cut where Word would refuse it, with an ellipsis to show that."""
    if len(title.encode("utf-16-le")) <= 2 * TITLE_LENGTH:
        return title
    kept = title.encode("utf-16-le")[: 2 * (TITLE_LENGTH - 1)].decode("utf-16-le", "ignore")
    return kept.rstrip() + "…"


def _distinct(choices: tuple[Choice, ...]) -> list[Choice]:
    return list({each.value: each for each in choices}.values())


def _list_item(choice: Choice) -> str:
    shown = choice.label.string if choice.label else str(choice.value)
    return (
        f'<w:listItem w:displayText="{attribute(shown)}" w:value="{attribute(str(choice.value))}"/>'
    )
