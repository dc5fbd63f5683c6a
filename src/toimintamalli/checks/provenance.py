"""Each item says where it comes from."""

from collections.abc import Iterator
from typing import Final

from toimintamalli.checks.rule import Rule
from toimintamalli.findings import Finding, error
from toimintamalli.loading.content import Content
from toimintamalli.model.theme import ITEM_KINDS


def _check(content: Content) -> Iterator[Finding]:
    for theme in content.model.themes if content.model else ():
        file = content.structure(f"themes/{theme.id}.yaml")
        for collection in ITEM_KINDS:
            for index, item in enumerate(getattr(theme, collection)):
                if file and (item.origin == "ours") == bool(item.sources):
                    at = file.document.position((collection, index), key=True)
                    yield error(at, "no-provenance", id=item.id)


RULE: Final = Rule(
    "provenance", "Each item has a source, or says that it is the project's own.", _check
)
