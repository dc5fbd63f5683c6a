"""Changes to files that keep them what they are, so that what is read of them goes deep."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from copy import deepcopy
from typing import Final

from lxml import etree

from toimintamalli.archives import BadArchive, read_zip, write_zip

Json = object

WORDS: Final = (
    *(
        "",
        " ",
        "0",
        "4",
        "4,0",
        "-1",
        "1e999",
        "99999999999999999999",
        "true",
        "x",
        "☒",
        "☑",
        "(x)",
    ),
    *("3,5", "2027-03-31", "31.3.2027", "toukokuu 2027", "1. kierros", "no-answer", "dontknow"),
    *("act-and-develop.question.well-being-considered", "prerequisites.question.roles-known@ohs"),
    *("\u0000", "\u000b", "\ud83d", "\ufeff", "\u202e", "=1+1", "'=1", "<b>", "]]>", "%s", "{x}"),
    *("a" * 70, "ä" * 3000, "1." * 500, "msgid", "\r\n", "\t", ";", '"', "\\"),
)
"""What readers look for, or stumble over: the dictionary."""
_MOST_ELEMENTS: Final = 1_500


def mutate_bytes(data: bytes, chance: random.Random) -> bytes:
    """Change, take away, repeat or put in some bytes."""
    at, other = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    word = chance.choice(WORDS).encode("utf-8", "surrogatepass")
    return chance.choice(
        (
            data[:at] + word + data[at:],
            data[:at] + data[other:],
            data[:other] + data[at:],
            data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :],
        )
    )[:200_000]


def mutate_json(data: bytes, chance: random.Random) -> bytes:
    """Change one value anywhere in JSON; now and then its bytes."""
    if chance.random() < 0.1:
        return mutate_bytes(data, chance)
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return mutate_bytes(data, chance)
    return json.dumps(_changed(value, chance)).encode()[:200_000]


def _changed(value: Json, chance: random.Random) -> Json:
    if isinstance(value, dict) and value and chance.random() < 0.85:
        key = chance.choice(list(value))
        made = dict(value)
        match chance.randrange(6):
            case 0:
                del made[key]
            case 1:
                made[chance.choice(WORDS)] = made[key]
            case _:
                made[key] = _changed(made[key], chance)
        return made
    if isinstance(value, list) and value and chance.random() < 0.85:
        at = chance.randrange(len(value))
        match chance.randrange(6):
            case 0:
                return value[:at] + value[at + 1 :]
            case 1:
                return [*value, *value[at:][:20]]
            case _:
                return [*value[:at], _changed(value[at], chance), *value[at + 1 :]]
    return chance.choice((None, True, 0, -1, 3.5, 10**30, [], {}, [value], {"a": value}, *WORDS))


def mutate_csv(data: bytes, chance: random.Random) -> bytes:
    """Change one cell, row or column of a table; now and then its bytes."""
    if chance.random() < 0.1:
        return mutate_bytes(data, chance)
    text = data.decode("utf-8", "replace")
    rows = list(csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=";"))[:200]
    if not rows:
        return mutate_bytes(data, chance)
    row = chance.choice(rows)
    match chance.randrange(5):
        case 0:
            row.append(chance.choice(WORDS))
        case 1 if row:
            row.pop(chance.randrange(len(row)))
        case 2:
            rows.append([*row])
        case _ if row:
            row[chance.randrange(len(row))] = chance.choice(WORDS)
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=chance.choice(";;;,\t")).writerows(rows)
    return stream.getvalue().encode("utf-8", "surrogatepass")


def mutate_docx(data: bytes, chance: random.Random) -> bytes:
    """Change an element of one part of a Word file, and pack it anew; now and then its bytes."""
    if chance.random() < 0.02:
        return mutate_bytes(data, chance)
    try:
        parts = {**read_zip(data, lambda _: True, 5_000_000)}
    except BadArchive:
        return mutate_bytes(data, chance)
    xml = [name for name in parts if name.endswith((".xml", ".rels"))]
    if not xml:
        return mutate_bytes(data, chance)
    document = [each for each in xml if each == "word/document.xml"] * (2 * len(xml))
    name = chance.choice([*xml, *document])
    parts[name] = mutate_xml(parts[name], chance)
    return write_zip(parts.items())


def mutate_any(data: bytes, chance: random.Random) -> bytes:
    """Change a file as its kind is changed."""
    if data.startswith(b"PK"):
        return mutate_docx(data, chance)
    if data.startswith((b"{", b"[")):
        return mutate_json(data, chance)
    if data.startswith(b"<"):
        return mutate_xml(data, chance)
    return mutate_bytes(data, chance)


def mutate_xml(data: bytes, chance: random.Random) -> bytes:
    """Move, repeat, rename or take away an element, or change a text or an attribute."""
    if chance.random() < 0.02:
        return mutate_bytes(data, chance)
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
    except (etree.XMLSyntaxError, ValueError):
        return mutate_bytes(data, chance)
    try:
        _alter(root, chance)
    except ValueError:
        # The parser lets names pass that it takes from nobody else.
        return mutate_bytes(data, chance)
    made: bytes = etree.tostring(root)
    return made


def _alter(root: etree._Element, chance: random.Random) -> None:
    elements = [each for each in root.iter() if isinstance(each.tag, str)]
    one, other = chance.choice(elements), chance.choice(elements)
    word = re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd]", "", chance.choice(WORDS))
    match chance.randrange(7):
        case 0 if one.getparent() is not None:
            one.getparent().remove(one)
        case 1 if one.getparent() is not None and one not in other.iterancestors():
            # What grows without end is tried ever more slowly.
            if len(elements) < _MOST_ELEMENTS:
                other.append(deepcopy(one))
        case 2:
            one.tag = other.tag
        case 3:
            one.text = word
        case 4 if one.attrib:
            one.set(chance.choice(list(one.attrib)), word)
        case 5 if one.attrib:
            del one.attrib[chance.choice(list(one.attrib))]
        case _:
            one.tail = word
