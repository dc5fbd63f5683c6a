"""The script by itself: its types, its logic in Node, and the words it must not hold."""

import json
import re
import subprocess
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

import pytest
from tests.support.content import shipped_model

from toimintamalli import Language, words_for
from toimintamalli.model.text import Missing
from toimintamalli_html._assets import script

NODE = Path(__file__).parents[1] / "node"
STATIC = Path(str(files("toimintamalli_html").joinpath("static")))


def modules_from(entry: Path) -> frozenset[Path]:
    """Return the modules that one imports, and those that they import."""
    found: set[Path] = set()
    waiting = [entry]
    while waiting:
        module = waiting.pop()
        found.add(module)
        imported = re.findall(
            r'^import .* from "(.+\.js)";$', module.read_text("utf-8"), re.MULTILINE
        )
        paths = {(module.parent / each).resolve() for each in imported}
        waiting += sorted(paths - found)
    return frozenset(found)


def sources(modules: Iterable[Path]) -> str:
    return "\n".join(module.read_text("utf-8") for module in sorted(modules))


def test_the_types_in_the_script_hold() -> None:
    tool = NODE / "node_modules" / "typescript" / "bin" / "tsc"
    said = subprocess.run(
        ["node", tool, "--project", "tsconfig.json"], cwd=NODE, capture_output=True, check=False
    )
    assert (said.stdout.decode(), said.returncode) == ("", 0)


def test_the_logic_of_the_script_passes_in_node() -> None:
    said = subprocess.run(["node", "--test"], cwd=NODE, capture_output=True, check=False, text=True)
    assert said.returncode == 0, said.stdout
    assert re.search(r"^# pass [1-9]", said.stdout, re.MULTILINE), said.stdout


def test_the_small_script_is_what_its_sources_make() -> None:
    said = subprocess.run(
        ["node", "bundle.mjs", "--check"], cwd=NODE, capture_output=True, check=False, text=True
    )
    assert (said.stderr, said.returncode) == ("", 0)


@pytest.mark.parametrize("name", ["workbook", "follow_up"])
def test_the_embedded_script_has_no_comments_and_no_modules(name: str) -> None:
    code = script(name)
    assert not re.search(r"/\*\*|^\s*//|\b(import|export)\b", code, re.MULTILINE)
    # What closes a script element would end it early.
    assert "</script" not in code
    assert "<!--" not in code


def test_the_script_holds_no_words() -> None:
    said = subprocess.run(
        ["node", "literals.mjs", STATIC], cwd=NODE, capture_output=True, check=True
    )
    texts: list[str] = json.loads(said.stdout)
    assert len(texts) > 1_000
    classes = re.compile(r"plain [a-z]+ made")
    selectors = re.compile(r"#[a-z-]+( [a-z:]+)+")
    sentences = {text for text in texts if re.search(r"[a-zäö]+ [a-zäö]+ [a-zäö]+", text)}
    assert {
        text for text in sentences if not classes.fullmatch(text) and not selectors.fullmatch(text)
    } == set()


@pytest.mark.parametrize("language", ["fi", "en", "sv"])
@pytest.mark.parametrize("page", ["workbook", "follow-up"])
def test_a_page_carries_every_word_that_its_script_says(
    site: Path, page: str, language: str
) -> None:
    html = (site / language / f"{page}.html").read_text(encoding="utf-8")
    (program,) = re.findall(r'<template id="program">(.*?)</template>', html, re.DOTALL)
    carried = json.loads(program)["words"]
    modules = modules_from(STATIC / f"{page.replace('-', '_')}.js")
    said = set(re.findall(r'\b(?:word|tell|BadFile)\(\s*"([a-z-]+)"', sources(modules)))
    assert len(said) > 20
    assert said <= carried.keys()
    words = words_for(
        "html", "toimintamalli_html", shipped_model(), Language(language), Missing.SOURCE
    )
    assert [name for name in words if words[name].fallback] == []
