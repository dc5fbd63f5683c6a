"""`toimintamalli fmt`: keys in the structure's order and the fewest quotes, and nothing else."""

from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.commands import Result, run
from tests.support.content import SHIPPED, copy_shipped, edit, write_content

from toimintamalli.content import load, open_content
from toimintamalli.formatting import find_order, format_texts
from toimintamalli.splicing import Order, stripped
from toimintamalli.yaml import Mode, Value, parse

HERD: Final = "se/themes/herd.yaml"
ORDER: Final[Order] = {
    "a": {"x": {"t": "", "u": ""}, "y": {"t": ""}},
    "b": {"z": ""},
    "c": {"z": ""},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_content(tmp_path / "content")


def fmt(folder: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> Result:
    return run("--ui", "en", "fmt", "--content", str(folder), *arguments, capsys=capsys)


def test_texts_take_the_order_of_the_structure_and_comments_move_with_their_key(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(folder, HERD, "  wait:\n    text: Vurdet.\n", "")
    edit(
        folder,
        HERD,
        "    text: Lohket bohccuid.\n",
        "    text: Lohket bohccuid.\n  # buot vuosttaš\n  wait:\n    text: 'Vurdet.'  # álo\n",
    )
    before = load(folder)
    assert fmt(folder, capsys, "--check").status == 1
    assert "text: 'Vurdet.'" in (folder / HERD).read_text(encoding="utf-8")
    result = fmt(folder, capsys)
    assert (result.status, result.output) == (0, f"{(folder / HERD).as_posix()}\n")
    after = (folder / HERD).read_text(encoding="utf-8")
    assert "practices:\n  # buot vuosttaš\n  wait:\n    text: Vurdet.  # álo\n  talk:\n" in after
    assert load(folder) == before
    assert fmt(folder, capsys, "--check").status == 0


def test_the_shipped_texts_say_the_same_before_and_after(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_shipped(tmp_path / "content")
    assert fmt(root, capsys).status == 0
    assert load(root) == load(SHIPPED)
    assert fmt(root, capsys, "--check").status == 0


def test_a_file_in_order_keeps_every_byte(folder: Path) -> None:
    content = open_content(folder)
    file = "themes/herd.yaml"
    data = (folder / HERD).read_bytes().replace(b"\n", b"\r\n")
    assert format_texts(data, HERD, find_order(content, file)) == data


def test_what_stays_and_what_moves_when_maps_change_places() -> None:
    before = """\
# yaml-language-server: $schema=x.json
# about b
b:
  z: "kaksi"

# about a

# still about a
a:
  y:
    t: |
      yksi

      # no comment
    # the end of y
  # of x
  x: {t: 'm', u: n}
  unknown:
    t: o
"""
    after = """\
# yaml-language-server: $schema=x.json
# about a

# still about a
a:
  # of x
  x: {t: 'm', u: n}
  y:
    t: |
      yksi

      # no comment
    # the end of y
  unknown:
    t: o

# about b
b:
  z: kaksi
"""
    assert format_texts(before.encode(), "f", ORDER).decode() == after


SCALAR: Final = st.sampled_from(
    [
        "plain",
        "'in quotes'",
        '"twice"',
        "'it''s'",
        '"a\\nb"',
        "'no'",
        "'a: b'",
        "|\n{0}  x\n\n{0}  y",
    ]
)
COMMENT: Final = st.sampled_from(["", "", "# one\n", "# one\n{0}# two\n"])
BESIDE: Final = st.sampled_from(["", "", "  # beside"])


@st.composite
def maps(draw: st.DrawFn, order: Order, indent: str = "") -> str:
    lines = []
    for key in draw(st.permutations(list(order))):
        below = order[key]
        lines.append(draw(COMMENT).format(indent) and indent + draw(COMMENT).format(indent))
        gap = draw(st.sampled_from(["", "", "\n"]))
        if isinstance(below, str):
            text = draw(SCALAR).format(indent)
            beside = "" if "\n" in text else draw(BESIDE)
            lines.append(f"{gap}{indent}{key}: {text}{beside}\n")
        else:
            lines.append(f"{gap}{indent}{key}:\n{draw(maps(below, indent + '  '))}")
    return "".join(line for line in lines if line.strip() or line == "\n")


@given(maps(ORDER), st.sampled_from(["\n", "\r\n"]))
def test_any_file_keeps_its_texts_and_comments_and_settles_at_once(text: str, ending: str) -> None:
    data = text.replace("\n", ending).encode()
    made = format_texts(data, "f", ORDER)
    assert format_texts(made, "f", ORDER) == made
    value = parse(made, "f", Mode.TEXT).value
    assert stripped(value) == stripped(parse(data, "f", Mode.TEXT).value)
    assert keys(value) == keys(ORDER)  # type: ignore[arg-type] # maps of strings are values
    assert comments(made) == comments(data)


def keys(value: Value) -> list[str]:
    if not isinstance(value, dict):
        return []
    return [each for key, below in value.items() for each in (key, *keys(below))]


def comments(data: bytes) -> list[str]:
    return sorted(
        each.partition("#")[2].strip() for each in data.decode().splitlines() if "#" in each
    )
