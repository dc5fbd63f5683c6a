"""The texts of today's workbooks, as the writer makes them; worked out when they are needed.

A release keeps them for the readers of later versions: `make printed` writes
`printed/<model>/<version>.json`.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from importlib.resources import files
from typing import Final

from toimintamalli import Language, Missing, Model, Request, Text, Words, localize, resolve
from toimintamalli.compiled import is_shipped
from toimintamalli.model.ids import PlaceId, Slug
from toimintamalli.model.item import said_in
from toimintamalli.workbook.block import Asking
from toimintamalli.workbook.tree import Section
from toimintamalli.xml import parse_utf8
from toimintamalli_docx.document import write_words
from toimintamalli_docx.headings import section_name
from toimintamalli_docx.options import Edition
from toimintamalli_docx.ordering import PACKAGE, draft_of
from toimintamalli_docx.reader.place_table import Asked, Layout, places_in
from toimintamalli_docx.reader.printed import comparable, fingerprint, pack, texts_in, unpack
from toimintamalli_docx.reader.wording import fold
from toimintamalli_docx.wordings import wordings_of

CARRIED: Final = "printed/today"
"""The texts of the workbooks of the model that a wheel ships, as a file in our package."""


class Today:
    """The texts of a model's workbooks: of the one at hand at once, of all others if it must be."""

    def __init__(self, model: Model[Text], carried: frozenset[bytes] = frozenset()) -> None:
        self._model = model
        self.carried = carried
        """The fingerprints of all, where somebody has worked them out before."""
        self._known: dict[tuple[str, Language], frozenset[str]] = {}
        self._nearest: tuple[str, Language] | None = None

    def turn_to(self, profile: str, language: str) -> Today:
        """Return the same texts, those of a profile and language first."""
        if self.carried:
            return self
        found = Today(self._model)
        found._known = self._known
        found.__dict__.update({k: v for k, v in self.__dict__.items() if k == "all"})
        if profile in self._model.profiles and language in self._languages:
            found._nearest = profile, Language(language)
        return found

    def __contains__(self, text: object) -> bool:
        """Tell whether a text is printed in any workbook."""
        if self.carried:
            return fingerprint(str(text)) in self.carried
        is_near = self._nearest is not None and text in self._of(*self._nearest)
        return is_near or text in self.all

    @cached_property
    def all(self) -> frozenset[str]:
        """Every text of every workbook in every language."""
        profiles = self._model.profiles.ids
        found = (
            self._of(profile, language) for profile in profiles for language in self._languages
        )
        return frozenset().union(*found)

    @property
    def marks(self) -> frozenset[bytes]:
        """The fingerprint of every text."""
        return self.carried or frozenset(map(fingerprint, self.all))

    @property
    def _languages(self) -> tuple[Language, ...]:
        return tuple(dict.fromkeys((self._model.source_language, *self._model.languages)))

    def _of(self, profile: str, language: Language) -> frozenset[str]:
        key = (profile, language)
        if key not in self._known:
            self._known[key] = frozenset(_texts(self._model, Slug(profile), language))
        return self._known[key]


def today_of(model: Model[Text]) -> Today:
    """Return the texts of a model's workbooks: what our wheel carries, if it ships the model."""
    file = files(PACKAGE).joinpath(CARRIED)
    carried = unpack(file.read_text()) if is_shipped(model) and file.is_file() else ()
    return Today(model, frozenset(carried))


def today_file(model: Model[Text]) -> bytes:
    """Return what a wheel carries of the texts, since writing all workbooks takes a second."""
    return pack(Today(model).marks).encode()


def _texts(model: Model[Text], profile: Slug, language: Language) -> Iterator[str]:
    for edition in Edition:
        draft = draft_of(model, Request(profile=profile, missing=Missing.MARK), language, edition)
        text = write_words(draft, model.licence_name)
        # Of our own making: the limits of strangers' files say nothing of it.
        yield from texts_in(parse_utf8(text.encode()))
    yield comparable(draft.words["logo"].string)
    yield from _samples(model, language, draft.words)


def _samples(model: Model[Text], language: Language, words: Words) -> Iterator[str]:
    """Yield what may stand in grey on a card: a workbook shows the story of one theme."""
    view = localize(model, language, Missing.SOURCE)
    for story in (example for theme in view.themes for example in theme.examples):
        for link in story.chain:
            said = said_in(link).string
            yield from (comparable(said), comparable(words.fill("sample", text=said).string))


def kept_of(model: Model[Text]) -> dict[str, object]:
    """Return what readers of later versions need of this one."""
    table = places_in(model)
    ids = list(table.places)
    prompts: dict[str, list[int]] = defaultdict(list)
    around: dict[str, list[int]] = defaultdict(list)
    for at, id_ in enumerate(ids):
        asked = table.places[id_]
        for text in set(asked.prompts.values()):
            prompts[_mark(text)].append(at)
    numbers = {id_: at for at, id_ in enumerate(ids)}
    for text, places in table.layout.under.items():
        around[_mark(text)] = sorted(numbers[place] for place in places if place in numbers)
    options: list[dict[str, int | str]] = []
    offers = [_at(options, _options(table.places[place])) for place in ids]
    return {
        "model": model.id,
        "version": model.version,
        "wordings": sorted(wordings_of(model).values()),
        "texts": pack(Today(model).marks),
        "places": ids,
        "prompts": dict(sorted(prompts.items())),
        "around": dict(sorted(around.items())),
        "options": options,
        "offers": offers,
    }


def _options(asked: Asked) -> dict[str, int | str]:
    """Return the value of each label of a choice, in every language."""
    return {
        _mark(fold(label)): offer.value
        for offer in asked.offers
        for label in sorted(offer.labels.values())
        if asked.kind == "choice"
    }


def _at(options: list[dict[str, int | str]], own: dict[str, int | str]) -> int:
    """Return where the options of a place stand, which many places share; -1 for none."""
    if not own:
        return -1
    if own not in options:
        options.append(own)
    return options.index(own)


def layout_of(model: Model[Text]) -> Layout:
    """Return how places stand in the workbooks of a model, under headings and in profiles."""
    found: dict[str, set[PlaceId]] = defaultdict(set)
    profiles: list[frozenset[PlaceId]] = []
    for profile in model.profiles.ids:
        own: set[PlaceId] = set()
        for language in dict.fromkeys((model.source_language, *model.languages)):
            for section in resolve(model, Request(profile=Slug(profile)), language).sections:
                for heading, place in _under(section):
                    found[comparable(heading)].add(place)
                    own.add(place)
        profiles.append(frozenset(own))
    return Layout({mark: frozenset(places) for mark, places in found.items()}, tuple(profiles))


def _under(section: Section) -> Iterator[tuple[str, PlaceId]]:
    title = section_name(section)
    for block in section.blocks:
        if isinstance(block, Asking):
            for group in block.groups:
                heads = [title, block.title.string]
                if block.layout == "cards":
                    heads.append(f"{block.title.string} {group.number}")
                for place in group.places:
                    yield from ((head, place.id) for head in heads)


def _mark(text: str) -> str:
    return b64encode(fingerprint(comparable(text))).decode()


def kept_file(model: Model[Text]) -> tuple[str, bytes]:
    """Return the name, below `printed/`, and the content of what is kept of a released version."""
    text = json.dumps(kept_of(model), ensure_ascii=False, separators=(",", ":"))
    content = text.replace("],", "],\n") + "\n"
    return f"{model.id}/{model.version}.json", content.encode()
