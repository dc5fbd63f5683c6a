"""What somebody can choose about the Word files: edition and house style."""

import re
from enum import StrEnum
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, field_validator

from toimintamalli_docx.house import main_part
from toimintamalli_docx.logo import read_logo

_COLOUR: Final = re.compile(r"#?([0-9A-Fa-f]{6})")


class Edition(StrEnum):
    """How a workbook is answered: on a screen, or by hand."""

    FILL = "fill"
    PRINT = "print"


class Options(BaseModel):
    """What `--set docx.OPTION=VALUE` can say."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    edition: Edition | None = None
    """`fill` or `print`; both unless chosen."""
    colour: str = Field(default="1F4E5F")
    """The organisation's colour as six hexadecimal digits; darkened where it would not be read."""
    logo: bytes | None = None
    """The organisation's logo, a PNG or JPEG picture."""
    template: bytes | None = None
    """A Word document or template whose styles, fonts and headers are used."""

    @field_validator("colour")
    @classmethod
    def _hexadecimal(cls, value: str) -> str:
        found = _COLOUR.fullmatch(value)
        if not found:
            raise ValueError("#RRGGBB")
        return found[1].upper()

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
