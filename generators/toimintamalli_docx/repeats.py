"""What is written once and needed again: whose workbook it is, on a page that is kept alone."""

from toimintamalli import Workbook
from toimintamalli.model.ids import PlaceId
from toimintamalli.workbook.block import Asking
from toimintamalli.workbook.place import Place
from toimintamalli.workbook.tree import Section
from toimintamalli_docx.controls import again_control, show_date
from toimintamalli_docx.draft import Draft
from toimintamalli_docx.page import TEXT_WIDTH
from toimintamalli_docx.tables import BOXED, FIELD_HEIGHT, GAP, Told, row, table
from toimintamalli_docx.text import paragraph, run

OCCASION = 1100
"""How high what it says is, in twips."""
_KEPT = ("organisation", "date")
"""What a page that is kept by itself says of the meeting."""


def repeated_in(book: Workbook) -> tuple[PlaceId, ...]:
    """Return the places whose answers stand on a later page of a workbook too."""
    return tuple(place.id for place in _told(book)) if any(map(is_kept, book.sections)) else ()


def is_kept(section: Section) -> bool:
    """Tell whether a section is kept and read alone, and asks by itself not whose it is."""
    asked = [block for block in section.blocks if isinstance(block, Asking)]
    tells = any(place.tells for asking in asked for place in asking.places)
    return not tells and any(asking.layout == "cards" for asking in asked)


def _told(book: Workbook) -> tuple[Place, ...]:
    found = {place.tells: place for place in book.places() if place.tells}
    return tuple(found[kept] for kept in _KEPT if kept in found)


def occasion_again(draft: Draft) -> str:
    """Return whose page it is and of what day: filled in by itself on a screen."""
    asked = _told(draft.workbook)
    if not asked:
        return ""
    share = TEXT_WIDTH // 3
    widths = (TEXT_WIDTH,) if len(asked) == 1 else (TEXT_WIDTH - share, share)
    header = [paragraph("TmPrompt", draft.runs(place.prompt)) for place in asked]
    cells = [paragraph("TmAnswer", _answer(draft.locked(), place)) for place in asked]
    told = Told(draft.words["occasion"].string, draft.words["table-form"].string)
    written = row(widths, cells, height=FIELD_HEIGHT)
    return table(widths, header, (written,), told=told, style=BOXED) + GAP


def _answer(draft: Draft, place: Place) -> str:
    if draft.fill:
        return again_control(draft, place)
    given = show_date(draft, place.given) if place.kind == "date" else place.given
    return run(given) if given else ""
