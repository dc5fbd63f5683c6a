"""What a package index shows of README.md: it has none of the files beside it."""

import re
from pathlib import Path
from typing import Final

from hatch_build import description

ROOT: Final = Path(__file__).parents[2]
README: Final = (ROOT / "README.md").read_text(encoding="utf-8")
TARGET: Final = re.compile(r"\]\(([^)]+)\)")
ADDRESS: Final = "https://code.example.org/toimintamalli"


def test_where_the_source_is_unknown_no_link_leads_into_nothing() -> None:
    shown = description(README, "1.0.0", None)

    assert [target for target in TARGET.findall(shown) if ":" not in target] == []
    assert "**I hold the meeting** · vetäjälle" in shown
    assert "come with the source" in shown
    assert "| A theme in the workbook" not in shown


def test_where_the_source_is_known_every_link_leads_to_its_file_at_the_version() -> None:
    shown = description(README, "1.0.0", ADDRESS)

    paths = [target for target in TARGET.findall(README) if ":" not in target]
    found = [target for target in TARGET.findall(shown) if target.startswith(ADDRESS)]
    assert len(found) == len(paths)
    for target, path in zip(found, paths, strict=True):
        kind = "raw" if path.endswith(".png") else "blob"
        assert target == f"{ADDRESS}/{kind}/v1.0.0/{path}"
    assert TARGET.sub("", shown) == TARGET.sub("", README)
