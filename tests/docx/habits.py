"""Workbooks as many people fill them in: programs, marks and wordings drawn by lot.

Each filling says what it has to come to, by what a person would read on the page, and not by what
the reader does: `sure` is the answer, `unsure` must not become another answer and its words must be
kept or told, `own` words stand where no place is.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Final

from lxml import etree
from tests.docx.filling import Filler, choose, pick_day, run, tick, type_in, wake
from tests.docx.word_file import CUSTOM, MAIN, Element, W, WordFile

from toimintamalli import Language, Model, Request, Text, generate, resolve
from toimintamalli.model.ids import Slug
from toimintamalli.workbook.place import Place

TICKED: Final = True
"""The answer of a box that is ticked."""
MOST: Final = 25
"""How many places somebody answers."""
_STRICT: Final = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": (
        "http://purl.oclc.org/ooxml/wordprocessingml/main"
    ),
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


@dataclass
class Filling:
    """A filled workbook, and what it has to come to."""

    title: str
    content: bytes = b""
    sure: dict[str, object] = field(default_factory=dict)
    """Place → the only answer that a person would read."""
    unsure: dict[str, tuple[object, tuple[str, ...]]] = field(default_factory=dict)
    """Place → the answer that it may be, if any, and words that are kept where it is not."""
    own: list[str] = field(default_factory=list)
    """Words in no place."""


@dataclass
class _Hand:
    """Somebody who fills in one workbook."""

    chance: random.Random
    filler: Filler
    language: Language
    filling: Filling
    count: int = 0

    def controls(self, place: Place) -> list[Element]:
        return self.filler.controls[place.id]

    def word(self) -> str:
        """A word that stands nowhere else."""
        self.count += 1
        return f"sana{self.count:03}ä{self.chance.randrange(1000):03}"

    def sure(self, place: Place, value: object, /) -> None:
        self.filling.sure[place.id] = value

    def unsure(self, place: Place, value: object, *words: str) -> None:
        self.filling.unsure[place.id] = value, words


def cell_of(element: Element) -> Element:
    return next(element.iterancestors(f"{W}tc"))


def flatten(control: Element) -> None:
    """Leave only what a control shows, as many programs do."""
    content = control.find(f"{W}sdtContent")
    for each in reversed(content):
        control.addnext(each)
    control.getparent().remove(control)


def write_over(cell: Element, text: str) -> None:
    """Select all of a cell and type: what stood in it is gone, its paragraph stays."""
    paragraphs = list(cell.iter(f"{W}p"))
    style = paragraphs[0].find(f"{W}pPr") if paragraphs else None
    for each in list(cell):
        if each.tag != f"{W}tcPr":
            cell.remove(each)
    made = etree.SubElement(cell, f"{W}p")
    if style is not None:
        made.append(deepcopy(style))
    made.append(run(text))


def append(cell: Element, text: str) -> None:
    """Click at the end of a cell and type."""
    list(cell.iter(f"{W}p"))[-1].append(run(text))


def dress(cell: Element, name: str, value: str) -> None:
    for each in cell.iter(f"{W}r"):
        properties = each.find(f"{W}rPr")
        if properties is None:
            properties = etree.Element(f"{W}rPr")
            each.insert(0, properties)
        etree.SubElement(properties, f"{W}{name}").set(f"{W}val", value)


Habit = Callable[[_Hand, Place], None]


def _scale_boxes(hand: _Hand, place: Place) -> tuple[list[int], int]:
    values = [int(choice.value) for choice in place.choices]
    return values, hand.chance.randrange(len(values))


def scale_tick(hand: _Hand, place: Place) -> None:
    values, at = _scale_boxes(hand, place)
    tick(hand.controls(place)[at])
    hand.sure(place, values[at])


def scale_sign(hand: _Hand, place: Place) -> None:
    values, at = _scale_boxes(hand, place)
    signs = ("x", "X", " x ", "✓", "✅", "☑️", "✔", "(x)", "[X]", "x.", "🗸", "х")
    write_over(cell_of(hand.controls(place)[at]), hand.chance.choice(signs))
    hand.sure(place, values[at])


def scale_digit(hand: _Hand, place: Place) -> None:
    values, at = _scale_boxes(hand, place)
    digit = str(values[at])
    write_over(
        cell_of(hand.controls(place)[at]), hand.chance.choice((digit, f"({digit})", f"{digit}."))
    )
    hand.sure(place, values[at])


def scale_two(hand: _Hand, place: Place) -> None:
    controls = hand.controls(place)
    tick(controls[0])
    tick(controls[-1])
    hand.unsure(place, None)


def scale_half(hand: _Hand, place: Place) -> None:
    said = hand.chance.choice(("3,5", "3.5", "3–4", "2½"))
    row = next(hand.controls(place)[0].iterancestors(f"{W}tr"))
    append(row.findall(f"{W}tc")[1], f" {said}")
    hand.unsure(place, None, said)


def scale_remark(hand: _Hand, place: Place) -> None:
    values, at = _scale_boxes(hand, place)
    word = hand.word()
    tick(hand.controls(place)[at])
    row = next(hand.controls(place)[0].iterancestors(f"{W}tr"))
    append(row.findall(f"{W}tc")[1], f" {word}")
    hand.unsure(place, values[at], word)
    hand.filling.own.append(word)


def scale_colour(hand: _Hand, place: Place) -> None:
    values, at = _scale_boxes(hand, place)
    dress(
        cell_of(hand.controls(place)[at]),
        "highlight",
        hand.chance.choice(("yellow", "green", "cyan")),
    )
    hand.unsure(place, values[at])


def check_tick(hand: _Hand, place: Place) -> None:
    tick(hand.controls(place)[0])
    hand.sure(place, TICKED)


def check_sign(hand: _Hand, place: Place) -> None:
    sign = hand.chance.choice(("x", "X", "✓", "☑", "✅", "[x]", "√"))
    write_over(cell_of(hand.controls(place)[0]), sign)
    hand.sure(place, TICKED)


def check_word(hand: _Hand, place: Place) -> None:
    word = hand.word()
    write_over(cell_of(hand.controls(place)[0]), word)
    hand.unsure(place, TICKED, word)
    hand.filling.own.append(word)


def text_control(hand: _Hand, place: Place) -> None:
    said = f"{hand.word()} ja {hand.word()}"
    type_in(hand.controls(place)[0], said, [hand.chance.randrange(len(said)) for _ in range(3)])
    hand.sure(place, said)


def text_over(hand: _Hand, place: Place) -> None:
    said = f"{hand.word()}: {hand.word()}!"
    write_over(cell_of(hand.controls(place)[0]), said)
    hand.sure(place, said)


def text_flat(hand: _Hand, place: Place) -> None:
    said = hand.word()
    control = hand.controls(place)[0]
    type_in(control, said)
    flatten(control)
    hand.sure(place, said)


def text_tracked(hand: _Hand, place: Place) -> None:
    said = hand.word()
    content = wake(hand.controls(place)[0])
    deleted = etree.SubElement(content, f"{W}del")
    etree.SubElement(etree.SubElement(deleted, f"{W}r"), f"{W}delText").text = "vanha"
    etree.SubElement(content, f"{W}ins").append(run(said))
    hand.sure(place, said)


def text_struck(hand: _Hand, place: Place) -> None:
    said, gone = hand.word(), hand.word()
    content = wake(hand.controls(place)[0])
    made = run(f"{gone} ")
    properties = etree.Element(f"{W}rPr")
    etree.SubElement(properties, f"{W}strike")
    made.insert(0, properties)
    content.append(made)
    content.append(run(said))
    hand.sure(place, said)
    hand.filling.own.append(gone)


def _labels(place: Place) -> list[tuple[str, str]]:
    return [(str(choice.value), choice.label.string) for choice in place.choices if choice.label]


def choice_pick(hand: _Hand, place: Place) -> None:
    value, _ = hand.chance.choice(_labels(place))
    choose(hand.controls(place)[0], value)
    hand.sure(place, value)


def choice_typed(hand: _Hand, place: Place) -> None:
    value, label = hand.chance.choice(_labels(place))
    forms: tuple[Callable[[str], str], ...] = (
        str.upper,
        str.lower,
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: f" {text}. ",
    )
    write_over(cell_of(hand.controls(place)[0]), hand.chance.choice(forms)(label))
    hand.sure(place, value)


def choice_own(hand: _Hand, place: Place) -> None:
    word = hand.word()
    write_over(cell_of(hand.controls(place)[0]), word)
    hand.unsure(place, None, word)


def date_pick(hand: _Hand, place: Place) -> None:
    day = f"2027-{hand.chance.randint(1, 12):02}-{hand.chance.randint(13, 28)}"
    pick_day(hand.controls(place)[0], day)
    hand.sure(place, day)


_DAYS: Final[Mapping[str, tuple[str, ...]]] = {
    "fi": ("14.3.2027", "14.03.2027 mennessä", "su 14.3.2027 klo 9", "14. maaliskuuta 2027"),
    "sv": ("14.3.2027", "senast 14.3.2027", "14 mars 2027", "den 14 mars 2027 kl. 9"),
    "en": ("2027-03-14", "by 14 March 2027", "March 14, 2027", "14th of March 2027"),
}


def date_typed(hand: _Hand, place: Place) -> None:
    write_over(cell_of(hand.controls(place)[0]), hand.chance.choice(_DAYS[hand.language]))
    hand.sure(place, "2027-03-14")


def date_vague(hand: _Hand, place: Place) -> None:
    said = f"{hand.chance.choice(('31.12.', '2027', 'Q2', '1.–15.3.2027'))} {hand.word()}"
    write_over(cell_of(hand.controls(place)[0]), said)
    hand.unsure(place, None, said)


HABITS: Final[Mapping[str, tuple[Habit, ...]]] = {
    "scale": (
        scale_tick,
        scale_sign,
        scale_digit,
        scale_two,
        scale_half,
        scale_remark,
        scale_colour,
    ),
    "check": (check_tick, check_sign, check_word),
    "text": (text_control, text_over, text_flat, text_tracked, text_struck),
    "choice": (choice_pick, choice_typed, choice_own),
    "date": (date_pick, date_typed, date_vague),
}
"""Ways to answer a place of each kind."""


def own_paragraph(hand: _Hand, body: Element) -> None:
    word = hand.word()
    made = etree.Element(f"{W}p")
    made.append(run(hand.chance.choice((word, f"Muuta: {word}", f"1. {word}"))))
    hand.chance.choice([each for each in body if each.tag == f"{W}p"]).addnext(made)
    hand.filling.own.append(word)


def own_row(hand: _Hand, body: Element) -> None:
    word = hand.word()
    row = hand.chance.choice(
        [each for each in body.iter(f"{W}tr") if len(each.findall(f"{W}tc")) > 1]
    )
    made = etree.Element(f"{W}tr")
    for at, _ in enumerate(row.findall(f"{W}tc")):
        paragraph = etree.SubElement(etree.SubElement(made, f"{W}tc"), f"{W}p")
        if at == 1:
            paragraph.append(run(word))
    list(next(row.iterancestors(f"{W}tbl")).iter(f"{W}tr"))[-1].addnext(made)
    hand.filling.own.append(word)


def own_table(hand: _Hand, body: Element) -> None:
    table = etree.Element(f"{W}tbl")
    row = etree.SubElement(table, f"{W}tr")
    for _ in range(2):
        word = hand.word()
        etree.SubElement(etree.SubElement(row, f"{W}tc"), f"{W}p").append(run(word))
        hand.filling.own.append(word)
    hand.chance.choice([each for each in body if each.tag == f"{W}p"]).addnext(table)


def own_heading(hand: _Hand, body: Element) -> None:
    word = hand.word()
    styled = [
        each
        for each in body
        if each.tag == f"{W}p" and each.find(f"{W}pPr/{W}pStyle[@{W}val='Heading1']") is not None
    ]
    hand.chance.choice(styled).append(run(f": {word}"))
    hand.filling.own.append(word)


OWN: Final = (own_paragraph, own_row, own_table, own_heading)


def word_desktop(hand: _Hand) -> None:
    """Word marks spelling and edits in runs of its own."""
    for each in list(hand.filler.file.root(MAIN).iter(f"{W}r"))[::7]:
        each.addprevious(etree.Element(f"{W}proofErr", {f"{W}type": "spellEnd"}))


def word_online(hand: _Hand) -> None:
    """Word for the web gives the main part another name."""
    file = hand.filler.file
    file.parts["word/document2.xml"] = etree.tostring(file.root(MAIN))
    file.parts["word/_rels/document2.xml.rels"] = file.parts.pop("word/_rels/document.xml.rels")
    file.replace(MAIN, b"")
    del file.parts[MAIN]
    for name in ("_rels/.rels", "[Content_Types].xml"):
        named = file.parts[name].replace(b"word/document.xml", b"word/document2.xml")
        file.replace(name, named)


def strict(hand: _Hand) -> None:
    """Saved as Strict Open XML."""
    text = etree.tostring(hand.filler.file.root(MAIN))
    for usual, named in _STRICT.items():
        text = text.replace(f'"{usual}"'.encode(), f'"{named}"'.encode())
    hand.filler.file.replace(MAIN, text)


def flattened(hand: _Hand) -> None:
    """Controls, bookmarks and the note of which workbook it is are gone."""
    flatten_all(hand.filler.file)


def flatten_all(file: WordFile) -> None:
    """Take from a document what only Word keeps: what is printed and typed is left."""
    root = file.root(MAIN)
    for each in [*root.iter(f"{W}sdt")][::-1]:
        if each.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            for text in each.iter(f"{W}t"):
                text.text = ""
        flatten(each)
    for each in [*root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")]:
        each.getparent().remove(each)
    relations = etree.fromstring(file.parts["_rels/.rels"])
    for relation in list(relations):
        if "custom" in relation.get("Type", ""):
            relations.remove(relation)
    file.replace("_rels/.rels", etree.tostring(relations))
    file.parts.pop(CUSTOM, None)


def tagless(hand: _Hand) -> None:
    """Tags are gone, bookmarks stay, as in LibreOffice."""
    for each in [*hand.filler.file.root(MAIN).iter(f"{W}tag")]:
        each.getparent().remove(each)


def markless(hand: _Hand) -> None:
    """Bookmarks are gone, tags stay."""
    for each in [*hand.filler.file.root(MAIN).iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")]:
        each.getparent().remove(each)


def flagless(hand: _Hand) -> None:
    """Prompts look like text that somebody typed."""
    for each in [*hand.filler.file.root(MAIN).iter(f"{W}showingPlcHdr")]:
        each.getparent().remove(each)


PROGRAMS: Final = (word_desktop, word_online, strict, flattened, tagless, markless, flagless)


def fillings(model: Model[Text], count: int, seed: int = 14) -> Iterator[Filling]:
    """Yield workbooks, each by another hand, in each language, profile and program in turn."""
    profiles, languages = ("meeting", "small-workplace", "complete"), model.languages
    books = {
        (profile, language): _book(model, profile, language)
        for profile in profiles
        for language in languages
    }
    for number in range(count):
        chance = random.Random(f"{seed} {number}")  # noqa: S311 -- no secret
        profile, language = profiles[number % 3], languages[number // 3 % len(languages)]
        program = PROGRAMS[number % len(PROGRAMS)]
        content, places = books[profile, language]
        filling = Filling(f"{number}: {profile}, {language}, {program.__name__}")
        hand = _Hand(chance, Filler(content), language, filling)
        for place in chance.sample(places, min(MOST, len(places))):
            chance.choice(HABITS[place.kind])(hand, place)
        body = hand.filler.file.root(MAIN).find(f"{W}body")
        for _ in range(chance.randint(0, 3)):
            chance.choice(OWN)(hand, body)
        program(hand)
        filling.content = hand.filler.bytes()
        yield filling


def _book(model: Model[Text], profile: str, language: Language) -> tuple[bytes, list[Place]]:
    request = Request(profile=Slug(profile), languages=(language,))
    (made,) = generate("docx", model, request, {"edition": "fill"})
    filler = Filler(made.content)
    asked = resolve(model, request, language).places()
    places = [place for place in asked if place.kind in HABITS and place.id in filler.controls]
    return made.content, list(_alone(places, filler))


def _alone(places: Iterable[Place], filler: Filler) -> Iterator[Place]:
    """Yield the places that stand in a cell of their own, outside tables that grow."""
    seen: set[str] = set()
    for place in places:
        cells = [cell for c in filler.controls[place.id] for cell in c.iterancestors(f"{W}tc")]
        is_row = next(filler.controls[place.id][0].iterancestors(f"{W}sdt"), None) is not None
        if cells and not is_row and not place.given and place.id not in seen:
            seen.add(place.id)
            yield place
