"""PO files of gettext: https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html."""

from __future__ import annotations

import re
from typing import Final

import polib

from toimintamalli.translation.exchange.package import (
    BadExchangeFile,
    Package,
    Place,
    Return,
    ReturnedText,
    SentText,
    comment,
    safe_name,
)


def write(package: Package) -> bytes:
    """Return a package as a PO file; what somebody should look at is marked as fuzzy."""
    # Longer than any text: no line is broken but where the text itself has a break.
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "Project-Id-Version": "toimintamalli",
        "Language": package.target,
        "X-Source-Language": package.source,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    file.extend(map(_write_entry, package.texts))
    return f"{file}".encode()


def read(data: bytes) -> Return:
    """Return what is in a PO file.

    Raises:
        BadExchangeFile: a line of it is of no kind that PO files have.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        raise BadExchangeFile("exchange-not-utf8") from reason
    for number, line in enumerate(_LINE_BREAKS.split(text), start=1):
        # polib takes a text whose quotes are not closed, and eats its last letter.
        if line.strip() and not _LINE.fullmatch(line.strip()):
            raise BadExchangeFile("exchange-bad-po", line=str(number))
    try:
        # A file's name is taken too, which no text with a line break is.
        file = polib.pofile(_LINE_BREAKS.sub("\n", text) + "\n", encoding="utf-8")
    except (OSError, ValueError, IndexError, AttributeError) as reason:
        line = _LINE_NUMBER.search(str(reason))
        raise BadExchangeFile("exchange-bad-po", line=line[1] if line else "?") from reason
    entries = [entry for entry in file if not entry.obsolete]
    return Return(
        file.metadata.get("X-Source-Language", ""),
        file.metadata.get("Language", ""),
        tuple(map(_read_entry, entries)),
        tuple(
            comment(_place(entry), entry.msgctxt or "", entry.tcomment, entry.msgstr)
            for entry in entries
            if entry.tcomment.strip()
        ),
    )


_LINE_BREAKS: Final = re.compile(r"\r\n?|\n")
_LINE: Final = re.compile(
    r'#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[[0-9]\])?)\s+)?"(?:[^"\\]|\\.)*"'
)
_LINE_NUMBER: Final = re.compile(r"line ([0-9]+)")


def _write_entry(text: SentText) -> polib.POEntry:
    return polib.POEntry(
        msgctxt=safe_name(text.key),
        msgid=text.source,
        msgstr=text.target,
        comment=text.note,
        occurrences=[(text.file, "")],
        flags=["fuzzy"] if text.target and not text.is_finished else [],
        previous_msgid=text.previous or None,
    )


def _read_entry(entry: polib.POEntry) -> ReturnedText:
    plural = entry.msgstr_plural or {}
    target = entry.msgstr or str(plural.get(0, ""))
    return ReturnedText(
        name=entry.msgctxt or "",
        source=entry.msgid,
        target=target,
        is_finished=bool(target) and not entry.fuzzy,
        place=_place(entry),
    )


def _place(entry: polib.POEntry) -> Place:
    return Place("returned-in-entry", str(entry.linenum or "?"))
