"""The table of places as a page holds it: once, for whatever in the page asks what a place is.

Most of a table repeats: the rows of a table ask the same, and a text stands at many places. So
texts stand apart, by language, and are named by their number; and of rows that are alike the table
has one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from toimintamalli import Language, Model, Text
from toimintamalli.workbook.places import PlaceEntry, places_of_model


def table_of(model: Model[Text], asides: Mapping[str, object]) -> dict[str, object]:
    """Return every place of a model, in all languages.

    `asides` is what the reader of Word files knows of a place beside this, by its id; many places
    have the same.
    """
    packing = _Packing(model, asides)
    blocks = [packing.block(tuple(places)) for _, places in groupby(_places(model), _block_of)]
    return {
        "languages": list(model.languages),
        "source": model.source_language,
        "blocks": blocks,
        "texts": packing.texts.in_languages(model.languages),
        "choices": packing.choices.values,
        "asides": packing.asides.values,
    }


def _places(model: Model[Text]) -> Iterable[PlaceEntry]:
    return places_of_model(model).places


def _block_of(place: PlaceEntry) -> tuple[str, str]:
    return place.section, place.block


@dataclass(frozen=True)
class _Run:
    """Places of a block whose ids begin and end alike, and which differ only in their rows."""

    name: str
    view: str
    theme: int
    row: int | None
    fields: list[list[object]] = field(default_factory=list)

    def is_like(self, other: _Run) -> bool:
        """Tell whether another row asks the same."""
        return self._said == other._said and self.row is not None and other.row is not None

    @property
    def _said(self) -> tuple[object, ...]:
        return self.name, self.view, self.theme, self.fields


class _Packing:
    """What many places of one model have in common."""

    def __init__(self, model: Model[Text], asides: Mapping[str, object]) -> None:
        self.texts = _Texts()
        self.choices = _Once()
        self.asides = _Once()
        self._asides = asides
        self._themes = {str(theme.id): number for number, theme in enumerate(model.themes, 1)}

    def block(self, places: tuple[PlaceEntry, ...]) -> dict[str, object]:
        """Return one block: what its places share, and its runs of places."""
        first = places[0]
        block: dict[str, object] = {
            "title": self.texts.at(first.section_title),
            "layout": first.layout,
            "runs": list(self._runs(places)),
        }
        if first.section_subject:
            block["subject"] = self.texts.at(first.section_subject)
        if first.bookmark_around == "statement":
            block["around"] = first.bookmark_around
        if first.stage != "meeting":
            block["stage"] = first.stage
        if first.continues:
            block["continues"] = first.continues
        return block

    def _runs(self, places: tuple[PlaceEntry, ...]) -> Iterator[dict[str, object]]:
        runs: list[tuple[_Run, int]] = []
        for _, row in groupby(places, _run_of):
            run = self._run(tuple(row))
            like, count = runs[-1] if runs else (run, 0)
            if count and like.is_like(run):
                runs[-1] = like, count + 1
            else:
                runs.append((run, 1))
        for run, count in runs:
            told: dict[str, object] = {"id": run.name, "fields": run.fields}
            if run.view:
                told["view"] = run.view
            if run.theme:
                told["theme"] = run.theme
            if run.row is not None:
                told["rows"] = [run.row, run.row + count - 1]
            yield told

    def _run(self, places: tuple[PlaceEntry, ...]) -> _Run:
        name, view, theme, row = _run_of(places[0])
        return _Run(name, view, self._themes.get(theme, 0), row, [self._field(p) for p in places])

    def _field(self, place: PlaceEntry) -> list[object]:
        offered = [
            [choice.value, *([self.texts.at(choice.label)] if choice.label else [])]
            for choice in place.choices
        ]
        return [
            place.base.rpartition(".")[2],
            place.kind,
            place.number,
            self.texts.at(place.prompt),
            self.choices.at(offered),
            self.asides.at(self._asides.get(place.id)),
            *([fact] if (fact := place.fact or place.tells) else []),
        ]


def _run_of(place: PlaceEntry) -> tuple[str, str, str, int | None]:
    name = place.base.rpartition(".")[0]
    if place.row is not None:
        name = name.removesuffix(f"-{place.row}")
    return name, place.view or "", place.theme or "", place.row


class _Once:
    """Values that a page holds once, by the order in which they are first met."""

    def __init__(self) -> None:
        self.values: list[object] = []

    def at(self, value: object) -> int:
        """Return where a value is."""
        if value not in self.values:
            self.values.append(value)
        return self.values.index(value)


class _Texts:
    """Texts that a page holds once in each language."""

    def __init__(self) -> None:
        self._known: dict[Text, int] = {}

    def at(self, text: Text) -> int:
        """Return the number of a text."""
        return self._known.setdefault(text, len(self._known))

    def in_languages(self, languages: Iterable[Language]) -> dict[str, list[str | None]]:
        """Return every text, by language; nothing where a language has none."""
        return {language: [text.get(language) for text in self._known] for language in languages}
