"""An older sheet for newer content: each answer moves to the id that took its id's place."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from toimintamalli.answers.answer import Answer
from toimintamalli.answers.sheet import AnswerSheet
from toimintamalli.answers.values import FrozenMap, Json, keep
from toimintamalli.model.ids import ID_LENGTH, PartyId, PlaceId
from toimintamalli.model.ledger import Ledger


def migrate(sheet: AnswerSheet, ledger: Ledger) -> AnswerSheet:
    """Return the sheet under the ids of today, for whoever opens it against newer content.

    A replaced id gives way to its successor, over any number of steps; the view after `@` stays.
    An answer moves to `unrecognised` under `/answers/<old id>` when nothing says where it belongs:
    its id was split or retired, its successor is of another kind, or another answer claims it.
    An id that the ledger does not know stays.
    """
    moves = {old: _move(_Ledger(ledger), old) for old in sheet.answers}
    claims = Counter(moves.values())
    answers: dict[PlaceId, Answer] = {}
    kept = dict(sheet.unrecognised)
    for old, answer in sheet.answers.items():
        new = moves[old]
        if new == old or (new is not None and claims[new] == 1):
            answers[new] = answer
        else:
            value = Json.of(answer.model_dump(mode="json"))
            keep(kept, f"/answers/{old}", value)
    return sheet.model_copy(
        update={
            "party": _party(_Ledger(ledger), sheet.party),
            "answers": FrozenMap(answers),
            "unrecognised": FrozenMap(kept),
        }
    )


def find_successor(place: PlaceId, ledger: Ledger) -> PlaceId | None:
    """Return the id of today for an older place, itself if it still is, nothing if it is gone."""
    return _move(_Ledger(ledger), place)


def _move(ledger: "_Ledger", old: PlaceId) -> PlaceId | None:
    """Return where the answer of a place belongs now, or nothing where none or several do."""
    base, at, view = old.partition("@")
    new = ledger.successor(base)
    if new is None:
        return None
    moved = f"{new}{at}{_party(ledger, PartyId(view)) if view else ''}"
    return PlaceId(moved) if moved == old or len(moved) <= ID_LENGTH else None


def _party(ledger: "_Ledger", party: PartyId | None) -> PartyId | None:
    if party is None or ledger.kind(party) != "party":
        return party
    # A party that was split or retired is still the one whose answers these are.
    return PartyId(ledger.successor(party) or party)


@dataclass(frozen=True)
class _Ledger:
    """The ledger, asked for what became of an id."""

    ledger: Ledger

    def kind(self, id_: str) -> str | None:
        """Return what an id names, if that is known."""
        return self.ledger.entries[id_].kind if id_ in self.ledger.entries else None

    def successor(self, id_: str) -> str | None:
        """Return the id of today, itself if it still is, if there is exactly one of its kind."""
        last = set(self._last(id_, frozenset()))
        new = last.pop() if len(last) == 1 else None
        return new if new is not None and self._is_alike(id_, new) else None

    def _last(self, id_: str, before: frozenset[str]) -> Iterator[str]:
        if not self._is_gone(id_):
            yield id_
        elif id_ not in before:
            for successor in self.ledger.entries[id_].replaced_by:
                yield from self._last(successor, before | {id_})

    def _is_gone(self, id_: str) -> bool:
        entries = self.ledger.entries
        return id_ in entries and (entries[id_].retired or bool(entries[id_].replaced_by))

    def _is_alike(self, old: str, new: str) -> bool:
        kinds = {self.kind(old), self.kind(new)} - {None}
        return len(kinds) <= 1
