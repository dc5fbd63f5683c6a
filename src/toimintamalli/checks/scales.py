"""A scale's labels belong to values that it has, and its values rise."""

from collections.abc import Iterator
from typing import Final

from toimintamalli.checks.rule import Rule
from toimintamalli.findings import Finding, error
from toimintamalli.loading.content import Content


def _check(content: Content) -> Iterator[Finding]:
    file = content.structure("model.yaml")
    if file is None or content.model is None:
        return
    for index, scale in enumerate(content.model.scales):
        if list(scale.values) != sorted(set(scale.values)):
            at = file.document.position(("scales", index, "values"))
            yield error(at, "scale-order", scale=scale.id)
        for position, label in enumerate(scale.labels):
            if label.value not in scale.values:
                at = file.document.position(("scales", index, "labels", position, "value"))
                yield error(at, "scale-label", scale=scale.id, value=label.value)


RULE: Final = Rule(
    "scales", "A scale's values rise, and each of its labels belongs to one.", _check
)
