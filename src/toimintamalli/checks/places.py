"""Each place of a workbook has an id of its own, and one that every tool can keep."""

from collections import Counter
from collections.abc import Iterator

from toimintamalli.checks.rule import Rule
from toimintamalli.findings import Finding, error
from toimintamalli.loading.content import Content
from toimintamalli.model.ids import ID_LENGTH
from toimintamalli.workbook.request import Request
from toimintamalli.workbook.resolve import resolve


def _check(content: Content) -> Iterator[Finding]:
    file = content.structure("workbook.yaml")
    if file is None or content.model is None:
        return
    for index, profile in enumerate(content.model.profiles):
        at = file.document.position(("profiles", index, "id"))
        workbook = resolve(
            content.model, Request(profile=profile.id), content.model.source_language
        )
        for id_, count in Counter(each.id for each in workbook.places()).items():
            if count > 1:
                yield error(at, "place-twice", id=id_, profile=profile.id)
            if len(id_) > ID_LENGTH:
                yield error(at, "id-too-long", id=id_, limit=ID_LENGTH, length=len(id_))


RULE = Rule("places", "Each place to answer in has an id of its own.", _check, of_sound=True)
