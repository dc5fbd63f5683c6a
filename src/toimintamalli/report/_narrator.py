"""How figures become words of one language: moments, parties, days and numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from toimintamalli.model.ids import PartyId, PlaceId
from toimintamalli.model.item import ScaleQuestion
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import LocalizedText
from toimintamalli.model.theme import Theme
from toimintamalli.report.phrases import Fact, Line, Own, Phrase, join, speak
from toimintamalli.report.places import Places
from toimintamalli.rounds.follow_up import FollowUp, QuestionFigures, Reading
from toimintamalli.words import Words

L = LocalizedText
_MINUS: Final = "−"
_MOST_MOMENTS: Final = 6
"""As many as a sentence can hold."""


@dataclass(frozen=True)
class Narrator:
    """Tells of one follow-up in one language."""

    follow_up: FollowUp
    model: Model[LocalizedText]
    words: Words
    places: Places
    """What every place of the model asks."""

    def tell(self, name: str, /, **facts: Fact) -> Line:
        """Return a word of the report with its placeholders filled in."""
        return speak(self.words, name, **facts)

    def title(self, name: str, /, **facts: str | int) -> LocalizedText:
        """Return a word whose facts need no language of their own."""
        return self.words.fill(name, **facts)

    def date(self, day: str) -> str:
        """Return a day as people write it."""
        return self.words.day(day)

    def number(self, value: float) -> str:
        """Return a number with the language's decimal sign, whole ones without."""
        shown = f"{abs(value):.1f}".removesuffix(".0").replace(
            ".", self.words["decimal-sign"].string
        )
        return _MINUS + shown if value < 0 and shown != "0" else shown

    def change(self, by: float) -> str:
        """Return a change with its sign."""
        return f"+{self.number(by)}" if by > 0 else self.number(by)

    def moment(self, index: int) -> LocalizedText:
        """Return what a moment is called."""
        moment = self.follow_up.moments[index]
        stage = "-follow-up" if moment.stage == "follow-up" else ""
        if moment.round is None:
            return self.title(f"moment-alone{stage}", number=index + 1)
        return self.title(f"moment{stage or '-meeting'}", round=moment.round)

    def moments(self) -> Line:
        """Return every moment with its day; of very many the first and the latest."""
        all_ = range(len(self.follow_up.moments))
        if len(all_) <= _MOST_MOMENTS:
            return join([self._dated(moment) for moment in all_], "; ")
        latest = join([self._dated(moment) for moment in all_[1 - _MOST_MOMENTS :]], "; ")
        return join([self._dated(0), latest], " … ")

    def _dated(self, index: int) -> Line:
        day, name = self.follow_up.moments[index].date, self.moment(index)
        return self.tell("moment-dated", moment=name, date=self.date(day)) if day else (name,)

    def party(self, id_: PartyId | None) -> LocalizedText:
        """Return whose view it is."""
        if id_ is None or id_ not in self.model.parties:
            return self.words["party-joint"]
        return self.model.parties[id_].title

    def viewers(self, questions: Iterable[QuestionFigures]) -> list[PartyId | None]:
        """Return who has answered, the parties in the model's order and then the joint view."""
        found = {reading.party for question in questions for reading in question.readings}
        order: list[PartyId | None] = [PartyId(id_) for id_ in self.model.parties.ids]
        return [party for party in [*order, None] if party in found]

    def value(self, reading: Reading) -> Line:
        """Return what was answered, or that it is not shown."""
        if reading.withheld or reading.value is None:
            return (self.words["not-shown"],)
        shown = self.number(reading.value)
        if reading.respondents > 1:
            return self.tell("respondents", value=shown, count=reading.respondents)
        return (LocalizedText(shown, self.words["respondents"].language),)

    def term(self, vocabulary: str, id_: str | None) -> Phrase | None:
        """Return what a value of one of the model's vocabularies is called."""
        if id_ is None:
            return None
        known = getattr(self.model, vocabulary)
        title: LocalizedText | None = known[id_].title if id_ in known else None
        return title or Own(string=id_)

    def statuses(self) -> dict[str, LocalizedText]:
        """Return what each status is called, in the content's order."""
        return {
            option.id: option.text
            for section in self.model.sections
            for block in section.blocks
            for field in getattr(block, "fields", ())
            if field.fact == "measures.status"
            for option in field.options
        }

    def status(self, id_: str) -> Phrase:
        """Return what a status is called."""
        return self.statuses().get(id_) or Own(string=id_)

    def question(self, place: PlaceId) -> ScaleQuestion[L] | None:
        """Return the scale question that a place answers."""
        return next(
            (
                q
                for theme in self.model.themes
                for q in scale_questions(theme)
                if str(q.id) == place
            ),
            None,
        )

    def asked(self, place: PlaceId) -> LocalizedText:
        """Return a question with its number."""
        question = self.question(place)
        if question is None:
            return self.title("question-numbered", number=place, question="")
        return numbered(question)

    def place(self, id_: PlaceId) -> Line:
        """Return what people know a place by: what it asks, in which row, and whose view it is."""
        bare, _, view = id_.partition("@")
        asked = self.prompt(bare)
        if view not in self.model.parties:
            return asked
        return self.tell("place-of", place=asked, who=self.model.parties[view].title)

    def prompt(self, id_: str) -> Line:
        """Return what a place asks, with its number or its row; of no id can people tell it."""
        spot = self.places.find(id_)
        if spot is None:
            return (self.words["place-gone"],)
        if spot.row is None:
            return (spot.asked,)
        return self.tell("place-in-row", place=spot.asked, number=spot.row)

    def when(self, moment: int, party: PartyId | None) -> Line:
        """Return when and by whom something was said, as far as that needs saying."""
        told: list[Line] = []
        if len(self.follow_up.moments) > 1:
            told.append((self.moment(moment),))
        if party is not None:
            told.append((self.party(party),))
        return join(told, ", ")


def scale_questions(theme: Theme[L]) -> Iterable[ScaleQuestion[L]]:
    """Return the questions of a theme that are answered on a scale."""
    return (question for question in theme.questions if isinstance(question, ScaleQuestion))


def numbered(question: ScaleQuestion[L]) -> LocalizedText:
    """Return a question with the number that readers know it by."""
    return like(question.text, f"{question.number} {question.text.string}")


def like(text: LocalizedText, string: str) -> LocalizedText:
    """Return a string in the language of a text."""
    return LocalizedText(string, text.language, text.fallback)
