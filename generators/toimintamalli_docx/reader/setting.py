"""What a document says about how to read it."""

from dataclasses import dataclass, field

from toimintamalli_docx.reader.earlier import EarlierLines
from toimintamalli_docx.reader.place_table import Said
from toimintamalli_docx.reader.printed import Printed
from toimintamalli_docx.reader.speech import Speech


@dataclass(frozen=True, slots=True)
class Setting:
    """What a document says about how to read it."""

    language: str
    blanks: tuple[str, ...]
    dates: Said
    is_current: bool = True
    """Whether it has the wording of today's content."""
    is_known: bool = True
    """Whether what its content prints is known: of today or of a version before."""
    printed: Printed = field(default_factory=Printed)
    speech: Speech = field(default_factory=Speech)
    has_unsure: bool | None = None
    """Whether rows of scales have a box for who can't say; nothing where it does not say so."""
    earlier: EarlierLines | None = None
    """What is printed about the round before, if any of it may stand beside places."""
