"""How far each text is translated, and whether the translation still fits the source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from toimintamalli.findings import Position
from toimintamalli.loading.content import Content, Unit
from toimintamalli.model.ids import Language
from toimintamalli.patterns import blank_syntax
from toimintamalli.translation.digest import digest
from toimintamalli.translation.lock import Lock, LockEntry


class State(StrEnum):
    """What became of one text in one language."""

    MISSING = "missing"
    """There is no translation."""
    UNVERIFIED = "unverified"
    """There is one, and nobody has recorded which wording it was made from."""
    STALE = "stale"
    """The source has changed since, the translation has not."""
    UPDATED = "updated"
    """Both have changed since: somebody has translated the new wording."""
    CURRENT = "current"
    """The translation was made from the wording that the source has now."""
    ORPHAN = "orphan"
    """The source has no such text any more."""
    SAME_AS_SOURCE = "same-as-source"
    """The translation is the source text, and nobody has said that this is right."""


@dataclass(frozen=True, slots=True)
class Translation:
    """One text in one language, with its state."""

    file: str
    """The file's path below the language's folder."""
    path: str
    """The text's dotted path in that file."""
    language: Language
    state: State
    source: str
    target: str
    position: Position
    """Where the translation stands, or should."""

    @property
    def key(self) -> str:
        """A name for the text, the same in every language."""
        return f"{self.file.removesuffix('.yaml')}:{self.path}"

    @property
    def has_placeholders(self) -> bool:
        """Whether a name in braces is filled in: in interface words, elsewhere it is just text."""
        return self.path.startswith(("interface.", "generators."))


Locks = Mapping[tuple[Language, str], Lock]
"""The lock of each language's file."""


def find_translations(content: Content, locks: Locks, language: Language) -> Iterator[Translation]:
    """Yield every text that a language has or should have, in the order of the content."""
    for unit in content.units:
        if _source_of(content, unit, language) and language in unit.places:
            entry = locks.get((language, unit.file), {}).get(dotted(unit))
            yield _translation(content, unit, language, entry)
    for orphan in content.orphans:
        if orphan.language == language:
            yield Translation(
                file=orphan.file,
                path=".".join(map(str, orphan.path)),
                language=language,
                state=State.ORPHAN,
                source="",
                target="",
                position=orphan.position,
            )


def dotted(unit: Unit) -> str:
    """Return a text's path as locks and people write it."""
    return ".".join(map(str, unit.path))


def _translation(
    content: Content, unit: Unit, language: Language, entry: LockEntry | None
) -> Translation:
    source, target = _source_of(content, unit, language), unit.strings.get(language, "")
    return Translation(
        file=unit.file,
        path=dotted(unit),
        language=language,
        state=judge(source, target, entry),
        source=source,
        target=target,
        position=unit.places[language],
    )


def _source_of(content: Content, unit: Unit, language: Language) -> str:
    """Return what a text is translated from; in the source language itself, only brought words."""
    own = "" if language == content.source else unit.strings.get(content.source, "")
    return own or unit.brought


def judge(source: str, target: str, entry: LockEntry | None) -> State:
    """Return the state of a translation, from both wordings and what was recorded of them."""
    if not target:
        return State.MISSING
    was_source, was_target = (entry.source, entry.target) if entry else (None, None)
    now_source, now_target = digest(source), digest(target)
    is_accepted = entry is not None and entry.same_accepted
    if now_source == now_target and has_words(source) and not is_accepted:
        return State.SAME_AS_SOURCE
    if entry is None:
        return State.UNVERIFIED
    if now_source == was_source:
        return State.CURRENT
    return State.STALE if now_target == was_target else State.UPDATED


def has_words(text: str) -> bool:
    """Tell whether a text has a letter outside its placeholders, and so anything to translate."""
    return any(character.isalpha() for character in blank_syntax(text))
