"""No id that was published vanishes, or comes to stand for something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from toimintamalli.checks.rule import Rule
from toimintamalli.findings import Finding, Position, error, suggest
from toimintamalli.loading.content import Content
from toimintamalli.model.identity import list_ids
from toimintamalli.model.ledger import Ledger, LedgerEntry, LedgerId
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Text


def _check(content: Content) -> Iterator[Finding]:
    if content.model is None:
        return
    yield from _find_shared(content, content.model)
    file = content.structure("ledger.yaml")
    if file is None:
        return
    judge = _Judge(content.ledger, dict(list_ids(content.model)))
    for index, entry in enumerate(content.ledger.entries):
        for part, code, facts in judge.find(entry):
            yield error(file.document.position(("entries", index, *part)), code, **facts)


def _find_shared(content: Content, model: Model[Text]) -> Iterator[Finding]:
    """Yield the ids that stand for two things: answers could not tell them apart."""
    at = Position("structure")
    file = content.structure("model.yaml")
    if file is not None:
        at = file.document.position(())
    for id_, count in Counter(id_ for id_, _ in list_ids(model)).items():
        if count > 1:
            yield error(at, "id-of-two-things", id=id_)


_Found = tuple[tuple[str | int, ...], str, dict[str, str]]
"""Where in the entry, the finding's code and its facts."""


@dataclass(frozen=True)
class _Judge:
    ledger: Ledger
    today: Mapping[LedgerId, str]
    """Every id of the content with its kind."""

    def find(self, entry: LedgerEntry) -> Iterator[_Found]:
        """Yield what is wrong with one entry."""
        if entry.id in self.today:
            yield from self._find_reused(entry)
        elif not (entry.retired or entry.replaced_by):
            if self._went_with_theme(entry.id):
                return
            guess = suggest(entry.id, self._unpublished(entry.kind))
            yield ("id",), "id-vanished", {"id": entry.id, "guess": guess or "…"}
        for index, successor in enumerate(entry.replaced_by):
            yield from self._find_lost(entry, successor, ("replaced_by", index))

    def _went_with_theme(self, id_: LedgerId) -> bool:
        """Tell whether an id is of a theme that vanished as a whole: that is told once."""
        theme = self.ledger.entries.get(id_.partition(".")[0])
        if theme is None or theme.kind != "theme" or theme.id == id_:
            return False
        is_told = not (theme.retired or theme.replaced_by)
        return is_told and theme.id not in self.today

    def _find_reused(self, entry: LedgerEntry) -> Iterator[_Found]:
        kind = self.today[entry.id]
        if kind != entry.kind:
            facts = {"id": entry.id, "before": entry.kind, "now": kind}
            yield ("kind",), "id-changed-kind", facts
        if entry.retired or entry.replaced_by:
            part = "retired" if entry.retired else "replaced_by"
            yield (part,), "id-back", {"id": entry.id}

    def _find_lost(
        self, entry: LedgerEntry, successor: LedgerId, part: tuple[str | int, ...]
    ) -> Iterator[_Found]:
        if self._leads_back(entry.id, successor):
            yield part, "successor-circle", {"id": entry.id, "found": successor}
        elif not self._leads_on(successor):
            guess = suggest(successor, self.today)
            facts = {"id": entry.id, "found": successor, "suggestion": guess}
            yield part, "successor-missing", facts

    def _leads_on(self, id_: LedgerId) -> bool:
        return id_ in self.today or bool(self._successors(id_))

    def _leads_back(self, start: LedgerId, first: LedgerId) -> bool:
        seen, waiting = set[LedgerId](), [first]
        while waiting:
            id_ = waiting.pop()
            if id_ not in seen:
                seen.add(id_)
                waiting.extend(self._successors(id_))
        return start in seen

    def _successors(self, id_: LedgerId) -> Collection[LedgerId]:
        entries = self.ledger.entries
        return entries[id_].replaced_by if id_ in entries else ()

    def _unpublished(self, kind: str) -> list[LedgerId]:
        """Return the new ids of a kind: an id that vanished may have become one of them."""
        entries = self.ledger.entries
        return [id_ for id_, its in self.today.items() if its == kind and id_ not in entries]


RULE: Final = Rule(
    "ledger",
    "An id that was published stays, or the ledger says what took its place.",
    _check,
)
