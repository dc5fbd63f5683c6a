"""Files that nobody should have to trust: listed attacks, and workbooks changed at random.

As a program it reads all files of a folder in a process of its own and says how that went, as
JSON: what each came to, how much processor time the slowest took, how much memory all needed.
"""

import json
import random
import struct
import sys
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sized
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from tests.support.content import shipped_model

from toimintamalli import Language, Request, generate, resolve
from toimintamalli.findings import Finding, has_errors
from toimintamalli.model.ids import Slug
from toimintamalli_docx.names import bookmark_name
from toimintamalli_docx.reader import reader
from toimintamalli_docx.reader.place_table import places_in

MAIN: Final = "word/document.xml"
RELS: Final = "word/_rels/document.xml.rels"
TYPES: Final = "[Content_Types].xml"
CUSTOM: Final = "docProps/custom.xml"
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SEED: Final = 20261121
READ: Final = "read"
"""What a file comes to that is read."""

KINDS: Final = ("archive", "xml", "relationships", "size")
"""What attacks are on."""

Parts = dict[str, bytes]
Attack = tuple[bytes, str]
"""A file, and the code of the finding that refuses it."""


def parts_of(content: bytes) -> Parts:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes], *more: tuple[str, bytes]) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        for name, content in (*parts.items(), *more):
            archive.writestr(ZipInfo(name), content, ZIP_DEFLATED, 1)
    return data.getvalue()


def attacks(content: bytes, kinds: Collection[str] = KINDS) -> Iterator[tuple[str, Attack]]:
    """Yield each attack on a workbook by name, of all kinds or some."""
    parts = parts_of(content)

    def changed(name: str, change: Callable[[bytes], bytes]) -> bytes:
        return packed({**parts, name: change(parts[name])})

    def body(inner: str) -> bytes:
        head, tail = parts[MAIN].split(b"<w:body>")[0], b"</w:body></w:document>"
        return packed({**parts, MAIN: head + b"<w:body>" + inner.encode() + tail})

    attacks_on = {
        "archive": _attacks_on_the_archive(content, parts),
        "xml": _attacks_on_xml(parts, changed),
        "relationships": _attacks_on_relationships(changed),
        "size": _attacks_on_size(body),
    }
    for kind in kinds:
        yield from attacks_on[kind]


def _attacks_on_the_archive(content: bytes, parts: Parts) -> Iterator[tuple[str, Attack]]:
    yield "nothing", (b"", "docx-not-word")
    yield "text", (b"Hei\n" * 100, "docx-not-word")
    yield "a picture", (b"\x89PNG\r\n\x1a\n" + bytes(1000), "docx-photo")
    yield "an old document", (OLE + bytes(2000), "docx-old")
    yield "rich text", (b"{\\rtf1\\ansi Hei}", "docx-rtf")
    yield "a PDF", (b"%PDF-1.7\n" + bytes(2000), "docx-pdf")
    yield "a document of Pages", (packed({"Index/Document.iwa": bytes(99)}), "docx-pages")
    locked = OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    yield "a document under a password", (locked, "docx-locked")
    odt = BytesIO()
    with ZipFile(odt, "w", ZIP_STORED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<x/>")
    yield "an OpenDocument text", (odt.getvalue(), "docx-odt")
    yield "an empty archive", (packed({}), "docx-packed")
    yield "a packed folder", (packed({"työkirja.docx": content}), "docx-packed")
    yield "a packed folder under a password", (_locked(packed({"a.docx": b"x"})), "docx-packed")
    yield "another packed folder", (b"7z\xbc\xaf\x27\x1c" + bytes(99), "docx-packed")
    message = (
        b"Subject: =?utf-8?Q?Ty=C3=B6kirja?=\r\nTo: a@example.org\r\nMIME-Version: 1.0\r\n\r\n"
    )
    yield "a mail", (message, "docx-mail")
    attached = "__properties_version1.0".encode("utf-16-le") + "WordDocument".encode("utf-16-le")
    yield "a mail of Outlook with an old document", (OLE + bytes(600) + attached, "docx-mail")
    yield "a photograph", (b"\0\0\0\x18ftypheic" + bytes(99), "docx-photo")
    yield "a film", (b"\0\0\0\x18ftypisom" + bytes(99), "docx-not-word")
    yield "a saved page", (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n", "docx-saved-page")
    yield "a link", (b"[InternetShortcut]\r\nURL=https://example.org/", "docx-shortcut")
    sheet = {TYPES: parts[TYPES].replace(b"wordprocessingml", b"spreadsheetml"), "xl/a.xml": b""}
    yield "a spreadsheet", (packed(sheet), "docx-sheet")
    swapped = {**parts, TYPES: parts[TYPES].replace(b"wordprocessingml", b"spreadsheetml")}
    yield "a spreadsheet with a document inside", (packed(swapped), "docx-sheet")
    yield "without text", (packed({k: v for k, v in parts.items() if k != MAIN}), "docx-not-word")
    for share in (0.02, 0.3, 0.6, 0.9, 0.999):
        cut = content[: int(len(content) * share)]
        yield f"cut at {share}", (cut, "docx-damaged")
    yield "a file too large", (content + bytes(60_000_000), "docx-too-large")
    many = [(f"word/media/{number}.png", b"") for number in range(1_001)]
    yield "too many entries", (packed(parts, *many), "docx-too-many-entries")
    for name in (
        *("../../etc/passwd", "/etc/passwd", "..\\up.xml", "C:\\up.xml", "word\\up.xml"),
        *("word/../../up.xml", "word/./up.xml", "word//up.xml"),
    ):
        yield f"a part called {name}", (packed(parts, (name, b"x")), "docx-bad-name")
    twice = content.replace(b"word/settings.xml", b"WORD/document.xml")
    yield "two parts of one name", (twice, "docx-name-twice")
    for name in ("word/vbaProject.bin", "word/vbaData.xml"):
        yield f"macros in {name}", (packed(parts, (name, b"x")), READ)
    macros = {
        **parts,
        TYPES: parts[TYPES].replace(
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
    }
    yield "a document of macros", (packed(macros), READ)
    blanks = BytesIO()
    with ZipFile(blanks, "w", ZIP_BZIP2) as archive:
        for name, part in parts.items():
            archive.writestr(name, part if name != MAIN else part + b" " * 100_000_000)
    yield "a hundred megabytes of blanks packed by bzip2", (blanks.getvalue(), "docx-packing")
    yield "encrypted parts", (_locked(content), "docx-locked")
    yield from _lies(content)


def _locked(content: bytes) -> bytes:
    encrypted = bytearray(content)
    for at in _found(content, b"PK\x01\x02"):
        encrypted[at + 8] |= 1
    return bytes(encrypted)


def _lies(content: bytes) -> Iterator[tuple[str, Attack]]:
    """Yield archives whose directory says what is not so."""
    entry = next(
        at for at in _found(content, b"PK\x01\x02") if content[at + 46 :].startswith(MAIN.encode())
    )
    for name, offset, kind, value in (
        ("a size of four gigabytes", 24, "<L", 0xFFFFFFFE),
        ("a size of nothing", 24, "<L", 0),
        ("a ZIP64 size without a ZIP64 field", 24, "<L", 0xFFFFFFFF),
        ("a compressed size of one", 20, "<L", 1),
        ("a header elsewhere", 42, "<L", 7),
        ("a header past the end", 42, "<L", 0x7FFFFFFF),
        ("a wrong checksum", 16, "<L", 1),
        ("an unknown way to compress", 10, "<H", 99),
        ("a version of the future", 6, "<H", 9999),
        ("a name longer than the file", 28, "<H", 65535),
    ):
        lie = bytearray(content)
        struct.pack_into(kind, lie, entry + offset, value)
        yield name, (bytes(lie), "")
    end = content.rindex(b"PK\x05\x06")
    for name, offset, kind, value in (
        ("a directory past the end", 16, "<L", 0x7FFFFFFF),
        ("a directory of four gigabytes", 12, "<L", 0xFFFFFFF0),
        ("65,534 entries", 10, "<H", 65534),
        ("a ZIP64 directory that is not there", 16, "<L", 0xFFFFFFFF),
    ):
        lie = bytearray(content)
        struct.pack_into(kind, lie, end + offset, value)
        yield name, (bytes(lie), "")


def _found(content: bytes, mark: bytes) -> Iterator[int]:
    at = content.find(mark)
    while at >= 0:
        yield at
        at = content.find(mark, at + 1)


def _attacks_on_xml(
    parts: Parts, changed: Callable[[str, Callable[[bytes], bytes]], bytes]
) -> Iterator[tuple[str, Attack]]:
    laughs = "".join(
        f'<!ENTITY l{number} "{f"&l{number - 1};" * 10 if number else "ha"}">'
        for number in range(10)
    )
    for name in (MAIN, CUSTOM, RELS, TYPES):
        bomb = f"<!DOCTYPE x [{laughs}]>".encode()
        yield (
            f"entities in {name}",
            (changed(name, lambda old, b=bomb: old.replace(b"?>", b"?>" + b, 1)), "docx-doctype"),  # type: ignore[misc] # a default of a lambda
        )
    outside = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    yield (
        "a file of this machine",
        (changed(MAIN, lambda old: old.replace(b"?>", b"?>" + outside, 1)), "docx-doctype"),
    )
    yield (
        "entities in UTF-16",
        (
            changed(
                MAIN,
                lambda old: (
                    old.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
                    .replace("?>", f"?><!DOCTYPE x [{laughs}]>", 1).encode("utf-16")
                ),
            ),
            "docx-doctype",
        ),
    )  # fmt: skip
    yield (
        "text in UTF-16",
        (
            changed(
                MAIN, lambda old: old.decode().replace('"UTF-8"', '"UTF-16"', 1).encode("utf-16")
            ),
            READ,
        ),
    )
    hidden = b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4-'
    yield "XML in UTF-7", (packed({**parts, MAIN: hidden}), "docx-bad-xml")
    yield "broken XML", (changed(MAIN, lambda old: old[:-40]), "docx-bad-xml")
    yield "no XML at all", (packed({**parts, MAIN: b""}), "docx-bad-xml")
    yield "bytes that are no text", (packed({**parts, MAIN: bytes(range(256)) * 9}), "docx-bad-xml")
    deep = b"<a>" * 5_000 + b"</a>" * 5_000
    yield "XML a thousand levels deep", (packed({**parts, MAIN: deep}), "docx-bad-xml")
    long = b"<a " + b" ".join(b'a%d="x"' % each for each in range(500_000)) + b"/>"
    yield "half a million attributes", (packed({**parts, MAIN: long}), "docx-too-much")
    manifest = (
        b"<Properties><property name='toimintamalli'>"
        + b"[" * 100_000
        + b"</property></Properties>"
    )
    yield "a manifest of brackets", (packed({**parts, CUSTOM: manifest}), READ)
    said = json.dumps({"model": shipped_model().id, "earlier": {"lengths": ["x", None, [], -1, 0]}})
    manifest = f"<Properties><property name='toimintamalli'>{said}</property></Properties>".encode()
    yield "a manifest of lengths that are none", (packed({**parts, CUSTOM: manifest}), READ)


def _attacks_on_relationships(
    changed: Callable[[str, Callable[[bytes], bytes]], bytes],
) -> Iterator[tuple[str, Attack]]:
    # What leads outside is told and never followed; it is no reason to refuse what people wrote.
    named = ("attachedTemplate", "oleObject", "subDocument", "frame", "aFChunk", "control")
    kinds = dict.fromkeys((*named, "package", "hyperlink", "image"), READ)
    for kind, code in kinds.items():
        relation = (
            f'<Relationship Id="rX" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            f'relationships/{kind}" Target="http://localhost:9/x" TargetMode="External"/>'
            "</Relationships>"
        ).encode()
        yield (
            f"an outside {kind}",
            (
                changed(RELS, lambda old, r=relation: old.replace(b"</Relationships>", r)),  # type: ignore[misc] # a default of a lambda
                code,
            ),
        )


def _attacks_on_size(body: Callable[[str], bytes]) -> Iterator[tuple[str, Attack]]:
    start = _bookmark("cover.occasion.organisation")
    table, end = f"<w:tbl><w:tr><w:tc><w:p>{start}", "</w:p></w:tc></w:tr></w:tbl>"
    yield "a part of a hundred megabytes", (body(" " * 100_000_000), "docx-bomb")
    yield "a million paragraphs", (body("<w:p/>" * 1_000_000), "docx-too-much")
    yield "an answer of ten megabytes", (
        body(f"{table}<w:r><w:t>{'a' * 9_000_000}</w:t></w:r>{end}"), "docx-too-long-answers",
    )  # fmt: skip
    runs = "<w:r><w:t>a</w:t></w:r>" * 60_000
    yield "an answer of sixty thousand runs", (body(table + runs + end), READ)
    yield "as many elements as are read", (body(table + "<a/>b" * 290_000 + end), READ)
    many = " ".join(f'a{each}="x"' for each in range(290_000))
    yield "as many attributes as are read", (body(f"{table}<a {many}/>{end}"), READ)
    nested = "<w:tbl><w:tr><w:tc>" * 75 + runs + "</w:tc></w:tr></w:tbl>" * 75
    yield "tables inside each other", (body(table + "</w:p>" + nested + end[6:]), READ)
    marks = "".join(f"<w:tbl><w:tr><w:tc><w:p>{_bookmark(place)}</w:p>" for place in _places()[:70])
    inside = marks + runs + "</w:tc></w:tr></w:tbl>" * 70
    yield "places inside each other", (body(inside), READ)
    row = "".join(f"<w:tc><w:p>{_bookmark(place)}</w:p></w:tc>" for place in _places())
    yield (
        "every place in one row",
        (body(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>"), "docx-too-many-places"),
    )
    cells = "<w:tc><w:p/></w:tc>" * 60_000
    some = row[: row.index("</w:tc>") + 7]
    yield (
        "a row of sixty thousand cells",
        (body(f"<w:tbl><w:tr>{some}{cells}</w:tr></w:tbl>"), READ),
    )
    tags = '<w:sdt><w:sdtPr><w:tag w:val="a.b.c"/></w:sdtPr></w:sdt>' * 40_000
    yield "forty thousand unknown places", (body(tags), "docx-too-many-places")
    same = f"<w:p>{start}</w:p>" * 50_000
    yield "one place fifty thousand times", (body(same), "docx-too-many-places")
    column = bookmark_name("cover.participants-1.number")
    known = (
        f'<w:tr><w:tc/><w:tc><w:p><w:bookmarkStart w:id="1" w:name="{column}"/></w:p></w:tc></w:tr>'
    )
    added = "<w:tr><w:tc/><w:tc><w:p><w:r><w:t>4</w:t></w:r></w:p></w:tc></w:tr>" * 20_000
    yield "twenty thousand rows added", (
        body(f"<w:tbl><w:tr/>{known}{added}</w:tbl>"), "docx-too-many-rows",
    )  # fmt: skip
    gap = '<w:p><w:pPr><w:pStyle w:val="TmGap"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>' * 20_000
    yield "twenty thousand remarks", (body(table + end + gap), READ)
    boxes = "<w:txbxContent><w:p><w:r><w:drawing>" * 60 + runs
    boxes += "</w:drawing></w:r></w:p></w:txbxContent>" * 60
    yield "text boxes inside each other", (body(table + boxes + end), READ)
    symbols = '<w:r><w:sym w:char="D800"/><w:sym w:char="FFFFFFFFF"/><w:sym w:char="x"/></w:r>'
    yield "symbols that are none", (body(table + symbols + end), READ)


def _bookmark(place: str) -> str:
    return f'<w:bookmarkStart w:id="1" w:name="{bookmark_name(place)}"/>'


@cache
def _places() -> list[str]:
    """Ids of the places of a whole workbook, in order."""
    model = shipped_model()
    return [place.id for place in resolve(model, Request(), model.languages[0]).places()]


def workbook() -> bytes:
    """A whole workbook to be filled in on a screen."""
    request = Request(profile=Slug("complete"), languages=(Language("fi"),))
    (made,) = generate("docx", shipped_model(), request, {"edition": "fill"})
    return made.content


def mutants(sources: list[bytes], count: int) -> Iterator[bytes]:
    """Yield workbooks changed at random, the same ones every time."""
    chance = random.Random(SEED)  # noqa: S311 -- it keeps no secret
    kinds = (_bytes, _bytes, _cut, _spliced, _part_bytes, _part_bytes, _tags, _tags, _parts)
    unpacked = [parts_of(source) for source in sources]
    for number in range(count):
        which = number % len(sources)
        kind = chance.choice(kinds)
        yield kind(chance, sources[which], unpacked[which])


def _bytes(chance: random.Random, content: bytes, parts: Parts) -> bytes:
    del parts
    made = bytearray(content)
    for _ in range(chance.choice((1, 3, 30))):
        made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


def _cut(chance: random.Random, content: bytes, parts: Parts) -> bytes:
    del parts
    start, end = sorted((chance.randrange(len(content)), chance.randrange(len(content))))
    return content[:start] + content[end:]


def _spliced(chance: random.Random, content: bytes, parts: Parts) -> bytes:
    """Write over the directory at the end, where an archive says what is in it."""
    del parts
    made = bytearray(content)
    start = content.index(b"PK\x01\x02")
    for _ in range(chance.choice((1, 4))):
        at = chance.randrange(start, len(made) - 4)
        made[at : at + 4] = chance.choice((b"\0\0\0\0", b"\xff\xff\xff\xff", b"PK\x01\x02"))
    return bytes(made)


def _part_bytes(chance: random.Random, content: bytes, parts: Parts) -> bytes:
    del content
    name = chance.choice((MAIN, MAIN, *parts))
    made = bytearray(parts[name])
    for _ in range(chance.choice((1, 2, 20))):
        made[chance.randrange(len(made))] = chance.choice(b'<>&"/= aw:\0\xff')
    return packed({**parts, name: bytes(made)})


def _tags(chance: random.Random, content: bytes, parts: Parts) -> bytes:
    """Take out, double or swap elements, so that the XML stays sound and the document does not."""
    del content
    from lxml import etree  # noqa: PLC0415 -- what mutates is no part of what is measured

    root = etree.fromstring(parts[MAIN])
    every = list(root.iter())[2:]
    for _ in range(chance.choice((1, 5, 40))):
        one, other = chance.choice(every), chance.choice(every)
        parent = one.getparent()
        if parent is None or one is other or one in other.iterancestors():
            continue
        match chance.randrange(5):
            case 0:
                parent.remove(one)
            case 1:
                other.append(one)
            case 2:
                one.tag = other.tag
            case 3:
                one.attrib.update(other.attrib)
            case _:
                one.text = other.text
    return packed({**parts, MAIN: etree.tostring(root)})


def _parts(chance: random.Random, content: bytes, parts: Parts) -> bytes:
    """Swap, empty or drop whole parts."""
    del content
    made = dict(parts)
    one, other = chance.choice(list(made)), chance.choice(list(made))
    match chance.randrange(3):
        case 0:
            made[one], made[other] = made[other], made[one]
        case 1:
            made[one] = b""
        case _:
            del made[one]
    return packed(made)


def peak() -> int:
    """The most memory that this process has taken, in kilobytes."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def write(folder: Path, count: int) -> dict[str, tuple[str, str]]:
    """Write all of them, and return each file's name → what it is, and what it should come to."""
    model = shipped_model()
    made = {
        artifact.path: artifact.content
        for artifact in generate("docx", model, Request(), {"edition": "fill"})
    }
    theme = next(each for path, each in made.items() if "/themes/" in path)
    book = next(each for path, each in made.items() if path.endswith("/workbook.docx"))
    listed = {}
    for number, (name, (data, code)) in enumerate(attacks(book)):
        listed[f"attack-{number}"] = (name, code)
        (folder / f"attack-{number}").write_bytes(data)
    for number, data in enumerate(mutants([theme, theme, theme, book], count)):
        listed[f"mutant-{number}"] = (f"mutant {number}", "")
        (folder / f"mutant-{number}").write_bytes(data)
    return listed


def came_to(came: tuple[Sized, tuple[Finding, ...]], name: str) -> str:
    """Tell the code of the finding that refused a file, or that it was read."""
    sheets, findings = came
    refusals = [finding.code for finding in findings if has_errors([finding])]
    assert bool(refusals) != bool(sheets), (name, refusals, len(sheets))
    assert all(finding.as_text("fi") for finding in findings), name
    return refusals[0] if refusals else READ


def main(folder: Path) -> None:
    model = shipped_model()
    # What we print is worked out once in a checkout, whatever the file; a wheel carries it.
    assert places_in(model).printed.marks
    said: dict[str, str] = {}
    seconds: dict[str, float] = {}
    kilobytes: dict[str, int] = {}
    for file in sorted(folder.iterdir()):
        data = file.read_bytes()
        started = time.process_time()
        came = reader.read(data, model)
        seconds[file.name] = time.process_time() - started
        kilobytes[file.name] = peak()
        said[file.name] = came_to(came, file.name)
    json.dump({"said": said, "seconds": seconds, "kilobytes": kilobytes}, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
