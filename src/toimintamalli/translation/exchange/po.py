"""PO files of gettext: https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html."""

import re
from collections.abc import Iterator
from typing import Final

from toimintamalli.translation.exchange.package import (
    BadExchangeFile,
    Package,
    Return,
    ReturnedText,
    SentText,
    safe_name,
)


def write(package: Package) -> bytes:
    """Return a package as a PO file; what somebody should look at is marked as fuzzy."""
    head = (
        "Project-Id-Version: toimintamalli\n"
        f"Language: {package.target}\n"
        f"X-Source-Language: {package.source}\n"
        "MIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=UTF-8\n"
        "Content-Transfer-Encoding: 8bit\n"
    )
    header = f'msgid ""\n{_field("msgstr", head)}'
    return "\n".join([header, *(_entry(each) for each in package.texts)]).encode()


def read(data: bytes) -> Return:
    """Return what is in a PO file.

    Raises:
        BadExchangeFile: a line of it is of no kind that PO files have.
    """
    try:
        lines = [each.rstrip("\r") for each in data.decode("utf-8-sig").split("\n")]
    except UnicodeDecodeError as reason:
        raise BadExchangeFile(reason=f"UTF-8, {reason.start}") from reason
    source = target = ""
    texts = []
    for entry in _entries(lines):
        if entry.get("msgid") or "msgctxt" in entry:
            texts.append(_text(entry))
        else:
            facts = dict(_HEADER.findall(entry.get("msgstr", "")))
            source, target = facts.get("X-Source-Language", ""), facts.get("Language", "")
    return Return(source, target, tuple(texts))


_HEADER: Final = re.compile(r"^([\w-]+): *(.*?) *$", re.MULTILINE)
_ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}
_LINE: Final = re.compile(r'(?:(msgctxt|msgid|msgstr)(?:\[0\])? +)?"((?:[^"\\]|\\.)*)"\s*')


def _entry(text: SentText) -> str:
    flag = "#, fuzzy\n" if text.target and not text.is_finished else ""
    previous = "".join(
        f"#| {each}\n" for each in _field("msgid", text.previous).rstrip("\n").split("\n")
    )
    notes = "".join(f"#. {each}\n" for each in text.note.split("\n"))
    return (
        f"{notes}#: {text.file}\n{flag}{previous if text.previous else ''}"
        f"{_field('msgctxt', safe_name(text.key))}"
        f"{_field('msgid', text.source)}{_field('msgstr', text.target)}"
    )


def _field(name: str, text: str) -> str:
    if "\n" not in text:
        return f"{name} {_quoted(text)}\n"
    # Not `splitlines`, which knows line breaks that PO does not.
    lines = filter(None, re.split(r"(?<=\n)", text))
    return "".join((f'{name} ""\n', *(f"{_quoted(each)}\n" for each in lines)))


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'.replace("\t", "\\t").replace("\r", "\\r")


def _entries(lines: list[str]) -> Iterator[dict[str, str]]:
    """Yield the fields of each entry; those of one that was made obsolete are left out."""
    entry: dict[str, str] = {}
    name = ""
    for number, line in enumerate(lines, start=1):
        if line.startswith("#"):
            if "msgstr" in entry:
                yield entry
                entry, name = {}, ""
            if line.startswith("#,"):
                entry["flags"] = line
        elif line.strip():
            found = _LINE.fullmatch(line)
            if not found or not (found[1] or name):
                raise BadExchangeFile(reason=f"PO, {number}")
            if found[1] and found[1] in entry:
                yield entry
                entry = {}
            name = found[1] or name
            entry[name] = entry.get(name, "") + _unescaped(found[2])
    if "msgstr" in entry:
        yield entry


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[1]), text)


def _text(entry: dict[str, str]) -> ReturnedText:
    target = entry.get("msgstr", "")
    return ReturnedText(
        name=entry.get("msgctxt", ""),
        source=entry.get("msgid", ""),
        target=target,
        is_finished=bool(target) and "fuzzy" not in entry.get("flags", ""),
    )
