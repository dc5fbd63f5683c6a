"""The summary for a pull request: plain words, and lines that link to the place."""

from pathlib import Path

import pytest
from tests.support.commands import run
from tests.support.content import copy_shipped, edit, write_content


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_content(tmp_path / "content")
    return Path("content")


def test_a_finding_is_told_in_finnish_with_a_link_to_its_line_at_github(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.com")
    monkeypatch.setenv("GITHUB_REPOSITORY", "omat/malli")
    monkeypatch.setenv("GITHUB_SHA", "abc123")
    edit(folder, "se/themes/herd.yaml", "  heading:", "  haeding:")
    arguments = ("check", "--content", "content", "--report", "github", "--summary", "s.md")
    result = run("--ui", "fi", *arguments, capsys=capsys)
    assert result.status == 1
    assert result.output.startswith("::error file=content/se/themes/herd.yaml,line=")
    summary = Path("s.md").read_text(encoding="utf-8")
    assert summary.startswith("## Sisällön tarkistus\n\n### Korjattava ennen julkaisua: ")
    address = "https://github.com/omat/malli/blob/abc123/content/se/themes/herd.yaml#L3"
    assert f'- [rivi 3]({address}): tuntematon kenttä "haeding" – tarkoititko "heading"?' in summary


def test_a_text_that_is_quoted_stays_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = "![x](https://example.org/x.png) @everyone <img>"
    edit(folder, "se/themes/herd.yaml", "  heading:", f"  '{bad}':")
    result = run(
        "--ui", "fi", "check", "--content", "content", "--report", "markdown", capsys=capsys
    )
    for each in ("![x](", "https://example", "@everyone", "<img>"):
        assert each not in result.output


def test_good_content_is_praised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    copy_shipped(tmp_path / "content")
    result = run(
        "--ui", "fi", "check", "--content", "content", "--report", "markdown", capsys=capsys
    )
    assert result.output == (
        "## Sisällön tarkistus\n\nKaikki kunnossa: tarkistus ei löytänyt huomautettavaa.\n"
    )
