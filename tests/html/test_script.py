"""The script by itself: its types, its logic in Node, and the words it must not hold."""

import re
import subprocess
from importlib.resources import files
from pathlib import Path

from toimintamalli_html._assets import script

NODE = Path(__file__).parents[1] / "node"


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


def test_the_modules_stand_together_as_one_script(tmp_path: Path) -> None:
    # Each has its own names; two alike would stop the whole script.
    whole = tmp_path / "whole.js"
    whole.write_text(script(), encoding="utf-8")
    said = subprocess.run(["node", "--check", whole], capture_output=True, check=False)
    assert said.returncode == 0, said.stderr.decode()


def test_the_embedded_script_has_no_comments_and_no_modules() -> None:
    assert not re.search(r"/\*|^\s*//|^(import|export)\b", script(), re.MULTILINE)
    # What closes a script element would end it early.
    assert "</script" not in script()
    assert "<!--" not in script()


def test_the_script_holds_no_words() -> None:
    code = re.sub(r"\$\{[^}]*\}", "", script())
    literals = re.findall(r'"([^"\n]*)"|`([^`]*)`', code)
    sentences = [
        one or other
        for one, other in literals
        if re.search(r"[a-zäö]+ [a-zäö]+ [a-zäö]+", one or other)
    ]
    assert [each for each in sentences if each != "use strict"] == []


def test_every_word_that_the_script_says_exists_in_each_language() -> None:
    said = set(re.findall(r'word\(\s*"([\w-]+)"', script()))
    said |= set(re.findall(r'"(file-[\w-]+)"', script()))
    said |= set(re.findall(r'button\(\s*"([\w-]+)"', script()))
    said |= set(re.findall(r'"?([\w-]+)"?: "(?:file|mine|yes)?"', script())) & {
        "use-file",
        "keep-mine",
        "cancel",
        "clear-yes",
    }
    shared = {"answer", "chosen", "no-answer", "question", "row"}
    for language in ("fi", "en", "sv"):
        source = (
            files("toimintamalli_html").joinpath("words", f"{language}.yaml").read_text("utf-8")
        )
        known = set(re.findall(r"^  say-([\w-]+):", source, re.MULTILINE))
        assert said - shared == known
