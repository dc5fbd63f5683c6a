"""A term of the field, its meaning and its equivalents."""

from typing import Generic

from toimintamalli.model.ids import LanguageField, SlugField
from toimintamalli.model.keyed import Keyed
from toimintamalli.model.text import T
from toimintamalli.model.value import Value


class TermForms(Value):
    """The words for a term in one language."""

    id: LanguageField
    """The language."""
    preferred: tuple[str, ...]
    """Words to use, the best first."""
    forbidden: tuple[str, ...] = ()
    """Words not to use in their place."""


class Term(Value, Generic[T]):
    """An entry of the glossary."""

    id: SlugField
    """Name of the entry."""
    forms: Keyed[TermForms]
    """The words for it, language by language, also in languages not yet published."""
    sources: tuple[SlugField, ...] = ()
    """Where the equivalents were seen in use."""
    term: T
    """The word that readers see."""
    definition: T
    """What it means, in a sentence."""
