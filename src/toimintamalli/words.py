"""The words around the content: the model's interface words and a generator's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from toimintamalli.errors import MissingText, ToimintamalliError
from toimintamalli.findings import sentences
from toimintamalli.languages import LanguageData, interface, language_data
from toimintamalli.messages import DEFAULT_LANGUAGE, LANGUAGES
from toimintamalli.model.ids import Language
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import LocalizedText, Missing, Text
from toimintamalli.model.value import SameObject
from toimintamalli.patterns import BadPattern, fill
from toimintamalli.yaml import Mode, parse

WORD_FILES: Final = "reading"
"""The owner of what pages say of filled Word files: the command line says the same, from the
catalogue of messages, and a content gives it in further languages as it gives any word."""
WORD_FILES_PACKAGE: Final = "toimintamalli._messages"
_OF_WORD_FILES: Final = "docx-"
_LAST_RESORT: Final = Language(DEFAULT_LANGUAGE)


class MissingWord(ToimintamalliError, KeyError):
    """A format uses an interface word that neither it nor the content has."""

    code = "missing-word"


class MissingWords(MissingText):
    """A language lacks words of a format, and the caller asked for an error; it names them all."""

    code = "missing-words"


class BadPlaceholder(ToimintamalliError):
    """An interface word has a placeholder that the format does not fill in."""

    code = "bad-placeholder"

    @classmethod
    def of(cls, name: str, word: LocalizedText, facts: Iterable[str]) -> BadPlaceholder:
        """Return the error for a word and the facts that there are."""
        known = ", ".join(f"{{{fact}}}" for fact in facts)
        return cls(id=name, text=word.string, known=known or "–")


class Words(Mapping[str, LocalizedText]):
    """Words of one language by name: a generator's own first, then the core's.

    Raises:
        MissingWord: a word is looked up that is not there.
    """

    def __init__(self, words: Mapping[str, LocalizedText]) -> None:
        self._words = words

    def __getitem__(self, name: str) -> LocalizedText:
        if name not in self._words:
            raise MissingWord(id=name)
        return self._words[name]

    def __contains__(self, name: object) -> bool:
        return name in self._words

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    def fill(self, name: str, **facts: object) -> LocalizedText:
        """Return a word with its placeholders filled in.

        Raises:
            MissingWord: the word is not there.
            BadPlaceholder: it has a placeholder that is none of the facts.
        """
        word = self[name]
        try:
            filled = fill(word.string, word.language, facts)
        except (KeyError, BadPattern):
            raise BadPlaceholder.of(name, word, facts) from None
        return LocalizedText(filled, word.language, word.fallback)

    def day(self, date: str) -> str:
        """Return a day, given as `2026-01-31`, as people write it.

        Raises:
            MissingWord: how the language writes days is not among the words.
        """
        year, month, day = (int(number) for number in date.split("-"))
        names = self["month-names"].string.split()
        named = names[month - 1] if month <= len(names) else str(month)
        facts = {"date": date, "day": day, "month": month, "named": named, "year": year}
        return self.fill("date-shown", **facts).string


def words_for(
    generator: str, package: str, model: Model[Text], language: Language, missing: Missing
) -> Words:
    """Return the words that a generator may use, for readers of one language.

    The generator's own lie in its package as `words/<language>.yaml`; the content can override
    them, or give them in a further language, under the generator's name in `interface.yaml`.
    How the language writes days and numbers, and its name, are words too.

    Raises:
        MissingWords: words have no translation, and `missing` says that this is an error.
    """
    return _words_for(generator, package, SameObject(model), language, missing)


@lru_cache(maxsize=128)
def _words_for(
    generator: str,
    package: str,
    same: SameObject[Model[Text]],
    language: Language,
    missing: Missing,
) -> Words:
    model = same.value
    own = {
        **packaged_words(interface.PACKAGE),
        **{f"{generator}.{name}": text for name, text in packaged_words(package).items()},
    }
    given = {str(word.id): word.text for word in model.words}
    # Another generator's words are none of this one's, and may be in a further language only.
    texts = own | {name: text for name, text in given.items() if _owner(name) in ("", generator)}
    merged = {name: _join(own.get(name), text) for name, text in texts.items()}
    if missing is Missing.ERROR:
        _refuse_missing(merged, language)
    return Words(
        language_words(language_data(language, model))
        | {
            name.removeprefix(f"{generator}."): text.localize(
                language, standby(text, model.source_language), missing
            )
            for name, text in merged.items()
        }
    )


def _refuse_missing(words: Mapping[str, Text], language: Language) -> None:
    names = [name for name, text in words.items() if language not in text]
    if names:
        raise MissingWords(language=language, count=str(len(names)), names=", ".join(names))


def language_words(data: LanguageData) -> dict[str, LocalizedText]:
    """Return the words that every format has, since its language is written so."""
    name = data.name or data.id
    strings = {
        "language-tag": data.tag,
        "language-name": name[:1].upper() + name[1:],
        "date-picture": data.date_picture,
        "date-shown": data.date_shown,
        "month-names": " ".join(data.month_names),
        "decimal-sign": data.decimal_sign,
        "percent": data.percent,
    }
    return {id_: LocalizedText(string, data.id) for id_, string in strings.items()}


def _owner(name: str) -> str:
    return name.rpartition(".")[0]


def _join(packaged: Text | None, given: Text) -> Text:
    strings: dict[Language, str] = {}
    for text in filter(None, (packaged, given)):
        strings.update(text)
    return Text(strings)


def standby(text: Text, source: Language) -> Language:
    """Return the language in which a word is shown to readers of one that it is not in."""
    order: tuple[Language, ...] = (source, _LAST_RESORT, *text)
    return next(language for language in order if language in text)


@cache
def packaged_words(package: str) -> Mapping[str, Text]:
    """Return the words that a generator's package brings along, by name."""
    if package == WORD_FILES_PACKAGE:
        return _said_of_word_files()
    by_name: dict[str, dict[Language, str]] = {}
    for file in sorted(files(package).joinpath("words").iterdir(), key=lambda path: path.name):
        language = Language(file.name.removesuffix(".yaml"))
        value = parse(file.read_bytes(), file.name, Mode.TEXT).value
        words = value["words"] if isinstance(value, dict) else None
        for name, word in words.items() if isinstance(words, dict) else ():
            by_name.setdefault(name, {})[language] = str(word)
    return {name: Text(strings) for name, strings in by_name.items()}


def _said_of_word_files() -> Mapping[str, Text]:
    said = {Language(language): sentences(_OF_WORD_FILES, language) for language in LANGUAGES}
    return {
        code: Text({language: texts[code] for language, texts in said.items()})
        for code in said[_LAST_RESORT]
    }
