"""Which places a page has."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element


def places_in(element: Element) -> Iterator[str]:
    """Yield the ids of the places in an element, in order."""
    for each in element.iter():
        if place := each.get("data-place"):
            yield place
