"""The words of days and rounds, of every language that people may write an answer in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from toimintamalli.model.language import LanguageData
from toimintamalli_docx.reader.wording import plain

YEARS: Final = range(1900, 2200)
"""Years that a meeting or a deadline can be in: others are slips of the hand."""
ROMAN: Final[Mapping[str, int]] = {
    numeral: number
    for number, numeral in enumerate(
        ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"), 1
    )
}
_CENTURY: Final = 2000
_SHORT: Final = 2
_CLOCK: Final = r"[0-9]{1,2}(?:[.:][0-9]{2})?"
HOURS: Final = re.compile(rf"{_CLOCK}(?:\s?[-–]\s?{_CLOCK})?")
TIMES: Final = re.compile(
    r"(?<![0-9.])[0-9]{1,2}[.:][0-9]{2}(?:\s?[-–]\s?[0-9]{1,2}(?:[.:][0-9]{2})?)?(?![0-9]|\.[0-9])"
)
DOTTED: Final = re.compile(
    r"(?<![0-9.,/-])([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4}|[0-9]{2})(?![0-9]|\.[0-9])"
)
YEAR_FIRST: Final = re.compile(r"(?<![0-9./-])([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?![0-9/-])")
ROUND: Final = re.compile(r"([1-9][0-9]{0,3}|10000)(\D*)$")
WORD: Final = re.compile(r"[^\W\d_]+\.?|[0-9]+")


@dataclass(frozen=True, slots=True)
class Speech:
    """What the languages of a model, and those beside them, call months, rounds and hours."""

    months: Mapping[str, int] = field(default_factory=dict)
    ordinals: Mapping[str, int] = field(default_factory=dict)
    endings: tuple[str, ...] = ()
    """What makes an ordinal of a number: the full stop of `1.`, the letters of `1st`."""
    rounds: frozenset[str] = frozenset()
    clocks: tuple[str, ...] = ()
    """Words before a time of the day."""
    day_words: frozenset[str] = frozenset()
    """Words between the parts of a day that say nothing of their own: `of`, `the`."""
    conjunctions: frozenset[str] = frozenset()
    """Words and signs between two things that are named together: `and`, `&`."""
    prompts: tuple[str, ...] = ()
    """What Word itself writes into a place that nobody has filled in."""

    def find_day(self, text: str) -> tuple[str, str]:
        """Return the only day that a text names, and what it says beside it; else nothing.

        Where other numbers stand beside it that are no time of the day, it may be another day.
        """
        said = plain(text)
        found = [*_numbered(said), *self._spoken(said)]
        if len(found) != 1:
            return "", ""
        day, start, end = found[0]
        rest = f"{said[:start]} {said[end:]}"
        # A range such as 1.–15.3.2027 is no day.
        if not day or re.search("[0-9]", self._without_clock(rest)):
            return "", ""
        return day, plain(rest).strip(" ,;:()").strip()

    def _without_clock(self, text: str) -> str:
        for clock in self.clocks:
            text = re.sub(rf"(?i)\b{re.escape(clock)}\s*{HOURS.pattern}", " ", text)
        return TIMES.sub(" ", text)

    def _spoken(self, text: str) -> list[tuple[str, int, int]]:
        """Return the days whose month is a word: 5. toukokuuta 2027, May 5th, 2027."""
        words = [(word[0].casefold(), word.start(), word.end()) for word in WORD.finditer(text)]
        found: list[tuple[str, int, int]] = []
        for at, (word, start, end) in enumerate(words):
            month = self.months.get(word) or self.months.get(word.rstrip("."))
            if not month or word.isdecimal():
                continue
            near = self._numbers_around(words, at)
            for day, year in near:
                if day and year:
                    spans = (day[1], day[2], start, end, year[1], year[2])
                    iso = make_day(int(year[0]), month, int(day[0]))
                    found.append((iso, min(spans), self._end_of(text, max(spans))))
                    break
        return found

    def _numbers_around(
        self, words: list[tuple[str, int, int]], at: int
    ) -> list[tuple[tuple[str, int, int] | None, tuple[str, int, int] | None]]:
        before = [word for word in words[max(0, at - 3) : at] if self._is_said(word[0])]
        after = [word for word in words[at + 1 : at + 5] if self._is_said(word[0])]
        day_before = before[-1] if before and _is_day(before[-1][0]) else None
        year_after = after[0] if after and _is_year(after[0][0]) else None
        day_after = after[0] if after and _is_day(after[0][0]) else None
        year_later = after[1] if len(after) > 1 and _is_year(after[1][0]) else None
        return [(day_before, year_after), (day_after, year_later)]

    def _is_said(self, word: str) -> bool:
        return word not in self.day_words and word not in {e.lstrip(":") for e in self.endings}

    def _end_of(self, text: str, end: int) -> int:
        following = re.match(r"\.", text[end:])
        return end + following.end() if following else end

    def find_round(self, text: str) -> int | None:
        """Return the number of a round: 2, 2. kierros, round two, II."""
        words = [word.strip(".,;:()") for word in plain(text).split()]
        silent = self.rounds | self.day_words | {""}
        own = [word for word in words if word.casefold() not in silent]
        return self._number(own[0]) if len(own) == 1 else None

    def _number(self, word: str) -> int | None:
        number = ROUND.match(word)
        if number:
            ending = number[2].lstrip("-").casefold()
            return int(number[1]) if ending in ("", *self.endings) else None
        return self.ordinals.get(word.casefold()) or ROMAN.get(word)


def _is_day(word: str) -> bool:
    return word.isdecimal() and len(word) <= _SHORT


def _is_year(word: str) -> bool:
    return word.isdecimal() and len(word) == len("2027")


def _numbered(text: str) -> list[tuple[str, int, int]]:
    found = []
    for dotted in DOTTED.finditer(text):
        day, month, year = map(int, dotted.groups())
        full = year if len(dotted[3]) > _SHORT else _CENTURY + year
        found.append((make_day(full, month, day), dotted.start(), dotted.end()))
    first = YEAR_FIRST.finditer(text)
    found += [(make_day(*map(int, m.groups())), m.start(), m.end()) for m in first]
    return found


def make_day(year: int, month: int, day: int) -> str:
    """Return a day as `2026-11-21`, or nothing where there is none such, or nobody means it."""
    if year not in YEARS:
        return ""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def speech_of(languages: Iterable[LanguageData]) -> Speech:
    """Return the words of some languages together."""
    all_ = tuple(languages)
    return Speech(
        months=_numbers(language.months for language in all_),
        ordinals=_numbers(language.ordinals for language in all_),
        endings=tuple(
            dict.fromkeys(_bare(e) for language in all_ for e in language.ordinal_endings)
        ),
        rounds=frozenset(_bare(word) for language in all_ for word in language.rounds),
        clocks=tuple(dict.fromkeys(word for language in all_ for word in language.clocks)),
        day_words=frozenset(_bare(word) for language in all_ for word in language.day_words),
        conjunctions=frozenset(
            ("&", "+", *(word.casefold() for language in all_ for word in language.conjunctions))
        ),
        prompts=tuple(dict.fromkeys(word for language in all_ for word in language.prompts)),
    )


def _bare(word: str) -> str:
    return word.casefold().strip(".")


def _numbers(lists: Iterable[tuple[tuple[str, ...], ...]]) -> dict[str, int]:
    """Return which number each word stands for; a word of two numbers stands for neither."""
    found: dict[str, set[int]] = {}
    for forms in lists:
        for number, words in enumerate(forms, 1):
            for word in words:
                found.setdefault(_bare(word), set()).add(number)
    return {word: next(iter(numbers)) for word, numbers in found.items() if len(numbers) == 1}
