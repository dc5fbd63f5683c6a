"""Reading a content root: what it gives, and that no folder, however odd, gets past it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path
from typing import IO, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.content import (
    append,
    copy_shipped,
    edit,
    spot,
    write_content,
    write_translated_content,
)

from toimintamalli import load
from toimintamalli.content import check_content, find_problems, open_content
from toimintamalli.errors import ContentError
from toimintamalli.findings import Finding, has_errors
from toimintamalli.loading.reading import read_content
from toimintamalli.model.ids import Language

MODEL = "structure/model.yaml"
THEME = "structure/themes/herd.yaml"
WORKBOOK = "structure/workbook.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_content(tmp_path / "content")


def findings(folder: Path) -> tuple[Finding, ...]:
    return check_content(open_content(folder))


def only(folder: Path) -> Finding:
    found = findings(folder)
    assert len(found) == 1, [finding.as_text() for finding in found]
    return found[0]


# --- what is read -----------------------------------------------------------------------------


@pytest.mark.parametrize("missing", [("nb",), ("se",), ("se", "nb")])
def test_a_file_that_would_hold_no_text_is_asked_of_no_language(
    tmp_path: Path, missing: tuple[str, ...]
) -> None:
    folder = write_translated_content(tmp_path / "content")
    (folder / "structure/glossary.yaml").write_text("terms: []\n", encoding="utf-8")
    for language in ("se", "nb"):
        (folder / language / "glossary.yaml").write_text("terms: {}\n", encoding="utf-8")
    for language in missing:
        (folder / language / "glossary.yaml").unlink()

    assert "missing-file" not in {finding.code for finding in findings(folder)}
    assert load(folder).terms.ids == ()


@pytest.mark.parametrize("language", ["se", "nb"])
def test_a_file_that_holds_texts_is_asked_of_each_language(tmp_path: Path, language: str) -> None:
    folder = write_translated_content(tmp_path / "content")
    (folder / language / "glossary.yaml").unlink()

    assert "missing-file" in {finding.code for finding in findings(folder)}


def test_structure_and_texts_become_one_model(folder: Path) -> None:
    model = load(folder)

    herd = model.themes["herd"]
    assert herd.title == {"se": "Eallu"}
    assert herd.practices.ids == ("herd.practice.wait", "herd.practice.talk", "herd.practice.count")
    assert herd.practices["herd.practice.count"].number.startswith("1.")
    assert len({item.number for item in herd.items()}) == len(list(herd.items()))
    assert [question.kind for question in herd.questions] == ["scale", "open"]
    assert model.scales["calm-7"].values == (1, 2, 3, 4, 5, 6, 7)


def test_the_order_is_that_of_the_structure_not_of_the_texts(folder: Path) -> None:
    edit(folder, "se/themes/herd.yaml", "  wait:\n    text: Vurdet.\n", "")
    edit(folder, "se/themes/herd.yaml", "Lohket bohccuid.\n",
         "Lohket bohccuid.\n  wait:\n    text: Vurdet.\n")  # fmt: skip

    assert next(iter(load(folder).themes["herd"].practices)).id == "herd.practice.wait"


def test_a_translation_may_lack_texts(tmp_path: Path) -> None:
    folder = write_translated_content(tmp_path)
    edit(folder, "nb/themes/herd.yaml", "  wait:\n    text: Vurdet.\n", "")

    assert set(load(folder).themes["herd"].practices["herd.practice.wait"].text) == {"se"}
    assert set(load(folder).themes["herd"].practices["herd.practice.talk"].text) == {"se", "nb"}


def test_a_folder_of_a_language_publishes_nothing_by_itself(folder: Path) -> None:
    shutil.copytree(folder / "se", folder / "nb")

    assert load(folder).languages == ("se",)
    assert set(load(folder).title) == {"se"}


def test_a_folder_may_be_named_by_a_string(folder: Path) -> None:
    assert load(str(folder)).id == "reindeer"


def test_without_a_folder_the_shipped_content_is_read() -> None:
    assert len(load().themes) == 5


# --- mistakes of shape ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "hint"),
    [
        (THEME, "    kind: open\n", "    knid: open\n", "unknown-key", 'tarkoititko "kind"?'),
        (THEME, "kind: open", "kind: opne", "unknown-value", 'tarkoititko "open"?'),
        (WORKBOOK, "kind: agenda", "kind: agneda", "unknown-value", 'tarkoititko "agenda"?'),
        (WORKBOOK, "per: theme", "per: month", "unknown-value", "vaihtoehdot: workbook, theme, "),
        (MODEL, "id: reindeer", "id: Reindeer", "bad-form", "tunnuksessa on pieniä"),
        (MODEL, "'2026-01-02'", "'2026-13-02'", "bad-date", "kirjoita päivä näin"),
        (MODEL, "https://example", "http://example", "bad-address", "https://"),
        (MODEL, "  - herd\n", "  - ../../etc/passwd\n", "bad-form", ""),
        (MODEL, "languages: [se]", "languages: [../etc]", "bad-language", "tunnuksellaan"),
        (WORKBOOK, "minutes: 10", "minutes: true", "not-a-number", ""),
        (WORKBOOK, "minutes: 10", "minutes: '10'", "not-a-number", ""),
        (WORKBOOK, "minutes: 10", "minutes: null", "empty-value", ""),
        (WORKBOOK, "minutes: 10", "minutes: 500", "too-large", "enintään 240"),
        (WORKBOOK, "minutes: 10", "minutes: -1", "too-small", "vähintään 0"),
        (WORKBOOK, "beside: true", "beside: kyllä", "not-a-truth", ""),
        (MODEL, "[1, 2, 3, 4, 5, 6, 7]", "1 7", "not-a-list", ""),
        (THEME, "theme:\n  sources: [elders]", "theme: elders", "not-a-map", ""),
        ("se/themes/herd.yaml", "text: Vurdet.", "text: [Vurdet]", "not-a-text", ""),
        ("se/themes/herd.yaml", "title: Eallu", "titel: Eallu", "unknown-key", '"title"?'),
        (THEME, "scale: calm-7", "scale: Calm", "name-not-id", "structure/model.yaml"),
        (MODEL, "id: buyers", f"id: {'b' * 65}", "too-long", "enintään 64"),
    ],
)
def test_a_mistake_of_shape_is_found_on_its_line(  # noqa: PLR0913, PLR0917 -- one row, one mistake
    folder: Path, name: str, old: str, new: str, code: str, hint: str
) -> None:
    edit(folder, name, old, new)

    found = {finding.code: finding for finding in findings(folder)}

    assert code in found
    start = spot(folder, name, new).line
    assert start <= found[code].position.line <= start + new.count("\n") + 1
    assert found[code].position.file == (folder / name).as_posix()
    assert hint in found[code].hint("fi")


@pytest.mark.parametrize(
    ("name", "old", "missing"),
    [
        (THEME, "    kind: open\n", "kind"),
        (THEME, "    scale: calm-7\n", "scale"),
        (MODEL, "  version: 1.2.3\n", "version"),
        ("se/themes/herd.yaml", "  lead: Vástidehket ovttas.\n", "lead"),
    ],
)
def test_a_missing_key_is_told_by_name(folder: Path, name: str, old: str, missing: str) -> None:
    edit(folder, name, old, "")

    found = only(folder)

    assert (found.code, dict(found.facts)["name"]) == ("missing-key", missing)


def test_what_a_finding_shows_of_a_file_is_as_it_was_typed(folder: Path) -> None:
    edit(folder, WORKBOOK, "minutes: 10", "minutes: true")

    assert '"true"' in only(folder).message("fi")


# --- untrusted folders ------------------------------------------------------------------------


def replaced_by_link(file: Path) -> None:
    outside = file.parents[3] / "outside.yaml"
    file.rename(outside)
    file.symlink_to(outside)


def replaced_by_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def replaced_by_fifo(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def replaced_by_circle(file: Path) -> None:
    file.unlink()
    file.symlink_to(file)


@pytest.mark.parametrize(
    "spoil", [Path.unlink, replaced_by_link, replaced_by_folder, replaced_by_fifo,
              replaced_by_circle]
)  # fmt: skip
def test_what_is_no_file_of_the_folder_itself_is_not_read(
    folder: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(folder / THEME)

    found = only(folder)

    assert (found.code, found.position.file) == ("missing-file", (folder / THEME).as_posix())


def test_a_link_within_the_folder_is_followed(folder: Path) -> None:
    (folder / THEME).rename(folder / "kept.yaml")
    (folder / THEME).symlink_to(folder / "kept.yaml")

    assert findings(folder) == ()


def test_names_of_files_outside_the_folder_are_not_told(folder: Path) -> None:
    outside = folder.parent / "outside"
    shutil.move(folder / "structure/themes", outside)
    (outside / "secret.yaml").touch()
    (folder / "structure/themes").symlink_to(outside)

    assert not [finding for finding in findings(folder) if "secret" in finding.as_text()]


@pytest.mark.parametrize("place", ["nowhere", "content/structure/model.yaml"])
def test_a_root_that_is_no_folder_is_told_so(folder: Path, place: str) -> None:
    found = only(folder.parent / place)

    assert found.code == "no-such-folder"
    assert found.position.file == (folder.parent / place).as_posix()


@pytest.mark.parametrize("place", ["content/se", "content/structure", "other", "."])
def test_a_folder_without_content_is_told_as_that_and_not_as_one_file(
    folder: Path, place: str
) -> None:
    (folder.parent / "other").mkdir()

    found = only(folder.parent / place)

    assert found.code == "no-content-here"
    assert (folder.as_posix() in found.hint("en")) == (place == ".")


def test_a_content_without_its_first_file_lacks_that(folder: Path) -> None:
    (folder / "structure/model.yaml").unlink()

    assert only(folder).code == "missing-file"


def test_a_text_in_another_encoding_is_refused_at_its_first_byte(folder: Path) -> None:
    (folder / "se/model.yaml").write_bytes(b"model:\n  title: \xe4\n")

    found = only(folder)

    assert (found.code, found.position.line, found.position.column) == ("not-utf8", 2, 10)


def test_a_huge_file_is_refused_unread(folder: Path) -> None:
    with (folder / "se/model.yaml").open("wb") as stream:
        stream.truncate(10_000_000_000)

    assert only(folder).code == "file-too-large"


@pytest.mark.parametrize("text", ["", "kukkuu", "- a\n", "["])
@pytest.mark.parametrize("name", [MODEL, THEME, "se/model.yaml", "se/interface.yaml"])
def test_a_file_of_the_wrong_kind_is_a_finding_in_that_file(
    folder: Path, name: str, text: str
) -> None:
    (folder / name).write_text(text, encoding="utf-8")

    assert only(folder).position.file == (folder / name).as_posix()


def test_a_file_of_an_unlisted_theme_is_told_the_name_it_was_meant_to_have(folder: Path) -> None:
    (folder / "se/themes/hred.yaml").write_text("theme: {}\n", encoding="utf-8")

    found = only(folder)

    assert (found.code, found.hint("en")) == ("stray-theme", 'did you mean "herd.yaml"?')


def test_a_misnamed_file_is_named_rather_than_passed_over(tmp_path: Path) -> None:
    folder = write_content(tmp_path)
    (folder / "se" / "modle.yaml").write_text("model:\n  title: x\n")
    found = next(
        finding for finding in read_content(folder).findings if finding.code == "stray-file"
    )
    assert found.hint("fi") == 'tarkoititko "model.yaml"?'


class ForbiddenFile:
    """A file on a disk that says no; as root, no real file does."""

    def __init__(self, file: Traversable, name: str) -> None:
        self.file = file
        self.name = name

    def joinpath(self, *parts: str) -> "ForbiddenFile":
        below = "/".join(parts)
        return ForbiddenFile(self.file.joinpath(below), below)

    def is_file(self) -> bool:
        return self.file.is_file()

    def is_dir(self) -> bool:
        return self.file.is_dir()

    def iterdir(self) -> Iterator[Traversable]:
        return self.file.iterdir()

    def open(self, mode: str) -> IO[bytes]:
        assert mode == "rb"
        if self.name == THEME:
            raise PermissionError(13, "Permission denied")
        return BytesIO(self.file.read_bytes())


def test_a_file_that_may_not_be_read_is_a_finding(folder: Path) -> None:
    content = read_content(cast(Traversable, ForbiddenFile(folder, "")))

    codes = {(finding.position.file, finding.code) for finding in content.findings}
    assert codes == {(f"content/{THEME}", "unreadable-file")}
    assert content.model is None


# --- for every content ------------------------------------------------------------------------

FILES = [
    MODEL, THEME, WORKBOOK, "structure/glossary.yaml",
    "se/model.yaml", "se/themes/herd.yaml", "se/workbook.yaml", "se/interface.yaml",
]  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(name=st.sampled_from(FILES), data=st.data())
def test_what_has_no_model_has_errors_and_what_has_errors_does_not_load(
    tmp_path: Path, name: str, data: st.DataObject
) -> None:
    folder = write_content(tmp_path / "content")
    lines = (folder / name).read_text(encoding="utf-8").splitlines(keepends=True)
    index = data.draw(st.integers(0, len(lines) - 1), label="line")
    change = data.draw(st.sampled_from(["drop", "twice", "swap", "indent", "cut"]), label="change")
    other = data.draw(st.sampled_from(lines), label="other")
    changed = {
        "drop": [],
        "twice": [lines[index]] * 2,
        "swap": [other],
        "indent": [f"  {lines[index]}"],
        "cut": [lines[index].rpartition(":")[0] + ":\n"],
    }[change]
    (folder / name).write_text("".join(lines[:index] + changed + lines[index + 1 :]), "utf-8")

    content = open_content(folder)
    found = find_problems(content)

    if has_errors(found):
        with pytest.raises(ContentError):
            load(folder)
    else:
        assert content.model is not None
        assert load(folder) == content.model


# --- installed and shipped --------------------------------------------------------------------


def test_reading_the_same_folder_twice_gives_equal_models(tmp_path: Path) -> None:
    folder = copy_shipped(tmp_path)

    assert load(folder) == load(folder) == load()
    assert hash(load(folder)) == hash(load())


def test_content_reads_the_same_in_another_locale(folder: Path) -> None:
    code = f"import toimintamalli; print(hash(len(repr(toimintamalli.load({str(folder)!r})))))"
    seen = {
        subprocess.check_output(
            [sys.executable, "-c", code], env={**os.environ, "LC_ALL": locale, "PYTHONUTF8": "0"}
        )
        for locale in ("C", "C.UTF-8")
    }
    assert len(seen) == 1


def test_the_languages_of_a_model_are_language_tags(folder: Path) -> None:
    append(folder, "se/glossary.yaml", "")

    assert load(folder).source_language == Language("se")


def test_a_wrong_value_is_found_where_it_begins_also_under_a_key_named_as_the_kind(
    folder: Path,
) -> None:
    edit(folder, THEME, "scale: calm-7", "scale: Calm")

    assert only(folder).position == spot(folder, THEME, "Calm")
