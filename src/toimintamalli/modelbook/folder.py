"""What a spreadsheet says → the files of a content folder, each value with its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias, cast

from toimintamalli.beginning.starting import structure_file, text_file
from toimintamalli.loading.anatomy import Part
from toimintamalli.loading.kinds import INTERFACE, LEDGER, MODEL, THEME, FileKind, path_of
from toimintamalli.loading.shapes import parts_of
from toimintamalli.model.ids import Language
from toimintamalli.modelbook.layout import RowKind, column_name
from toimintamalli.splicing import Texts, write_scalar
from toimintamalli.yaml import Mode, Path, Value

Fact: TypeAlias = "str | int | bool | list[str] | list[int]"


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One cell of a spreadsheet, as its program names it."""

    sheet: str
    row: int
    column: int = 0

    @property
    def name(self) -> str:
        """Its letters and number."""
        return f"{column_name(self.column)}{self.row}"


@dataclass
class Own:
    """The fields of a thing: of the model itself, of a theme, of what stands in a row."""

    cell: Cell
    """Where its id stands, or should."""
    facts: dict[str, tuple[Fact, Cell]] = field(default_factory=dict)
    texts: dict[tuple[str, Language], tuple[str, Cell]] = field(default_factory=dict)

    def text(self, name: str, language: Language) -> str:
        """Return one of its texts, or nothing where there is none."""
        return self.texts.get((name, language), ("", self.cell))[0]


@dataclass
class Thing(Own):
    """One row that was read, with the rows inside of it."""

    kind: RowKind = field(kw_only=True)
    id: str = ""
    inside: list[Thing] = field(default_factory=list)


@dataclass
class Draft:
    """All that a spreadsheet holds."""

    source: Language
    languages: tuple[Language, ...]
    model: Own
    themes: dict[str, Own] = field(default_factory=dict)
    things: dict[str, list[Thing]] = field(default_factory=dict)
    """The things of each file, by its path."""
    words: dict[tuple[str, Language], tuple[str, Cell]] = field(default_factory=dict)
    words_at: Cell = Cell("", 1)
    """Where the sheet of words begins, or would."""
    others: dict[str, bytes] = field(default_factory=dict)
    """Locks and editorial lists, as they will lie in the folder."""
    has_ledger: bool = False


@dataclass
class Folder:
    """The files of a draft, and where each of their values came from."""

    files: dict[str, bytes] = field(default_factory=dict)
    cells: dict[tuple[str, Path], Cell] = field(default_factory=dict)
    """By the file's path and the path of the value in it."""


def make_folder(draft: Draft, kinds: Sequence[FileKind]) -> Folder:
    """Return the content files of a draft."""
    made = Folder()
    for kind in kinds:
        if kind is THEME:
            for theme, own in draft.themes.items():
                _make_file(made, draft, kind, path_of(kind, theme), own)
        elif kind is INTERFACE:
            _make_words(made, draft)
        elif kind is not LEDGER or draft.has_ledger:
            own_of_model = draft.model if kind is MODEL else None
            _make_file(made, draft, kind, path_of(kind), own_of_model)
    made.files |= draft.others
    return made


def _make_file(made: Folder, draft: Draft, kind: FileKind, path: str, own: Own | None) -> None:
    order = [part.name for part in parts_of(kind)]
    things = sorted(
        draft.things.get(path, []), key=lambda thing: order.index(thing.kind.collection.name)
    )
    name = f"structure/{path}"
    structure: dict[str, Value] = {}
    if own:
        structure[kind.own] = {key: _as_value(value) for key, (value, _) in own.facts.items()}
        made.cells[name, (kind.own,)] = own.cell
        for key, (_, cell) in own.facts.items():
            made.cells[name, (kind.own, key)] = cell
    if kind is MODEL:
        structure["themes"] = list(draft.themes)
        for index, theme in enumerate(draft.themes.values()):
            made.cells[name, ("themes", index)] = theme.cell
    structure |= _records(made, name, (), things, [p for p in parts_of(kind) if p.members])
    written = _written(structure) or f"{kind.fields[0]}: []\n"
    made.files[name] = structure_file(kind, written).encode()
    if not kind.in_texts:
        return
    for language in draft.languages:
        texts = _texts(made, f"{language}/{path}", (), things, language)
        if own and (said := _own_texts(made, f"{language}/{path}", kind, own, language)):
            texts = {kind.own: said, **texts}
        is_source = language == draft.source
        name, body = text_file(language, kind, path, cast(Texts, texts), is_source=is_source)
        made.files[name] = body.encode()


def _own_texts(
    made: Folder, name: str, kind: FileKind, own: Own, language: Language
) -> dict[str, Value]:
    said: dict[str, Value] = {}
    made.cells[name, (kind.own,)] = own.cell
    for (part, spoken), (text, cell) in own.texts.items():
        if spoken == language:
            made.cells[name, (kind.own, part)] = cell
            if text:
                said[part] = text
    return said


def _records(
    made: Folder, name: str, above: Path, things: Sequence[Thing], parts: Sequence[Part]
) -> dict[str, Value]:
    """Return the collections of a record, each in the order of its rows."""
    found: dict[str, Value] = {}
    for part in parts:
        listed = [thing for thing in things if thing.kind.collection.name == part.name]
        records: list[Value] = []
        for index, thing in enumerate(listed):
            spot = (*above, part.name, index)
            records.append(_record(made, name, spot, thing))
        if records or (part.field.is_required() and not above):
            found[part.name] = records
    return found


def _record(made: Folder, name: str, spot: Path, thing: Thing) -> dict[str, Value]:
    made.cells[name, spot] = made.cells[name, (*spot, "id")] = thing.cell
    record: dict[str, Value] = {"id": thing.id}
    if thing.kind.kind:
        record["kind"] = thing.kind.kind
    for part in thing.kind.facts:
        if part.name in thing.facts:
            value, cell = thing.facts[part.name]
            record[part.name] = _as_value(value)
            made.cells[name, (*spot, part.name)] = cell
    collections = {child.kind.collection.name: child.kind.collection for child in thing.inside}
    return record | _records(made, name, spot, thing.inside, list(collections.values()))


def _texts(
    made: Folder, name: str, above: Path, things: Sequence[Thing], language: Language
) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for thing in things:
        spot = (*above, thing.kind.collection.name, thing.id)
        made.cells[name, spot] = thing.cell
        said: dict[str, Value] = {}
        for (part, spoken), (text, cell) in thing.texts.items():
            if spoken == language:
                made.cells[name, (*spot, part)] = cell
                if text:
                    said[part] = text
        said |= _texts(made, name, spot, thing.inside, language)
        if said:
            collection = cast("dict[str, Value]", found.setdefault(thing.kind.collection.name, {}))
            collection.setdefault(thing.id, said)
    return found


def _make_words(made: Folder, draft: Draft) -> None:
    path = path_of(INTERFACE)
    for language in draft.languages:
        name = f"{language}/{path}"
        made.cells[name, ("interface",)] = draft.words_at
        own: dict[str, Value] = {}
        of_formats: dict[str, dict[str, Value]] = {}
        for (id_, spoken), (text, cell) in draft.words.items():
            if spoken != language or not text:
                continue
            owner, dot, word = id_.rpartition(".")
            if dot:
                of_formats.setdefault(owner, {})[word] = text
            else:
                own[id_] = text
            spot = ("generators", owner, word) if dot else ("interface", id_)
            made.cells[name, spot] = cell
        texts = {"interface": own, **({"generators": of_formats} if of_formats else {})}
        is_source = language == draft.source
        body = text_file(language, INTERFACE, path, cast(Texts, texts), is_source=is_source)[1]
        made.files[name] = body.encode()


def _as_value(fact: Fact) -> Value:
    return cast(Value, list(fact)) if isinstance(fact, list) else fact


def _written(structure: Mapping[str, Value]) -> str:
    parts = ("".join(_lines(key, value, "")) for key, value in structure.items())
    return "\n".join(parts)


def _lines(key: str, value: Value, indent: str) -> Iterator[str]:
    match value:
        case dict():
            yield f"{indent}{key}:\n" if value else f"{indent}{key}: {{}}\n"
            for name, member in value.items():
                yield from _lines(name, member, f"{indent}  ")
        case [dict(), *_]:
            yield f"{indent}{key}:\n"
            for record in value:
                yield from _listed(cast("Mapping[str, Value]", record), f"{indent}  ")
        case list() if key == "themes" and not indent and value:
            yield f"{key}:\n"
            yield from (f"  - {_scalar(theme)}\n" for theme in value)
        case list():
            yield f"{indent}{key}: [{', '.join(map(_scalar, value))}]\n"
        case _:
            yield f"{indent}{key}: {_scalar(value)}\n"


def _listed(record: Mapping[str, Value], indent: str) -> Iterator[str]:
    lines = "".join(
        line for key, value in record.items() for line in _lines(key, value, f"{indent}  ")
    )
    yield f"{indent}- {lines[len(indent) + 2 :]}"


def _scalar(value: Value) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case _:
            written = write_scalar(str(value), Mode.STRUCTURE)
            # Inside brackets a comma or a bracket would end a word that needs no quotes elsewhere.
            needs = any(sign in written for sign in _OF_FLOW) and written[0] not in "'\""
            return f"'{written}'" if needs else written


_OF_FLOW: Final = frozenset(",[]{}")
