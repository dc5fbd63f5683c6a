"""What a reader of Word workbooks in any language goes by, whatever the model: as data.

Signs, names and patterns are defined once, where Python uses them; the script of the pages has them
from `generators/toimintamalli_html/static/reading/rules.json`, which `make rules` writes.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from typing import Final

from toimintamalli.model.ids import (
    ID_LENGTH,
    LANGUAGE_PATTERN,
    PLACE_ID_PATTERN,
    SLUG_PATTERN,
    VERSION_PATTERN,
)
from toimintamalli.xml import SHORTEST
from toimintamalli_docx.controls import BOX, TICKED
from toimintamalli_docx.names import MANIFEST, MARK, UNSURE_MARK
from toimintamalli_docx.places import UNSURE
from toimintamalli_docx.reader import (
    cells,
    dates,
    earlier,
    foreign,
    locating,
    manifest,
    marks,
    naming,
    notes,
    package,
    place_table,
    printed,
    rest,
    rows,
    several,
    sheets,
    speech,
    tree,
    wording,
    xml,
)

Rules = Mapping[str, object]

_PATTERNS: Final[Mapping[str, str]] = {
    "aboutAMark": marks.AROUND.pattern,
    "beginning": xml.BEGINNING.pattern.decode(),
    "betweenOptions": several.BETWEEN.pattern,
    "closing": printed.CLOSING.pattern,
    "digits": dates.DIGITS.pattern,
    "dottedAnywhere": speech.DOTTED.pattern,
    "dottedDay": dates.DOTTED.pattern,
    "ends": printed.ENDS.pattern,
    "hours": speech.HOURS.pattern,
    "itemNumber": rows.NUMBER.pattern,
    "language": LANGUAGE_PATTERN,
    "lineEnds": wording.LINE_ENDS.pattern,
    "listOfContents": printed.LIST_OF_CONTENTS.pattern,
    "macros": package.MACROS.pattern.removeprefix("(?i)"),
    "marksOfOrder": wording.MARKS_OF_ORDER.pattern,
    "orderOfDay": dates.ORDER.pattern,
    "page": printed.PAGE.pattern,
    "placeId": PLACE_ID_PATTERN,
    "remark": place_table.REMARK.pattern,
    "round": speech.ROUND.pattern,
    "shownNumber": naming.NUMBER.pattern,
    "slashedDay": dates.SLASHED.pattern,
    "slug": SLUG_PATTERN,
    "spaces": r"\s*",
    "stepOut": package.STEP_OUT.pattern,
    "tags": notes.TAGS.pattern,
    "times": speech.TIMES.pattern,
    "typedNumber": marks.NUMBER.pattern,
    "unfit": wording.UNFIT.pattern,
    "unseen": wording.UNSEEN.pattern,
    "version": VERSION_PATTERN,
    "word": speech.WORD.pattern,
    "yearFirst": dates.YEAR_FIRST.pattern,
    "yearFirstAnywhere": speech.YEAR_FIRST.pattern,
}


def rules() -> Rules:
    """Return the rules that readers share, as JSON can hold them."""
    return {
        "thresholds": _thresholds(),
        "box": BOX,
        "ticked": TICKED,
        "marks": "".join(sorted(marks.MARKS)),
        "empties": "".join(sorted(marks.EMPTY)),
        "aroundNumbers": [ord(end) for end in sorted(marks.AT_ENDS)],
        "manifest": MANIFEST,
        "unsure": {"sign": UNSURE, "place": MARK, "own": UNSURE_MARK},
        "shortTexts": {"alone": printed.ALONE, "boxed": printed.BOXED, "row": printed.ROW},
        "styles": {
            "earlier": sorted(cells.EARLIER),
            "heading": list(rest.HEADING),
            "notHeading": list(rest.NOT_HEADING),
            "belowSection": list(naming.BELOW_SECTION),
            "section": sorted(tree.FIRST_LEVEL),
        },
        "emphases": _bare(cells.EMPHASES),
        "strikes": _bare(cells.STRIKES),
        "plainLooks": sorted(cells.PLAIN_LOOKS),
        "rings": sorted(cells.RINGS),
        "symbols": {str(code): sign for code, sign in cells.SYMBOLS.items()},
        "off": sorted(xml.OFF),
        "parts": {
            "ownNames": dict(package.OWN_NAMES),
            "many": list(package.MANY),
            "usual": sorted(package.USUAL),
        },
        "foreign": foreign.as_rules(),
        "author": notes.AUTHOR,
        "strict": {strict.decode(): usual.decode() for strict, usual in _strict()},
        "years": [speech.YEARS.start, speech.YEARS.stop],
        "roman": dict(speech.ROMAN),
        "otherWording": sorted(sheets.OTHER_WORDING),
        "translated": {"share": sheets.TRANSLATED, "fewest": sheets.FEWEST},
        "signs": "".join(sorted(marks.SIGNS)),
        "spaces": [code for code in range(sys.maxunicode) if chr(code).isspace()],
        "folded": dict(_folded()),
        "patterns": {name: portable(pattern) for name, pattern in _PATTERNS.items()},
    }


def _thresholds() -> dict[str, int]:
    """Return what is too little or too much for a text to be one of ours."""
    return {
        "shortestTag": SHORTEST,
        "id": ID_LENGTH,
        "manifest": manifest.LONGEST,
        "printed": printed.LONGEST,
        "prompt": locating.LONGEST,
        "pasted": notes.LONGEST,
        "ends": printed.MOST_ENDS,
        "tries": earlier.MOST_TRIES,
        "sure": printed.SURE,
        "letters": naming.LETTERS,
    }


def _bare(tags: tuple[str, ...]) -> list[str]:
    return [tag.rpartition("}")[2] for tag in tags]


def _strict() -> Iterator[tuple[bytes, bytes]]:
    for strict, usual in xml.STRICT_NAMES.items():
        yield xml.STRICT + strict, xml.TRANSITIONAL + usual


def _folded() -> Iterator[tuple[str, str]]:
    """Yield how letters are compared for which that is more than their small form."""
    for letter in map(chr, range(sys.maxunicode)):
        if letter.casefold() != letter.lower():
            yield letter, letter.casefold()


_CLASSES: Final[Mapping[str, str]] = {
    "[^\\W\\d_]": "[\\p{L}\\p{Nl}\\p{No}]",
    "\\w": "\\p{L}\\p{N}_",
    "\\d": "\\p{Nd}",
    "\\s": "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000",
}
_PIECES: Final = re.compile(r"\[\^\\W\\d_\]|\\.|\[\^?\]?|\]|\$|.", re.DOTALL)


def portable(pattern: str) -> str:
    """Return a pattern as JavaScript has it with the flag `u`, which knows fewer letters by name.

    In Python `$` is also before a line end that is the last character.
    """
    made: list[str] = []
    is_inside = False
    for piece in _PIECES.findall(pattern):
        if piece in _CLASSES:
            letters = _CLASSES[piece]
            made.append(letters if is_inside or letters.startswith("[") else f"[{letters}]")
        elif piece in ("\\S", "\\D"):
            made.append(f"[^{_CLASSES[piece.lower()]}]")
        elif piece.startswith("[") and not is_inside:
            is_inside = True
            made.append(piece)
        elif piece == "]" and is_inside:
            is_inside = False
            made.append(piece)
        elif piece == "$" and not is_inside:
            made.append("(?=\\n?$)")
        elif piece in ("\\Z", '\\"', "\\'", "\\’"):
            made.append("$" if piece == "\\Z" else piece[1:])
        else:
            made.append(piece)
    return "".join(map(_written_out, "".join(made)))


def _written_out(letter: str) -> str:
    """Return a letter of a pattern in letters that every file may hold."""
    return letter if " " <= letter <= "~" else f"\\u{{{ord(letter):x}}}"


def as_file() -> bytes:
    """Return the file in which the script of the pages has the rules."""
    return (json.dumps(rules(), ensure_ascii=True, indent=1, sort_keys=True) + "\n").encode()
