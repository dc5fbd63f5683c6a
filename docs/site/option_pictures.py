"""Pictures of what the options of formats change, for those who choose; `make pictures` draws them.

usage: python docs/site/option_pictures.py COMMAND
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import docx
from docx.document import Document
from docx.styles.style import ParagraphStyle
from matplotlib.font_manager import findfont as find_typeface
from PIL import Image, ImageDraw
from playwright.sync_api import sync_playwright

IMAGES: Final = Path(__file__).parents[1] / "images"
_COLOUR: Final = "6A2C70"
_TYPEFACE: Final = "DejaVu Serif"
_TYPEFACE_FILE: Final = find_typeface("DejaVu Sans")
_GAP: Final = 16
_BEHIND: Final = "#D8DEE2"
"""Grey enough to show where a white page ends."""
_PALETTE: Final = 48
_POINT: Final = 0.4
"""Pixels of a picture for a point of a page: pages of different sizes stay so."""
_CLOSER: Final = 4


@dataclass(frozen=True)
class Picture:
    """Pages made with different options, beside each other from the left."""

    name: str
    format: str
    choices: Sequence[Sequence[str]]
    alternative: str
    """What those who can't see it are told."""
    organisation: str = "Birch Bakery"
    looked_at: tuple[float, float, float, float] | None = None
    """The part of a page that is shown larger, in shares of it: left, top, right, bottom."""


PICTURES: Final = (
    Picture(
        "options-docx",
        "docx",
        (
            (),
            (f"docx.colour={_COLOUR}",),
            ("docx.logo=logo.png",),
            ("docx.template=own.dotx",),
        ),
        "Four covers: as it comes; in violet by docx.colour; with a logo at the top by docx.logo;"
        " with the header, headings and serif letters of the organisation by docx.template.",
    ),
    Picture(
        "options-docx-pages",
        "docx",
        ((), ("docx.paper=letter",), ("docx.edition=fill",)),
        "Three first pages: on A4; on Letter, wider and lower, by docx.paper; and with boxes to"
        " fill in on a screen instead of lines to write on by docx.edition=fill.",
    ),
    Picture(
        "options-pdf",
        "pdf",
        (
            (),
            (f"pdf.colour={_COLOUR}",),
            ("pdf.paper=us-letter",),
        ),
        "Three first pages of a PDF: as it comes; in violet by pdf.colour; and on Letter, wider"
        " and lower, by pdf.paper.",
    ),
    Picture(
        "options-pdf-font",
        "pdf",
        ((), (f"pdf.font={_TYPEFACE_FILE}",)),
        "A workplace's name in Georgian letters, which our typeface has not: twice from the PDF,"
        " as it comes in thin letters with serifs, and in those of the typeface given by pdf.font.",
        organisation="თონე",
        looked_at=(0.08, 0.635, 0.5, 0.672),
    ),
)
"""What is drawn of files with pages."""

CONTACT: Final = "options-html"
CONTACT_ALTERNATIVE: Final = (
    "The foot of the index page, with the address given by html.contact as a link."
)


def pictures_of(format_: str) -> Mapping[str, str]:
    """Name the pictures of a format's options, each with its alternative text."""
    found = {made.name: made.alternative for made in PICTURES if made.format == format_}
    return found | ({CONTACT: CONTACT_ALTERNATIVE} if format_ == "html" else {})


def draw_all(command: str) -> None:
    """Draw each picture anew, from what the command makes."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        _draw_logo(work / "logo.png")
        _write_template(work / "own.dotx")
        for picture in PICTURES:
            pages = [
                _first_page(command, picture, options, work / f"{picture.name}-{number}")
                for number, options in enumerate(picture.choices)
            ]
            _save(_beside_each_other(pages), picture.name)
        _save(_foot_of_the_index(command, work), CONTACT)


def _first_page(
    command: str, picture: Picture, options: Sequence[str], folder: Path
) -> Image.Image:
    chosen = list(options)
    if picture.format == "docx" and not any("edition" in option for option in chosen):
        chosen.append("docx.edition=print")
    sets = [word for option in chosen for word in ("--set", option)]
    organisation = ["--organisation", picture.organisation]
    _build(command, picture.format, [*organisation, *sets], folder)
    (file,) = (folder / "en").iterdir()
    if picture.format == "docx":
        # A profile of its own: an office program that is already open would swallow the call.
        profile = f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}"
        convert = ["soffice", profile, "--headless", "--convert-to", "pdf"]
        subprocess.run([*convert, "--outdir", folder, file], check=True, capture_output=True)
        file = folder / f"{file.stem}.pdf"
    # Drawn larger and made smaller, letters stay clearer.
    closeness = 1 if picture.looked_at is None else _CLOSER
    drawing = ["pdftoppm", "-png", "-singlefile", "-r", str(72 * _POINT * 3 * closeness)]
    subprocess.run([*drawing, file, folder / "page"], check=True)
    with Image.open(folder / "page.png") as page:
        whole = page.convert("RGB").reduce(3)
    if picture.looked_at is None:
        return whole
    left, top, right, bottom = picture.looked_at
    width, height = whole.size
    return whole.crop(
        (round(left * width), round(top * height), round(right * width), round(bottom * height))
    )


def _build(command: str, format_: str, arguments: Sequence[str], folder: Path) -> None:
    start = [command, "build", "--format", format_, "--language", "en", "--out", str(folder)]
    profile = ["--profile", "small-workplace"]
    # The options name the files beside the folder.
    subprocess.run(
        [*start, *profile, *arguments], check=True, cwd=folder.parent, stdout=subprocess.DEVNULL
    )


def _foot_of_the_index(command: str, work: Path) -> Image.Image:
    folder = work / "html"
    _build(command, "html", ["--set", "html.contact=us@example.org"], folder)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 620, "height": 900})
        page.goto((folder / "index.html").as_uri())
        page.locator("footer").screenshot(path=work / "foot.png")
        browser.close()
    with Image.open(work / "foot.png") as foot:
        return foot.convert("RGB")


def _beside_each_other(pages: Sequence[Image.Image]) -> Image.Image:
    width = sum(page.width + _GAP for page in pages) + _GAP
    height = max(page.height for page in pages) + 2 * _GAP
    whole = Image.new("RGB", (width, height), _BEHIND)
    left = _GAP
    for page in pages:
        whole.paste(page, (left, _GAP))
        left += page.width + _GAP
    return whole


def _save(picture: Image.Image, name: str) -> None:
    fewer = picture.quantize(_PALETTE, dither=Image.Dither.NONE)
    fewer.save(IMAGES / f"{name}.png", optimize=True)


def _draw_logo(file: Path) -> None:
    logo = Image.new("RGB", (360, 120), "white")
    pen = ImageDraw.Draw(logo)
    pen.ellipse((4, 4, 116, 116), fill=f"#{_COLOUR}")
    pen.polygon([(60, 18), (88, 72), (32, 72)], fill="white")
    pen.rectangle((55, 72, 65, 100), fill="white")
    pen.rounded_rectangle((140, 30, 350, 54), 12, fill=f"#{_COLOUR}")
    pen.rounded_rectangle((140, 68, 290, 92), 12, fill=f"#{_COLOUR}")
    logo.save(file)


def _write_template(file: Path) -> None:
    template: Document = docx.Document()
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        style = template.styles[name]
        if isinstance(style, ParagraphStyle):
            # What names a typeface of the theme would win over ours.
            style.element.get_or_add_rPr().get_or_add_rFonts().attrib.clear()
            style.font.name = _TYPEFACE
    template.sections[0].header.paragraphs[0].text = "Birch Bakery"
    template.save(str(file))


if __name__ == "__main__":
    draw_all(str(Path(sys.argv[1]).absolute()))
