"""A contact sheet of Word and PDF files as they print, for whoever reviews the look, and measures.

`python -m tests.docx.contact_sheet FOLDER FILE…` writes FOLDER/NAME.png and FOLDER/NAME-grey.png
for each file and prints a table, a line a file: its pages, how much of them is used, the smallest
text, the smallest room to write by hand, and which pages are less than two thirds full.
"""

import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.docx.word_file import Element, W, WordFile, text_of, value

_DPI: Final = 50
_ACROSS: Final = 7
"""Pages side by side."""
_GAP: Final = 6
_GREY: Final = 0x88
_INK: Final = 200
"""Sums of red, green and blue below three times this are ink."""
_FAINT: Final = 248
"""Below this a byte is not white: a hair line to write on, or a tinted box."""
_ACROSS_PAGE: Final = 0.2
"""What is faint is room to write where it goes so far across the page."""
_FOOT: Final = 0.945
"""Where the footer begins, as a share of the page's height."""
_HEAD: Final = 0.05
_EDGE: Final = 60
"""Bytes of a row that the coloured edge of a theme's pages takes."""
_FONT_HEIGHT: Final = {".docx": 1.28, ".pdf": 1.0}
"""Height of a word's box to its size: in Calibri, and in the typeface of our PDF."""
_FULL: Final = 2 / 3
_MILLIMETRES: Final = 25.4 / 1440
_WORD: Final = re.compile(r'yMin="([0-9.]+)" xMax="[0-9.]+" yMax="([0-9.]+)">([^<]+)<')


@dataclass(frozen=True)
class Pixels:
    """A page in colour: three bytes a pixel."""

    width: int
    height: int
    data: bytes

    def row(self, at: int) -> bytes:
        return self.data[at * self.width * 3 : (at + 1) * self.width * 3]

    @property
    def used(self) -> float:
        """The share of the text area above the last ink or line to write on in it."""
        first, last = round(self.height * _HEAD), round(self.height * _FOOT)
        inked = [at for at in range(first, last) if _is_inked(self.row(at)[_EDGE:])]
        return (max(inked, default=first) - first) / (last - first)


def _is_inked(row: bytes) -> bool:
    dark = sum(1 for byte in row if byte < _INK)
    return dark > 3 or sum(1 for byte in row if byte < _FAINT) > _ACROSS_PAGE * len(row)


def pages_of(pdf: Path) -> list[Pixels]:
    """The pages of a PDF as pictures."""
    stem = pdf.with_suffix("")
    subprocess.run(["pdftoppm", "-r", str(_DPI), pdf, stem], check=True)
    return [_read(path.read_bytes()) for path in sorted(pdf.parent.glob(f"{stem.name}-*.ppm"))]


def _read(data: bytes) -> Pixels:
    # Not `split()`: the first pixel's bytes may look like white space.
    _, size, _, pixels = data.split(b"\n", 3)
    width, height = map(int, size.split())
    return Pixels(width, height, pixels)


def in_grey(page: Pixels) -> Pixels:
    """The page as a printer without colour shows it (luma of Rec. 601)."""
    red, green, blue = (page.data[channel::3] for channel in range(3))
    grey = (299 * r + 587 * g + 114 * b for r, g, b in zip(red, green, blue, strict=True))
    return Pixels(page.width, page.height, b"".join(bytes([each // 1000]) * 3 for each in grey))


def joined(pages: list[Pixels]) -> bytes:
    """All pages on one sheet, as a PNG."""
    width, height = pages[0].width, pages[0].height
    wide = _ACROSS * (width + _GAP)
    rows: list[bytes] = []
    for first in range(0, len(pages), _ACROSS):
        group = pages[first : first + _ACROSS]
        for at in range(height):
            line = b"".join(each.row(at) + bytes([_GREY]) * 3 * _GAP for each in group)
            rows.append(line + bytes([_GREY]) * (wide * 3 - len(line)))
        rows += [bytes([_GREY]) * wide * 3] * _GAP
    header = struct.pack(">IIBBBBB", wide, len(rows), 8, 2, 0, 0, 0)
    packed = zlib.compress(b"".join(b"\0" + row for row in rows), 6)
    chunks = ((b"IHDR", header), (b"IDAT", packed), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def smallest_text(pdf: Path, height: float) -> list[float]:
    """The size in points of the smallest words on each page."""
    said = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True)
    return [
        min(_sizes(page, height), default=0) for page in said.stdout.decode().split("<page ")[1:]
    ]


def _sizes(page: str, height: float) -> Iterator[float]:
    for top, bottom, word in _WORD.findall(page):
        if sum(map(str.isalpha, word)) > 3:
            yield round((float(bottom) - float(top)) / height * 2) / 2


def smallest_room(file: WordFile) -> float:
    """The millimetres of the lowest box that is filled in by hand, or of the narrowest lines."""
    rooms = [
        int(value(row.find(f"{W}trPr/{W}trHeight")))
        for row in file.find("//w:tbl[w:tblPr/w:tblStyle/@w:val='TmBoxes']//w:tr")
        if row.find(f"{W}trPr/{W}trHeight") is not None and not _is_ticked(row)
    ]
    return min(rooms, default=0) * _MILLIMETRES


def _is_ticked(row: Element) -> bool:
    """Tell whether a row has boxes to tick and nothing to write in."""
    return all("☐" in text_of(cell) for cell in row.iter(f"{W}tc"))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def as_pdfs(files: list[Path], work: Path) -> list[Path]:
    """Each file as a PDF: those that are one already, and what LibreOffice makes of the others."""
    copies = [work / f"{number}{file.suffix}" for number, file in enumerate(files)]
    for file, copy in zip(files, copies, strict=True):
        shutil.copy(file, copy)
    if word := [path for path in copies if path.suffix == ".docx"]:
        profile = f"-env:UserInstallation=file://{work}/profile"
        options = [profile, "--headless", "--convert-to", "pdf", "--outdir"]
        command = ["soffice", *options, str(work), *map(str, word)]
        subprocess.run(command, check=True, capture_output=True)
    return [path.with_suffix(".pdf") for path in copies]


def main(folder: Path, files: list[Path]) -> None:
    """Write the sheets and print the measures."""
    folder.mkdir(parents=True, exist_ok=True)
    _say("| file | pages | used, mean | used, least | text, pt | room, mm | not full |")
    _say("| --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as work:
        for file, pdf in zip(files, as_pdfs(files, Path(work)), strict=True):
            pages = pages_of(pdf)
            name = f"{file.parent.parent.name}-{file.parent.name}-{file.stem}{file.suffix[:2]}"
            (folder / f"{name}.png").write_bytes(joined(pages))
            (folder / f"{name}-grey.png").write_bytes(joined([in_grey(page) for page in pages]))
            used = [page.used for page in pages]
            is_word = file.suffix == ".docx"
            room = f"{smallest_room(WordFile.open(file.read_bytes())):.1f}" if is_word else "–"
            _say(
                f"| {file.parent.name}/{file.name} | {len(pages)} | {sum(used) / len(used):.0%} "
                f"| {min(used):.0%} | {min(smallest_text(pdf, _FONT_HEIGHT[file.suffix])):g} "
                f"| {room} "
                f"| {' '.join(str(at) for at, share in enumerate(used, 1) if share < _FULL)} |"
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(each) for each in sys.argv[2:]])
