"""What we build with is named exactly: actions by commit, packages by digest."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda each: each.stem)
def test_every_action_is_pinned_by_commit_and_says_its_version(file: Path) -> None:
    used = re.findall(r"uses: *(.*)", file.read_text(encoding="utf-8"))
    assert [
        each for each in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v[0-9.]+", each)
    ] == []


def test_everything_that_we_name_is_locked_with_digests() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    locked = {each["name"]: each for each in lock["package"]}
    groups = project["dependency-groups"].values()
    named = [
        *project["project"]["dependencies"],
        *(each for extra in project["project"]["optional-dependencies"].values() for each in extra),
        *(each for group in groups for each in group if isinstance(each, str)),
    ]
    names = {
        re.sub(r"[-_.]+", "-", re.split(r"[^A-Za-z0-9._-]", each, maxsplit=1)[0]).lower()
        for each in named
    }
    assert names - set(locked) == set(), "run uv lock"
    files = [
        file
        for each in locked.values()
        for file in (*each.get("wheels", ()), *filter(None, [each.get("sdist")]))
    ]
    assert files
    assert all(each["hash"].startswith("sha256:") for each in files)
