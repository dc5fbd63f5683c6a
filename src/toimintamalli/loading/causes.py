"""What an editor did that made a file unreadable, where one small thing explains the errors."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from toimintamalli.findings import Finding, Position, Severity, error
from toimintamalli.model.ids import LANGUAGE_PATTERN
from toimintamalli.yaml import Document

_KEY: Final = r"^(?P<before>\s*(?:-\s+)?)(?P<key>[A-Za-z_][\w-]*)"
_GLUED: Final = re.compile(_KEY + r":(?P<after>[^\s:/'\"0-9].*)$")
_WIDE: Final = re.compile(_KEY + r"\s*(?P<colon>[\uff1a\ufe55\u2236\ua789])")
_ODD: Final = r"[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]"
_ODD_AFTER: Final = re.compile(_KEY + rf":[ ]*(?P<space>{_ODD})")
_ODD_BEFORE: Final = re.compile(rf"^[ ]*(?P<space>{_ODD})\s*[\w-]")
_BARE: Final = re.compile(_KEY + r"[ ]+(?P<after>[^\s:][^:]*)$")
_REMARK: Final = re.compile(r"^\s*(?P<sign>//|<!--|/\*|--(?=\s))")
_PROSE: Final = re.compile(r"^(?P<first>[^\W\d_][^\s:]*)[ ,](?P<rest>.*)$")
"""A sentence where only keys begin: what a chat or a mail says of the text that it gives."""
_SHOWN: Final = 60
"""Letters of such a sentence by which it is found."""
_LINES: Final = re.compile(r"\r\n|\r|\n")


def explain_errors(
    document: Document, text: str, file: str, found: Iterable[Finding], known: Collection[str]
) -> tuple[Finding, ...]:
    """Return findings with the small causes in place of the errors that follow from them.

    `known` are the keys that a file of this kind has.
    """
    findings = tuple(found)
    if not any(finding.severity is Severity.ERROR for finding in findings):
        return findings
    if whole := _find_language_key(document, known):
        return (whole,)
    wrong = {finding.position.line for finding in findings if finding.severity is Severity.ERROR}
    causes = tuple(_find_causes(text, file, known, wrong))
    if not causes:
        return findings
    # What stands right below such a line, or before it, is taken for something else by YAML.
    near = {
        line + step for cause in causes for line in [cause.position.line] for step in (-1, 0, 1)
    }
    rest = (finding for finding in findings if finding.position.line not in near)
    # Where the file could not be read to its end, one error may stand anywhere.
    kept = () if document.value is None or not isinstance(document.value, dict) else tuple(rest)
    return tuple(sorted({*causes, *kept}))


def _find_causes(
    text: str, file: str, known: Collection[str], wrong: Collection[int]
) -> Iterator[Finding]:
    lines = _LINES.split(text)
    first = next(
        (at for at, line in enumerate(lines, start=1) if line.strip() and not line.startswith("#")),
        0,
    )
    for number, line in enumerate(lines, start=1):
        for pattern, code in ((_WIDE, "odd-colon"), (_ODD_AFTER, "odd-space"), (_GLUED, "glued")):
            match = pattern.match(line)
            if match and match["key"] in known:
                yield _as_finding(file, number, match, code)
                break
        else:
            if match := _ODD_BEFORE.match(line):
                yield _as_finding(file, number, match, "odd-space")
            elif number in wrong and (match := _REMARK.match(line)):
                at = Position(file, number, match.start("sign") + 1)
                yield error(at, "other-comment", sign=match["sign"])
            elif number in wrong and (match := _BARE.match(line)) and match["key"] in known:
                at = Position(file, number, match.start("key") + 1)
                yield error(at, "no-colon", key=match["key"])
            elif (
                (number == first or number in wrong)
                and (match := _PROSE.match(line))
                and match["first"] not in known
            ):
                yield error(Position(file, number), "stray-line", found=line.strip()[:_SHOWN])


def _as_finding(file: str, number: int, match: re.Match[str], code: str) -> Finding:
    match code:
        case "glued":
            at = Position(file, number, match.start("after") + 1)
            return error(at, "no-space-after-colon", key=match["key"])
        case "odd-colon":
            at = Position(file, number, match.start("colon") + 1)
            return error(at, code, key=match["key"], character=_name(match["colon"]))
        case _:
            at = Position(file, number, match.start("space") + 1)
            return error(at, code, character=_name(match["space"]))


def _name(character: str) -> str:
    return f"U+{ord(character):04X}"


def _find_language_key(document: Document, known: Collection[str]) -> Finding | None:
    """Return that all of a file stands below a language, as some translation tools write it."""
    value = document.value
    if not isinstance(value, dict) or len(value) != 1:
        return None
    (key, inside) = next(iter(value.items()))
    is_language = key not in known and re.search(LANGUAGE_PATTERN, key) is not None
    if is_language and isinstance(inside, dict) and set(inside) & set(known):
        return error(document.position((key,), key=True), "language-as-key", key=key)
    return None
