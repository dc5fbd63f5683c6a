"""What somebody can choose about the PDF files."""

import re
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, field_validator

from toimintamalli import design

_COLOUR: Final = re.compile(r"#?([0-9A-Fa-f]{6})")


class Options(BaseModel):
    """What `--set pdf.OPTION=VALUE` can say."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    colour: design.Colour = design.INK
    """The organisation's colour as six hexadecimal digits; darkened where it would not be read."""
    paper: Literal["a4", "us-letter"] = "a4"
    """The size of the pages: `a4` or `us-letter`."""

    @field_validator("colour")
    @classmethod
    def _hexadecimal(cls, value: str) -> design.Colour:
        found = _COLOUR.fullmatch(value)
        if not found:
            raise ValueError("#RRGGBB")
        return design.Colour(found[1].upper())
