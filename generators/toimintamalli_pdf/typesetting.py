"""From data to a PDF: Typst sets the pages from a template and what stands in it from JSON.

Texts reach Typst as data and are shown as text, so that none of the content is read as code.
"""

from __future__ import annotations

import json
from importlib.resources import as_file, files
from typing import Final

from toimintamalli.errors import ToimintamalliError

FONTS: Final = ("Source Sans Pro",)
"""Typst brings serif fonts only; this one comes as a package and has the letters of Europe."""


class PdfMissing(ToimintamalliError):
    """PDF was asked for, and what makes it is not installed."""

    code = "pdf-missing"


def typeset(template: str, data: object) -> bytes:
    """Return the PDF that a template makes of some JSON values: the same bytes each time.

    Raises:
        PdfMissing: the extra `pdf` is not installed.
    """
    written = json.dumps(data, ensure_ascii=False, sort_keys=True)
    try:
        import typst  # noqa: PLC0415 -- 34 MB that only this needs

        font_folder = str(files("font_source_sans_pro").joinpath("files"))
    except ModuleNotFoundError as problem:
        raise PdfMissing(package=problem.name or "typst") from None
    with as_file(files("toimintamalli_pdf").joinpath("templates")) as folder:
        made = typst.compile(
            str(folder / template),
            root=str(folder),
            font_paths=[font_folder],
            format="pdf",
            sys_inputs={"book": written},
            pdf_standards=["ua-1"],
        )
    return bytes(made)
