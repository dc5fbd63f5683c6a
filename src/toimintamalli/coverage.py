"""In which languages the words around a content exist: those of formats, reports and data sets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from toimintamalli.collecting import vocabulary as data_set
from toimintamalli.findings import Finding, Position, warning
from toimintamalli.generation import generator_packages
from toimintamalli.languages import interface
from toimintamalli.loading.content import Content, Unit
from toimintamalli.loading.kinds import INTERFACE, path_of
from toimintamalli.model.ids import Language
from toimintamalli.model.text import Text
from toimintamalli.report import vocabulary
from toimintamalli.words import WORD_FILES, WORD_FILES_PACKAGE, packaged_words, standby
from toimintamalli.yaml import Path

CORE: Final = "interface"
"""The owner of the words that every output uses, as `interface.yaml` calls it too."""


@dataclass(frozen=True)
class Coverage:
    """How many of one owner's words a language has."""

    language: Language
    owner: str
    """Name of the format, of reports or of data sets; `interface` for what all of them use."""
    total: int
    missing: Mapping[str, Language]
    """Each word that the language lacks, and the language in which it is shown instead."""

    @property
    def given(self) -> int:
        """Words that the language has."""
        return self.total - len(self.missing)


def word_packages() -> dict[str, str]:
    """Return who has words and in which package: formats, and what is no format."""
    return {
        CORE: interface.PACKAGE,
        **generator_packages(),
        vocabulary.OWNER: vocabulary.PACKAGE,
        data_set.OWNER: data_set.PACKAGE,
        WORD_FILES: WORD_FILES_PACKAGE,
    }


def find_format_words(content: Content, language: Language) -> Iterator[Unit]:
    """Yield the words whose packages don't speak a language, as texts to be translated into it.

    What the content's source language does not have is brought in another that the package has.
    """
    file = path_of(INTERFACE)
    for owner, package in word_packages().items():
        for name, text in _words(package).items():
            if language not in text:
                source = content.source if content.source in text else None
                strings = {source: text[source]} if source else {}
                brought = text[standby(text, content.source)]
                path = _path(owner, name)
                yield Unit(file, path, strings, {}, is_optional=True, brought=brought)


def measure_coverage(content: Content) -> tuple[Coverage, ...]:
    """Return for each language and each owner of words which are missing; nothing of no model."""
    if content.model is None:
        return ()
    given = {unit.path: unit.strings for unit in content.units if unit.file == path_of(INTERFACE)}
    return tuple(
        _measure(owner, package, language, content.source, given)
        for language in content.languages
        for owner, package in word_packages().items()
        if _words(package)
    )


def find_lacking(content: Content) -> Iterator[Finding]:
    """Yield one warning for each language that lacks words, with how many of whose."""
    measured = measure_coverage(content)
    for language in content.languages:
        own = [
            coverage for coverage in measured if coverage.language == language and coverage.missing
        ]
        if not own:
            continue
        shown = Counter(shown_as for coverage in own for shown_as in coverage.missing.values())
        file = content.files.get(f"{language}/{path_of(INTERFACE)}")
        yield warning(
            file.document.position(()) if file else Position(f"{language}/{path_of(INTERFACE)}"),
            "words-in-other-language",
            language=language,
            count=str(sum(len(coverage.missing) for coverage in own)),
            owners=", ".join(
                f"{coverage.owner} {coverage.given}/{coverage.total}" for coverage in own
            ),
            shown=", ".join(form for form, _ in shown.most_common()),
        )


def _measure(
    owner: str,
    package: str,
    language: Language,
    source: Language,
    given: Mapping[Path, Mapping[Language, str]],
) -> Coverage:
    words = {
        name: Text({**text, **given.get(_path(owner, name), {})})
        for name, text in _words(package).items()
    }
    missing = {name: standby(text, source) for name, text in words.items() if language not in text}
    return Coverage(language, owner, len(words), missing)


def _path(owner: str, name: str) -> Path:
    return (CORE, name) if owner == CORE else ("generators", owner, name)


def _words(package: str) -> Mapping[str, Text]:
    try:
        return packaged_words(package)
    except (ImportError, OSError):
        return {}  # a broken plug-in is told of by the build that asks for it
