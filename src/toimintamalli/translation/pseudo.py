"""Languages that nobody speaks, to see what a real one will do: grow long, or run from the right.

`en-XA` is English with accents, a third longer; `ar-XB` stands in Arabic letters. Both stand in
brackets, so that whatever is cut off, or was never given to translators, is seen at a glance.
Any other language stands in letters of its own script, as far as we know them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, cast

from toimintamalli.loading.content import Content, ContentFile, Unit
from toimintamalli.loading.kinds import MODEL, path_of
from toimintamalli.model.ids import Language
from toimintamalli.patterns import blank_syntax
from toimintamalli.splicing import Texts, write_texts

LONG: Final = Language("en-XA")
MIRRORED: Final = Language("ar-XB")
PSEUDO: Final = (LONG, MIRRORED)

_PLAIN: Final = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZåäöÅÄÖ"
_ACCENTED: Final = "åƀçđéƒĝĥîĵķļɱņóþɋŕšţûṽŵẋýžȦƁÇḊÉƑĜĤÎĴĶĻṀŅÓÞɊŔŠŢÛṼŴẊÝŽǻǟȫǺǞȪ"
_ARABIC: Final = "ابچديفگهىجكلمنوپقرستؤڤطخئز" * 2 + "ظعغ" * 2
_TABLES: Final[Mapping[Language, Mapping[int, str]]] = {
    LONG: dict(zip(map(ord, _PLAIN), _ACCENTED, strict=True)),
    MIRRORED: dict(zip(map(ord, _PLAIN), _ARABIC, strict=True)),
}
_CYRILLIC: Final = "абцдефгхійклмнопярстувжиюз" + "АБЦДЕФГХІЙКЛМНОПЯРСТУВЖИЮЗ" + "єїґЄЇҐ"
_NORTHERN: Final = "ábčđéfǥhijklmnŋopqrsŧuvžyz"
_ESTONIAN: Final = "äbcdefghijklmnõpqrštüvwxyž"
_CHINESE: Final = "工作生活健康合同目标讨论决定行动结果时间地点人员"
_BY_LANGUAGE: Final[Mapping[str, Mapping[int, str]]] = {
    "ar": _TABLES[MIRRORED],
    "uk": dict(zip(map(ord, _PLAIN), _CYRILLIC, strict=True)),
    "se": dict(zip(map(ord, _PLAIN[:26]), _NORTHERN, strict=True)),
    "et": dict(zip(map(ord, _PLAIN[:26]), _ESTONIAN, strict=True)),
    "zh": {ord(letter): _CHINESE[at % len(_CHINESE)] for at, letter in enumerate(_PLAIN)},
}
"""The letters in which a text stands in a language that people speak."""
_DENSE: Final = frozenset({"zh", "ja"})
_LETTERS_A_SIGN: Final = 3
"""What three letters say elsewhere is one sign there, and no space stands between words."""
_UNWRITTEN: Final[Mapping[str, str]] = {"ar": "aeiou"}
"""Letters that are not written within a word: a language of that script is shorter by them."""
_PADDING: Final = ("ōñē", "ţŵō", "ţĥŕēē", "ƒōûŕ", "ƒîṽē", "šîẋ", "šēṽēñ", "ēîĝĥţ")
_KEPT: Final = re.compile(r"https?://\S+|\b[\w.]+@[\w.]+\b")
_FILE: Final = re.compile(r"^[^\s]+(?P<ending>\.(?:html|json|ics))$")
_MORE: Final = 3
"""A text grows by one part in so many: what German or Finnish does to English."""


def pseudo(text: str, language: Language, *, has_placeholders: bool) -> str:
    """Return a text as it stands in a pseudo-language; what is filled in stays."""
    syntax = blank_syntax(text) if has_placeholders else text
    if found := _FILE.match(text):
        ending = found["ending"]
        return _lettered(text[: -len(ending)], syntax, language) + ending
    paragraphs = _lettered(text, syntax, language).split("\n\n")
    return "\n\n".join(
        f"[{paragraph.strip()}{_padding(paragraph, language)}]" for paragraph in paragraphs
    )


def pseudo_files(content: Content, words: Mapping[Language, tuple[Unit, ...]]) -> dict[str, bytes]:
    """Return the text files of the pseudo-languages, by their path below the content root.

    `words` are those around the content, for each of them.
    """
    files: dict[str, bytes] = {}
    for language, further in words.items():
        texts: dict[str, dict[str, Texts | str]] = {}
        known = {(unit.file, unit.path) for unit in content.units}
        new = (unit for unit in further if (unit.file, unit.path) not in known)
        for unit in (*content.units, *new):
            if text := _base(content, unit):
                is_word = unit.path[0] in {"interface", "generators"}
                made = pseudo(text, language, has_placeholders=is_word)
                _put(texts.setdefault(unit.file, {}), list(map(str, unit.path)), made)
        files |= {f"{language}/{file}": write_texts(own).encode() for file, own in texts.items()}
    return files


def published(content: Content, languages: Sequence[Language]) -> bytes:
    """Return the head of the model with further languages among those that are published."""
    file = cast(ContentFile, content.structure(path_of(MODEL)))
    line = file.document.position(("model", "languages")).line - 1
    lines = _text_of(content).splitlines(keepends=True)
    indent = lines[line][: len(lines[line]) - len(lines[line].lstrip(" "))]
    if lines[line].lstrip().startswith("- "):
        lines[line:line] = [f"{indent}- {language}\n" for language in languages]
        # The source comes first.
        after = line + len(languages)
        lines[line], lines[after] = lines[after], lines[line]
    else:
        end = next(at for at in range(line, len(lines)) if "]" in lines[at])
        lines[end] = lines[end].replace(
            "]", "".join(f", {language}" for language in languages) + "]", 1
        )
    return "".join(lines).encode()


def _text_of(content: Content) -> str:
    if content.folder is None:
        return ""
    file = content.folder.joinpath("structure", path_of(MODEL))
    return file.read_text(encoding="utf-8-sig")


def _base(content: Content, unit: Unit) -> str:
    english = unit.strings.get(Language("en"), "")
    return english or unit.strings.get(content.source, "") or unit.brought


def _lettered(text: str, syntax: str, language: Language) -> str:
    kept = {at for found in _KEPT.finditer(text) for at in range(found.start(), found.end())}
    table = _table_of(language)
    is_dense = language.partition("-")[0] in _DENSE
    unwritten = _UNWRITTEN.get(language, "")
    written, letters = [], 0
    for at, (character, shown) in enumerate(zip(text, syntax, strict=False)):
        is_kept = at in kept or shown != character
        is_letter = character.isalpha() and not is_kept
        is_left_out = letters > 0 and character in unwritten
        is_in_a_sign = is_letter and letters % _LETTERS_A_SIGN != 0
        letters = letters + 1 if is_letter else 0
        if is_kept:
            written.append(character)
        elif not is_left_out and not (is_dense and (is_in_a_sign or character == " ")):
            written.append(table.get(ord(character), character))
    return "".join(written)


def _table_of(language: Language) -> Mapping[int, str]:
    found = _TABLES.get(language) or _BY_LANGUAGE.get(language.partition("-")[0])
    return found or _TABLES[LONG]


def _padding(text: str, language: Language) -> str:
    if language != LONG:
        return ""
    return "".join(f" {word}" for word in _words(len(text) // _MORE))


def _words(length: int) -> Iterator[str]:
    number = 0
    while length > 0:
        word = _PADDING[number % len(_PADDING)]
        yield word
        number, length = number + 1, length - len(word) - 1


def _put(texts: dict[str, Texts | str], path: list[str], text: str) -> None:
    for step in path[:-1]:
        texts = cast("dict[str, Texts | str]", texts.setdefault(step, {}))
    texts[path[-1]] = text
