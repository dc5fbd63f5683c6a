"""What is imported when: nobody waits for a library that they don't use."""

import subprocess
import sys
from typing import Final

import pytest

HEAVY: Final = frozenset({"click", "docx", "jinja2", "jsonschema", "lxml", "pydantic", "yaml"})
"""The libraries we stand on; pydantic alone takes about 55 ms to import."""


def libraries_after(statements: str) -> frozenset[str]:
    """Return which heavy libraries a fresh interpreter has imported after some statements."""
    command = [sys.executable, "-c", f"{statements}\nimport sys; print(*sys.modules)"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return HEAVY & frozenset(printed.split())


def test_importing_the_package_imports_no_library() -> None:
    assert libraries_after("import toimintamalli; dir(toimintamalli)") == frozenset()


def test_errors_and_findings_need_no_library() -> None:
    """A program that only catches our errors pays for nothing more."""
    used = "from toimintamalli import ToimintamalliError, Finding"
    assert libraries_after(used) == frozenset()


def test_loading_the_content_imports_only_what_reads_and_holds_it() -> None:
    used = "import toimintamalli; toimintamalli.load()"
    assert libraries_after(used) == {"pydantic", "yaml"}


@pytest.mark.parametrize(
    ("name", "unused"),
    # In a checkout pages read off the workbooks what these print; in a wheel it lies ready.
    [("json", {"docx", "jinja2"}), ("html", {"docx"}), ("docx", {"jinja2"})],
)
def test_a_format_imports_no_library_of_another(name: str, unused: set[str]) -> None:
    used = f"import toimintamalli as t; list(t.generate({name!r}, t.load()))"
    assert libraries_after(used).isdisjoint({*unused, "click"})


def test_listing_the_formats_loads_none_of_them() -> None:
    used = "from toimintamalli.generation import generator_names; generator_names()"
    assert libraries_after(used).isdisjoint({"docx", "jinja2", "lxml", "jsonschema", "click"})


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["chek"]])
def test_a_command_line_that_runs_no_command_loads_only_what_reads_it(arguments: list[str]) -> None:
    used = f"from toimintamalli.cli import main\ntry: main({arguments!r})\nexcept SystemExit: pass"
    assert libraries_after(used) == {"click"}
