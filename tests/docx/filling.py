"""Fills in a Word file as Word writes it when people answer on a screen."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Final, assert_never

from lxml import etree
from tests.docx.word_file import W14, W15, Element, W, WordFile, value

from toimintamalli.workbook.place import Place
from toimintamalli_docx.controls import TICKED

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
Given = str | int | bool | tuple[str, ...]


class Filler:
    """One workbook while it is filled in."""

    def __init__(self, content: bytes) -> None:
        self.file = WordFile.open(content)
        self.controls: dict[str, list[Element]] = {}
        for element in self.file.find("//w:sdt"):
            tag = element.find(f"{W}sdtPr/{W}tag")
            if tag is not None:
                self.controls.setdefault(value(tag), []).append(element)

    def bytes(self) -> bytes:
        return self.file.bytes()

    def answer(self, place: Place, given: Given, pieces: Sequence[int] = ()) -> None:
        """Answer a place; `pieces` is where Word splits the text into runs."""
        controls = self.controls[place.id]
        match place.kind:
            case "scale":
                shown = [str(choice.value) for choice in place.choices]
                tick(controls[shown.index(str(given))])
            case "check":
                tick(controls[0])
            case "several":
                ids = [str(choice.value) for choice in place.choices]
                for id_ in given if isinstance(given, tuple) else ():
                    tick(controls[ids.index(id_)])
            case "choice":
                choose(controls[0], str(given))
            case "date":
                pick_day(controls[0], str(given))
            case "text" | "number":
                type_in(controls[0], str(given), pieces)
            case _:
                assert_never(place.kind)

    def add_row(self, table: str, cells: Mapping[int, str]) -> None:
        """Press the "+" of a table: Word copies the last row, its tags but not its bookmarks."""
        (section,) = self.controls[table]
        items = section.findall(f"{W}sdtContent/{W}sdt")
        assert items[-1].find(f"{W}sdtPr/{W15}repeatingSectionItem") is not None
        row = deepcopy(items[-1])
        for mark in (f"{W}bookmarkStart", f"{W}bookmarkEnd"):
            for each in list(row.iter(mark)):
                each.getparent().remove(each)
        for column, control in enumerate(row.findall(f".//{W}tc//{W}sdt")):
            if column in cells:
                kind = list_of(control)
                (type_in if kind is None else choose)(control, cells[column])
            else:
                show_prompt(control)
        items[-1].addnext(row)


def wake(control: Element) -> Element:
    """Take the prompt out of a control, as a click and a key do, and return its content."""
    properties = control.find(f"{W}sdtPr")
    blank = properties.find(f"{W}showingPlcHdr")
    if blank is not None:
        properties.remove(blank)
    content = control.find(f"{W}sdtContent")
    for each in list(content):
        content.remove(each)
    return content


def show_prompt(control: Element) -> None:
    if control.find(f"{W}sdtPr/{W}showingPlcHdr") is None:
        wake(control).append(run("[Kirjoita tähän]"))
        control.find(f"{W}sdtPr").insert(0, etree.Element(f"{W}showingPlcHdr"))


def run(text: str) -> Element:
    """Return a run; a line is a break, as Shift and Enter make it."""
    made = etree.Element(f"{W}r")
    for index, line in enumerate(text.split("\n")):
        if index:
            etree.SubElement(made, f"{W}br")
        for part, piece in enumerate(line.split("\t")):
            if part:
                etree.SubElement(made, f"{W}tab")
            said = etree.SubElement(made, f"{W}t")
            said.text = piece
            if piece != piece.strip():
                said.set(_SPACE, "preserve")
    return made


def type_in(control: Element, text: str, pieces: Sequence[int] = ()) -> None:
    """Type into a control for text: spelling and editing split it into runs anywhere."""
    content = wake(control)
    for piece in _split(text, pieces):
        content.append(etree.Element(f"{W}proofErr", {f"{W}type": "spellStart"}))
        content.append(run(piece))


def type_paragraphs(control: Element, lines: Sequence[str]) -> None:
    """Type with Enter: Word makes the control one of whole paragraphs."""
    content = wake(control)
    paragraph = control.getparent()
    cell = paragraph.getparent()
    at = cell.index(paragraph)
    style = paragraph.find(f"{W}pPr")
    for line in lines:
        made = etree.SubElement(content, f"{W}p")
        if style is not None:
            made.append(deepcopy(style))
        made.append(run(line))
    outside = [each for each in paragraph if each.tag.startswith(f"{W}bookmark")]
    cell.remove(paragraph)
    for offset, each in enumerate((outside[0], control, outside[1])):
        cell.insert(at + offset, each)


def _split(text: str, pieces: Sequence[int]) -> Iterator[str]:
    ends = sorted({min(piece, len(text)) for piece in pieces} | {len(text)})
    start = 0
    for end in ends:
        yield text[start:end]
        start = end


def tick(control: Element) -> None:
    control.find(f"{W}sdtPr/{W14}checkbox/{W14}checked").set(f"{W14}val", "1")
    control.find(f"{W}sdtContent/{W}r/{W}t").text = TICKED


def list_of(control: Element) -> Element:
    """The list of a control that offers one, if it does."""
    properties = control.find(f"{W}sdtPr")
    found = properties.find(f"{W}dropDownList")
    return properties.find(f"{W}comboBox") if found is None else found


def choose(control: Element, option: str) -> None:
    offered = list_of(control)
    item = next(each for each in offered if value(each, "value") == option)
    offered.set(f"{W}lastValue", option)
    wake(control).append(run(value(item, "displayText")))


def pick_day(control: Element, day: str) -> None:
    date = control.find(f"{W}sdtPr/{W}date")
    date.set(f"{W}fullDate", f"{day}T00:00:00Z")
    year, month, number = map(int, day.split("-"))
    picture = value(date.find(f"{W}dateFormat"))
    shown = picture.replace("yyyy", f"{year:04}")
    for token, said in (("MM", f"{month:02}"), ("dd", f"{number:02}")):
        shown = shown.replace(token, said)
    shown = shown.replace("M", str(month)).replace("d", str(number))
    wake(control).append(run(shown))
