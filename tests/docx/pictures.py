"""Pages as small grey pictures, compared loosely.

`python -m tests.docx.pictures` draws the reference pictures anew: look at each before committing.
"""

import struct
import subprocess
import zlib
from pathlib import Path
from typing import Final

REFERENCES: Final = Path(__file__).parent / "pages"
_DPI: Final = 24
_CELL: Final = 12
"""Side of the squares, in pixels (13 mm), whose greyness is compared: a word more or another font
makes little of it, a lost box or a moved table much."""
_SQUARE_TOLERANCE: Final = 26
"""How much darker or lighter, of 255, a square may be."""
_PAGE_TOLERANCE: Final = 0.8
"""The same of all squares, on the average: another font of similar widths makes 0.2–0.7, ruled
lines that are gone make 1.0."""

Picture = tuple[int, int, bytes]
"""Width, height, and a byte a pixel."""


def draw(pdf: Path) -> list[Picture]:
    """Each page of a PDF as a picture."""
    stem = pdf.with_suffix("")
    subprocess.run(["pdftoppm", "-r", str(_DPI), "-gray", pdf, stem], check=True)
    return [read_pgm(path.read_bytes()) for path in sorted(pdf.parent.glob(f"{stem.name}-*.pgm"))]


def read_pgm(data: bytes) -> Picture:
    _, width, height, _, pixels = data.split(maxsplit=4)
    return int(width), int(height), pixels


def write_png(picture: Picture) -> bytes:
    width, height, pixels = picture
    rows = b"".join(b"\0" + pixels[row * width : (row + 1) * width] for row in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)


def read_png(data: bytes) -> Picture:
    """A picture that `write_png` wrote."""
    width, height = struct.unpack(">II", data[16:24])
    start = data.index(b"IDAT")
    length = struct.unpack(">I", data[start - 4 : start])[0]
    rows = zlib.decompress(data[start + 4 : start + 4 + length])
    return width, height, b"".join(
        rows[row * (width + 1) + 1 : (row + 1) * (width + 1)] for row in range(height)
    )  # fmt: skip


def differences(one: Picture, other: Picture) -> list[str]:
    """The squares in which two pictures differ by more than fonts do."""
    if one[:2] != other[:2]:
        return [f"sizes {one[:2]} and {other[:2]}"]
    ours, theirs = _cells(one), _cells(other)
    apart = {where: abs(ours[where] - theirs[where]) for where in ours}
    mean = sum(apart.values()) / len(apart)
    page = [f"the page by {mean:.2f}"] if mean > _PAGE_TOLERANCE else []
    squares = [f"{where}: {by:.0f}" for where, by in apart.items() if by > _SQUARE_TOLERANCE]
    return page + squares


def _cells(picture: Picture) -> dict[tuple[int, int], float]:
    width, height, pixels = picture
    cells: dict[tuple[int, int], float] = {}
    for top in range(0, height - _CELL + 1, _CELL):
        for left in range(0, width - _CELL + 1, _CELL):
            rows = (pixels[y * width + left :][:_CELL] for y in range(top, top + _CELL))
            cells[left // _CELL, top // _CELL] = sum(map(sum, rows)) / _CELL**2
    return cells


def _redraw() -> None:
    import tempfile  # noqa: PLC0415 -- only for the person who redraws

    from tests.docx.sample import sample_workbook, written_bytes  # noqa: PLC0415 -- the same

    import toimintamalli  # noqa: PLC0415 -- the same
    from toimintamalli_docx.options import Edition  # noqa: PLC0415 -- the same

    REFERENCES.mkdir(exist_ok=True)
    for edition in Edition:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / f"{edition}.docx"
            source.write_bytes(written_bytes(toimintamalli.load(), sample_workbook(), edition))
            subprocess.run(
                ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)],
                check=True,
            )
            for number, page in enumerate(draw(source.with_suffix(".pdf")), 1):
                (REFERENCES / f"{edition}-{number}.png").write_bytes(write_png(page))


if __name__ == "__main__":
    _redraw()
