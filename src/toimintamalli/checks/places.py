"""Each place of a workbook has an id of its own, and one that every tool can keep."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from toimintamalli.checks.rule import Rule
from toimintamalli.findings import Finding, Position, error
from toimintamalli.loading.content import Content
from toimintamalli.loading.kinds import THEME, path_of
from toimintamalli.model.ids import ID_LENGTH, ItemId, PlaceId
from toimintamalli.model.theme import ITEM_KINDS
from toimintamalli.workbook.request import Request
from toimintamalli.workbook.resolve import resolve


def _check(content: Content) -> Iterator[Finding]:
    file = content.structure("workbook.yaml")
    if file is None or content.model is None:
        return
    told: set[PlaceId] = set()
    for index, profile in enumerate(content.model.profiles):
        at = file.document.position(("profiles", index, "id"))
        workbook = resolve(
            content.model, Request(profile=profile.id), content.model.source_language
        )
        places = {place.id: place for place in workbook.places()}
        for id_, count in Counter(place.id for place in workbook.places()).items():
            if count > 1:
                yield error(at, "place-twice", id=id_, profile=profile.id)
            if len(id_) > ID_LENGTH and id_ not in told:
                told.add(id_)
                spot = _find_item(content, places[id_].item) or at
                yield error(spot, "id-too-long", id=id_, limit=ID_LENGTH, length=len(id_))


def _find_item(content: Content, item: ItemId | None) -> Position | None:
    """Return where the item stands that is asked, since its id can be shortened there."""
    theme, _, rest = (item or "").partition(".")
    kind, _, slug = rest.partition(".")
    file = content.structure(path_of(THEME, theme))
    if file is None:
        return None
    collection = next((name for name, of in ITEM_KINDS.items() if of == kind), "")
    value = file.document.value
    items = value.get(collection) if isinstance(value, dict) else None
    for index, entry in enumerate(items if isinstance(items, list) else ()):
        if isinstance(entry, dict) and entry.get("id") == slug:
            return file.document.position((collection, index, "id"))
    return None


RULE: Final = Rule("places", "Each place to answer in has an id of its own.", _check, of_sound=True)
