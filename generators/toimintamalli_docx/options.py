"""What somebody can choose about the Word files: edition, paper and house style."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, field_validator

from toimintamalli import design
from toimintamalli_docx.house import main_part
from toimintamalli_docx.logo import read_logo
from toimintamalli_docx.page import Paper


class Edition(StrEnum):
    """How a workbook is answered: on a screen, or by hand."""

    FILL = "fill"
    PRINT = "print"


class Options(BaseModel):
    """What `--set docx.OPTION=VALUE` can say."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    edition: Edition | None = None
    """`fill` or `print`; both unless chosen."""
    paper: Paper = Paper.A4
    """The size of the pages: `a4` or `letter`."""
    colour: design.Colour = design.INK
    """The organisation's colour as six hexadecimal digits; darkened where it would not be read."""
    logo: bytes | None = None
    """The organisation's logo, a PNG or JPEG picture."""
    template: bytes | None = None
    """A Word document or template whose styles, fonts and headers are used."""

    @field_validator("colour")
    @classmethod
    def _hexadecimal(cls, value: str) -> design.Colour:
        return design.read_colour(value)

    @field_validator("logo")
    @classmethod
    def _picture(cls, value: bytes | None) -> bytes | None:
        if value is not None:
            read_logo(value)
        return value

    @field_validator("template")
    @classmethod
    def _document(cls, value: bytes | None) -> bytes | None:
        if value is not None:
            main_part(value)
        return value
