"""Where an answer goes."""

from toimintamalli.model.ids import ItemId, PartyId, PlaceId, Slug
from toimintamalli.model.kinds import PlaceKind
from toimintamalli.model.outline import FactNameField, OccasionFact, State
from toimintamalli.model.text import LocalizedText
from toimintamalli.model.value import Value


class Choice(Value):
    """One of the values that a place offers."""

    value: int | str
    """What the answer holds."""
    label: LocalizedText | None = None
    """The words for it; none where the model gives none."""
    state: State | None = None
    """What it means for a measure, where the place tells of its status."""


class Fact(Value):
    """What an answer tells of the plan, of its results, or of the next meeting."""

    name: FactNameField
    """What it tells."""
    row: Slug | None = None
    """The row of the plan that it tells it of, if it is of one; people's own codes go before it."""


class Earlier(Value):
    """What was answered at a place, or at the one that it follows up, in an earlier round."""

    round: int | None = None
    """Number of the round, if the earlier answers say it."""
    party: LocalizedText | None = None
    """Whose answer it was, where not a joint one."""
    value: str
    """The value, or people's own words, in whatever language they wrote."""
    label: LocalizedText | None = None
    """The words for the value, where it is one of the choices that have any."""


class Place(Value):
    """One spot to answer in; its id is the key of its answer."""

    id: PlaceId
    """Unique in the workbook, and the same in every format, language and version."""
    kind: PlaceKind
    """What the answer is."""
    prompt: LocalizedText
    """What is asked."""
    number: str = ""
    """The number that readers see beside it, if it has one."""
    item: ItemId | None = None
    """The item that it answers, if it belongs to a theme."""
    party: PartyId | None = None
    """Whose answer it is, where not a joint one."""
    lines: int = 1
    """Lines of handwriting to make room for."""
    choices: tuple[Choice, ...] = ()
    """The values to choose from, for a scale or a choice."""
    given: str = ""
    """What is already known from the occasion; it can be changed."""
    tells: OccasionFact | None = None
    """What the answer tells of the occasion, if it tells anything."""
    fact: Fact | None = None
    """What the answer tells of the plan, if it tells anything."""
    reasons: tuple[LocalizedText, ...] = ()
    """Why it matters, part by part."""
    ours: bool = False
    """Whether this project wrote what is asked, rather than following the published model."""
    earlier: tuple[Earlier, ...] = ()
    """What was answered in the round before, to be shown beside the new answer."""
    sample: LocalizedText | None = None
    """What an invented workplace wrote here: shown in grey beside the place, never an answer."""
