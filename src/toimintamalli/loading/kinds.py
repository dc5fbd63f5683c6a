"""The kinds of file in a content root, and what part of the model each holds."""

from dataclasses import dataclass
from typing import Final

from toimintamalli.model.language import LanguageData
from toimintamalli.model.ledger import Ledger
from toimintamalli.model.operating_model import Model
from toimintamalli.model.theme import Theme
from toimintamalli.model.value import Value


@dataclass(frozen=True)
class FileKind:
    """One kind of file: the same path in `structure/` and in each language's folder."""

    name: str
    """Name of the kind, and of its schemas."""
    holds: type[Value]
    """The type whose fields the file holds."""
    fields: tuple[str, ...]
    """Those of its fields that stand in this file."""
    own: str = ""
    """First key of the file, above the thing's own fields; none where it has only collections."""
    in_structure: bool = True
    in_texts: bool = True


_OF_WORKBOOK: Final = ("profiles", "sections", "plan_advice")
_ELSEWHERE: Final = {
    "themes",
    "terms",
    *_OF_WORKBOOK,
    "words",
    "ledger",
    "translation",
    "language_data",
}

MODEL: Final = FileKind(
    "model", Model, tuple(field for field in Model.model_fields if field not in _ELSEWHERE), "model"
)
THEME: Final = FileKind("theme", Theme, tuple(Theme.model_fields), "theme")
GLOSSARY: Final = FileKind("glossary", Model, ("terms",))
WORKBOOK: Final = FileKind("workbook", Model, _OF_WORKBOOK)
INTERFACE: Final = FileKind("interface", Model, ("words",), in_structure=False)
LANGUAGE: Final = FileKind(
    "language",
    LanguageData,
    tuple(field for field in LanguageData.model_fields if field != "id"),
    in_texts=False,
)
"""Lies in a folder of its own, a file a language: no text to translate, and no part of a theme."""
LEDGER: Final = FileKind("ledger", Ledger, ("entries",), in_texts=False)

KINDS: Final = (MODEL, THEME, GLOSSARY, WORKBOOK, INTERFACE, LEDGER)


def path_of(kind: FileKind, theme: str = "") -> str:
    """Return where a file of this kind lies below `structure/` or a language's folder."""
    return f"themes/{theme}.yaml" if kind is THEME else f"{kind.name}.yaml"
