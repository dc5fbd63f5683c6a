"""What is written is shown, a thing has one name, and nothing is copied from a source."""

from pathlib import Path

import pytest
from tests.support.commands import run
from tests.support.content import copy_shipped, edit

from toimintamalli.checks import names, shown
from toimintamalli.checks.rule import Rule
from toimintamalli.content import open_content


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
    assert any(new.partition(": ")[2] in each for each in said(shipped, names.RULE))


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
