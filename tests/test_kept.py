"""What is worked out once and kept: it is never given for anything but what it was made of."""

import importlib.metadata
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.content import SHIPPED, copy_shipped, edit
from toimintamalli import Language, Missing, Request, load, resolve, words_for
from toimintamalli.generation import generator_names
from toimintamalli.model.ids import Slug

FI = Language("fi")


def test_what_is_installed_is_read_from_the_disk_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    find = importlib.metadata.entry_points

    def counted(group: str) -> importlib.metadata.EntryPoints:
        asked.append(group)
        return find(group=group)

    monkeypatch.setattr("toimintamalli.plugins.entry_points", counted)
    info = tmp_path / "stranger-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: stranger\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[toimintamalli.generators]\nshout = stranger:good\n")

    monkeypatch.syspath_prepend(tmp_path)

    assert "shout" in generator_names()
    assert generator_names() == generator_names()
    assert len(asked) == 1
    # Where Python looks for packages has changed, so what was kept does not count any more.
    monkeypatch.undo()
    assert "shout" not in generator_names()


def test_a_workbook_and_words_are_kept_for_the_next_format_and_for_no_other_model(
    tmp_path: Path,
) -> None:
    model = load(SHIPPED)
    edit(copy_shipped(tmp_path), "fi/model.yaml", "model:\n  title: ", "model:\n  title: Toinen ")
    other = load(tmp_path)
    request = Request(profile=Slug(model.profiles.ids[0]))

    book = resolve(model, request, FI)

    assert resolve(model, request, FI) is book
    assert resolve(model, Request(profile=request.profile, missing=Missing.MARK), FI) is not book
    assert resolve(other, request, FI).title.string == f"Toinen {book.title.string}"
    kept = [
        words_for("docx", "toimintamalli_docx", each, FI, Missing.MARK) for each in (model, other)
    ]
    assert kept[0] is words_for("docx", "toimintamalli_docx", model, FI, Missing.MARK)
    assert kept[1] is not kept[0]


def test_no_command_and_no_format_builds_types_that_only_checkers_need() -> None:
    """`Model[Text]` in an annotation that runs makes 36 classes: a fifth of a command."""
    program = """
from importlib import import_module
from toimintamalli.cli.main import _HOMES
from toimintamalli.plugins import find_entries
from toimintamalli.model.operating_model import Model
for module in set(_HOMES.values()):
    import_module(f"toimintamalli.cli.{module}")
for group in ("generators", "readers", "reports"):
    for entry in find_entries(f"toimintamalli.{group}").values():
        entry.load()
import_module("toimintamalli_html._workbook_page")
print([kind.__name__ for kind in Model.__subclasses__()])
"""
    assert subprocess.check_output([sys.executable, "-c", program], text=True).strip() == "[]"
