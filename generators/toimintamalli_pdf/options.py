"""What somebody can choose about the PDF files."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, field_validator

from toimintamalli import design


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
        return design.read_colour(value)
