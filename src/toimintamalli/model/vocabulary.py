"""What items and outlines point to: concepts, roles, scales, sources, terms and words."""

from typing import Final, Generic, Literal, TypeAlias

from toimintamalli.model.ids import (
    DateField,
    LanguageField,
    PartyIdField,
    SlugField,
    UrlField,
    WordIdField,
)
from toimintamalli.model.keyed import Keyed
from toimintamalli.model.text import T
from toimintamalli.model.value import Value

Vocabulary: TypeAlias = Literal[
    "parties",
    "reaches",
    "workplaces",
    "levers",
    "need_domains",
    "goal_checks",
    "measure_aspects",
    "measure_kinds",
    "indicator_timings",
    "indicator_objects",
    "indicator_targets",
]
"""The collections of concepts that other parts of the model point to."""
INDICATOR_KINDS: Final[tuple[Vocabulary, ...]] = (
    "indicator_timings",
    "indicator_objects",
    "indicator_targets",
)
"""The vocabularies that say of which kind an indicator is."""


class Concept(Value, Generic[T]):
    """One value of a vocabulary; which values there are is content, not code."""

    id: SlugField
    """Name that other parts of the content use for it."""
    title: T
    """The word that readers see."""
    description: T
    """What the word means, in a sentence or two."""


class Role(Value, Generic[T]):
    """An actor of a party; one person may hold several roles."""

    id: SlugField
    """Name that measures use for who is responsible."""
    parties: tuple[PartyIdField, ...]
    """The parties in which the role is found."""
    small_workplace: bool = False
    """Whether the role is also found in a workplace of a few people."""
    workplaces: tuple[SlugField, ...] = ()
    """Kinds of workplace that have the role; empty if it is found in all."""
    sources: tuple[SlugField, ...] = ()
    """Where the facts come from."""
    title: T
    """Name of the role."""
    description: T
    """What the role does in the cooperation."""


class ScaleLabel(Value, Generic[T]):
    """The words for one value of a scale."""

    id: SlugField
    """Name of the label."""
    value: int
    """The value that it explains."""
    text: T
    """The label that readers see."""


class Scale(Value, Generic[T]):
    """Values to choose one from; a value without a label has none, and none is invented."""

    id: SlugField
    """Name that questions use for the scale."""
    values: tuple[int, ...]
    """The values in order."""
    labels: Keyed[ScaleLabel[T]]
    """Labels of some of the values, usually the ends."""

    def label(self, value: int) -> T | None:
        """Return the label of a value, or nothing where the model gives none."""
        return next((label.text for label in self.labels if label.value == value), None)


class Source(Value, Generic[T]):
    """A public page or paper that facts were taken from; its sentences are not."""

    id: SlugField
    """Name that items use for the source."""
    url: UrlField
    """Public address."""
    language: LanguageField
    """Language of the page."""
    seen: DateField
    """Day on which the page was read."""
    title: T
    """Name of the page or paper."""
    taken: T
    """What was taken from it."""


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


class Word(Value, Generic[T]):
    """An interface word; `{name}` in it is filled in by whoever shows it."""

    id: WordIdField
    """Name of the word."""
    text: T
    """The word or phrase."""
