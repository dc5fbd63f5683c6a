"""A workbook that was filled in and saved by LibreOffice can still be read and opened."""

import json
import os
import signal
import subprocess
import uuid
from collections import Counter
from pathlib import Path

import pytest
from tests.docx.conftest import Convert
from tests.docx.fill_in import DAY, TYPED
from tests.docx.word_file import CUSTOM, W14, Element, W, WordFile, text_of, value

import toimintamalli
from toimintamalli import Artifact, Language, Model, Request, Text, Workbook
from toimintamalli.reading import read_file
from toimintamalli_docx.names import bookmark_name
from toimintamalli_docx.repeats import repeated_in

_PATH = "fi/workbook.docx"
# What LibreOffice writes of itself and the SDK refuses: `w:val="true"`, the order of settings, and
# a picture for Word 2007 that later ones skip.
_QUIRKS = ("w:cantSplit", "w:tblHeader", "/w:settings", "mc:Fallback")
_SCRIPT = Path(__file__).with_name("fill_in.py")


@pytest.fixture(scope="module")
def book(model: Model[Text]) -> Workbook:
    return toimintamalli.resolve(model, Request(), Language("fi"))


@pytest.fixture(scope="module")
def answered(
    made: dict[str, Artifact], soffice: str, tmp_path_factory: pytest.TempPathFactory
) -> tuple[WordFile, dict[str, int]]:
    """The meeting workbook with every control answered in LibreOffice, and how many of each."""
    folder = tmp_path_factory.mktemp("answered")
    source, target = folder / "source.docx", folder / "target.docx"
    source.write_bytes(made[_PATH].content)
    pipe = uuid.uuid4().hex
    accept = f"--accept=pipe,name={pipe};urp;"
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    office = subprocess.Popen(
        [soffice, profile, "--headless", "--norestore", accept],
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        # The system's Python: LibreOffice's `uno` module is built for no other.
        said = subprocess.run(
            ["/usr/bin/python3", _SCRIPT, pipe, source.as_uri(), target.as_uri()],
            capture_output=True,
            timeout=240,
            check=False,
        )
    finally:
        # LibreOffice is a script that starts others: all of them end with the session.
        os.killpg(office.pid, signal.SIGKILL)
        office.wait()
    assert said.returncode == 0, said.stderr.decode()
    return WordFile.open(target.read_bytes()), json.loads(said.stdout)


def _bookmarks(file: WordFile) -> set[str]:
    return {value(element, "name") for element in file.find("//w:bookmarkStart")}


def _answer(file: WordFile, place: str) -> str:
    """The text of the cell in which a place's bookmark stands."""
    (start,) = file.find(f"//w:bookmarkStart[@w:name='{bookmark_name(place)}']")
    return text_of(next(start.iterancestors(f"{W}tc")))


def _ticks(file: WordFile, place: str) -> list[bool]:
    """Which boxes are ticked in the row of a place's bookmark."""
    (start,) = file.find(f"//w:bookmarkStart[@w:name='{bookmark_name(place)}']")
    row: Element = next(start.iterancestors(f"{W}tr"))
    return [each.get(f"{W14}val") == "1" for each in row.iter(f"{W14}checked")]


def test_every_place_can_be_filled_in(
    answered: tuple[WordFile, dict[str, int]], book: Workbook
) -> None:
    expected: Counter[str] = Counter(place.kind for place in book.places() if place.kind != "scale")
    scales = (place for place in book.places() if place.kind == "scale")
    # Behind the values stands the box of who can't say.
    expected["check"] += sum(len(scale.choices) + 1 for scale in scales)
    # Whose workbook it is and the day stand on the page that is kept alone, too.
    expected += Counter(place.kind for place in book.places() if place.id in repeated_in(book))
    assert answered[1] == dict(expected)


def test_every_answer_is_found_again_at_the_bookmark_of_its_place(
    answered: tuple[WordFile, dict[str, int]], book: Workbook
) -> None:
    shown = {"text": TYPED, "date": "21.11.2026"}
    for place in book.places():
        if place.kind in {"scale", "check"}:
            # LibreOffice 7.4 writes a box twice, one inside the other.
            assert all(_ticks(answered[0], place.id)), place.id
        else:
            last = place.choices[-1].label if place.choices else None
            wanted = last.string if last else shown[place.kind]
            assert _answer(answered[0], place.id).startswith(wanted), place.id


def test_a_date_is_kept_as_a_day(answered: tuple[WordFile, dict[str, int]]) -> None:
    days = {value(element, "fullDate") for element in answered[0].find("//w:sdtPr/w:date")}
    assert days == {DAY}


def test_no_bookmark_nor_the_manifest_is_lost_when_a_workbook_is_filled_in(
    answered: tuple[WordFile, dict[str, int]], files: dict[str, WordFile]
) -> None:
    assert _bookmarks(answered[0]) >= _bookmarks(files[_PATH])
    manifest = json.loads("".join(answered[0].root(CUSTOM).itertext()))
    assert manifest == json.loads("".join(files[_PATH].root(CUSTOM).itertext()))


def test_what_was_filled_in_is_read(
    answered: tuple[WordFile, dict[str, int]], book: Workbook, model: Model[Text]
) -> None:
    sheets, findings = read_file(answered[0].bytes(), model, "filled.docx")
    read = {id_: each for sheet in sheets for id_, each in sheet.answers.items()}
    # The script ticks every box: of a scale that is too many, and each is kept.
    kept = {key for sheet in sheets for key in sheet.unrecognised}
    scales = {f"/answers/{place.id}" for place in book.places() if place.kind == "scale"}
    assert kept == scales
    assert set(read) == {place.id for place in book.places() if place.kind != "scale"}
    for place in book.places():
        last = place.choices[-1].value if place.choices else None
        wanted = {"text": TYPED, "date": DAY[:10], "check": True, "choice": last}
        if place.kind != "scale":
            assert getattr(read[place.id], "value") == wanted[place.kind], place.id  # noqa: B009 -- one kind of answer has none
    assert [finding.code for finding in findings].count("docx-bad-round") == 1  # TYPED is no round
    # It changes what a box holds and not what it shows, as no person does.
    others = {finding.code for finding in findings} - {"docx-bad-round"}
    assert others == {"docx-several-marks", "docx-box-looks-empty"}


def test_a_filled_in_workbook_still_opens(
    answered: tuple[WordFile, dict[str, int]], convert: Convert, validator: Path, tmp_path: Path
) -> None:
    content = answered[0].bytes()
    assert convert({"again.docx": content}, "pdf")["again.docx"].read_bytes().startswith(b"%PDF")
    file = tmp_path / "again.docx"
    file.write_bytes(content)
    said = subprocess.run([validator, file], capture_output=True, check=False)
    errors = json.loads(said.stdout)["errors"]
    found = [error for error in errors if not any(quirk in error["xPath"] for quirk in _QUIRKS)]
    # LibreOffice writes the end of a section before the style of its last paragraph.
    ends = sum(element.getparent().tag == f"{W}pPr" for element in answered[0].find("//w:sectPr"))
    late = [each for each in found if each["description"].endswith("main:pStyle'.")]
    assert len(late) <= ends
    assert [each for each in found if each not in late] == []


@pytest.mark.parametrize("way", [("docx:MS Word 2007 XML",), ("odt", "docx:MS Word 2007 XML")])
def test_saving_in_libreoffice_keeps_every_bookmark_and_typed_answer(
    way: tuple[str, ...], files: dict[str, WordFile], book: Workbook, convert: Convert
) -> None:
    typed = {}
    file = WordFile(dict(files[_PATH].parts))
    for number, place in enumerate(each for each in book.places() if each.kind == "text"):
        typed[place.id] = f"Vastaus {number} & <muu>"
        controls = file.find(f"//w:sdt[w:sdtPr/w:tag[@w:val='{place.id}']]")
        # Word fills in every control that is bound to the same answer.
        assert len(controls) == 1 + (place.id in repeated_in(book))
        for control in controls:
            _type(control, typed[place.id])
    content = file.bytes()
    name = "typed.docx"
    for step in way:
        saved = convert({name: content}, step)[name]
        name, content = saved.name, saved.read_bytes()
    again = WordFile.open(content)
    assert _bookmarks(again) >= _bookmarks(files[_PATH])
    assert {place: _answer(again, place) for place in typed} == typed


def _type(control: Element, said: str) -> None:
    properties = control.find(f"{W}sdtPr")
    properties.remove(properties.find(f"{W}showingPlcHdr"))
    run = control.find(f"{W}sdtContent/{W}r")
    run.remove(run.find(f"{W}rPr"))
    run.find(f"{W}t").text = said
