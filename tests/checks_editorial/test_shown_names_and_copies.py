"""What is written is shown, a thing has one name, and nothing is copied from a source."""

from pathlib import Path

import pytest
from tests.checks_editorial.seeding import fact, line_of
from tests.support.commands import run
from tests.support.content import copy_shipped, edit, write_content

from toimintamalli.checks import names, shown
from toimintamalli.checks.rule import Rule
from toimintamalli.content import open_content, review_content


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    return copy_shipped(tmp_path / "content")


def said(folder: Path, rule: Rule) -> list[str]:
    return [finding.message("en") for finding in rule.check(open_content(folder))]


def test_the_content_shows_every_text_and_names_each_thing_once(shipped: Path) -> None:
    assert said(shipped, shown.RULE) == said(shipped, names.RULE) == []


def test_a_text_that_no_profile_shows_is_told(shipped: Path) -> None:
    edit(shipped, "structure/workbook.yaml", "of: goal_checks", "of: need_domains")

    assert "no workbook shows the text model:goal_checks.clear.description" in said(
        shipped, shown.RULE
    )


def test_what_is_shown_is_asked_only_where_nothing_else_is_wrong(tmp_path: Path) -> None:
    """A workbook can be resolved only of content without errors."""
    folder = write_content(tmp_path)
    workbook = "structure/workbook.yaml"
    edit(folder, workbook, "pages: 4", "pages: 4\n    whole: true")
    edit(folder, workbook, "of: pitfalls", "of: practices")
    assert "shown-nowhere" in codes(folder)
    edit(folder, "structure/model.yaml", "[1, 2, 3, 4, 5, 6, 7]", "[7, 6, 5, 4, 3, 2, 1]")

    assert "shown-nowhere" not in codes(folder)


def codes(folder: Path) -> set[str]:
    return {finding.code for finding in review_content(open_content(folder))}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("fi/model.yaml", "title: Työsuojelupäällikkö", "title: Työsuojelujohtaja"),
        ("en/workbook.yaml", "prompt: Complete by", "prompt: Done by"),
        ("sv/workbook.yaml", "text: inte påbörjad", "text: inte börjad"),
    ],
)
def test_a_second_name_for_one_thing_is_told(shipped: Path, file: str, old: str, new: str) -> None:
    path = shipped / file
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")

    name = new.partition(": ")[2]
    found = [each for each in names.RULE.check(open_content(shipped)) if name in each.message("en")]
    assert found
    for finding in found:
        words = fact(finding, "found")
        before, at, _ = line_of(finding).partition(words)
        assert (at, len(before) + 1) == (words, finding.position.column)


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("Hän sanoi: ottakaa työntekijät mukaan jo suunnitteluvaiheessa ja antakaa heille töitä.",
         "copied-run"),
        ("Luku tai merkki, josta muutos näkyy.", "near-copy"),
    ],
)  # fmt: skip
def test_what_a_source_says_in_the_same_words_is_told(
    shipped: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], source: str, code: str
) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "page.txt").write_text(source, encoding="utf-8")

    asked = ("check", "--content", str(shipped), "--report", "json")
    assert f'"{code}"' not in run(*asked, capsys=capsys).output
    assert f'"{code}"' in run(*asked, "--sources", str(folder), capsys=capsys).output
