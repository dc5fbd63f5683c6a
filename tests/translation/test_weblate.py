"""Weblate's way with our files: its YAML engine saves them unchanged and edits only texts."""

import difflib
import re
from pathlib import Path
from typing import Final

import pytest
import yaml
from tests.support.content import SHIPPED
from translate.storage.yaml import YAMLFile

TEXT_FILES: Final = sorted(
    path.relative_to(SHIPPED)
    for folder in SHIPPED.iterdir()
    if folder.is_dir() and folder.name not in {"structure", "locks", "editorial"}
    for path in folder.rglob("*.yaml")
)


def open_as_weblate(data: bytes) -> YAMLFile:
    store = YAMLFile()
    # docs/translators.md: the component's line wrapping is "No line wrapping".
    store.dump_args["width"] = 65535  # type: ignore[assignment] # ruamel takes a number there
    store.parse(data)
    return store


@pytest.mark.parametrize("file", TEXT_FILES, ids=str)
def test_saving_without_an_edit_changes_no_byte(file: Path) -> None:
    data = (SHIPPED / file).read_bytes()
    assert bytes(open_as_weblate(data)) == data


@pytest.mark.parametrize("file", TEXT_FILES, ids=str)
def test_an_edit_changes_only_the_lines_of_its_text(file: Path) -> None:
    data = (SHIPPED / file).read_bytes()
    store = open_as_weblate(data)
    unit = store.units[len(store.units) // 2]
    key = str(unit.getid()).rpartition("->")[2]
    unit.target = "Muutettu: teksti"
    before, after = data.decode().splitlines(), bytes(store).decode().splitlines()
    changes = [each for each in difflib.ndiff(before, after) if each[0] in "-+"]
    assert [change.strip("+ ") for change in changes if change[0] == "+"] == [
        f"{key}: 'Muutettu: teksti'"
    ]
    assert changes[0].startswith("- ")


@pytest.mark.parametrize("file", TEXT_FILES, ids=str)
def test_the_schema_line_is_no_note_to_a_translator(file: Path) -> None:
    first = open_as_weblate((SHIPPED / file).read_bytes()).units[0]
    assert "yaml-language-server" not in first.getnotes()


PAGE: Final = (SHIPPED.parent / "docs/translators.md").read_text(encoding="utf-8")


def setting(name: str) -> str:
    found = re.search(rf"^\| {name} \| `(.+)` \|$", PAGE, re.MULTILINE)
    assert found is not None
    return found[1]


def test_the_settings_for_weblate_find_every_text_file_and_no_other() -> None:
    files = [path.relative_to(SHIPPED.parent).as_posix() for path in SHIPPED.rglob("*.yaml")]
    pattern = re.compile(setting("Regular expression to match translation files against"))
    base = setting("Define the monolingual base filename")
    components = {}
    for file in files:
        found = pattern.fullmatch(file)
        if found and re.search(setting("Language filter"), found["language"]):
            components[file] = base.replace("{{ component }}", found["component"])
    assert sorted(components) == [f"content/{file.as_posix()}" for file in TEXT_FILES]
    assert set(components.values()) <= set(files)


def test_the_settings_for_crowdin_name_every_source_file() -> None:
    block = re.search(r"```yaml\n(project_id_env.*?)```", PAGE, re.DOTALL)
    assert block is not None
    source = yaml.safe_load(block[1])["files"][0]["source"]
    found = {path.relative_to(SHIPPED) for path in SHIPPED.parent.glob(source.lstrip("/"))}
    assert found == {file for file in TEXT_FILES if file.parts[0] == "fi"}
