"""The script by itself: its types, its logic in Node, and the words it must not hold."""

import re
import subprocess
from importlib.resources import files
from pathlib import Path

import toimintamalli
from toimintamalli import words_for
from toimintamalli.model.text import Missing
from toimintamalli_html._assets import script

NODE = Path(__file__).parents[1] / "node"
STATIC = files("toimintamalli_html").joinpath("static")


def sources() -> str:
    """Return the modules of the script as people write them."""
    modules = (each for each in STATIC.iterdir() if each.name.endswith(".js"))
    return "\n".join(each.read_text("utf-8") for each in modules)


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
        ["node", "minify.mjs", "--check"], cwd=NODE, capture_output=True, check=False, text=True
    )
    assert (said.stderr, said.returncode) == ("", 0)


def test_the_embedded_script_has_no_comments_and_no_modules() -> None:
    assert not re.search(r"/\*\*|^\s*//|\b(import|export)\b", script(), re.MULTILINE)
    # What closes a script element would end it early.
    assert "</script" not in script()
    assert "<!--" not in script()


def test_the_script_holds_no_words() -> None:
    code = re.sub(r"\$\{[^}]*\}", "", sources())
    literals = re.findall(r'"([^"\n]*)"|`([^`]*)`', code)
    sentences = [
        one or other
        for one, other in literals
        if re.search(r"[a-zäö]+ [a-zäö]+ [a-zäö]+", one or other)
    ]
    assert [each for each in sentences if each != "use strict"] == []


def test_every_word_that_the_script_says_exists_in_each_language() -> None:
    code = sources()
    said = set(re.findall(r'word\(\s*"([\w-]+)"', code))
    said |= set(re.findall(r'"(file-[\w-]+)"', code))
    said |= set(re.findall(r'button\(\s*"([\w-]+)"', code))
    said |= set(re.findall(r'"?([\w-]+)"?: "(?:file|mine|yes)?"', code)) & {
        "use-file",
        "keep-mine",
        "cancel",
        "clear-yes",
    }
    shared = {"answer", "chosen", "no-answer", "question", "row"}
    model = toimintamalli.load()
    for language in model.languages:
        words = words_for("html", "toimintamalli_html", model, language, Missing.SOURCE)
        own = {name for name in words if not words[name].fallback}
        assert said - shared == {
            each.removeprefix("say-") for each in own if each.startswith("say-")
        }
        assert shared <= own
