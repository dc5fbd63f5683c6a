"""Some pages of a document, or a part of one, that look alike."""

from dataclasses import dataclass

from toimintamalli_docx.headers import PLAIN


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some pages, or a part of one, that look alike."""

    body: str
    header: str = PLAIN
    columns: tuple[int, ...] = ()
    """The widths of its columns in twips, where there are several."""
    new_page: bool = True
