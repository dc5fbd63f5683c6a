"""What is written once and stands on several pages, as a part of its own in the file."""

from typing import Final

from toimintamalli_docx.controls import STORE, STORE_ID
from toimintamalli_docx.draft import Draft
from toimintamalli_docx.package import CONTENT, HEAD, RELATIONSHIPS, Part
from toimintamalli_docx.text import escape

_CUSTOM: Final = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def store_part(draft: Draft) -> Part:
    """Return the part to which the controls of repeated places are bound."""
    given = {place.id: place.given for place in draft.workbook.places()}
    answers = "".join(
        f"<answer>{escape(given.get(place, ''))}</answer>" for place in draft.repeated
    )
    known = Part(
        id="store",
        relationship=f"{RELATIONSHIPS}/customXmlProps",
        name="customXml/itemProps1.xml",
        content_type=f"{CONTENT}.customXmlProperties+xml",
        content=(
            f'{HEAD}<ds:datastoreItem xmlns:ds="{_CUSTOM}" ds:itemID="{STORE_ID}">'
            f'<ds:schemaRefs><ds:schemaRef ds:uri="{STORE}"/></ds:schemaRefs></ds:datastoreItem>'
        ).encode(),
    )
    return Part(
        id="answers",
        relationship=f"{RELATIONSHIPS}/customXml",
        name="customXml/item1.xml",
        content_type="application/xml",
        content=f'{HEAD}<answers xmlns="{STORE}">{answers}</answers>'.encode(),
        parts=(known,),
    )
