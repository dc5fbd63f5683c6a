"""Four times as many workbooks take four times as long, and no more memory."""

import json
import subprocess
import sys
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

from tests.docx.filling import Filler
from tests.support.workbooks import filled

import toimintamalli
from toimintamalli import Language, Request, load, resolve

FEW: Final = 250
MANY: Final = 1_000
_MAIN: Final = "word/document.xml"
_TELL: Final = """
import json, resource, sys, time
from toimintamalli.cli import main
start = time.process_time()
status = main(["collect", sys.argv[1], "--out", sys.argv[2], "--ui", "en"])
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps([status, time.process_time() - start, used.ru_maxrss / 1024]))
"""


def workbook() -> bytes:
    """Return a filled meeting workbook."""
    model = load()
    request = Request(languages=(Language("fi"),), profile="meeting")
    made = toimintamalli.generate("docx", model, request, {"edition": "fill"})
    filler = Filler(next(made).content)
    given = {id_: each for sheet in filled(1).sheets for id_, each in sheet.answers.items()}
    for place in resolve(model, request, Language("fi")).places():
        answer = given.get(place.id)
        value = getattr(answer, "value", None)
        if value not in (None, False):
            filler.answer(place, "muut" if value is True else value)
    return filler.bytes()


def copies(content: bytes, folder: Path, count: int) -> None:
    """Write workbooks of different workplaces: the text differs, so none is a copy."""
    with ZipFile(BytesIO(content)) as opened:
        parts = {each: opened.read(each) for each in opened.namelist()}
    for number in range(count):
        with ZipFile(folder / f"{number:04}.docx", "w", ZIP_DEFLATED) as made:
            for name, part in parts.items():
                made.writestr(name, part.replace(b"Salaisuus", f"Salaisuus {number}".encode()))


def collect(folder: Path, out: Path) -> tuple[float, float]:
    """Return the processor seconds and the MiB that collecting a folder takes, in a process."""
    done = subprocess.run(
        [sys.executable, "-c", _TELL, str(folder), str(out)], check=True, capture_output=True
    )
    status, seconds, memory = json.loads(done.stdout.splitlines()[-1])
    assert status == 0, done.stderr.decode()
    return seconds, memory


def test_collecting_grows_with_the_workbooks_and_memory_does_not(tmp_path: Path) -> None:
    content = workbook()
    few, many = tmp_path / "few", tmp_path / "many"
    many.mkdir()
    copies(content, many, MANY)
    few.mkdir()
    for path in islice(sorted(many.iterdir()), FEW):
        (few / path.name).hardlink_to(path)

    seconds_few, memory_few = collect(few, tmp_path / "out-few")
    seconds_many, memory_many = collect(many, tmp_path / "out-many")

    for count, seconds, memory in (
        (FEW, seconds_few, memory_few),
        (MANY, seconds_many, memory_many),
    ):
        apiece = 1000 * seconds / count
        print(f"\n{count} workbooks: {seconds:.1f} s, {apiece:.1f} ms each, {memory:.0f} MiB")
    print(f"time {seconds_many / seconds_few:.2f}×, memory {memory_many / memory_few:.2f}×")
    assert seconds_many / seconds_few < 1.25 * MANY / FEW
    assert memory_many / memory_few < 1.25
