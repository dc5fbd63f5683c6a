"""An editor must see the same schema for a content file as the file itself names."""

import json
import re
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
CONTENT_FILES: Final = sorted(
    path.relative_to(ROOT)
    for path in (ROOT / "content").rglob("*.yaml")
    if "locks" not in path.parts
)
MODELINE: Final = "# yaml-language-server: $schema="


def schemas_by_glob() -> dict[str, str]:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    schemas: dict[str, str | list[str]] = settings["yaml.schemas"]
    return {
        glob: schema
        for schema, globs in schemas.items()
        for glob in ([globs] if isinstance(globs, str) else globs)
    }


@pytest.mark.parametrize("file", CONTENT_FILES, ids=str)
def test_a_content_file_names_its_schema_on_the_first_line(file: Path) -> None:
    first_line = (ROOT / file).read_text(encoding="utf-8").splitlines()[0]
    assert first_line.startswith(MODELINE)
    assert (ROOT / file.parent / first_line.removeprefix(MODELINE)).is_file()


@pytest.mark.parametrize("file", CONTENT_FILES, ids=str)
def test_the_editor_settings_give_a_content_file_one_schema_the_same_as_its_own(file: Path) -> None:
    first_line = (ROOT / file).read_text(encoding="utf-8").splitlines()[0]
    own = (ROOT / file.parent / first_line.removeprefix(MODELINE)).resolve()
    matching = [schema for glob, schema in schemas_by_glob().items() if fnmatch(str(file), glob)]
    assert [(ROOT / each).resolve() for each in matching] == [own]


def test_the_settings_of_crowdin_in_the_docs_are_those_of_the_repository() -> None:
    page = (ROOT / "docs/translators.md").read_text(encoding="utf-8")
    shown = page.partition("`crowdin.yml` at the root")[2].partition("```yaml\n")[2]
    assert shown.partition("```")[0] == (ROOT / "crowdin.yml").read_text(encoding="utf-8")


def test_weblate_has_one_component_for_every_text_file_and_none_for_the_structure() -> None:
    components = json.loads((ROOT / "weblate.json").read_text(encoding="utf-8"))
    for file in CONTENT_FILES:
        if file.parts[1] in {"structure", "languages"}:
            continue
        named = [component for component in components if fnmatch(str(file), component["filemask"])]
        assert len(named) == 1, file
        assert (ROOT / named[0]["template"]).is_file()
        assert named[0]["file_format_params"]["yaml_line_wrap"] == 65535
    for component in components:
        languages = {found.relative_to(ROOT).parts[1] for found in ROOT.glob(component["filemask"])}
        taken = {name for name in languages if re.match(component["language_regex"], name)}
        assert languages - taken == {"structure"} & languages
        assert taken == {"fi", "en", "sv"}
    assert len({component["slug"] for component in components}) == len(components)
