"""What every generator keeps, as rules that tell each way in which one does not.

In a test of your own: `assert list(find_faults(Subject("my_package:generator"))) == []`.
"""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import PurePosixPath
from pkgutil import resolve_name
from typing import Final

from pydantic import BaseModel

from toimintamalli.model.ids import Language
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import LocalizedText, Text
from toimintamalli.model.view import localize, narrow
from toimintamalli.plugins import Artifact, Generator, choose_options
from toimintamalli.testing.extracting import EXTRACTORS, Extractor, Reading
from toimintamalli.testing.synthetic import (
    LITERAL,
    language_of,
    synthetic_model,
    texts_in,
    tokens_in,
)
from toimintamalli.workbook.block import Contents
from toimintamalli.workbook.request import Request
from toimintamalli.workbook.resolve import resolve
from toimintamalli.workbook.tree import Workbook

Expected = Callable[[Model[Text], Request], Iterable[LocalizedText]]
"""The texts that an output of one language has to hold."""

_PLACEHOLDER: Final = re.compile(r"\{[a-z_]+\}")
_ELSEWHERE: Final = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8"},
)
_FINGERPRINT: Final = """
import sys
from toimintamalli.testing.suite import Subject, fingerprint
from toimintamalli.testing.synthetic import synthetic_model
synthetic_model()
def refuse(event, arguments):
    mode = arguments[1] if event == "open" else ""
    if event in ("os.mkdir", "os.rename", "os.remove") or (
        isinstance(mode, str) and set(mode) & set("wxa+")
    ):
        raise PermissionError(f"a generator writes nothing: {event} {arguments[0]}")
sys.addaudithook(refuse)
sys.stdout.write(fingerprint(Subject(sys.argv[1])))
"""


def workbook_texts(model: Model[Text], request: Request) -> Iterator[LocalizedText]:
    """Yield every text of the workbook that is asked for: what a workbook format shows.

    Without the list of contents: each format leads to its parts in its own way.
    """
    workbook = workbook_of(model, request)
    yield from (workbook.title, workbook.subtitle, workbook.purpose)
    for section in workbook.sections:
        blocks = [block for block in section.blocks if not isinstance(block, Contents)]
        if blocks:
            yield from texts_in(section.model_copy(update={"blocks": tuple(blocks)}))


def model_texts(model: Model[Text], request: Request) -> Iterator[LocalizedText]:
    """Yield every text of the part of the model that is asked for: what a data format holds."""
    asked = narrow(model, request.languages, request.themes)
    yield from texts_in(localize(asked, request.languages[0], request.missing))


def workbook_of(model: Model[Text], request: Request) -> Workbook:
    """Return the workbook that a request for one language asks for."""
    return resolve(model, request, request.languages[0])


@dataclass(frozen=True)
class Subject:
    """A generator to examine."""

    reference: str
    """`package:attribute`, as in its entry point."""
    expected: Expected = workbook_texts
    extractors: Mapping[str, Extractor] = field(default_factory=lambda: EXTRACTORS)

    def generate(self, model: Model[Text], request: Request) -> tuple[Artifact, ...]:
        """Return what the generator makes with its own default options."""
        generator: Generator[BaseModel] = resolve_name(self.reference)
        chosen = choose_options(self.reference, generator, {})
        return tuple(generator.generate(model, request, chosen))


@dataclass(frozen=True)
class Examination:
    """What a generator made of one request for one language."""

    subject: Subject
    model: Model[Text]
    request: Request
    artifacts: tuple[Artifact, ...]

    @property
    def language(self) -> Language:
        """The language that was asked for."""
        return self.request.languages[0]

    def readings(self) -> Iterator[tuple[Artifact, Extractor, Reading]]:
        """Yield each artifact that there is an extractor for, with what is in it."""
        for artifact in self.artifacts:
            if extractor := self.subject.extractors.get(artifact.media_type):
                yield artifact, extractor, extractor.read(artifact.content)


def examine(subject: Subject) -> Iterator[Examination]:
    """Yield an examination of each kind of request: languages, profiles, themes, parties."""
    model = synthetic_model()
    for request in requests_for(model):
        yield Examination(subject, model, request, subject.generate(model, request))


def requests_for(model: Model[Text]) -> Iterator[Request]:
    """Yield the requests that generators are examined with, each for one language."""
    last = next(reversed(model.themes.ids))
    theme = model.themes[last].id
    for language in model.languages:
        for profile in model.profiles:
            yield Request(languages=(language,), profile=profile.id)
        yield Request(languages=(language,), profile=profile.id, themes=(theme,))


def find_faults(subject: Subject) -> Iterator[str]:
    """Yield everything in which a generator does not conform."""
    for examination in examine(subject):
        for rule in RULES:
            yield from rule(examination)
    yield from find_differences(subject)


def find_missing_texts(seen: Examination) -> Iterator[str]:
    """Yield each text that was asked for and is not there."""
    readings = [reading for _, _, reading in seen.readings()]
    passages = [passage.text for reading in readings for passage in reading.passages]
    labels = [label for reading in readings for label in reading.labels]
    shown = "\n".join(passages + labels)
    for text in seen.subject.expected(seen.model, seen.request):
        if text.string not in shown:
            yield f"missing: {text.string}"


def find_foreign_texts(seen: Examination) -> Iterator[str]:
    """Yield each text that was not asked for and is there: of another theme or language."""
    words = texts_in(localize(seen.model, seen.language).words)
    texts = (
        *texts_in(workbook_of(seen.model, seen.request)),
        *model_texts(seen.model, seen.request),
        *words,
    )
    asked = frozenset(token for text in texts for token in tokens_in(text.string))
    for artifact, _, reading in seen.readings():
        for token in sorted(tokens_in(reading.everything) - asked):
            yield f"not asked for: {token} in {artifact.path}"


def find_wrong_languages(seen: Examination) -> Iterator[str]:
    """Yield each passage that is tagged with another language than it is in."""
    for artifact, _, reading in seen.readings():
        for passage in reading.passages:
            for token in tokens_in(passage.text):
                if passage.language.split("-")[0] != language_of(token):
                    yield f"tagged {passage.language}: {token} in {artifact.path}"


def find_wrong_places(seen: Examination) -> Iterator[str]:
    """Yield each place that is not there exactly once, in each artifact that has any."""
    workbooks = [reading for reading in seen.readings() if reading[1].has_places]
    if workbooks and not any(reading.places for _, _, reading in workbooks):
        yield "no artifact has places"
    for artifact, extractor, reading in workbooks:
        if reading.places:
            found = Counter(reading.places)
            for place in _places_for(seen, artifact):
                if found.pop(extractor.key(place), 0) != 1:
                    yield f"not exactly once: {place} in {artifact.path}"
            yield from (f"no such place: {place} in {artifact.path}" for place in found)


def _places_for(seen: Examination, artifact: Artifact) -> list[str]:
    """Return the places of an artifact: of one theme where there is one for each theme."""
    # Behind the theme may stand which edition it is: `themes/herd-print.docx`.
    stem = PurePosixPath(artifact.path).name.split(".")[0]
    named = [theme for theme in seen.model.themes.ids if f"{stem}-".startswith(f"{theme}-")]
    one = {"themes": (max(named, key=len),)} if named else {}
    request = seen.request.model_copy(update=one)
    return [str(place.id) for place in workbook_of(seen.model, request).places()]


def find_leftovers(seen: Examination) -> Iterator[str]:
    """Yield each placeholder that nobody filled in."""
    for artifact, _, reading in seen.readings():
        for passage in reading.passages:
            for found in _PLACEHOLDER.findall(passage.text):
                if found != LITERAL and not _is_data(artifact):
                    yield f"not filled in: {found} in {artifact.path}"


def _is_data(artifact: Artifact) -> bool:
    # Data hands interface words on as they are: whoever shows them fills them in.
    return artifact.media_type == "application/json"


def find_bad_paths(seen: Examination) -> Iterator[str]:
    """Yield each path that leads elsewhere, can't exist everywhere, or is there twice."""
    paths = [artifact.path for artifact in seen.artifacts]
    if not paths:
        yield "nothing was made"
    folded = Counter(path.casefold() for path in paths)
    for path in paths:
        parts = path.split("/")
        if not all(re.fullmatch(r"[\w-][\w.-]*", part) for part in parts):
            yield f"bad path: {path}"
        if folded[path.casefold()] > 1:
            yield f"made twice: {path}"


RULES: Final = (
    find_missing_texts,
    find_foreign_texts,
    find_wrong_languages,
    find_wrong_places,
    find_leftovers,
    find_bad_paths,
)
"""What is looked at in each examination."""


def find_differences(subject: Subject) -> Iterator[str]:
    """Yield whether the same request gives other bytes, here or elsewhere, or writes something."""
    here = fingerprint(subject)
    if fingerprint(subject) != here:
        yield "other bytes at the second time"
    for environment in _ELSEWHERE:
        if _fingerprint_elsewhere(subject, environment) != here:
            yield f"other bytes, or something written, in another process with {environment}"


def fingerprint(subject: Subject) -> str:
    """Return the digest of each file that is made when nothing special is asked for, as JSON."""
    made = subject.generate(synthetic_model(), Request())
    return json.dumps({artifact.path: sha256(artifact.content).hexdigest() for artifact in made})


def _fingerprint_elsewhere(subject: Subject, environment: Mapping[str, str]) -> str:
    command = [sys.executable, "-B", "-c", _FINGERPRINT, subject.reference]
    try:
        return subprocess.check_output(  # noqa: S603 -- our own interpreter, on the generator
            command, env={**os.environ, **environment}, stderr=subprocess.DEVNULL, text=True
        )
    except subprocess.CalledProcessError:
        return ""
