"""What stands in a cell of a table: its text in order, and the controls, bookmarks and notes in it.

Text counts as Word would show it with every change accepted: insertions do, deletions don't.
What somebody struck through is kept apart: it is withdrawn.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from toimintamalli.xml import Element
from toimintamalli_docx.controls import BOX, TICKED
from toimintamalli_docx.reader.xml import MATH, MC, VAL, VAL14, W14, W15, WP, W, is_on

EARLIER: Final = frozenset({"TmEarlier", "EarlierAnswer"})
"""The style of an answer of the round before, also as LibreOffice calls it."""
WrittenIn = Callable[[str], tuple[str, bool]]
"""Returns what somebody wrote in a line about the round before, and whether we may have printed it.
"""

ControlKind = Literal["text", "choice", "date", "box"]

TC: Final = f"{W}tc"
TR: Final = f"{W}tr"
TBL: Final = f"{W}tbl"
_P: Final = f"{W}p"
_SDT: Final = f"{W}sdt"
_SDT_PROPERTIES: Final = f"{W}sdtPr"
_CONTENT: Final = f"{W}sdtContent"
TEXT_BOX: Final = f"{W}txbxContent"
NOTES: Final[Mapping[str, str]] = {
    f"{W}commentReference": "comment",
    f"{W}footnoteReference": "footnote",
    f"{W}endnoteReference": "endnote",
}
DELETED: Final = (f"{W}del", f"{W}moveFrom")
_SKIPPED: Final = frozenset(
    {
        *(f"{W}{tag}" for tag in ("pPr", "rPr", "trPr", "tblPr", "tblGrid", "sdtEndPr")),
        *(f"{W}{tag}" for tag in ("instrText", "delText", "proofErr", "commentRangeStart")),
        *DELETED,
    }
)
EMPHASES: Final = tuple(f"{W}{tag}" for tag in ("highlight", "shd", "b", "u", "bdr", "em"))
"""How people mark one of several alternatives without writing anything."""
STRIKES: Final = tuple(f"{W}{tag}" for tag in ("strike", "dstrike"))
PLAIN_LOOKS: Final = frozenset({"", "none", "nil", "clear", "auto", "FFFFFF"})
RINGS: Final = frozenset({"ellipse", "donut", "flowChartConnector", "roundRect", "rect", "frame"})
"""Shapes that people draw around something."""
# Fonts of symbols put their pictures where Unicode leaves room for private use.
SYMBOLS: Final[Mapping[int, str]] = {
    0xA8: BOX, 0x6F: BOX, 0x71: BOX, 0xFE: TICKED, 0xFD: TICKED, 0x78: TICKED,
    0xFC: "✓", 0xFB: "✗",
}  # fmt: skip
_PRIVATE: Final = 0xF000
_SPACE: Final = 0x20
_LOW: Final = 0x100
_SURROGATES: Final = 0xD800


@dataclass(slots=True)
class Control:
    """A content control, and the part of the cell's text that stands in it."""

    kind: ControlKind
    tag: str
    start: int = 0
    end: int = 0
    is_blank: bool = False
    """Whether it shows what to do, and no answer."""
    checked: bool = False
    on: str = TICKED
    off: str = BOX
    day: str = ""
    """The day that was picked, as it is kept."""
    picture: str = ""
    """How it shows a day."""
    items: tuple[tuple[str, str], ...] = ()
    """The values that it offers, each with what is shown for it."""
    last: str = ""
    """The value that was picked last."""


@dataclass(slots=True)
class Cell:
    """What stands in a cell, or in a paragraph outside tables."""

    said: list[str] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)
    bookmarks: dict[str, list[int]] = field(default_factory=dict)
    """Name → where in `said` it starts and ends."""
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Kind and number of each comment or footnote."""
    pictures: int = 0
    captions: list[str] = field(default_factory=list)
    """The alternative text of its pictures."""
    column: int = 0
    gone: frozenset[int] = frozenset()
    """Where in `said` stands what somebody struck through."""
    aside: frozenset[int] = frozenset()
    """Where in `said` stands what we may have printed about the round before."""
    looks: dict[int, str] = field(default_factory=dict)
    """How a part of `said` is set off from what is printed: highlighted, bold, shaded."""
    shade: str = ""
    """The colour of the cell, if it has one of its own."""
    rings: int = 0
    """Shapes drawn in it that hold no text."""

    @property
    def text(self) -> str:
        """All of its text that stands, without what blank controls show."""
        return self._between(0, len(self.said))

    @property
    def whole(self) -> str:
        """Its text, with what somebody struck through."""
        return "".join(self.said)

    @property
    def struck(self) -> str:
        """What somebody struck through."""
        return "".join(self.said[index] for index in sorted(self.gone)).strip()

    @property
    def look(self) -> str:
        """How all of it is set off from what is printed; nothing if only a part of it is."""
        shown = {
            at for at, letter in enumerate(self.said) if letter.strip() and at not in self.gone
        }
        found = {self.looks.get(index, "") for index in shown}
        return f"{found.pop() if len(found) == 1 else ''}{self.shade}"

    def _between(self, start: int, end: int) -> str:
        if not self.gone:
            return "".join(self.said[start:end])
        return "".join(self.said[index] for index in range(start, end) if index not in self.gone)

    def shown(self, control: Control) -> str:
        """Return the text in a control."""
        return self._between(control.start, control.end)

    def outside(self, *kinds: ControlKind) -> str:
        """Return the text that stands in no control of some kinds."""
        if not self.controls:
            return self.text
        inside: set[int] = set(self.gone)
        for control in self.controls:
            if control.kind in kinds:
                inside.update(range(control.start, control.end))
        return "".join(said for index, said in enumerate(self.said) if index not in inside)

    def of(self, *kinds: ControlKind) -> list[Control]:
        """Return its controls of some kinds, in order."""
        return [control for control in self.controls if control.kind in kinds]

    def around(self, name: str) -> str:
        """Return the text inside a bookmark."""
        return self._between(*self.bookmarks.get(name, (0, 0)))

    def part(self, start: int, end: int) -> "Cell":
        """Return a part of it as a cell, where one cell holds several answers."""
        inside = [
            replace(control, start=control.start - start, end=control.end - start)
            for control in self.controls
            if start <= control.start and control.end <= end
        ]
        gone = frozenset(index - start for index in self.gone if start <= index < end)
        aside = frozenset(index - start for index in self.aside if start <= index < end)
        return Cell(self.said[start:end], inside, column=self.column, gone=gone, aside=aside)

    def parted(self) -> tuple["Cell", str]:
        """Return it without what we may have printed about the round before, and that."""
        said = ["" if at in self.aside else letter for at, letter in enumerate(self.said)]
        aside = "".join(self.said[index] for index in sorted(self.aside))
        return replace(self, said=said, aside=frozenset()), aside


@dataclass(slots=True)
class Markup:
    """What most documents have none of, and what takes time to look for everywhere."""

    is_tracked: bool = False
    """Whether somebody deleted anything with changes tracked."""
    is_decorated: bool = False
    """Whether anything is set off or struck out."""


def _markup_of(root: Element) -> Markup:
    return Markup(
        is_tracked=next(root.iter(*DELETED), None) is not None,
        is_decorated=next(root.iter(*EMPHASES, *STRIKES), None) is not None,
    )


class CellReader:
    """Reads cells of one document."""

    def __init__(
        self, root: Element, earlier: WrittenIn | None = None, markup: Markup | None = None
    ) -> None:
        """Begin reading; `markup` says what the document has, if somebody has looked.

        Without `earlier` lines about the round before are read like any other.
        """
        self._markup = markup or _markup_of(root)
        self._earlier = earlier
        self._own: set[Element] = set()

    def keep_apart(self, table: Element) -> None:
        """Leave a table inside a cell out of the cell's text: its rows are read by themselves."""
        self._own.add(table)

    def is_apart(self, table: Element) -> bool:
        """Tell whether the rows of a table inside a cell are read by themselves."""
        return table in self._own

    def rows_around(self, tag: str) -> frozenset[Element]:
        """Return the rows that hold tables which are read by themselves."""
        rows = (next(element.iterancestors(tag), None) for element in self._own)
        return frozenset(row for row in rows if row is not None)

    def is_deleted(self, row: Element) -> bool:
        """Tell whether somebody deleted a row, with changes tracked."""
        return self._markup.is_tracked and row.find(f"{W}trPr/{W}del") is not None

    def read(self, element: Element, properties: Element | None = None) -> Cell:
        """Return what stands in an element; `properties` of a control around it, if there is."""
        walk = _Walk(self._own, self._earlier, self._markup)
        if properties is not None:
            walk.control(properties, element)
        elif element.tag == _P:
            walk.paragraph(element)
        else:
            walk.inside(element)
        return walk.closed()

    def read_paragraph(self, element: Element) -> Cell:
        """Return what a paragraph says itself: boxes laid over it hold paragraphs of their own."""
        walk = _Walk(self._own, None, self._markup)
        walk.is_apart = True
        walk.paragraph(element)
        return walk.closed()


class _Walk:
    """One way through an element."""

    def __init__(self, own: set[Element], earlier: WrittenIn | None, markup: Markup) -> None:
        self.cell = Cell()
        self._own = own
        self._is_tracked, self._is_decorated = markup.is_tracked, markup.is_decorated
        self._earlier = earlier
        self._field: list[Control | None] = []
        self.is_apart = False
        """Whether text boxes are left out."""
        self._is_muted = 0
        self._is_new_line = False
        self._open: dict[str, str] = {}

    def closed(self) -> Cell:
        end = len(self.cell.said)
        for name in self._open.values():
            self.cell.bookmarks[name][1] = end
        return self.cell

    def inside(self, element: Element) -> None:
        for child in element:
            tag = child.tag
            handler = _HANDLERS.get(tag)
            if handler is not None:
                handler(self, child)
            elif tag not in _SKIPPED:
                self.inside(child)

    def paragraph(self, element: Element) -> None:
        if self._earlier is not None and is_earlier(element):
            self._subtract(element, self._earlier)
            return
        if self._is_new_line:
            self._add("\n")
        self._is_new_line = False
        self.inside(element)
        self._is_new_line = not (self._is_tracked and _is_joined(element))

    def _subtract(self, element: Element, written_in: WrittenIn) -> None:
        """Read a line about the round before, as far as somebody wrote in it."""
        walk = _Walk(self._own, None, Markup(self._is_tracked, self._is_decorated))
        walk.paragraph(element)
        line = walk.closed()
        words, is_doubtful = written_in(line.whole)
        if words:
            before = len(self.cell.said)
            if self._is_new_line:
                self._add("\n")
            self._add(words)
            self._is_new_line = True
            if is_doubtful:
                self.cell.aside |= frozenset(range(before, len(self.cell.said)))
        self.cell.notes += line.notes
        self.cell.pictures += line.pictures
        self.cell.captions += line.captions

    def sdt(self, element: Element) -> None:
        properties = content = None
        for child in element:
            if child.tag == _SDT_PROPERTIES:
                properties = child
            elif child.tag == _CONTENT:
                content = child
        if content is None:
            return
        if properties is None:
            self.inside(content)
        else:
            self.control(properties, content)

    def control(self, properties: Element, content: Element) -> None:
        control, is_blank = _control(properties)
        self._is_muted += is_blank
        before = len(self.cell.controls)
        start = len(self.cell.said)
        self.inside(content)
        self._is_muted -= is_blank
        if control is None:
            return
        control.start, control.end = start, len(self.cell.said)
        # LibreOffice writes a control twice, one inside the other: the inner one is the real one.
        if control.kind not in {earlier.kind for earlier in self.cell.controls[before:]}:
            self.cell.controls.append(control)

    def table(self, element: Element) -> None:
        if element not in self._own:
            self.inside(element)

    def run(self, element: Element) -> None:
        if not self._is_decorated:
            self.inside(element)
            return
        before = len(self.cell.said)
        self.inside(element)
        properties = element.find(f"{W}rPr")
        if properties is None:
            return
        here = range(before, len(self.cell.said))
        if any(is_on(strike) for strike in properties.iterchildren(*STRIKES)):
            self.cell.gone |= frozenset(here)
        if look := _look(properties):
            self.cell.looks.update(dict.fromkeys(here, look))

    def cell_properties(self, element: Element) -> None:
        look = _look(element)
        # What is shaded like the head of its table was printed so.
        self.cell.shade = "" if look and look == _head_look(element) else look

    def field(self, element: Element) -> None:
        """Read a check box of an older Word, which is a field."""
        match element.get(f"{W}fldCharType"):
            case "begin":
                box = element.find(f"{W}ffData/{W}checkBox")
                self._field.append(None if box is None else _old_box(box))
            case "end" if self._field and (made := self._field.pop()) is not None:
                made.start = len(self.cell.said)
                self._add(made.on if made.checked else made.off)
                made.end = len(self.cell.said)
                if not self._is_muted:
                    # What a program shows for the box stands inside the field.
                    self.cell.controls.append(made)
            case _:
                pass

    def run_text(self, element: Element) -> None:
        self._add(element.text or "")

    def line(self, element: Element) -> None:
        del element
        self._add("\n")

    def tab(self, element: Element) -> None:
        del element
        self._add("\t")

    def hyphen(self, element: Element) -> None:
        del element
        self._add("-")

    def symbol(self, element: Element) -> None:
        try:
            code = int(element.get(f"{W}char", ""), 16)
        except ValueError:
            return
        known = SYMBOLS.get(code & 0xFF) if code >= _PRIVATE else None
        self._add(known or (chr(code) if _SPACE <= code < _SURROGATES else "\ufffd"))

    def text_box(self, element: Element) -> None:
        if self.is_apart:
            return
        self._add("\n")
        self._is_new_line = False
        self.inside(element)
        self._add("\n")
        self._is_new_line = False

    def alternatives(self, element: Element) -> None:
        # The same thing twice, for newer programs and for older ones.
        for child in element:
            self.inside(child)
            return

    def bookmark(self, element: Element) -> None:
        name, here = element.get(f"{W}name", ""), len(self.cell.said)
        if name not in self.cell.bookmarks:
            self.cell.bookmarks[name] = [here, here]
            self._open[element.get(f"{W}id", "")] = name

    def bookmark_end(self, element: Element) -> None:
        name = self._open.pop(element.get(f"{W}id", ""), None)
        if name is not None:
            self.cell.bookmarks[name][1] = len(self.cell.said)

    def note(self, element: Element) -> None:
        self.cell.notes.append((NOTES[element.tag], element.get(f"{W}id", "")))

    def picture(self, element: Element) -> None:
        if next(element.iter(TEXT_BOX), None) is not None:
            self.inside(element)
        elif is_ring(element):
            self.cell.rings += 1
        else:
            self.cell.pictures += not self._is_muted
        self.cell.captions += captions(element)

    def _add(self, said: str) -> None:
        if not self._is_muted:
            self.cell.said.append(said)


def captions(element: Element) -> list[str]:
    """Return what people are told of a picture who don't see it, and what is drawn as letters."""
    said = (drawing.get("descr", "") for drawing in element.iter(f"{WP}docPr"))
    drawn = (textpath.get("string", "") for textpath in element.iter(f"{_VML}textpath"))
    return [caption for caption in (*said, *drawn) if caption.strip()]


def is_ring(element: Element) -> bool:
    """Tell whether a drawing is a shape around something, and no picture of its own."""
    forms = {shape.get("prst") for shape in element.iter(_FORM)}
    if forms:
        return forms <= RINGS
    return next(element.iter(*_OLD_RINGS), None) is not None


def _look(properties: Element) -> str:
    """Return how a run or a cell is set off, in a form that can be compared."""
    found = []
    for emphasis in properties.iterchildren(*EMPHASES):
        kind = emphasis.tag.rpartition("}")[2]
        value = emphasis.get(f"{W}fill", "") if kind == "shd" else emphasis.get(VAL, "1")
        is_plain = value in PLAIN_LOOKS or (kind == "b" and not is_on(emphasis))
        if not is_plain:
            found.append(f"{kind}={value}")
    return " ".join(sorted(found))


def _head_look(properties: Element) -> str:
    """Return how the first cell of a table is set off, which nobody marks to answer."""
    table = next(properties.iterancestors(TBL), None)
    first = None if table is None else next(table.iter(f"{W}tcPr"), None)
    return "" if first is None or first is properties else _look(first)


def _old_box(box: Element) -> Control:
    state = box.find(f"{W}checked")
    if state is None:
        state = box.find(f"{W}default")
    return Control("box", "", checked=state is not None and is_on(state))


def is_earlier(paragraph: Element) -> bool:
    """Tell whether a paragraph has the style of what we print about the round before."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and style.get(VAL) in EARLIER


def _is_joined(paragraph: Element) -> bool:
    """Tell whether the mark that ends a paragraph was deleted."""
    marks = paragraph.find(f"{W}pPr/{W}rPr")
    return marks is not None and any(marks.find(tag) is not None for tag in DELETED)


def _control(properties: Element) -> tuple[Control | None, bool]:
    """Return a control without its content, and whether it shows what to do.

    There is none where it only groups others.
    """
    made, is_blank, is_group = Control("text", ""), False, False
    for setting in properties:
        match _PROPERTIES.get(setting.tag):
            case "tag":
                made.tag = setting.get(VAL, "")
            case "blank":
                is_blank = is_on(setting)
            case "box":
                made.kind = "box"
                _read_box(made, setting)
            case "choice":
                made.kind = "choice"
                made.last = setting.get(f"{W}lastValue", "")
                made.items = tuple(_items(setting))
            case "date":
                made.kind = "date"
                made.day = setting.get(f"{W}fullDate", "")[:10]
                picture = setting.find(f"{W}dateFormat")
                made.picture = "" if picture is None else picture.get(VAL, "")
            case "group":
                is_group = True
    made.is_blank = is_blank
    return (None if is_group else made), is_blank


_PROPERTIES: Final[Mapping[str, str]] = {
    f"{W}tag": "tag",
    f"{W}showingPlcHdr": "blank",
    f"{W14}checkbox": "box",
    f"{W}dropDownList": "choice",
    f"{W}comboBox": "choice",
    f"{W}date": "date",
    f"{W15}repeatingSection": "group",
    f"{W15}repeatingSectionItem": "group",
    f"{W}group": "group",
    f"{W}picture": "group",
}


def _items(choice: Element) -> Iterator[tuple[str, str]]:
    for listed in choice.iter(f"{W}listItem"):
        value = listed.get(f"{W}value", "")
        yield value, listed.get(f"{W}displayText", value)


def _read_box(control: Control, box: Element) -> None:
    for setting in box:
        tag = setting.tag
        if tag == _CHECKED:
            control.checked = is_on(setting, VAL14)
        elif (code := setting.get(VAL14)) not in _USUAL:
            if tag == _ON:
                control.on = _glyph(code, TICKED)
            elif tag == _OFF:
                control.off = _glyph(code, BOX)


_CHECKED: Final = f"{W14}checked"
_ON: Final = f"{W14}checkedState"
_OFF: Final = f"{W14}uncheckedState"
_USUAL: Final = frozenset({"2612", "2610"})


def _glyph(code: str | None, usual: str) -> str:
    try:
        number = int(code or "", 16)
    except ValueError:
        return usual
    # Fonts of symbols have their own pictures under low numbers; others the character itself.
    if number < _LOW or number >= _PRIVATE:
        return SYMBOLS.get(number & 0xFF, usual)
    return chr(number) if number < _SURROGATES else usual


_FORM: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}prstGeom"
_VML: Final = "{urn:schemas-microsoft-com:vml}"
_OLD_RINGS: Final = tuple(f"{_VML}{tag}" for tag in ("oval", "roundrect", "rect"))

_HANDLERS: Final[Mapping[str, Callable[[_Walk, Element], None]]] = {
    f"{W}r": _Walk.run,
    f"{W}t": _Walk.run_text,
    f"{MATH}t": _Walk.run_text,
    f"{W}tcPr": _Walk.cell_properties,
    f"{W}fldChar": _Walk.field,
    _P: _Walk.paragraph,
    _SDT: _Walk.sdt,
    TBL: _Walk.table,
    f"{W}br": _Walk.line,
    f"{W}cr": _Walk.line,
    f"{W}tab": _Walk.tab,
    f"{W}noBreakHyphen": _Walk.hyphen,
    f"{W}sym": _Walk.symbol,
    f"{MC}AlternateContent": _Walk.alternatives,
    TEXT_BOX: _Walk.text_box,
    f"{W}bookmarkStart": _Walk.bookmark,
    f"{W}bookmarkEnd": _Walk.bookmark_end,
    **dict.fromkeys(NOTES, _Walk.note),
    **dict.fromkeys((f"{W}drawing", f"{W}pict", f"{W}object"), _Walk.picture),
}
