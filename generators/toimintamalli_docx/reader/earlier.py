"""What a workbook shows of the round before, in grey beside its places: printed, nobody's words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from toimintamalli_docx.reader.printed import comparable, fingerprint
from toimintamalli_docx.reader.wording import plain

MOST_TRIES: Final = 20_000
"""How often a document's lines are parted in the search for the printed part, in all."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Which lines a workbook says that it shows of the round before."""

    marks: frozenset[bytes] = frozenset()
    """The fingerprint of each."""
    lengths: tuple[int, ...] = ()
    """How many letters they have, the longest first."""

    @classmethod
    def of(cls, lines: Iterable[str]) -> "Shown":
        """Return what stands for some lines."""
        said = [plain(line) for line in lines]
        marks = frozenset(fingerprint(comparable(text)) for text in said)
        return cls(marks, tuple(sorted(set(map(len, said)), reverse=True)))

    def __contains__(self, said: str) -> bool:
        """Tell whether a text is one of the lines."""
        return fingerprint(comparable(said)) in self.marks


@dataclass(slots=True)
class EarlierLines:
    """What is printed in the lines of a workbook about the round before, as far as it is known."""

    leads: tuple[str, ...] = ()
    """How such lines begin, in any language."""
    values: frozenset[str] = frozenset()
    """What can stand in them of places that offer values, as it is compared."""
    shown: Shown | None = None
    """What the workbook says of them; older ones say nothing."""
    tries: int = MOST_TRIES
    """How often a line may still be parted: a file comes from anybody."""

    def written_in(self, text: str) -> tuple[str, bool]:
        """Return what somebody wrote in such a line, and whether we may have printed it after all.

        Nothing is left of a line that is as it was printed. Where that can't be known, all is.
        """
        said = plain(text)
        is_like_ours = said.startswith(self.leads)
        if self.shown is not None:
            found = self._parted(said, self.shown)
            return (text, is_like_ours) if found is None else (found, False)
        is_known = is_like_ours and said.partition(":")[2].strip() in self.values
        return ("", False) if is_known else (text, is_like_ours)

    def _parted(self, said: str, shown: Shown) -> str | None:
        """Return what is left of a line without the one that is shown; nothing if none is."""
        if said in shown:
            return ""
        for length in shown.lengths:
            if length < len(said) and self.tries:
                self.tries -= 1
                if said[:length] in shown:
                    return said[length:].strip()
                if said[-length:] in shown:
                    return said[:-length].strip()
        return None
