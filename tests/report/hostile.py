"""Words that try to be more than words, wherever people can write."""

from typing import Final

from tests.report.story import STORY

from toimintamalli import FollowUp
from toimintamalli.rounds.follow_up import Result, Results

HOSTILE: Final = (
    "<script>alert(1)</script>\"'&amp; ]]> {{ 7*7 }} {text} </w:t> <!-- \x00\x0b\x1f\x7f "
    "\u202e javascript:x =HYPERLINK(1)\r\nBEGIN:VEVENT\nX-A:1"
)
LONG: Final = "Kansainvälisyyskasvatussuunnitelmatyöryhmä" * 3


def hostile(words: str = HOSTILE) -> FollowUp:
    """The story with the same words in every place where people write."""
    results = (Result(moment=0, text=words), Result(moment=2, text=words))
    return STORY.model_copy(
        update={
            "organisation": words,
            "results": Results(
                achieved=results, succeeded=results, next=results, changes=results
            ),
            "measures": tuple(
                measure.model_copy(update={"how": words, "goals": (words,)})
                for measure in STORY.measures
            ),
            "indicators": tuple(
                indicator.model_copy(
                    update={"text": words, "baseline": words + "1", "target": words}
                )
                for indicator in STORY.indicators
            ),
            "next_meeting": STORY.next_meeting.model_copy(
                update={
                    "what": words, "when": words, "preparation": words, "who_brings": words
                }
            ),
            "remarks": tuple(remark.model_copy(update={"text": words}) for remark in STORY.remarks),
        }
    )  # fmt: skip
