"""A content root → everything that is in it, with all its problems at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from importlib.resources.abc import Traversable
from typing import Final, cast

from pydantic import ValidationError

from toimintamalli.findings import Finding, Position, error, suggest, warning
from toimintamalli.loading.content import UNKNOWN, Content, ContentFile, Orphan, Unit
from toimintamalli.loading.exceptions import Exceptions, parse_exceptions
from toimintamalli.loading.files import (
    EDITORIAL,
    LANGUAGES,
    STRUCTURE,
    Root,
    read_language,
    read_structure,
    read_texts,
)
from toimintamalli.loading.kinds import (
    GLOSSARY,
    INTERFACE,
    KINDS,
    LANGUAGE,
    LEDGER,
    MODEL,
    THEME,
    WORKBOOK,
    FileKind,
    path_of,
)
from toimintamalli.loading.merging import Built, Merger, Record, merge_words
from toimintamalli.loading.shapes import structure_shape, text_shape
from toimintamalli.model.ids import Language
from toimintamalli.model.language import LanguageData
from toimintamalli.model.ledger import Ledger
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Text
from toimintamalli.model.theme import ITEM_KINDS
from toimintamalli.yaml import find_cause

UNFINISHED: Final = ".toimintamalli/journal"
"""There while a command changes files of the content, and left by one that was killed then."""


def read_content(folder: Traversable, label: str = "content") -> Content:
    """Return what a content root holds; problems are findings, never exceptions."""
    root = Root(folder, label)
    content = _read_content(root)
    # Asked last: a change may have begun while we were reading.
    if root.has(UNFINISHED):
        told = error(Position(root.label(UNFINISHED)), "unfinished-change")
        return replace(content, findings=(told, *content.findings), model=None, folder=folder)
    return replace(content, folder=folder)


def _read_content(root: Root) -> Content:
    reading = _Reading(root)
    head = reading.structure(MODEL, path_of(MODEL))
    if head is None:
        told = _find_no_content(root) or reading.findings
        return Content(reading.files, tuple(sorted(told)))
    own = cast(Record, head["model"])
    reading.source = Language(str(own["source_language"]))
    reading.languages = tuple(
        Language(str(language)) for language in cast(list[str], own["languages"])
    )
    return reading.content(cast(list[str], head["themes"]))


def _find_no_content(root: Root) -> Sequence[Finding]:
    """Return that the folder is no content at all: who gave its name meant another."""
    at = Position(root.name)
    if not root.is_folder:
        return [error(at, "no-such-folder", folder=root.name)]
    if root.names(STRUCTURE, "") or root.names(STRUCTURE.capitalize(), ""):
        return []
    first = f"{STRUCTURE}/{path_of(MODEL)}"
    below = [name for name in root.folders() if root.has(f"{name}/{first}")]
    near = root.label(below[0]) if len(below) == 1 else ""
    return [error(at, "no-content-here", folder=root.name, suggestion=near)]


_LEFTOVER: Final = re.compile(
    r"^(?:\._|\.#|#.*#$|~\$|\.~lock|\.DS_Store$|Thumbs\.db$|desktop\.ini$)|~$|\.(?:sw[a-p]|bak|orig|tmp)$"
)
"""What editors, systems and Git leave beside the files that they save."""
_OTHER_ENDING: Final = re.compile(r"(?:\.yml|\.yaml\.txt|\.yml\.txt|\.YAML|\.YML)$")
_NOT_OURS: Final = re.compile(r"^(?:\.|README|LICEN[CS]E|NOTICE)|\.yaml$")
"""What may lie beside the texts: what says what the folder is, and what Git and systems keep."""
_DOCUMENT: Final = re.compile(
    r"\.(?:docx?|docm|odt|rtf|xlsx?|xlsm|ods|csv|tsv|pptx?|pdf|po|pot|xliff?|xlf|html?|zip)$",
    re.IGNORECASE,
)
"""What somebody who has texts to bring in puts into the folder of the content."""


def _has_texts(kind: FileKind, path: str, structure: Record) -> bool:
    """Tell whether the structure has anything to write a text for."""
    merger = Merger({})
    merger.merge(kind, path, structure)
    return bool(merger.units)


def _original_of(name: str, known: Iterable[str]) -> str:
    """Return the file that one is a copy of, by what systems add to a name, or nothing.

    They add it after a space, in whatever language: `a (1)`, `a - Copy`, `Copy of a`.
    """
    stem = name.removesuffix(".yaml")
    stems = {file.rpartition("/")[2].removesuffix(".yaml"): file for file in known}
    added = (text for text in stems if stem.startswith(f"{text} ") or stem.endswith(f" {text}"))
    return next((stems[text] for text in added), "")


@dataclass
class _Reading:
    """The reading of one content root, while it goes on."""

    root: Root
    source: Language = field(default=UNKNOWN)
    languages: tuple[Language, ...] = ()
    files: dict[str, ContentFile] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    orphans: list[Orphan] = field(default_factory=list)
    is_whole: bool = True
    """Whether every file that the model needs could be read."""

    def content(self, themes: Sequence[str]) -> Content:
        built = self._merge(MODEL) | self._merge(GLOSSARY) | self._merge(WORKBOOK) | self._words()
        numbered = enumerate(themes, start=1)
        built["themes"] = [self._theme(theme, str(number)) for number, theme in numbered]
        ledger = self._ledger()
        own = self._languages()
        self._find_strays(themes)
        self._find_damaged_locks()
        return Content(
            files=self.files,
            findings=tuple(sorted(set(self.findings))),
            units=tuple(self.units),
            orphans=tuple(self.orphans),
            model=self._make(built | {"ledger": ledger, "language_data": own}),
            ledger=ledger,
            source=self.source,
            languages=self.languages,
            exceptions=self._exceptions(),
        )

    def structure(self, kind: FileKind, path: str) -> Record | None:
        """Return the value of a structure file, or nothing where it can't be used."""
        file, findings = read_structure(self.root, kind, path, structure_shape(kind))
        self._keep(f"{STRUCTURE}/{path}", file, findings)
        return cast(Record, file.document.value) if file else None

    def _texts(
        self, kind: FileKind, path: str, structure: Record | None = None
    ) -> dict[Language, ContentFile]:
        found = {}
        for language in self.languages:
            if self._is_absent(language):
                self.findings.append(error(Position(self.root.label(language)), "missing-language"))
                self.is_whole = False
                continue
            is_there = self.root.has(f"{language}/{path}")
            # A file that would hold nothing is asked of nobody, and translators' tools make none.
            if not is_there and structure is not None and not _has_texts(kind, path, structure):
                continue
            shape = text_shape(kind, required=language == self.source)
            file, findings = read_texts(self.root, kind, path, shape, language)
            self._keep(f"{language}/{path}", file, findings)
            if file:
                found[language] = file
        return found

    def _is_absent(self, language: Language) -> bool:
        """Tell whether nothing of a language is there, not even in a folder called otherwise."""
        names = (language, language.upper(), language.capitalize())
        return not any(
            self.root.names(folder, "") for name in names for folder in (name, f"{name}/themes")
        )

    def _keep(self, name: str, file: ContentFile | None, findings: Iterable[Finding]) -> None:
        self.findings.extend(findings)
        if file:
            self.files[name] = file
        self.is_whole = self.is_whole and file is not None

    def _merge(self, kind: FileKind, theme: str = "") -> Built:
        path = path_of(kind, theme)
        structure = self.files.get(f"{STRUCTURE}/{path}")
        record = cast(Record, structure.document.value) if structure else self.structure(kind, path)
        texts = self._texts(kind, path, record)
        # Without one of the two sides every text would seem to be missing or left over.
        if record is None or (self.source not in texts and _has_texts(kind, path, record)):
            return {}
        merger = Merger(texts)
        built = merger.merge(kind, path, record)
        self.units.extend(merger.units)
        self.orphans.extend(merger.orphans)
        return built

    def _words(self) -> Built:
        path = path_of(INTERFACE)
        texts = self._texts(INTERFACE, path)
        if self.source not in texts:
            return {}
        words, units, orphans = merge_words(path, texts, self.source)
        self.units.extend(units)
        self.orphans.extend(orphans)
        return {"words": words}

    def _theme(self, theme: str, number: str) -> Built:
        built = self._merge(THEME, theme)
        items = [
            (kind, item)
            for collection, kind in ITEM_KINDS.items()
            for item in cast(list[Built], built.get(collection, []))
        ]
        # One series through all kinds, so that "4.9" in a meeting means one thing.
        for position, (kind, item) in enumerate(items, start=1):
            item["id"] = f"{theme}.{kind}.{item['id']}"
            item["number"] = f"{number}.{position}"
        return {**built, "id": theme, "number": number}

    def _ledger(self) -> Ledger:
        if not self.root.has(f"{STRUCTURE}/{path_of(LEDGER)}"):
            return Ledger()
        record = self.structure(LEDGER, path_of(LEDGER))
        try:
            return Ledger.model_validate(record or {})
        except ValidationError:
            # An id that is there twice: the check of ids says so, with its place.
            return Ledger()

    def _languages(self) -> list[LanguageData]:
        """Return what the content says of its languages, each in a file of its own."""
        found = []
        for name in self.root.names(LANGUAGES):
            language = name.removesuffix(".yaml")
            if language not in self.languages:
                at = Position(self.root.label(f"{LANGUAGES}/{name}"))
                near = suggest(language, self.languages)
                self.findings.append(error(at, "stray-file", suggestion=near))
                continue
            file, findings = read_language(self.root, LANGUAGE, name, structure_shape(LANGUAGE))
            self._keep(f"{LANGUAGES}/{name}", file, findings)
            if file:
                record = {"id": language, **cast(Record, file.document.value)}
                found.append(LanguageData.model_validate(record))
        return found

    def _exceptions(self) -> dict[str, Exceptions]:
        names = [f"{EDITORIAL}/{name}" for name in self.root.names(EDITORIAL, ".txt")]
        return {
            name.removeprefix(f"{EDITORIAL}/").removesuffix(".txt"): parse_exceptions(
                self.root.read(name), self.root.label(name)
            )
            for name in names
            if self.root.has(name)
        }

    def _make(self, built: Built) -> Model[Text] | None:
        complete = all(self.source in unit.strings for unit in self.units if not unit.is_optional)
        if not (self.is_whole and complete):
            return None
        try:
            return cast("Model[Text]", Model.model_validate(built))
        except ValidationError:
            # Each file has its shape, so it is what no shape can say: ids that are there twice or
            # too long, languages without the source. The checks say so, with the place.
            return None

    def _find_strays(self, themes: Sequence[str]) -> None:
        files = [path_of(kind) for kind in KINDS if kind is not THEME]
        for folder in (STRUCTURE, *self.languages):
            known = [*files, *(f"themes/{theme}.yaml" for theme in themes)]
            self._find_strays_in(folder, known, "stray-file")
            self._find_strays_in(f"{folder}/themes", [f"{t}.yaml" for t in themes], "stray-theme")
        for name in self.root.names(".", ""):
            at = Position(self.root.label(name))
            if _LEFTOVER.search(name):
                self.findings.append(warning(at, "leftover-file"))
            elif _DOCUMENT.search(name):
                self.findings.append(warning(at, "foreign-file"))

    def _find_damaged_locks(self) -> None:
        # What can't be read of a lock counts as not recorded, but half a merge is somebody's work.
        for language in self.languages:
            for folder in (f"locks/{language}", f"locks/{language}/themes"):
                for name in self.root.names(folder):
                    label = self.root.label(f"{folder}/{name}")
                    if cause := find_cause(self.root.read(f"{folder}/{name}"), label):
                        self.findings.append(cause)

    def _find_strays_in(self, folder: str, known: Sequence[str], code: str) -> None:
        for name in self.root.names(folder, ""):
            at = Position(self.root.label(f"{folder}/{name}"))
            if _LEFTOVER.search(name):
                self.findings.append(warning(at, "leftover-file"))
            elif _OTHER_ENDING.search(name):
                right = _OTHER_ENDING.sub(".yaml", name)
                self.findings.append(error(at, "wrong-ending", name=right))
            elif name != "themes" and not _NOT_OURS.search(name):
                self.findings.append(warning(at, "foreign-file"))
        for name in self.root.names(folder):
            if _LEFTOVER.search(name):
                continue
            if name not in known:
                at = Position(self.root.label(f"{folder}/{name}"))
                # Its own folder, where it was only moved.
                home = next((path for path in known if path.endswith(f"/{name}")), "")
                if original := _original_of(name, known):
                    self.findings.append(error(at, "copied-file", name=original))
                    continue
                near = home or suggest(name, known)
                self.findings.append(error(at, code, suggestion=near))
