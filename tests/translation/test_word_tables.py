"""A Word table as people leave it: split, merged, tracked, commented, and with words beside it."""

from collections.abc import Callable, Mapping

import pytest

from toimintamalli import messages
from toimintamalli.archives import read_zip, write_zip
from toimintamalli.limits import EXCHANGE
from toimintamalli.model.ids import Language
from toimintamalli.translation.exchange import word
from toimintamalli.translation.exchange.forms import read_return
from toimintamalli.translation.exchange.package import (
    BadExchangeFile,
    Package,
    Return,
    SentText,
)
from toimintamalli.translation.state import State
from toimintamalli.xml import Element, descendants, parse_xml

KEY, OTHER = "themes.herd:theme.title", "model:model.purpose"
SENT = (
    SentText("themes/herd.yaml", "themes/herd:theme.title", "yksi", "ett", State.CURRENT, "what"),
    SentText("model.yaml", OTHER, "a\nb\n\nc", "", State.MISSING, ""),
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DOCUMENT = "word/document.xml"


def written(reader: str = "en") -> dict[str, bytes]:
    data = word.write(Package(Language("fi"), Language("sv-FI"), SENT, reader))
    return dict(read_zip(data, bool, EXCHANGE.unpacked_bytes))


def read(body: str, parts: Mapping[str, bytes] | None = None) -> Return:
    """Read a document with a body of one's own, and further parts."""
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    made = {**written(), DOCUMENT: document.encode(), **(parts or {})}
    return read_return(write_zip(made.items()))


def cell(*paragraphs: str, facts: str = "") -> str:
    inside = "".join(f"<w:p>{content}</w:p>" for content in paragraphs)
    return f"<w:tc><w:tcPr>{facts}</w:tcPr>{inside}</w:tc>"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def row(*cells: str, facts: str = "") -> str:
    inside = "".join(part if part.startswith("<w:tc>") else cell(run(part)) for part in cells)
    return f"<w:tr><w:trPr>{facts}</w:trPr>{inside}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{row(KEY_HEAD, SOURCE_HEAD, TARGET_HEAD, NOTES_HEAD)}{''.join(rows)}</w:tbl>"


KEY_HEAD, SOURCE_HEAD, TARGET_HEAD, NOTES_HEAD = (
    messages.say(f"exchange-{name}", "en") for name in ("key", "source", "target", "notes")
)


def texts(found: Return) -> list[tuple[str, str, str]]:
    return [(text.name, text.source, text.target) for text in found.texts]


def told(found: Return) -> list[tuple[str, str]]:
    return [(said.code, said.words) for said in found.remarks]


# --- what is written --------------------------------------------------------------------------


def value(element: Element, name: str) -> str | None:
    found = element.get(f"{{{WORD}}}{name}")
    return None if found is None else str(found)


def test_each_cell_says_its_language_and_a_key_is_not_proofread() -> None:
    rows = descendants(parse_xml(written("sv")[DOCUMENT]), "tr")
    languages = [
        [
            sorted({str(value(tag, "val")) for tag in descendants(part, "lang")})
            for part in descendants(line, "tc")
        ]
        for line in rows
    ]
    assert languages == [
        [[], ["sv"], ["sv"], ["sv"], ["sv"], ["sv"]],
        *[[[], ["fi"], ["sv-FI"], ["sv"], ["sv"], ["sv"]]] * 2,
    ]
    assert all(len(descendants(line, "noProof")) == 1 for line in rows)


def test_only_the_headings_are_strong_and_come_again_on_every_page() -> None:
    head, *rows = descendants(parse_xml(written()[DOCUMENT]), "tr")
    assert (len(descendants(head, "tblHeader")), len(descendants(head, "b"))) == (1, 6)
    for line in rows:
        assert (len(descendants(line, "tblHeader")), len(descendants(line, "b"))) == (0, 0)
    assert all(len(descendants(line, "cantSplit")) == 1 for line in (head, *rows))


def test_the_table_fills_the_page_between_its_margins() -> None:
    body = parse_xml(written()[DOCUMENT])
    columns = [int(value(column, "w") or 0) for column in descendants(body, "gridCol")]
    [page], [margins] = descendants(body, "pgSz"), descendants(body, "pgMar")
    room = int(value(page, "w") or 0) - sum(
        int(value(margins, side) or 0) for side in ("left", "right")
    )
    assert room - 200 <= sum(columns) <= room
    # Source and translation stand beside one another as they will be compared.
    assert columns[1] == columns[2] == max(columns)
    for line in descendants(body, "tr"):
        assert [int(value(width, "w") or 0) for width in descendants(line, "tcW")] == columns


@pytest.mark.parametrize("reader", messages.LANGUAGES)
def test_what_nobody_touched_says_nothing(reader: str) -> None:
    found = read_return(write_zip(written(reader).items()))
    assert (found.source, found.target, found.remarks) == ("fi", "sv-FI", ())
    assert texts(found) == [(KEY, "yksi", "ett"), (OTHER, "a\nb\n\nc", "")]


# --- cells ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (cell(run("a"), run("b")), "a\n\nb"),
        (cell(run("a"), "", run("  "), run("b")), "a\n\nb"),
        (cell(run("a") + "<w:r><w:br/></w:r>" + run("b")), "a\nb"),
        (cell(run("a") + "<w:r><w:cr/></w:r>" + run("b")), "a\nb"),
        (cell(run("a") + "<w:r><w:tab/></w:r>" + run("b")), "a b"),
        (cell('<w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>' + run("b")), "b"),
        (cell(run("a") + "<w:r><w:noBreakHyphen/></w:r>" + run("b")), "a-b"),
        (cell(f"<w:ins>{run('new')}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"),
         "new"),
        (cell(f"<w:moveFrom>{run('old')}</w:moveFrom><w:moveTo>{run('new')}</w:moveTo>"), "new"),
        (cell(f"<w:sdt><w:sdtContent>{run('kept')}</w:sdtContent></w:sdt>"), "kept"),
    ],
)  # fmt: skip
def test_a_cell_holds_what_a_reader_sees(content: str, text: str) -> None:
    assert texts(read(table(row(KEY, "source", content)))) == [(KEY, "source", text)]


def test_a_table_in_a_cell_belongs_to_its_cell() -> None:
    inner = f"<w:tc><w:tbl>{row('x', 'y', 'z')}</w:tbl><w:p>{run('b')}</w:p></w:tc>"
    found = read(table(row(KEY, "a", inner)))
    assert texts(found) == [(KEY, "a", "x\n\ny\n\nz\n\nb")]


def span(count: str) -> str:
    return f'<w:gridSpan w:val="{count}"/>'


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (row(cell(run(KEY), facts=span("1")), "a", "b"), (KEY, "a", "b")),
        (row(cell(run(KEY)), cell(run("a"), facts=span("2")), "note"), (KEY, "a", "")),
        (row(cell(run("a"), facts=span("2")), "b"), None),
        (row("a", "b", facts='<w:gridBefore w:val="1"/>'), ("", "a", "b")),
        (row(cell(run(KEY), facts=span("x")), "a", "b"), (KEY, "a", "b")),
        (row(cell(run(KEY), facts=span("-3")), "a", "b"), (KEY, "a", "b")),
        (row(cell(run(KEY), facts=span("999999999")), "a", "b"), (KEY, "", "")),
    ],
)
def test_a_cell_over_several_columns_moves_none_of_the_others(
    line: str, text: tuple[str, str, str] | None
) -> None:
    found = read(table(line))
    assert texts(found) == ([text] if text else [])


def test_a_row_that_goes_on_below_a_merged_key_belongs_to_it() -> None:
    def merged(how: str) -> str:
        return cell(run(KEY) if how == "restart" else "", facts=f'<w:vMerge w:val="{how}"/>')

    bare = cell("", facts="<w:vMerge/>")
    found = read(
        table(
            row(merged("restart"), "a", "b"), row(merged("continue"), "c", "d"), row(bare, "e", "f")
        )
    )
    assert texts(found) == [(KEY, "a\n\nc\n\ne", "b\n\nd\n\nf")]


def test_a_row_that_was_deleted_is_gone() -> None:
    found = read(table(row(KEY, "a", "b", facts="<w:del/>"), row(OTHER, "c", "d")))
    assert texts(found) == [(OTHER, "c", "d")]
    assert [text.place.name for text in found.texts] == ["2"]


# --- comments, and what stands beside the table -----------------------------------------------


def with_comments(target: str = "comments.xml") -> dict[str, bytes]:
    comments = "".join(
        f'<w:comment w:id="{number}"><w:p>{run(words)}</w:p></w:comment>'
        for number, words in enumerate(("why?", "who?", ""))
    )
    relation = f'<Relationship Id="r" Type="{RELATED}/comments" Target="{target}"/>'
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    return {
        "word/comments.xml": f'<w:comments xmlns:w="{WORD}">{comments}</w:comments>'.encode(),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{relations}">{relation}</Relationships>'.encode()
        ),
    }


def mark(number: int) -> str:
    return f'<w:r><w:commentReference w:id="{number}"/></w:r>'


@pytest.mark.parametrize("target", ["comments.xml", "/word/comments.xml", "../word/comments.xml"])
def test_a_comment_is_told_once_with_its_text_wherever_its_part_lies(target: str) -> None:
    start = '<w:commentRangeStart w:id="0"/>'
    body = table(
        row(KEY, "a", cell(start + run("b") + mark(0))),
        row(OTHER, "c", cell(run("d") + mark(2))),
        row("", "e", cell(run("f") + mark(1))),
    )
    found = read(body, with_comments(target))
    assert told(found) == [("returned-comment", "why?"), ("returned-comment", "who?")]
    facts = [dict(said.facts) for said in found.remarks]
    assert [(fact["key"], fact["about"]) for fact in facts] == [(KEY, "b"), ("–", "f")]
    assert [said.place.name for said in found.remarks] == ["2", "4"]


def test_comments_of_which_no_part_is_there_are_none() -> None:
    parts = {**with_comments(), "word/comments.xml": b""}
    parts = {**with_comments("nowhere.xml")}
    assert read(table(row(KEY, "a", cell(run("b") + mark(0)))), parts).remarks == ()


@pytest.mark.parametrize("reader", messages.LANGUAGES)
def test_what_somebody_wrote_beside_the_table_is_told(reader: str) -> None:
    title = messages.say("exchange-title", reader, name="sv-FI")
    advice = messages.say("exchange-advice", reader)
    notes = (
        f'<w:footnotes xmlns:w="{WORD}"><w:footnote><w:p/></w:footnote>'
        f"<w:footnote><w:p>{run('at the foot')}</w:p></w:footnote></w:footnotes>"
    )
    lines = (title, "before", advice, f"{advice} and more", " ")
    before = "".join(f"<w:p>{run(line)}</w:p>" for line in lines)
    after = f"<w:p>{run('after')}{mark(1)}</w:p>"
    parts = {**with_comments(), "word/footnotes.xml": notes.encode()}
    found = read(before + table(row(KEY, "a", "b")) + after, parts)
    assert told(found) == [
        ("returned-outside", "before"),
        ("returned-outside", " ".join(f"{advice} and more".split())),
        ("returned-outside", "after"),
        ("returned-comment", "who?"),
        ("returned-outside", "at the foot"),
    ]
    assert dict(found.remarks[3].facts)["about"] == "after"


# --- damaged ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spoil",
    [
        lambda parts: parts.pop("_rels/.rels"),
        lambda parts: parts.pop(DOCUMENT),
        lambda parts: parts.update({DOCUMENT: f'<w:document xmlns:w="{WORD}"/>'.encode()}),
    ],
    ids=["relations", "document", "table"],
)
def test_a_document_without_its_table_is_none_of_ours(
    spoil: Callable[[dict[str, bytes]], object],
) -> None:
    parts = written()
    spoil(parts)
    with pytest.raises(BadExchangeFile) as refused:
        read_return(write_zip(parts.items()))
    assert refused.value.code == "exchange-no-table"
