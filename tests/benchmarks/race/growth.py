"""A model of many items and of many languages, as content folders made of the shipped one."""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SHIPPED: Final = Path(__file__).parents[3] / "content"
_CODES: Final = (
    "da", "nb", "nl", "de", "fr", "it", "es", "pt", "et", "lv", "lt",
    "pl", "cs", "sk", "sl", "hr", "hu", "ro", "is", "ga", "mt",
)  # fmt: skip
"""Languages that make of three twenty-four."""


@dataclass(frozen=True)
class Growth:
    """One way in which a model grows."""

    name: str
    times: int
    write: Callable[[Path, int], Path]
    """Writes the content of so many times as much."""


def with_languages(folder: Path, times: int) -> Path:
    """Write the shipped content in so many times its languages: translations are copied."""
    shutil.copytree(SHIPPED, folder)
    model = folder / "structure" / "model.yaml"
    text = model.read_text(encoding="utf-8")
    listed = re.search(r"languages: \[(.*?)\]", text)
    assert listed, "the structure lists the languages in one line"
    own = listed[1].split(", ")
    more = _CODES[: len(own) * (times - 1)]
    for code in more:
        shutil.copytree(folder / "en", folder / code)
    text = text.replace(listed[0], f"languages: [{', '.join([*own, *more])}]")
    model.write_text(text, encoding="utf-8")
    return folder


def with_items(folder: Path, times: int) -> Path:
    """Write the shipped content with every practice and pitfall so many times, in all languages."""
    shutil.copytree(SHIPPED, folder)
    for file in sorted((folder / "structure" / "themes").glob("*.yaml")):
        for kind in ("practices", "pitfalls"):
            _repeat_entries(file, kind, times)
            for language in (path.name for path in folder.iterdir() if (path / "themes").is_dir()):
                if language not in ("structure", "locks"):
                    _repeat_texts(folder / language / "themes" / file.name, kind, times)
    return folder


def _section(text: str, kind: str) -> tuple[int, int]:
    found = re.search(rf"^{kind}:\n((?: .*\n|\n)+)", text, re.MULTILINE)
    return (found.start(1), found.end(1)) if found else (0, 0)


def _repeat_entries(file: Path, kind: str, times: int) -> None:
    text = file.read_text(encoding="utf-8")
    start, end = _section(text, kind)
    entries = text[start:end]
    copies = [
        re.sub(r"^(  - id: \S+)", rf"\g<1>-x{number}", entries, flags=re.MULTILINE)
        for number in range(1, times)
    ]
    file.write_text(text[:end] + "".join(copies) + text[end:], encoding="utf-8")


def _repeat_texts(file: Path, kind: str, times: int) -> None:
    text = file.read_text(encoding="utf-8")
    start, end = _section(text, kind)
    entries = text[start:end]
    copies = [
        re.sub(r"^(  [a-z][a-z0-9-]*):$", rf"\g<1>-x{number}:", entries, flags=re.MULTILINE)
        for number in range(1, times)
    ]
    file.write_text(text[:end] + "".join(copies) + text[end:], encoding="utf-8")


ITEMS: Final = Growth("items", 100, with_items)
LANGUAGES: Final = Growth("languages", 8, with_languages)
