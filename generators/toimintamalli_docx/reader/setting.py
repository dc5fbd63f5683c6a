"""What a document says about how to read it."""

from dataclasses import dataclass

from toimintamalli_docx.reader.place_table import Said


@dataclass(frozen=True, slots=True)
class Setting:
    """What a document says about how to read it."""

    language: str
    blanks: tuple[str, ...]
    dates: Said
    is_current: bool = True
    """Whether it has the wording of today's content."""
    earlier: tuple[str, ...] = ()
    """How answers of the round before begin, if any may stand beside places."""
