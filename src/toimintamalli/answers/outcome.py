"""What a follow-up meeting writes down, and what was agreed of the next one."""

from toimintamalli.answers.values import Maybe
from toimintamalli.model.ids import DateField
from toimintamalli.model.value import Value


class Outcome(Value):
    """What one follow-up meeting says of what came of a plan."""

    date: Maybe[DateField] = None
    """The day of the meeting."""
    changes: str = ""
    """What has changed."""
    achieved: str = ""
    """What was achieved."""
    succeeded: str = ""
    """What succeeded."""
    next: str = ""
    """What is developed next."""


class NextMeeting(Value):
    """What was agreed of the next meeting, in the latest round that says anything of it."""

    date: Maybe[DateField] = None
    what: str = ""
    when: str = ""
    preparation: str = ""
    who_brings: str = ""
