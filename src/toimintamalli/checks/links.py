"""Whatever points to something points to something that exists."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from toimintamalli.answers.facts import FACTS
from toimintamalli.checks.rule import Rule
from toimintamalli.findings import Finding, error, suggest
from toimintamalli.loading.content import Content, ContentFile
from toimintamalli.loading.pointers import POINTERS
from toimintamalli.model.theme import ITEM_KINDS
from toimintamalli.model.vocabulary import INDICATOR_KINDS
from toimintamalli.yaml import Path, Value


def _check(content: Content) -> Iterator[Finding]:
    known = _collect(content)
    for file in content.files.values():
        if file.language is None:
            here = known | {"groups": _ids(_get(file.document.value, "groups"))}
            yield from _follow(file, file.document.value, (), here)


def _collect(content: Content) -> dict[str, Collection[str]]:
    model, workbook = content.structure("model.yaml"), content.structure("workbook.yaml")
    heads = ("parties", "reaches", "scales", "sources", "workplaces")
    known: dict[str, Collection[str]] = {"facts": FACTS.ids}
    if model:
        known |= {head: _ids(_get(model.document.value, head)) for head in heads}
        known["kinds"] = [
            kind for head in INDICATOR_KINDS for kind in _ids(_get(model.document.value, head))
        ]
    if workbook:
        known["sections"] = _ids(_get(workbook.document.value, "sections"))
        known["blocks"] = _blocks(_get(workbook.document.value, "sections"))
    themes = _themes(content, model)
    if themes is not None:
        known["items"] = themes
    return known


def _themes(content: Content, model: ContentFile | None) -> Collection[str] | None:
    """Return every item id, or nothing where a theme's file is unreadable."""
    names = _get(model.document.value, "themes") if model else None
    items: list[str] = []
    for theme in names if isinstance(names, list) else ():
        file = content.structure(f"themes/{theme}.yaml")
        if file is None:
            return None
        for collection, kind in ITEM_KINDS.items():
            slugs = _ids(_get(file.document.value, collection))
            items += [f"{theme}.{kind}.{slug}" for slug in slugs]
    return items


def _follow(
    file: ContentFile, value: Value, path: Path, known: Mapping[str, Collection[str]]
) -> Iterator[Finding]:
    if isinstance(value, list):
        for index, element in enumerate(value):
            yield from _follow(file, element, (*path, index), known)
    if isinstance(value, dict):
        for key, member in value.items():
            collection = known.get(POINTERS.get(key, ""))
            if collection is not None:
                yield from _resolve(file, member, (*path, key), collection)
            yield from _follow(file, member, (*path, key), known)


def _resolve(
    file: ContentFile, value: Value, path: Path, known: Collection[str]
) -> Iterator[Finding]:
    names = value if isinstance(value, list) else [value]
    for index, name in enumerate(names):
        if isinstance(name, str) and name not in known:
            at = (*path, index) if isinstance(value, list) else path
            yield error(
                file.document.position(at),
                "broken-link",
                found=name,
                key=str(path[-1]),
                known=", ".join(known) or "–",
                suggestion=suggest(name, known),
            )


def _ids(value: Value) -> list[str]:
    entries = value if isinstance(value, list) else []
    return [str(entry["id"]) for entry in entries if isinstance(entry, dict) and "id" in entry]


def _blocks(sections: Value) -> list[str]:
    return [
        f"{section['id']}.{block}"
        for section in (sections if isinstance(sections, list) else [])
        if isinstance(section, dict) and "id" in section
        for block in _ids(_get(section, "blocks"))
    ]


def _get(value: Value, key: str) -> Value:
    return value.get(key) if isinstance(value, dict) else None


RULE: Final = Rule("links", "Everything that an entry points to exists.", _check)
