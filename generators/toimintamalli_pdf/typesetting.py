"""From data to a PDF: Typst sets the pages from a template and what stands in it from JSON.

Texts reach Typst as data and are shown as text, so that none of the content is read as code.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import nullcontext
from functools import lru_cache
from importlib.resources import as_file, files
from threading import Lock
from typing import TYPE_CHECKING, Final

from toimintamalli.errors import ToimintamalliError
from toimintamalli.languages.typefaces import typefaces_of
from toimintamalli.model.ids import Language
from toimintamalli.output import lent_file
from toimintamalli_pdf.plain import Json

if TYPE_CHECKING:
    from types import ModuleType

    from typst import Fonts

_OURS: Final = "Source Sans Pro"
"""Typst brings serif fonts only; this one comes as a package and has the letters of Europe."""


class PdfMissing(ToimintamalliError):
    """PDF was asked for, and what makes it is not installed."""

    code = "pdf-missing"


class LetterMissing(ToimintamalliError):
    """A text has a letter that no typeface at hand has: a page that hides it is none."""

    code = "pdf-letter-missing"


_NOT_SHOWN: Final = re.compile(r"the text `(\".*?\")` could not be displayed")


@lru_cache(maxsize=2)
def families_in(font: bytes) -> tuple[str, ...]:
    """Return the families of typefaces that a file holds: none where Typst can't use it.

    Raises:
        PdfMissing: the extra `pdf` is not installed.
    """
    typst = _typst()
    with lent_file("own.ttf", font) as own:
        found = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(own.parent)]
        )
        return tuple(found.families())


def _typst() -> ModuleType:
    try:
        import typst  # noqa: PLC0415 -- 34 MB that only this needs
    except ModuleNotFoundError as problem:
        raise PdfMissing(package=problem.name or "typst") from None
    return typst


@lru_cache(maxsize=2)
def _searched(folder: str, system: bool) -> Fonts:  # noqa: FBT001 -- a key of the cache
    """Return ours, with those of the system or without: read once for all files of a build."""
    found: Fonts = _typst().Fonts(include_system_fonts=system, font_paths=[folder])
    return found


_SEARCHING: Final = Lock()
"""Held while typefaces are looked for, so that two files begun at once look once."""


def _typefaces(folder: str, *, system: bool) -> Fonts:
    with _SEARCHING:
        return _searched(folder, system)


def typeset(
    template: str, data: Mapping[str, Json], language: Language, font: bytes | None = None
) -> bytes:
    """Return the PDF that a template makes of some JSON values: the same bytes each time.

    `font` is a typeface for the letters that ours has not. Without one, those of the system are
    looked into where the language needs others than ours, or a text turns out to.

    Raises:
        PdfMissing: the extra `pdf` is not installed.
        LetterMissing: neither typeface has a letter of the texts.
    """
    typst = _typst()
    try:
        font_folder = str(files("font_source_sans_pro").joinpath("files"))
    except ModuleNotFoundError as problem:
        raise PdfMissing(package=problem.name or "font_source_sans_pro") from None
    # In this order a letter is looked for: one that is not named comes after Typst's serifs.
    named = [_OURS, *(families_in(font) if font else ()), *typefaces_of(language)]
    written = json.dumps({**data, "fonts": named}, ensure_ascii=False, sort_keys=True)
    templates = as_file(files("toimintamalli_pdf").joinpath("templates"))
    lent = nullcontext() if font is None else lent_file("own.ttf", font)
    with templates as folder, lent as own:

        def typefaces(*, system_fonts: bool) -> Fonts:
            if own is None:
                return _typefaces(font_folder, system=system_fonts)
            paths = [font_folder, str(own.parent)]
            both: Fonts = typst.Fonts(include_system_fonts=system_fonts, font_paths=paths)
            return both

        def compile_with(*, system_fonts: bool) -> bytes:
            try:
                made = typst.compile(
                    str(folder / template),
                    root=str(folder),
                    font_paths=typefaces(system_fonts=system_fonts),
                    format="pdf",
                    sys_inputs={"book": written},
                    pdf_standards=["ua-1"],
                )
            except typst.TypstError as problem:
                if found := _NOT_SHOWN.search(str(problem)):
                    raise LetterMissing(letters=json.loads(found[1])) from None
                raise
            return bytes(made)

        needs_others = font is None and bool(typefaces_of(language))
        try:
            return compile_with(system_fonts=needs_others)
        except LetterMissing:
            if needs_others or font is not None:
                raise
            return compile_with(system_fonts=True)
