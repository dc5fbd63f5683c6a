"""No text holds what an editor can't have meant: reminders, markup, characters nobody sees."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from toimintamalli.checks.guessing import Guesser
from toimintamalli.checks.reminders import find_mark, reminders
from toimintamalli.checks.rule import Rule, once_a_file
from toimintamalli.findings import Finding, Position, warning
from toimintamalli.languages import known_languages
from toimintamalli.loading.content import Content, Unit
from toimintamalli.model.ids import Language
from toimintamalli.model.theme import ITEM_KINDS

_MESSAGE: Final = re.compile(r"\[[0-9]{1,2}[.:][0-9]{2}(?:[ap]m)?\][^\n]*")
"""The time and the name over a message that was copied from a chat."""
_QUOTES: Final = "„“”»«"
_FRAME: Final = re.compile(rf"[{_QUOTES}‘‚‹›]([^{_QUOTES}\"]+)[{_QUOTES}’‘‹›\"']")
"""Quotation marks around a whole text: YAML takes none of these away."""
_UNFINISHED: Final = re.compile(r"\S+\s*(?:…|\.\.\.)$")
_PICTURES: Final = 0x1F000
"""From here on most symbols are small pictures."""
MARKUP: Final = re.compile(
    r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>|&(?:[a-z]{2,8}|#[0-9]{2,6}|#x[0-9a-fA-F]{2,5});"
    r"|\*\*(?=[^\s*])|(?<=[^\s*])\*\*|\[[^\]\n]+\]\(https?:[^)\s]*\)|^#{1,6}(?= )"
    r"|\\(?:n|t|u[0-9a-fA-F]{4})",
    re.MULTILINE,
)
"""What pages and Markdown mean by, and readers of plain text would see."""
_BULLET: Final = re.compile(r"^\s*([•▪◦●■□◾‣⁃➢➤*\uf0b7])\s", re.MULTILINE)
_SPACES: Final = re.compile(r"(\S+) {2,}(\S+)")
_BRACES: Final = re.compile(r"\{[A-Za-z_][\w.-]*\}")
_WORD: Final = re.compile(r"[^\W\d_]+")
_ALIKE: Final = ("LATIN", "CYRILLIC", "GREEK")
"""Scripts with letters that look the same: a word is written in one of them."""
_LONG_ENOUGH: Final = 25
"""Shorter texts may well be the same in two places."""
_MANGLED: Final = re.compile(
    "[\u00c2\u00c3\u00e2\u00c5\u00d0\u00d1\u00f0][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d"
    "\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]+"
)
_JOINERS: Final = "\u200c\u200d"
_DIRECTIONS: Final = frozenset("\u200e\u200f\u061c\u2066\u2067\u2068\u2069")
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})
_EUROPEAN: Final = ("LATIN", "CYRILLIC", "GREEK", "DIGIT")


def _check(content: Content) -> Iterator[Finding]:
    languages = dict.fromkeys(name for unit in content.units for name in unit.strings)
    yield from _find_same(content)
    guesser = Guesser(
        {name: [u.strings[name] for u in content.units if name in u.strings] for name in languages}
    )
    strangers: list[Finding] = []
    looked_at: Counter[str] = Counter()
    find_reminder = reminders(known_languages(content.model))
    for unit in content.units:
        for language, text in unit.strings.items():
            if text and language in unit.places:
                place = _placer(content, unit, language)
                # The words of a generator ask for just that: "[Write here]", "(untranslated)".
                find = find_mark if unit.path[0] == "generators" else find_reminder
                if found := find(text):
                    yield warning(place(found), "reminder-left", found=found, path=_path(unit))
                yield from _find_words(text, place, unit)
                yield from _find_copied(text, place)
                yield from _find_characters(text, place)
                yield from _find_mixed_words(text, place)
                source = unit.strings.get(content.source, "")
                yield from _find_unfinished(text, source, place, unit)
                looked_at[unit.places[language].file] += 1
                is_copy = language != content.source and text == source
                other = None if is_copy else guesser.find_other(text, language)
                if other:
                    at = unit.places[language]
                    strangers.append(
                        warning(at, "text-in-other-language", path=_path(unit), other=other)
                    )
    yield from once_a_file(strangers, looked_at, "file-in-other-language")


_Placer = Callable[[str], Position]
"""From a piece of a text to where it stands in the file."""


def _placer(content: Content, unit: Unit, language: Language) -> _Placer:
    file = content.files.get(f"{language}/{unit.file}")
    if file is None:
        return lambda _: unit.places[language]
    return lambda piece: file.document.position_of(unit.path, piece)


def _find_words(text: str, place: _Placer, unit: Unit) -> Iterator[Finding]:
    if markup := list(dict.fromkeys(MARKUP.findall(text))):
        yield warning(place(markup[0]), "markup-in-text", found=" ".join(markup))
    for word in dict.fromkeys(text.split()):
        if not unicodedata.is_normalized("NFC", word):
            # It looks the same, but is found by no search and counts as another word.
            whole = unicodedata.normalize("NFC", word)
            yield warning(place(word), "parted-letters", found=whole)
    for mangled in _mangled(text):
        meant = _meant(mangled)
        yield warning(place(mangled), "mangled-letters", found=mangled, meant=meant)

    if bullet := _BULLET.search(text):
        yield warning(place(bullet[1]), "bullet-in-text", found=bullet[1])
    if gap := _SPACES.search(text):
        yield warning(place(gap.group()), "double-space", before=gap[1], after=gap[2])
    is_filled = unit.path[0] in {"interface", "generators"}
    if not is_filled and (braces := _BRACES.search(text)):
        yield warning(place(braces.group()), "braces-stay", found=braces.group())


def _find_copied(text: str, place: _Placer) -> Iterator[Finding]:
    """Yield what comes along when a text is copied from a chat or a word processor."""
    if message := _MESSAGE.search(text):
        yield warning(place(message.group()), "message-in-text", found=message.group())
    if not text.isascii() and (frame := _FRAME.fullmatch(text.strip())):
        yield warning(place(text.strip()), "framed-by-quotes", found=frame[1])


def _find_unfinished(text: str, source: str, place: _Placer, unit: Unit) -> Iterator[Finding]:
    """Yield where a translation breaks off that its source does not."""
    end = _UNFINISHED.search(text)
    if end and source and not _UNFINISHED.search(source):
        yield warning(place(end.group()), "reminder-left", found=end.group(), path=_path(unit))


def _find_same(content: Content) -> Iterator[Finding]:
    """Yield each item whose text another item of its kind has already, in any theme."""
    first: dict[tuple[Language, object, str], Position] = {}
    for unit in content.units:
        if unit.path[0] in ITEM_KINDS and unit.path[-1] == "text":
            for language, text in unit.strings.items():
                said = " ".join(text.split()).casefold()
                at = unit.places.get(language)
                if at is None or len(said) < _LONG_ENOUGH:
                    continue
                other = first.setdefault((language, unit.path[0], said), at)
                if other != at:
                    yield warning(at, "text-twice", path=_path(unit), other=str(other))


def _find_mixed_words(text: str, place: _Placer) -> Iterator[Finding]:
    if text.isascii():
        return
    for word in dict.fromkeys(_WORD.findall(text)):
        scripts = [_script(letter) for letter in word]
        known = [script for script in scripts if script]
        if len(set(known)) > 1:
            rarest = min(dict.fromkeys(known), key=known.count)
            strangers = (
                letter for letter, script in zip(word, scripts, strict=True) if script == rarest
            )
            found = ", ".join(f"{letter} ({_name(letter)})" for letter in dict.fromkeys(strangers))
            yield warning(place(word), "mixed-letters", word=word, found=found)


@lru_cache(maxsize=1024)
def _script(letter: str) -> str:
    """Return which of the scripts that look alike a letter is of, or nothing."""
    return next((script for script in _ALIKE if _name(letter).startswith(script)), "")


def _name(character: str) -> str:
    return unicodedata.name(character, "")


def _mangled(text: str) -> Sequence[str]:
    return [piece for piece in dict.fromkeys(_MANGLED.findall(text)) if _meant(piece)]


def _meant(mangled: str) -> str:
    """Return the letters that were read in a wrong encoding, or nothing where they were not."""
    try:
        return mangled.encode("cp1252").decode("utf-8")
    except UnicodeError:
        pass
    try:
        return mangled.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return ""


def _find_characters(text: str, place: _Placer) -> Iterator[Finding]:
    if text.isascii():
        return
    for character in dict.fromkeys(text):
        if ord(character) >= _PICTURES and unicodedata.category(character) == "So":
            yield warning(place(character), "picture-in-text", found=character)
        if _is_odd(character, text):
            number = f"U+{ord(character):04X}"
            name = unicodedata.name(character, "")
            yield warning(place(character), "odd-character", character=f"{number} {name}".strip())


def _is_odd(character: str, text: str) -> bool:
    category = unicodedata.category(character)
    if category == "Co" or character == "\ufffd":
        return True
    if category != "Cf":
        return False
    if character in _DIRECTIONS:
        return not any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text)
    if character in _JOINERS:
        # They join letters of other scripts, and the parts of some pictures.
        before = text[max(text.index(character) - 1, 0)]
        return unicodedata.name(before, "LATIN").startswith(_EUROPEAN)
    return True


def _path(unit: Unit) -> str:
    return ".".join(map(str, unit.path))


RULE: Final = Rule(
    "hygiene",
    "No text holds reminders, markup, letters in parts or unseen, or another language.",
    _check,
)
