"""Filled Word workbooks → answer sheets, however people filled them in.

Nothing is guessed and nothing dropped: what fits no place is kept as unrecognised, with a finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from toimintamalli import Language, Model, Text
from toimintamalli.answers.sheet import AnswerSheet
from toimintamalli.errors import ToimintamalliError
from toimintamalli.findings import Finding, Position, error, warning
from toimintamalli.model.ids import PlaceId, Version
from toimintamalli.plugins import Read
from toimintamalli.xml import Element
from toimintamalli_docx.reader.commenting import Remark, comment, say
from toimintamalli_docx.reader.document import read_document
from toimintamalli_docx.reader.earlier import EarlierLines
from toimintamalli_docx.reader.manifest import Manifest, read_manifest
from toimintamalli_docx.reader.notes import read_notes, read_pasted
from toimintamalli_docx.reader.package import CUSTOM, MAIN, Parts, is_package, open_package
from toimintamalli_docx.reader.place_table import PlaceTable, places_in
from toimintamalli_docx.reader.printed import Printed
from toimintamalli_docx.reader.publishing import as_json
from toimintamalli_docx.reader.refusal import Refused
from toimintamalli_docx.reader.setting import Setting
from toimintamalli_docx.reader.sheets import Gatherer
from toimintamalli_docx.reader.spots import Spots, find_spots
from toimintamalli_docx.reader.xml import mentions, parse

__all__ = ["DocxReader", "UnreadableWorkbook", "read_parts", "reader"]

_FILE: Final = "workbook.docx"
"""What messages call the file."""


class DocxReader:
    """Reads workbooks that were filled in and saved by Word or LibreOffice."""

    def recognises(self, data: bytes) -> bool:
        """Tell whether a file may be a Word document, also one of a kind that can't be read."""
        return is_package(data)

    def read(self, data: bytes, model: Model[Text]) -> Read:
        """Return a sheet for each party in a workbook, and findings about what is not in them."""
        try:
            package = open_package(data)
            sheets, findings = read_parts(package.parts, places_in(model))
        except Refused as reason:
            return (), (_refusal(reason),)
        told = (warning(Position(_FILE), code, **facts) for code, facts in package.told)
        return sheets, (*told, *findings)

    def annotate(self, data: bytes, model: Model[Text], language: str) -> bytes:
        """Return a workbook with a Word comment at each place that was not clear.

        `language` is that of the comments. Comments that people wrote stay as they are.

        Raises:
            UnreadableWorkbook: it can't be read, or not be written anew.
        """
        try:
            package = open_package(data)
            done = _read(package.parts, places_in(model))
            remarks = [Remark(at, say(finding, language)) for finding, at in done.places]
            return comment(data, package, done.root, remarks)
        except Refused as reason:
            raise UnreadableWorkbook(_refusal(reason)) from None

    def known(self, model: Model[Text]) -> Mapping[str, object]:
        """Return the places of a model as `tests/conformance/reading/README.md` describes them."""
        return as_json(places_in(model))


def read_parts(parts: Parts, table: PlaceTable) -> Read:
    """Return the sheets in the unpacked parts of a workbook; `table` holds the places there are."""
    try:
        done = _read(parts, table)
    except Refused as reason:
        return (), (_refusal(reason),)
    return done.sheets, done.findings


@dataclass(frozen=True, slots=True)
class _Done:
    """What a document was read as."""

    root: Element
    sheets: tuple[AnswerSheet, ...]
    findings: tuple[Finding, ...]
    places: tuple[tuple[Finding, Element], ...]


class UnreadableWorkbook(ToimintamalliError):
    """A workbook that was to be annotated can't be read."""

    def __init__(self, finding: Finding) -> None:
        self.code = finding.code
        super().__init__(**dict(finding.facts))


def _refusal(reason: Refused) -> Finding:
    return error(Position(_FILE), reason.code, **reason.facts)


def _read(parts: Parts, table: PlaceTable) -> _Done:
    manifest = read_manifest(parts[CUSTOM], CUSTOM) if CUSTOM in parts else None
    told = tuple(_about(manifest, table))
    root = parse(parts[MAIN], MAIN)
    spots = find_spots(root, table)
    said = manifest or Manifest()
    version, language = said.version or table.version, said.language or table.language
    notes = read_notes(parts)
    setting = Setting(
        language,
        table.blanks,
        table.dates,
        is_current=_is_current(said, table),
        is_known=_is_known(said, version, table),
        printed=_printed(table, said, language),
        speech=table.speech,
        has_unsure=manifest.has_unsure if manifest else None,
        earlier=_earlier(table, said) if mentions(parts[MAIN], "Earlier") else None,
    )
    gatherer = Gatherer(table, version, Language(language), Position(_FILE), setting)
    for found in read_document(root, table, spots, setting, _beside(parts)):
        gatherer.take(found, notes)
        for note in found.notes:
            notes.pop(note, None)
    if spots.is_empty:
        raise Refused("docx-no-places")
    for text in notes.values():
        gatherer.note(text, None)
    for text in read_pasted(parts):
        gatherer.pasted(text)
    sheets = tuple(gatherer.sheets())
    findings = (*told, *gatherer.findings)
    return _Done(root, sheets, findings, tuple(_placed(gatherer, spots)))


def _is_current(said: Manifest, table: PlaceTable) -> bool:
    """Tell whether a workbook prints what it would print today.

    Editors work on between two versions, so that its version alone does not tell.
    """
    return said.wording in table.wordings if said.wording else said.version == table.version


def _is_known(said: Manifest, version: Version, table: PlaceTable) -> bool:
    """Tell whether it is known what a workbook prints: its texts are kept, or those of today."""
    return said.wording in table.kept_wordings if said.wording else version in table.versions


def _placed(gatherer: Gatherer, spots: Spots) -> Iterator[tuple[Finding, Element]]:
    """Yield the findings that have a place, but what people said themselves in comments."""
    known = {id_: spot.cell for row in spots.rows.values() for id_, spot in row.items()}
    found = {id(finding): at for finding, at in gatherer.places}
    for finding in gatherer.findings:
        at = found.get(id(finding))
        if at is None:
            at = known.get(PlaceId(dict(finding.facts).get("place", "")))
        if at is not None and finding.code != "docx-comment":
            yield finding, at


def _beside(parts: Parts) -> Iterator[tuple[str, Element]]:
    """Yield headers and footers, each with the code by which its words are told."""
    for name, content in parts.items():
        kind = name.partition("/")[0]
        if kind == "header":
            yield "docx-header-text", parse(content, name)
        elif kind == "footer":
            yield "docx-footer-text", parse(content, name)


def _earlier(table: PlaceTable, said: Manifest) -> EarlierLines:
    return EarlierLines(table.earlier, table.values, said.shown)


def _printed(table: PlaceTable, said: Manifest, language: str) -> Printed:
    """Return what is printed, that of the workbook at hand first."""
    printed = table.printed
    if said.profile and not isinstance(printed.today, frozenset):
        printed = replace(printed, today=printed.today.turn_to(said.profile, language))
    own = said.own | (said.shown.marks if said.shown else frozenset())
    return replace(printed, own=own) if own else printed


def _about(manifest: Manifest | None, table: PlaceTable) -> list[Finding]:
    """Return what is to be said of what the file says of itself.

    Raises:
        Refused: it is a workbook of another model.
    """
    if manifest is None:
        return [warning(Position(_FILE), "docx-no-manifest")]
    if manifest.model != table.model:
        raise Refused("docx-other-model", found=manifest.model, known=table.model)
    if manifest.version and _numbers(manifest.version) > _numbers(table.version):
        facts = {"found": manifest.version, "known": table.version}
        return [warning(Position(_FILE), "docx-newer-content", **facts)]
    return []


def _numbers(version: Version) -> list[int]:
    return [int(number) for number in version.split(".")]


reader: Final = DocxReader()
