"""The whole: themes in the order of the path, and everything they point to."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Final, Generic, Literal, get_args

from pydantic import Field

from toimintamalli.model.ids import ItemIdField, LanguageField, SlugField, VersionField
from toimintamalli.model.item import Item
from toimintamalli.model.keyed import Keyed
from toimintamalli.model.language import LanguageData
from toimintamalli.model.ledger import Ledger
from toimintamalli.model.notebook import show_table
from toimintamalli.model.outline import OutlineSection, Profile
from toimintamalli.model.text import T, TextState
from toimintamalli.model.theme import Theme
from toimintamalli.model.value import UNPUBLISHED, Value
from toimintamalli.model.vocabulary import (
    Concept,
    Role,
    Scale,
    Source,
    Term,
    Vocabulary,
    Word,
)

PlanCheck = Literal[
    "need-without-goal",
    "goal-without-measure",
    "goal-without-indicator",
    "measure-without-responsible",
    "measure-without-time",
    "measure-without-goal",
    "unmeasurable-goal",
    "vague-time",
    "vague-wording",
    "only-individual-measures",
    "unknown-link",
]
"""What is looked at in a plan."""


class PlanAdvice(Value):
    """Items of the model that help with what one check of a plan has found."""

    id: PlanCheck
    """The check."""
    items: tuple[ItemIdField, ...] = ()
    """The items, the most fitting first."""
    reach: SlugField | None = None
    """For the check of one-sided plans: the reach that measures should not all have."""


VOCABULARIES: Final[tuple[Vocabulary, ...]] = get_args(Vocabulary)
"""The collections of concepts that other parts of the model point to."""


Licence = Literal["CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0"]
"""Open licences for content, by their SPDX ids."""
_LICENCE_NAMES: Final[Mapping[Licence, str]] = {
    "CC-BY-4.0": "CC BY 4.0",
    "CC-BY-SA-4.0": "CC BY-SA 4.0",
    "CC0-1.0": "CC0 1.0",
}


class Model(Value, Generic[T]):
    """An operating model: what it is for, and all its parts."""

    id: SlugField
    """Name of the model, the same in every language and version."""
    version: VersionField
    """Content version: major when an id goes or a meaning or scale changes, minor when something
    is added, patch when words change."""
    source_language: LanguageField
    """The language that the content is written in first."""
    languages: tuple[LanguageField, ...]
    """The languages that are published, the source first."""
    licence: Licence
    """Licence of the content (SPDX id)."""
    sources: Keyed[Source[T]]
    """Public pages and papers that facts were taken from."""
    title: T
    """Name of the model."""
    purpose: T
    """What it helps with, and whom."""
    use: T
    """How it can be used."""
    origin: T
    """Who made the published model, when and how."""
    provenance: T
    """What this content has to do with the published model."""
    parties: Keyed[Concept[T]]
    """The sides that cooperate."""
    reaches: Keyed[Concept[T]]
    """What an item concerns: individuals, the community."""
    workplaces: Keyed[Concept[T]] = Keyed()
    """Kinds of workplace that some items and sections are for."""
    levers: Keyed[Concept[T]] = Keyed()
    """Where one can take hold to strengthen mental health."""
    need_domains: Keyed[Concept[T]] = Keyed()
    """Areas in which needs arise."""
    goal_checks: Keyed[Concept[T]] = Keyed()
    """What to check of a goal."""
    measure_aspects: Keyed[Concept[T]] = Keyed()
    """What everyone must understand of a measure."""
    measure_kinds: Keyed[Concept[T]] = Keyed()
    """Whether a measure prevents or corrects."""
    indicator_timings: Keyed[Concept[T]] = Keyed()
    """Whether an indicator shows conditions beforehand or results afterwards."""
    indicator_objects: Keyed[Concept[T]] = Keyed()
    """Whose change an indicator shows."""
    indicator_targets: Keyed[Concept[T]] = Keyed()
    """Whether an indicator watches what was done or what came of it."""
    scales: Keyed[Scale[T]]
    """Scales that questions are answered on."""
    roles: Keyed[Role[T]] = Keyed()
    """Who does what."""
    themes: Keyed[Theme[T]]
    """The stages of the path, in order."""
    terms: Keyed[Term[T]] = Keyed()
    """The glossary."""
    profiles: Keyed[Profile[T]]
    """The workbooks that can be made."""
    sections: Keyed[OutlineSection[T]]
    """The parts that the workbooks are made of."""
    plan_advice: Keyed[PlanAdvice] = Keyed()
    """Which items help with what the checks of a plan find."""
    words: Keyed[Word[T]]
    """Words of the outputs that belong to no item: interface words."""
    language_data: Annotated[Keyed[LanguageData], UNPUBLISHED] = Field(default=Keyed(), repr=False)
    """What the content itself says of its languages; the library knows some more."""
    ledger: Annotated[Ledger, UNPUBLISHED] = Field(default_factory=Ledger, repr=False)
    """Every id ever published, so that answers to older content stay readable."""
    translation: Annotated[tuple[TextState, ...], UNPUBLISHED] = Field(default=(), repr=False)
    """The translations that are in doubt, as far as the content's locks tell."""

    @property
    def licence_name(self) -> str:
        """What people call the licence, in every language."""
        return _LICENCE_NAMES[self.licence]

    def items(self) -> Iterator[Item]:
        """Yield every item of every theme, in the order of the path."""
        for theme in self.themes:
            yield from theme.items()

    def _repr_html_(self) -> str:
        """Return the themes as a notebook shows them: `Model` in the last line of a cell."""
        rows = (
            (
                theme.number,
                theme.title,
                len(theme.questions),
                len(theme.practices),
                len(theme.pitfalls),
            )
            for theme in self.themes
        )
        columns = ("number", "theme", "questions", "practices", "pitfalls")
        return show_table(self.title, self.version, columns, rows)
