"""What the model advises where a plan leaves something open."""

from typing import Literal

from toimintamalli.model.ids import ItemIdField, SlugField
from toimintamalli.model.value import Value

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
