"""What somebody can choose about the PDF files."""

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, field_validator

from toimintamalli import design
from toimintamalli_pdf.typesetting import PdfMissing, families_in

_TYPEFACES: Final = (b"\0\1\0\0", b"true", b"OTTO", b"ttcf")
"""How the files of typefaces begin (OpenType 1.9, "Table directory")."""


class Options(BaseModel):
    """What `--set pdf.OPTION=VALUE` can say."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    colour: design.Colour = design.INK
    """The organisation's colour as six hexadecimal digits; darkened where it would not be read."""
    paper: Literal["a4", "us-letter"] = "a4"
    """The size of the pages: `a4` or `us-letter`."""
    font: bytes | None = None
    """A typeface (.ttf or .otf) for letters that ours has not: it has those of Europe. Without one,
    those of the system are used where they have the letters."""

    @field_validator("font")
    @classmethod
    def _typeface(cls, value: bytes | None) -> bytes | None:
        if value is not None and not (value.startswith(_TYPEFACES) and _can_be_used(value)):
            raise ValueError("TTF, OTF")
        return value

    @field_validator("colour")
    @classmethod
    def _hexadecimal(cls, value: str) -> design.Colour:
        return design.read_colour(value)


def _can_be_used(font: bytes) -> bool:
    try:
        return bool(families_in(font))
    except PdfMissing:
        # Whoever makes a file is told what to install; to refuse the typeface would mislead.
        return True
