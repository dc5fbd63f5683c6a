"""What we build with is named exactly: actions by commit, packages by digest."""

import re
import tomllib
from collections.abc import Iterator
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
    lock = (ROOT / "tests" / "development.lock").read_text(encoding="utf-8")
    locked = re.findall(
        r"^([a-z0-9.-]+)==.*(?:\n    --hash=sha256:[0-9a-f]{64}.*)+", lock, re.MULTILINE
    )
    named = [
        *project["project"]["dependencies"],
        *(each for extra in project["project"]["optional-dependencies"].values() for each in extra),
        *(each for each in _development(project["dependency-groups"], "dev")),
    ]
    names = {
        re.sub(r"[-_.]+", "-", re.split(r"[^A-Za-z0-9._-]", each, maxsplit=1)[0]).lower()
        for each in named
    }
    assert names - set(locked) == set(), "run make lock"
    assert "://" not in lock


def _development(groups: dict[str, list[str | dict[str, str]]], name: str) -> Iterator[str]:
    for group in groups[name]:
        if isinstance(group, str):
            yield group
        else:
            yield from _development(groups, group["include-group"])
