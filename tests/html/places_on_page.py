"""Which places a page has: what each says, and what it stands in, as the script reads them."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element


def places_in(element: Element, start: str = "", view: str = "", about: str = "") -> Iterator[str]:
    """Yield the ids of the places in an element, in order; those of a template are in its table."""
    if element.tag == "section":
        about = element.get("id", "").rpartition(".")[2]
    if own := element.get("data-of"):
        start = about + own if own.startswith(".") else own
    view = element.get("data-view", view)
    table, row = element.get("data-rows"), 0
    for each in element:
        if own := each.get("data-place"):
            yield (f"{start}." if start else "") + own + (f"@{view}" if view else "")
        if table and each.tag == "fieldset":
            row += 1
            yield from places_in(each, f"{table}-{row}", view, about)
        elif each.tag == "template":
            yield from places_in(each, f"{_table_before(element, each)}-1", view, about)
        else:
            yield from places_in(each, start, view, about)


def _table_before(element: Element, template: Element) -> str:
    children = list(element)
    return children[children.index(template) - 1].get("data-rows", "")
