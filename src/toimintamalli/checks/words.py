"""Every interface word that the core needs is there, under a name that fits."""

from collections.abc import Iterator
from typing import Final

from toimintamalli.checks.rule import Rule
from toimintamalli.findings import Finding, error
from toimintamalli.loading.content import Content
from toimintamalli.loading.kinds import INTERFACE, path_of
from toimintamalli.model.ids import ID_LENGTH

NEEDED: Final = ("audience-all",)
"""The words that the workbook tree itself shows; a generator brings its own along."""


def _check(content: Content) -> Iterator[Finding]:
    yield from _find_missing(content)
    yield from _find_long(content)


def _find_missing(content: Content) -> Iterator[Finding]:
    file = content.files.get(f"{content.source}/interface.yaml")
    value = file.document.value if file else None
    words = value["interface"] if isinstance(value, dict) else None
    for word in NEEDED:
        if file and isinstance(words, dict) and word not in words:
            yield error(file.document.position(("interface",), key=True), "missing-word", id=word)


def _find_long(content: Content) -> Iterator[Finding]:
    for unit in content.units:
        id_ = ".".join(map(str, unit.path[1:]))
        if unit.file == path_of(INTERFACE) and len(id_) > ID_LENGTH:
            for language in unit.strings:
                at = unit.places[language]
                yield error(at, "id-too-long", id=id_, limit=ID_LENGTH, length=len(id_))


RULE: Final = Rule(
    "words", "Every interface word that outputs need is there, and its name fits.", _check
)
