"""The kinds of places as one table: what each one's answer is like, for whoever asks or reads it.

A format keeps what it has of each kind as a `ByKind` of its own: a kind that is left out is an
error of types, and of the import.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Generic, Literal, TypeVar, assert_never, get_args

FieldKind = Literal["text", "date", "choice", "several", "check", "number"]
"""What an answer to a field of the outline is."""

PlaceKind = Literal["scale", FieldKind]
"""What an answer is."""

PLACE_KINDS: Final[tuple[PlaceKind, ...]] = get_args(PlaceKind)
"""Every kind of place."""

V = TypeVar("V")


@dataclass(frozen=True, slots=True, kw_only=True)
class ByKind(Generic[V]):
    """One thing for each kind of place."""

    scale: V
    text: V
    choice: V
    several: V
    check: V
    date: V
    number: V

    def __getitem__(self, kind: PlaceKind) -> V:  # noqa: PLR0911 -- one case a kind, so that none is forgotten
        match kind:
            case "scale":
                return self.scale
            case "text":
                return self.text
            case "choice":
                return self.choice
            case "several":
                return self.several
            case "check":
                return self.check
            case "date":
                return self.date
            case "number":
                return self.number
            case _:
                assert_never(kind)


@dataclass(frozen=True, slots=True)
class Kind:
    """How places of one kind are answered."""

    holds: Literal["value", "words", "option", "options", "tick", "day", "number"]
    """What the answer holds: a value of a scale, words, one option or several, a tick, a day, a
    decimal number."""
    is_offered: bool = False
    """Whether it is chosen from the choices of the place."""
    may_decline: bool = False
    """Whether choosing not to answer is offered as an answer of its own."""
    once_was: tuple[str, ...] = ()
    """What the ledger calls ids whose places are of this kind."""


KINDS: Final = ByKind(
    scale=Kind("value", is_offered=True, may_decline=True, once_was=("scale-question",)),
    text=Kind("words", once_was=("open-question", "text-field")),
    choice=Kind("option", is_offered=True, once_was=("choice-field",)),
    several=Kind("options", is_offered=True, once_was=("several-field",)),
    check=Kind("tick", once_was=("practice", "pitfall", "check-field")),
    date=Kind("day", once_was=("date-field",)),
    number=Kind("number", once_was=("number-field",)),
)
"""Each kind of place."""


def as_script() -> str:
    """Return `kinds.js`: what the pages' scripts know of each kind."""
    names = " | ".join(f'"{kind}"' for kind in PLACE_KINDS)
    lines = [
        "/**",
        " * The kinds of places. Made by `make tables` of `toimintamalli.model.kinds`.",
        f" * @typedef {{{names}}} PlaceKind",
        " */",
        "",
        "/** @type {Record<PlaceKind, string[]>} What the ledger calls ids of each kind. */",
        "export const NAMES_IN_LEDGER = {",
    ]
    for kind in PLACE_KINDS:
        called = ", ".join(f'"{name}"' for name in KINDS[kind].once_was)
        lines.append(f"  {kind}: [{called}],")
    return "\n".join([*lines, "};"]) + "\n"
