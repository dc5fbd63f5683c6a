"""Filled workbooks of invented workplaces, always the same ones."""

from collections.abc import Iterator
from functools import cache
from typing import Final
from zlib import crc32

from pydantic import TypeAdapter
from tests.support.content import shipped_model

from toimintamalli import AnswerFile, AnswerSheet, Model, Request, Text, resolve
from toimintamalli.answers.answer import Answer
from toimintamalli.model.ids import PlaceId
from toimintamalli.workbook.place import Place

_ANSWERS: Final[TypeAdapter[Answer]] = TypeAdapter(Answer)
PARTIES: Final = ("workplace", "ohs")


@cache
def shipped() -> Model[Text]:
    return shipped_model()


@cache
def places(profile: str = "meeting") -> tuple[Place, ...]:
    model = shipped()
    return tuple(resolve(model, Request(profile=profile), model.source_language).places())


def filled(workplace: int, round_: int = 1) -> AnswerFile:
    """Return what one workplace answered in one round: a sheet a party and the joint one."""
    model = shipped()
    sheets = {party: dict[PlaceId, Answer]() for party in (*PARTIES, "")}
    for place in places():
        view = place.id.partition("@")[2]
        answer = _answer(place, _draw(f"{place.id} {workplace}", f"{place.id} {round_}", view))
        if answer and view in (*PARTIES, ""):
            sheets[view][place.id] = answer
    return AnswerFile(sheets=tuple(_sheets(model, workplace, round_, sheets)))


def _sheets(
    model: Model[Text], workplace: int, round_: int, answers: dict[str, dict[PlaceId, Answer]]
) -> Iterator[AnswerSheet]:
    for party, own in answers.items():
        yield AnswerSheet.model_validate(
            {
                "model": model.id,
                "content_version": model.version,
                "language": model.source_language,
                "party": party or None,
                "round": round_,
                "date": f"20{25 + round_}-03-{workplace % 28 + 1:02}",
                "organisation": f"Työpaikka {workplace}",
                "answers": own,
            }
        )


def _draw(*about: str) -> int:
    """Return a number that looks like chance and is the same everywhere."""
    return sum(crc32(each.encode()) % 1000 for each in about)


def _answer(place: Place, number: int) -> Answer | None:
    """Return one of the answers that a place takes, or none for every fifth."""
    made: dict[str, object] = {"kind": place.kind}
    match place.kind:
        # A row without words of its own goes on about the card of the same number.
        case _ if number % 5 == 0 or (
            place.id.startswith("follow-up-meeting.measures") and place.id.endswith(".measure")
        ):
            return None
        case "scale" | "choice":
            made["value"] = place.choices[number % len(place.choices)].value
        case "check":
            made["value"] = number % 3 == 0
        case "date":
            made["value"] = f"2026-{number % 12 + 1:02}-01"
        case "text":
            made["value"] = f"=Salaisuus {number}"
    return _ANSWERS.validate_python(made)
