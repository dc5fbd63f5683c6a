"""The plan that a pair made: needs, goals, measures and indicators, linked many to many."""

from enum import Enum, auto
from typing import Annotated, TypeAlias

from pydantic import FailFast, Field

from toimintamalli.answers.values import Maybe, Rows, Words
from toimintamalli.limits import ANSWERS
from toimintamalli.model.ids import DateField, SlugField
from toimintamalli.model.keyed import Keyed
from toimintamalli.model.value import Value


class Meaning(Enum):
    """What sets a field apart from others of its type."""

    CODE = auto()
    """The short name that people give a row."""
    NAME = auto()
    """The words that a row is known by."""
    ANEW = auto()
    """Each round answers it anew."""


Code = Annotated[Words, Meaning.CODE]
Name = Annotated[Words, Meaning.NAME]
# One wrong link says enough: a file may hold a million.
Slugs = Annotated[tuple[SlugField, ...], Field(max_length=ANSWERS.rows), FailFast()]


class Need(Value):
    """What calls for something to be done."""

    id: SlugField
    """Name of the row within the plan; goals point to it."""
    code: Code = ""
    """The short name that people gave the row, such as `A1`."""
    text: Name = ""
    """The need."""
    nature: Maybe[SlugField] = None
    """Whether it is a problem or a strength."""
    domain: Maybe[SlugField] = None
    """The need domain."""
    reach: Maybe[SlugField] = None
    """Whether it concerns individuals or the community."""


class Goal(Value):
    """What is to be reached."""

    id: SlugField
    """Name of the row within the plan; measures and indicators point to it."""
    code: Code = ""
    """The short name that people gave the row, such as `A1`."""
    text: Name = ""
    """The goal."""
    needs: Slugs = ()
    """Rows of the needs that it answers."""
    checks: Slugs = ()
    """The goal checks that it passes."""
    date: Maybe[DateField] = None
    """The day by which it is to be reached."""


class Measure(Value):
    """What is done."""

    id: SlugField
    """Name of the row within the plan."""
    code: Code = ""
    """The short name that people gave the row, such as `A1`."""
    how: Name = ""
    """What is done and how."""
    why: Words = ""
    """Why it is done."""
    sought: Words = ""
    """What is sought with it."""
    goals: Slugs = ()
    """Rows of the goals that it serves."""
    responsible: Maybe[SlugField] = None
    """The role that is responsible: a role and never a name."""
    kind: Maybe[SlugField] = None
    """Whether it prevents or corrects."""
    reach: Maybe[SlugField] = None
    """Whether it concerns individuals or the community."""
    start: Maybe[DateField] = None
    """The day on which it begins."""
    end: Maybe[DateField] = None
    """The day by which it is done."""
    status: Annotated[Maybe[SlugField], Meaning.ANEW] = None
    """How far it has come."""


class Indicator(Value):
    """What shows whether a goal is reached."""

    id: SlugField
    """Name of the row within the plan."""
    code: Code = ""
    """The short name that people gave the row, such as `A1`."""
    text: Name = ""
    """What is watched."""
    goals: Slugs = ()
    """Rows of the goals that it watches."""
    timing: Maybe[SlugField] = None
    """Whether it is leading or lagging."""
    object: Maybe[SlugField] = None
    """Whose change it shows."""
    target_kind: Maybe[SlugField] = None
    """Whether it watches what was done or what came of it."""
    baseline: Words = ""
    """Where things stood at the start."""
    target_value: Words = ""
    """Where they should get to."""
    current_value: Annotated[Words, Meaning.ANEW] = ""
    """Where they stand now."""
    date: Maybe[DateField] = None
    """The day on which it is looked at next."""
    who_brings: Maybe[SlugField] = None
    """The role that brings the value: a role and never a name."""


class Plan(Value):
    """Four lists of rows; a row that a link names may be missing, and checks say so."""

    needs: Rows[Keyed[Need]] = Keyed()
    """What calls for something."""
    goals: Rows[Keyed[Goal]] = Keyed()
    """What is to be reached."""
    measures: Rows[Keyed[Measure]] = Keyed()
    """What is done."""
    indicators: Rows[Keyed[Indicator]] = Keyed()
    """What shows the change."""


PlanRow: TypeAlias = Need | Goal | Measure | Indicator
"""A row of any list."""
