"""The items of a theme: what they have in common, and each kind of them."""

from dataclasses import replace
from typing import Generic, Literal

from pydantic import Field

from toimintamalli.model.ids import ItemIdField, PartyIdField, SlugField
from toimintamalli.model.keyed import Keyed
from toimintamalli.model.text import LocalizedText, T
from toimintamalli.model.value import Value


class Item(Value):
    """Anything in a theme that has an id."""

    id: ItemIdField
    """Stays the same for ever: `<theme>.<kind>.<slug>`."""
    number: str = Field(json_schema_extra={"derived": True})
    """What readers see, the same in every format: theme 4, question 2 is `4.2`; practices, pitfalls
    and the rest go on from there, so that a number means one item."""
    audience: tuple[PartyIdField, ...]
    """The parties that the item speaks to."""
    reach: tuple[SlugField, ...] = ()
    """Whether it concerns individuals, the community or both; empty where neither applies."""
    origin: Literal["model", "ours"] = "model"
    """Whether the item follows the published model or was written by this project."""
    sources: tuple[SlugField, ...] = ()
    """Where its facts come from."""
    small_workplace: bool = False
    """Whether it stays when a workplace of a few people has little time; where no item of a list
    says so, all of the list does."""
    workplaces: tuple[SlugField, ...] = ()
    """The kinds of workplace that it is for; empty where it is for all."""


class Point(Item, Generic[T]):
    """An introductory statement of a theme."""

    text: T
    """The statement."""


class Note(Item, Generic[T]):
    """A longer explanation that a reader may skip."""

    text: T
    """The explanation."""


class InformationSource(Item, Generic[T]):
    """A place where the pair finds information about its own situation."""

    text: T
    """What the information is and what it tells."""


class QuestionGroup(Value, Generic[T]):
    """Questions that are talked about together."""

    id: SlugField
    """Name that questions use for the group."""
    title: T
    """Heading that readers see."""


class ScaleQuestion(Item, Generic[T]):
    """A question answered by choosing a value of a scale."""

    kind: Literal["scale"]
    """Says that the answer is a value of a scale."""
    scale: SlugField
    """The scale."""
    group: SlugField | None = None
    """The group that the question belongs to; absent where it stands alone."""
    text: T
    """The question."""


class OpenQuestion(Item, Generic[T]):
    """A question answered in the readers' own words."""

    kind: Literal["open"]
    """Says that the answer is free text."""
    group: SlugField | None = None
    """The group that the question belongs to; absent where it stands alone."""
    text: T
    """The question."""


class Reason(Value, Generic[T]):
    """One part of why a pitfall matters."""

    id: SlugField
    """Name of the part."""
    text: T
    """The part, as it continues the pitfall's text."""


class Practice(Item, Generic[T]):
    """Something that works: worth picking up (fi toimi taitavasti)."""

    text: T
    """What to do."""


class Pitfall(Item, Generic[T]):
    """Something that goes wrong easily: worth recognising (fi vältä viisaasti)."""

    text: T
    """What goes wrong."""
    reasons: Keyed[Reason[T]] = Keyed()
    """Why it matters, part by part."""


ChainFact = Literal[
    "needs.text",
    "goals.text",
    "measures.how",
    "indicators.text",
    "indicators.baseline",
    "indicators.current_value",
    "results.achieved",
]
"""What one link of a worked chain tells, by the name that a plan's fields have for it."""


class Link(Value, Generic[T]):
    """One link of a worked chain, from the need to what was seen in the end."""

    id: SlugField
    """Name of the link."""
    fact: ChainFact
    """What it tells."""
    kinds: tuple[SlugField, ...] = ()
    """Of which kinds an indicator is, by the timings, objects and targets of the model; empty for
    other links."""
    text: T
    """The link, with the word for what it is in front."""


# Naming a type with its parameter builds it, so the name waits in quotes.
def said_in(link: "Link[LocalizedText]") -> LocalizedText:
    """Return what a link says in one language, without the word for what it is in front."""
    _, _, said = link.text.string.partition(": ")
    return replace(link.text, string=said) if said else link.text


class Example(Item, Generic[T]):
    """An invented case; whoever shows it says that it is invented."""

    items: tuple[ItemIdField, ...] = ()
    """The items that the story shows at work."""
    chain: Keyed[Link[T]] = Keyed()
    """The story once more as a plan: from the need to what had changed in the end."""
    title: T
    """Name of the story."""
    text: T
    """The story."""
