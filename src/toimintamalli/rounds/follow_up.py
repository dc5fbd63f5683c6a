"""The figures of a follow-up: plain values, the same in Python and in the browser."""

from typing import Literal, TypeAlias

from pydantic import Field

from toimintamalli.answers.outcome import NextMeeting
from toimintamalli.answers.plan import Plan
from toimintamalli.model.ids import DateField, PartyIdField, PlaceIdField, SlugField
from toimintamalli.model.notebook import show_table
from toimintamalli.model.value import Value

SaidKind: TypeAlias = Literal[
    "text", "choice", "check", "date", "scale", "no-answer", "own", "unread", "loose", "comment",
    "plan",
]  # fmt: skip
"""Answers by their kinds; then a row that was added, what could not be read as an answer, what
stands beside all places, comments, and rows of a plan that no workbook has."""


class Moment(Value):
    """One time at which answers were given."""

    round: int | None = None
    """Number of the follow-up cycle; nothing where the sheets don't say."""
    stage: Literal["meeting", "follow-up"] = "meeting"
    """Whether it is the round's meeting or its follow-up meeting."""
    date: DateField | None = None
    """The last day of its sheets."""


class Reading(Value):
    """Where one party, or all jointly, stood on a scale at one moment."""

    moment: int = Field(ge=0)
    """Index of the moment."""
    party: PartyIdField | None = None
    """The party; absent for the joint answer."""
    value: float | None
    """The answer, or the mean of several respondents to one decimal; nothing where withheld."""
    respondents: int = 1
    """How many sheets answered."""
    withheld: bool = False
    """Whether the respondents are too few to be shown."""


class Change(Value):
    """How far a party, or the joint view, has moved between its last two moments."""

    party: PartyIdField | None = None
    """The party; absent for the joint view."""
    since: int
    """Index of the earlier moment."""
    until: int
    """Index of the later moment."""
    by: float
    """The later value less the earlier, to one decimal."""


class QuestionFigures(Value):
    """One scale question over parties and moments."""

    place: PlaceIdField
    """Id of the question, without a view."""
    readings: tuple[Reading, ...]
    """By moment, then the parties in the model's order, then the joint one."""
    agreement: bool | None = None
    """Whether the parties saw it alike at the last moment at which two of them answered."""
    gap: float | None = None
    """How far apart they were then."""
    changes: tuple[Change, ...] = ()
    """Who has moved, in the order of the readings; nobody who answered at one moment only."""


class Standing(Value):
    """How one measure stood at one moment."""

    moment: int
    """Index of the moment."""
    status: SlugField
    """Id of the status that was chosen."""


class MeasureFigures(Value):
    """One measure over the rounds; the same words in a later round are the same measure."""

    row: SlugField
    """Name of its row in the latest plan that has it."""
    round: int | None = None
    """The round of that plan."""
    how: str
    """What is done."""
    goals: tuple[str, ...] = ()
    """The texts of the goals that it serves."""
    needs: tuple[str, ...] = ()
    """The texts of the needs behind those goals."""
    responsible: SlugField | None = None
    """The role that is responsible."""
    kind: SlugField | None = None
    """Whether it prevents or corrects."""
    reach: SlugField | None = None
    """Whether it concerns individuals or the community."""
    end: DateField | None = None
    """The day by which it is done."""
    standings: tuple[Standing, ...] = ()
    """How it stood, moment by moment."""
    status: SlugField | None = None
    """The last known status."""
    state: Literal["open", "done", "dropped"] = "open"
    """What the last status means; open where none is known."""
    overdue: bool = False
    """Whether it is open and its day lies before the day of the follow-up."""
    responsible_written: str = ""
    """What is written where the role should be, if it is none of the roles."""
    end_written: str = ""
    """What is written where the day should be, if it is no day."""
    status_written: str = ""
    """What is written where the status should be, if it is none of the statuses."""
    called: tuple[str, ...] = ()
    """Other words for it, from the table of the follow-up meeting."""


class Share(Value):
    """How many measures have one value of a vocabulary."""

    value: SlugField
    """Id of the value."""
    count: int
    """How many measures have it."""


class IndicatorValue(Value):
    """What one indicator showed at one moment."""

    moment: int
    """Index of the moment."""
    text: str
    """The value in the words that were written."""
    number: float | None = None
    """The number in those words, if there is exactly one."""


class IndicatorFigures(Value):
    """One indicator over the rounds; the same words in a later round are the same indicator."""

    row: SlugField
    """Name of its row in the latest plan that has it."""
    text: str
    """What is watched."""
    goals: tuple[str, ...] = ()
    """The texts of the goals that it watches."""
    timing: SlugField | None = None
    """Whether it is leading or lagging."""
    baseline: str = ""
    """Where things stood at the start, in the words that were written."""
    target: str = ""
    """Where they should get to, in the words that were written."""
    values: tuple[IndicatorValue, ...] = ()
    """What it showed, moment by moment; the baseline is not among them."""
    met: bool | None = None
    """Whether the last number has reached the target, going from the baseline; nothing unless
    baseline, target and value each hold exactly one number."""


class Result(Value):
    """What was written of the results at one moment."""

    moment: int
    """Index of the moment."""
    text: str
    """The words."""


class Results(Value):
    """What was written of the results over the rounds, in order."""

    achieved: tuple[Result, ...] = ()
    succeeded: tuple[Result, ...] = ()
    next: tuple[Result, ...] = ()
    changes: tuple[Result, ...] = ()


class PlanRemark(Value):
    """One friendly remark about the plan."""

    code: SlugField
    """Which check: `need-without-goal`, …; its words and advice are content."""
    row: SlugField | None = None
    """The row that it is about, or none for the plan as a whole."""
    text: str = ""
    """The words of that row."""


class Doubt(Value):
    """Something in the sheets that the figures leave out, and why."""

    code: SlugField
    """`joint-answers-differ`, `withheld`, `dates-unknown`, …"""
    place: PlaceIdField | None = None
    """The place that it is about, if it is about one."""
    moment: int | None = None
    """Index of the moment."""


class Said(Value):
    """Something that was written or ticked, word by word, that is no figure."""

    kind: SaidKind
    """An answer, or how it came to stand where no answer does."""
    place: str = Field(default="", max_length=200)
    """The place without a view, or the list that a row was added to; nothing for neither."""
    text: str = ""
    """The words, a number or a day as `2026-11-21`; nothing for what was only ticked."""
    chosen: tuple[str, ...] = ()
    """The ids of options, or the marks of a row that somebody added."""
    moment: int
    """Index of the moment."""
    party: PartyIdField | None = None
    """Whose it is; absent for what is joint."""


class FollowUp(Value):
    """Everything that a follow-up shows of one workplace."""

    organisation: str = ""
    """Name of the workplace, if the sheets agree on one."""
    date: DateField | None = None
    """The day for which measures are overdue: as asked for, or the last day in the sheets."""
    moments: tuple[Moment, ...] = ()
    """In order: by round, the meeting before the follow-up meeting."""
    questions: tuple[QuestionFigures, ...] = ()
    """In the order of the model."""
    plan: Plan = Plan()
    """The plan of the latest round that has one."""
    measures: tuple[MeasureFigures, ...] = ()
    """The latest round's first, each round in the order of its plan."""
    statuses: tuple[Share, ...] = ()
    """How many measures have each status, in the content's order, without those of none."""
    reaches: tuple[Share, ...] = ()
    """How many measures reach whom, in the model's order."""
    kinds: tuple[Share, ...] = ()
    """How many measures are of which kind, in the model's order."""
    indicators: tuple[IndicatorFigures, ...] = ()
    """The latest round's first."""
    results: Results = Results()
    """What was achieved, what succeeded, what next."""
    next_meeting: NextMeeting = NextMeeting()
    """When and what next."""
    remarks: tuple[PlanRemark, ...] = ()
    """The plan checks' remarks."""
    said: tuple[Said, ...] = ()
    """What else was written and ticked: by moment, then the parties in the model's order."""
    doubts: tuple[Doubt, ...] = ()
    """What was left out of the figures."""

    def _repr_html_(self) -> str:
        """Return the answers as a notebook shows them: `follow_up` in the last line of a cell."""
        rows = (
            (
                question.place,
                self.moments[reading.moment].round,
                self.moments[reading.moment].stage,
                reading.party,
                reading.value,
                reading.respondents,
            )
            for question in self.questions
            for reading in question.readings
        )
        columns = ("question", "round", "stage", "party", "value", "respondents")
        return show_table(self.organisation or "–", self.date or "", columns, rows)
