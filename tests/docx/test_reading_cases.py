"""The rules by which filled workbooks are read: cases as data, which a browser can run too."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from toimintamalli.findings import Finding
from toimintamalli.model.ids import Language, PartyId, PlaceId, Slug, Version
from toimintamalli.model.ledger import Ledger
from toimintamalli_docx.names import bookmark_name
from toimintamalli_docx.namespaces import NAMESPACES
from toimintamalli_docx.reader import read_parts
from toimintamalli_docx.reader.place_table import Asked, Line, Offer, PlaceTable
from toimintamalli_docx.reader.printed import Printed, fingerprint
from toimintamalli_docx.reader.speech import Speech
from toimintamalli_docx.reader.wording import fold

FOLDER: Final = Path(__file__).parents[1] / "conformance" / "reading"
PLACES: Final = "places.json"
Case = dict[str, Any]

CASES: Final[list[Case]] = [
    {**case, "file": file.stem}
    for file in sorted(FOLDER.glob("*.json"))
    if file.name != PLACES
    for case in json.loads(file.read_bytes())
]
CUSTOM: Final = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="toimintamalli">'
    "<vt:lpwstr>%s</vt:lpwstr></property></Properties>"
)
ROOTS: Final = {
    "word/document.xml": ("<w:document%s><w:body>", "</w:body></w:document>"),
    "word/comments.xml": ("<w:comments%s>", "</w:comments>"),
    "word/footnotes.xml": ("<w:footnotes%s>", "</w:footnotes>"),
}


def parts_of(case: Case, known: Case) -> dict[str, bytes]:
    """The parts of a case as whole XML: namespaces around, and the real names of bookmarks."""
    parts = {}
    for name, inner in case["parts"].items():
        head, foot = ROOTS[name]
        named = re.sub(r'w:name="tm:([^"]+)"', _bookmark, inner)
        parts[name] = f"{head % NAMESPACES}{named}{foot}".encode()
    usual = {each: known[each] for each in ("model", "version", "language")}
    manifest = case.get("manifest", usual)
    if manifest is not None:
        said = json.dumps(manifest).replace("&", "&amp;").replace("<", "&lt;")
        parts["docProps/custom.xml"] = (CUSTOM % said).encode()
    return parts


def _bookmark(found: re.Match[str]) -> str:
    return f'w:name="{bookmark_name(found[1])}"'


def table_of(known: Case, ledger: object) -> PlaceTable:
    return PlaceTable(
        model=Slug(known["model"]),
        version=Version(known["version"]),
        language=Language(known["language"]),
        places={PlaceId(each["id"]): _asked(each) for each in known["places"]},
        parties=frozenset(map(PartyId, known["parties"])),
        given={PlaceId(id_): name for id_, name in known["given"].items()},
        blanks=tuple(known["blanks"]),
        earlier=tuple(known["earlier"]),
        dates=known["dates"],
        speech=_speech(known["speech"]),
        printed=Printed(frozenset(printed_in(known))),
        wordings=frozenset(known["wordings"]),
        ledger=Ledger.model_validate_json(json.dumps(ledger or {"entries": []})),
    )


def printed_in(known: Case) -> Iterator[str]:
    """What a workbook of the small model says before anybody writes in it."""
    yield from known["printed"]
    for place in known["places"]:
        for prompt in place["prompts"].values():
            yield from (prompt, f"{place.get('number', '')} {prompt}".strip())
        yield from (place.get("number", ""), *place["section"].values(), *place.get("beside", ()))


def _speech(said: Case) -> Speech:
    return Speech(
        months=said["months"],
        ordinals=said["ordinals"],
        endings=tuple(said["endings"]),
        rounds=frozenset(said["rounds"]),
        clocks=tuple(said["clocks"]),
        day_words=frozenset(said["dayWords"]),
        conjunctions=frozenset(said["conjunctions"]),
    )


def _asked(place: Case) -> Asked:
    return Asked(
        id=PlaceId(place["id"]),
        bookmark=bookmark_name(place["id"]),
        kind=place["kind"],
        offers=tuple(Offer(each["value"], each["labels"]) for each in place.get("choices", ())),
        prompts=place["prompts"],
        number=place.get("number", ""),
        section=place["section"],
        marks=place.get("marks", "answer"),
        beside=frozenset(place.get("beside", ())),
        line=Line(**place["line"]) if "line" in place else None,
        former={fingerprint(fold(label)): v for label, v in place.get("former", {}).items()},
    )


def as_json(finding: Finding, expected: Mapping[str, str]) -> dict[str, str]:
    """A finding with the facts that the case speaks of."""
    facts = dict(finding.facts)
    return {"code": finding.code} | {key: facts.get(key, "") for key in expected if key != "code"}


@pytest.fixture(scope="module")
def known() -> Case:
    found: Case = json.loads((FOLDER / PLACES).read_bytes())
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['file']}: {case['title']}")
def test_a_document_is_read_as_its_case_says(case: Case, known: Case) -> None:
    table = table_of(known, case.get("ledger"))

    sheets, findings = read_parts(parts_of(case, known), table)

    expected = case["expected"]
    shown = [finding.code for finding in findings]
    assert shown == [each["code"] for each in expected["findings"]]
    pairs = zip(findings, expected["findings"], strict=True)
    assert [as_json(*pair) for pair in pairs] == expected["findings"]
    written = [sheet.model_dump(mode="json", exclude_defaults=True) for sheet in sheets]
    assert written == [{**each, "answers": each["answers"]} for each in expected["sheets"]]


def test_every_finding_says_in_both_languages_what_and_where(known: Case) -> None:
    for case in CASES:
        _, findings = read_parts(parts_of(case, known), table_of(known, case.get("ledger")))
        for finding in findings:
            for language in ("fi", "en"):
                said = finding.as_text(language)
                assert "{" not in said
                assert dict(finding.facts).get("where", "")[:40] in said
            assert finding.hint("fi")
