"""Structure and texts put together, by id, along the types of the model."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from toimintamalli.languages.interface import core_words
from toimintamalli.loading.anatomy import Part, dissect, kind_of
from toimintamalli.loading.content import ContentFile, Orphan, Unit
from toimintamalli.loading.kinds import FileKind
from toimintamalli.loading.shapes import parts_of
from toimintamalli.model.ids import Language
from toimintamalli.model.text import Text
from toimintamalli.model.value import Value as ModelValue
from toimintamalli.yaml import Path, Value

Record = dict[str, Value]
Built = dict[str, object]
"""The fields of a thing of the model, before it is made."""


@dataclass
class Merger:
    """Puts the files of one path together, and keeps every text and every leftover it meets."""

    texts: Mapping[Language, ContentFile]
    """The text file of each language that has one."""
    units: list[Unit] = field(default_factory=list)
    orphans: list[Orphan] = field(default_factory=list)

    def merge(self, kind: FileKind, path: str, structure: Record) -> Built:
        """Return the fields of the model that one file path holds."""
        top = _Spot(
            path, (), {spoken: _map(file.document.value) for spoken, file in self.texts.items()}
        )
        parts = parts_of(kind)
        own = [part for part in parts if not part.members]
        built = self._collections(top, structure, [part for part in parts if part.members])
        if kind.own:
            built |= self._record(top.below(kind.own), _map(structure.get(kind.own)), own)
        known = [part.name for part in parts if part.members and part.has_texts]
        self._orphans(top, [*known, kind.own])
        return built

    def _record(self, spot: "_Spot", structure: Record, parts: list[Part]) -> Built:
        facts = {part.name: structure[part.name] for part in parts if part.name in structure}
        texts = {part.name: self._unit(spot, part.name) for part in parts if part.role == "text"}
        return {**facts, **texts}

    def _thing(
        self, spot: "_Spot", structure: Record, members: tuple[type[ModelValue], ...]
    ) -> Built:
        member = _choose(members, structure)
        parts = list(dissect(member))
        self._orphans(spot, [part.name for part in parts if part.has_texts])
        built = self._record(spot, structure, [part for part in parts if not part.members])
        return built | self._collections(spot, structure, [part for part in parts if part.members])

    def _collections(self, spot: "_Spot", structure: Record, parts: list[Part]) -> Built:
        # Also where the structure has no such collection: texts in it would be left over.
        built: Built = {
            part.name: list(self._entries(spot.below(part.name), structure, part))
            for part in parts
            if part.has_texts or part.name in structure
        }
        return {name: entries for name, entries in built.items() if name in structure}

    def _entries(self, spot: "_Spot", structure: Record, part: Part) -> Iterator[Built]:
        entries = [_map(value) for value in _list(structure.get(part.name))]
        self._orphans(spot, [str(entry["id"]) for entry in entries])
        for entry in entries:
            yield self._thing(spot.below(str(entry["id"])), entry, part.members)

    def _unit(self, spot: "_Spot", name: str) -> Text:
        strings = {
            language: value.strip()
            for language, texts in spot.texts.items()
            if isinstance(value := texts.get(name), str)
        }
        path = (*spot.path, name)
        places = {language: file.document.position(path) for language, file in self.texts.items()}
        self.units.append(Unit(spot.file, path, strings, places))
        return Text(strings)

    def _orphans(self, spot: "_Spot", known: list[str]) -> None:
        for language, texts in spot.texts.items():
            document = self.texts[language].document
            for name in texts.keys() - set(known):
                path = (*spot.path, name)
                position = document.position(path, key=True)
                self.orphans.append(Orphan(spot.file, path, language, position, tuple(known)))


@dataclass(frozen=True)
class _Spot:
    """The same place in the text file of each language."""

    file: str
    path: Path
    texts: Mapping[Language, Record]

    def below(self, name: str) -> "_Spot":
        nested = {language: _map(texts.get(name)) for language, texts in self.texts.items()}
        return replace(self, path=(*self.path, name), texts=nested)


def merge_words(
    path: str, texts: Mapping[Language, ContentFile], source: Language
) -> tuple[list[Built], list[Unit], list[Orphan]]:
    """Return the interface words, their texts, and what only a translation has."""
    words = {language: _words_of(file.document.value) for language, file in texts.items()}
    found = (
        _word_unit(path, way, name, texts, words)
        for way, name in dict.fromkeys(key for word in words.values() for key in word)
    )
    units = [
        replace(unit, is_optional=unit.is_optional or _is_brought(unit, source)) for unit in found
    ]
    kept = [unit for unit in units if unit.is_optional or source in unit.strings]
    built: list[Built] = [
        {"id": ".".join(map(str, unit.path[1:])), "text": Text(unit.strings)} for unit in kept
    ]
    known = tuple(name for way, name in words[source] if way == ("interface",))
    orphans = [
        Orphan(path, unit.path, language, position, known)
        for unit in units
        if unit not in kept
        for language, position in unit.places.items()
        if language in unit.strings
    ]
    return built, kept, orphans


_Way = tuple[str, ...]
"""The keys under which a map of words stands."""


def _words_of(value: Value) -> dict[tuple[_Way, str], str]:
    document = _map(value)
    maps: dict[_Way, Record] = {("interface",): _map(document["interface"])}
    for name, own in _map(document.get("generators")).items():
        maps["generators", name] = _map(own)
    return {
        (way, name): str(text).strip()
        for way, words in maps.items()
        for name, text in words.items()
    }


def _word_unit(
    path: str,
    way: _Way,
    name: str,
    texts: Mapping[Language, ContentFile],
    words: Mapping[Language, Mapping[tuple[_Way, str], str]],
) -> Unit:
    return Unit(
        path,
        (*way, name),
        {language: found[way, name] for language, found in words.items() if (way, name) in found},
        {language: file.document.position((*way, name)) for language, file in texts.items()},
        is_optional=way != ("interface",),
    )


def _is_brought(word: Unit, source: Language) -> bool:
    """Tell whether the library has an interface word that the source language leaves to it."""
    return source not in word.strings and str(word.path[-1]) in core_words()


def _choose(members: tuple[type[ModelValue], ...], structure: Record) -> type[ModelValue]:
    if len(members) == 1:
        return members[0]
    return next(member for member in members if kind_of(member) == structure["kind"])


def _map(value: Value) -> Record:
    return value if isinstance(value, dict) else {}


def _list(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []
