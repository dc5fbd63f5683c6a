"""What every item of a theme has, whatever its kind."""

from typing import Literal

from pydantic import Field

from toimintamalli.model.ids import ItemIdField, PartyIdField, SlugField
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
