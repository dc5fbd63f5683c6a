"""The translations that readers should not rely on, by where their texts are in the model."""

from collections.abc import Iterator
from typing import Final, get_args

from toimintamalli.loading.content import Content
from toimintamalli.model.text import Doubt, TextState
from toimintamalli.model.theme import ITEM_KINDS
from toimintamalli.translation.state import Locks, Translation, find_translations

_DOUBTS: Final = frozenset(get_args(Doubt))


def find_doubts(content: Content, locks: Locks) -> Iterator[TextState]:
    """Yield the state of each translation that is not simply in order."""
    for language in content.languages:
        if language != content.source:
            for translation in find_translations(content, locks, language):
                if translation.state in _DOUBTS:
                    yield TextState.model_validate(
                        {
                            "path": locate(translation),
                            "language": language,
                            "doubt": translation.state.value,
                        }
                    )


def locate(translation: Translation) -> str:
    """Return where a text of the content is in the model: names of fields and ids."""
    steps = translation.path.split(".")
    if translation.file.startswith("themes/"):
        theme = translation.file.removeprefix("themes/").removesuffix(".yaml")
        return "/".join(("themes", theme, *_in_theme(theme, steps)))
    match steps:
        case ["model", name]:
            return name
        case ["interface", name]:
            return f"words/{name}/text"
        case ["generators", generator, name]:
            return f"words/{generator}.{name}/text"
        case _:
            return "/".join(steps)


def _in_theme(theme: str, steps: list[str]) -> list[str]:
    match steps:
        case ["theme", *rest]:
            return rest
        case [collection, slug, *rest] if collection in ITEM_KINDS:
            return [collection, f"{theme}.{ITEM_KINDS[collection]}.{slug}", *rest]
        case _:
            return steps
