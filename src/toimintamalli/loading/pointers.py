"""Which keys of structure files name things that stand elsewhere, and where those are."""

from collections.abc import Mapping
from typing import Final

POINTERS: Final[Mapping[str, str]] = {
    "audience": "parties",
    "parties": "parties",
    "reach": "reaches",
    "scale": "scales",
    "sources": "sources",
    "sections": "sections",
    "only_with": "sections",
    "workplaces": "workplaces",
    "group": "groups",
    "items": "items",
    "kinds": "kinds",
    "continues": "blocks",
    "block": "blocks",
    "fact": "facts",
}
"""Each key whose value names other things, and the collection that holds them."""

HOMES: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        ("kinds", "parties", "reaches", "scales", "sources", "workplaces"), "structure/model.yaml"
    ),
    **dict.fromkeys(("sections", "blocks"), "structure/workbook.yaml"),
    **dict.fromkeys(("groups", "items"), "structure/themes"),
}
"""Where an editor finds the ids of a collection."""
