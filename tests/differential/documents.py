"""Word files as anybody may have left them: pieces of a real workbook, filled in and mutilated."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from copy import deepcopy
from io import BytesIO
from typing import Any, Final, NamedTuple

from hypothesis import strategies as st
from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MAIN: Final = "word/document.xml"
Element = Any
"""An element of lxml, which has no types."""

_SAID: Final = (
    *(
        "x",
        "X",
        "☒",
        "☑",
        "✅",
        "☐",
        "(x)",
        "[x]",
        "1",
        "3",
        "3.",
        "3,5",
        "5",
        "٣",
        "３",
        "2.",
        "ii",
    ),
    *("2.11.2026", "2/11/2026", "2026-11-02", "31.12.", "2. kierros", "toinen", "12.5.2027 klo 9"),
    *(
        "Tehty jo!",
        "kyllä",
        "Ei",
        "En osaa sanoa",
        "Valmis",
        "esihenkilö",
        "a & b < c",
        "–",
        "1\u00a0000",
    ),
    *("Kirjoita tähän", "Click or tap to enter text.", " ", "", "Ä", "A\u0308"),
)
_ODD: Final = (
    "\ufeff\u00a0\u200b\u00ad\u2028\u0085\u202f\u3000\u180e\u2060\u200d\ufe0f\u0301ıİß\U0001f600 \t"
)


class Change(NamedTuple):
    """One thing that somebody, or some program, did to a document."""

    what: str
    at: int
    """Which of the elements that it can be done to."""
    text: str = ""


def texts() -> st.SearchStrategy[str]:
    """What people write, and what comes along when they paste."""
    odd = st.text(st.sampled_from(_ODD + "ab1.x"), max_size=6)
    said = st.sampled_from(_SAID)
    return st.one_of(said, st.tuples(odd, said, odd).map("".join), odd)


def changes() -> st.SearchStrategy[list[Change]]:
    """Lists of changes, few first."""
    # What people do most is to answer.
    kinds = st.sampled_from([*sorted(_CHANGES), "over-box", "over-box", "over-cell", "tick"])
    one = st.builds(Change, kinds, st.integers(0, 400), texts())
    return st.lists(one, min_size=1, max_size=16)


class Workbook:
    """A real workbook, of which documents are pieces."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(BytesIO(content)) as package:
            self._parts = {each: package.read(each) for each in package.namelist()}
        self._root = etree.fromstring(self._parts[MAIN])
        body = self._root.find(f"{W}body")
        self._tables = [at for at, each in enumerate(body) if each.tag == f"{W}tbl"]

    def piece(self, start: int, count: int, done: Sequence[Change]) -> bytes:
        """Return a document of some of the blocks around a table, after some changes."""
        start = max(0, self._tables[start % len(self._tables)] - 1)
        root = deepcopy(self._root)
        body = root.find(f"{W}body")
        for each in [*body[:start], *body[start + count :]]:
            body.remove(each)
        for change in done:
            _CHANGES[change.what](body, change)
        return self.package(etree.tostring(root, encoding="UTF-8", xml_declaration=True))

    def package(self, document: bytes) -> bytes:
        """Return a Word file with another document in it."""
        stream = BytesIO()
        with zipfile.ZipFile(stream, "w") as package:
            for name, content in self._parts.items():
                package.writestr(name, document if name == MAIN else content)
        return stream.getvalue()


def _pick(body: Element, at: int, *names: str) -> Element | None:
    found = [each for name in names for each in body.iter(f"{W}{name}")]
    return found[at % len(found)] if found else None


def _text(body: Element, change: Change) -> None:
    element = _pick(body, change.at, "t")
    if element is not None:
        element.text = change.text


def _after(body: Element, change: Change) -> None:
    element = _pick(body, change.at, "t")
    if element is not None:
        element.text = (element.text or "") + change.text


def _over_cell(body: Element, change: Change) -> None:
    """Select all of a cell and type over it."""
    _write_over(_pick(body, change.at, "tc"), change.text)


def _over_box(body: Element, change: Change) -> None:
    """Type a mark or a number over a box."""
    boxes = list(body.iter(f"{W14}checkbox"))
    if boxes:
        box = boxes[change.at % len(boxes)]
        signs = "xX123455☒☑✓✅☐"
        sign = signs[(change.at * 7 + len(change.text)) % len(signs)]
        _write_over(next(box.iterancestors(f"{W}tc"), None), sign + change.text[:1])


def _write_over(cell: Element | None, text: str) -> None:
    if cell is not None:
        for each in list(cell):
            if each.tag != f"{W}tcPr":
                cell.remove(each)
        paragraph = etree.SubElement(cell, f"{W}p")
        etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = text


def _shade(body: Element, change: Change) -> None:
    cell = _pick(body, change.at, "tcPr")
    if cell is not None:
        etree.SubElement(cell, f"{W}shd").set(f"{W}fill", "FFFF00")


def _split(body: Element, change: Change) -> None:
    run = _pick(body, change.at, "r")
    if run is not None:
        run.addnext(deepcopy(run))


def _paragraph(body: Element, change: Change) -> None:
    element = _pick(body, change.at, "p")
    if element is not None:
        new = etree.SubElement(etree.SubElement(etree.Element(f"{W}p"), f"{W}r"), f"{W}t")
        new.text = change.text
        element.addnext(new.getparent().getparent())


def _run(body: Element, change: Change) -> None:
    element = _pick(body, change.at, "p")
    if element is not None:
        new = etree.SubElement(etree.SubElement(element, f"{W}r"), f"{W}t")
        new.text = change.text


def _removing(*names: str) -> Callable[[Element, Change], None]:
    def remove(body: Element, change: Change) -> None:
        element = _pick(body, change.at, *names)
        if element is not None and element.getparent() is not None:
            element.getparent().remove(element)

    return remove


def _doubling(*names: str) -> Callable[[Element, Change], None]:
    def double(body: Element, change: Change) -> None:
        element = _pick(body, change.at, *names)
        if element is not None:
            element.addnext(deepcopy(element))

    return double


def _unwrap(body: Element, change: Change) -> None:
    """Take a control away and leave what stands in it, as many programs do."""
    control = _pick(body, change.at, "sdt")
    content = None if control is None else control.find(f"{W}sdtContent")
    if control is not None and content is not None:
        for each in reversed(content):
            control.addnext(each)
        control.getparent().remove(control)


def _tick(body: Element, change: Change) -> None:
    found = list(body.iter(f"{W14}checked"))
    if found:
        found[change.at % len(found)].set(f"{W14}val", "1")


def _sign(body: Element, change: Change) -> None:
    boxes = [each for each in body.iter(f"{W}t") if each.text == "☐"]
    if boxes:
        boxes[change.at % len(boxes)].text = "☒"


def _formatting(name: str, **attributes: str) -> Callable[[Element, Change], None]:
    def change_run(body: Element, change: Change) -> None:
        run = _pick(body, change.at, "r")
        if run is not None:
            properties = run.find(f"{W}rPr")
            if properties is None:
                properties = etree.Element(f"{W}rPr")
                run.insert(0, properties)
            element = etree.SubElement(properties, f"{W}{name}")
            for key, each in attributes.items():
                element.set(f"{W}{key}", each)

    return change_run


def _wrapping(name: str) -> Callable[[Element, Change], None]:
    def wrap(body: Element, change: Change) -> None:
        run = _pick(body, change.at, "r")
        if run is not None:
            around = etree.Element(f"{W}{name}")
            run.addprevious(around)
            around.append(run)

    return wrap


_CHANGES: Final[dict[str, Callable[[Element, Change], None]]] = {
    "after": _after,
    "bold": _formatting("b"),
    "break": _formatting("webHidden"),
    "delete": _wrapping("del"),
    "double-row": _doubling("tr"),
    "double-paragraph": _doubling("p"),
    "highlight": _formatting("highlight", val="yellow"),
    "insert": _wrapping("ins"),
    "over-box": _over_box,
    "over-cell": _over_cell,
    "shade": _shade,
    "lose-bookmark": _removing("bookmarkStart"),
    "lose-cell": _removing("tc"),
    "lose-control": _removing("sdt"),
    "lose-paragraph": _removing("p"),
    "lose-placeholder-mark": _removing("showingPlcHdr"),
    "lose-row": _removing("tr"),
    "lose-run": _removing("r"),
    "lose-tag": _removing("tag"),
    "paragraph": _paragraph,
    "run": _run,
    "sign": _sign,
    "split": _split,
    "strike": _formatting("strike"),
    "text": _text,
    "tick": _tick,
    "unwrap": _unwrap,
    "vanish": _formatting("vanish"),
}
