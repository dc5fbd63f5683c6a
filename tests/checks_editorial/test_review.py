"""What an editor sees: our own content is clean, and a missing tool is named, never a failure."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.checks_editorial.seeding import write
from tests.support.content import SHIPPED, copy_shipped, edit, write_translated_content

from toimintamalli.content import find_unread, open_content, review_content
from toimintamalli.findings import Finding, Severity

CHECK = "from toimintamalli.cli import main; main()"
WITHOUT = "import sys; sys.modules.update(dict.fromkeys({modules}));" + CHECK


def check(
    folder: Path, *missing: str, ui: str = "en", arguments: Sequence[str] = ()
) -> subprocess.CompletedProcess[str]:
    """Run the command line, in an interpreter that lacks some modules."""
    script = WITHOUT.format(modules=list(missing))
    command = ["--ui", ui, "check", "--content", str(folder), *arguments]
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script, *command],
        check=False,
        capture_output=True,
        encoding="utf-8",
    )


def review(folder: Path) -> tuple[Finding, ...]:
    return review_content(open_content(folder))


def test_everything_that_proofreads_is_installed_where_tests_run() -> None:
    # There is no free speller for Swedish to install, and the tool says so.
    assert find_unread(open_content(SHIPPED)) == ()


def test_our_own_content_has_nothing_for_an_editor_to_mend() -> None:
    run = check(SHIPPED, arguments=["--strict"])
    assert run.stdout == ""
    assert "missing" not in run.stderr
    assert run.returncode == 0


@pytest.mark.parametrize("name", sorted(path.name for path in (SHIPPED / "editorial").iterdir()))
def test_each_list_is_in_alphabetical_order_and_says_each_thing_once(name: str) -> None:
    lines = (SHIPPED / "editorial" / name).read_text(encoding="utf-8").splitlines()
    entries = [line.partition("#")[0].strip() for line in lines if not line.startswith("#")]
    assert entries == sorted(set(entries), key=str.casefold)
    assert all(entries)


def test_the_command_shows_warnings_and_still_succeeds(folder: Path) -> None:
    write(folder, "fi", "Esimiehille tärkää tarvittaessa.")
    run = check(folder)
    codes = [line.split("[")[1].split("]")[0] for line in run.stdout.splitlines()]
    assert codes == ["forbidden-term", "misspelt", "vague-wording"]
    assert run.returncode == 0


def test_warnings_are_all_that_a_review_has(folder: Path) -> None:
    write(folder, "fi", "Esimiehille tärkää tarvittaessa " + "ja " * 100)
    assert {finding.severity for finding in review(folder)} == {Severity.WARNING}


def test_content_with_errors_is_mended_before_it_is_reviewed(folder: Path) -> None:
    write(folder, "fi", "Esimiehille tärkää.")
    edit(folder, "fi/glossary.yaml", "    term: työkyky\n", "")
    assert review(folder) == ()


def test_a_review_reads_what_it_can_where_a_link_is_broken(tmp_path: Path) -> None:
    folder = copy_shipped(tmp_path)
    file = folder / "structure/themes/act-and-develop.yaml"
    audience = file.read_text(encoding="utf-8").replace("[workplace, ohs]", "[neighbours]")
    file.write_text(audience, encoding="utf-8")
    text = "fi/themes/act-and-develop.yaml"
    edit(folder, text, "  title: Toimi ja kehitä", "  title: Toimi ja kehitää")
    assert "misspelt" in {finding.code for finding in review(folder)}


def test_without_voikko_the_check_says_so_and_looks_for_terms_as_written(folder: Path) -> None:
    write(folder, "fi", "Esimies, esimiehistä, tärkää, tarvittaessa.")
    run = check(folder, "libvoikko", ui="fi")
    codes = [line.split("[")[1].split("]")[0] for line in run.stdout.splitlines()]
    assert codes == ["forbidden-term", "vague-wording"]
    assert '"Esimies"' in run.stdout
    assert run.stderr.startswith("Voikko puuttuu, joten suomea ei oikoluettu")
    assert "libvoikko1 ja voikko-fi" in run.stderr
    assert run.returncode == 0


def test_without_harper_the_check_says_so_and_reads_finnish(folder: Path) -> None:
    write(folder, "fi", "Tärkää.")
    write(folder, "en", "Recieved by the boss.")
    run = check(folder, "harper")
    codes = [line.split("[")[1].split("]")[0] for line in run.stdout.splitlines()]
    assert codes == ["forbidden-term", "misspelt"]
    assert run.stderr.startswith("Harper is missing, so English was not proofread")
    assert run.returncode == 0


def test_a_language_that_nothing_proofreads_is_named(tmp_path: Path) -> None:
    run = check(write_translated_content(tmp_path))
    assert "There is no proofreading for the language se." in run.stderr
    assert "There is no proofreading for the language nb." in run.stderr


def test_who_only_loads_the_content_does_not_pay_for_the_review() -> None:
    script = "import toimintamalli, sys; toimintamalli.load(); print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, encoding="utf-8"
    )
    loaded = set(run.stdout.split())
    assert "toimintamalli.checks.scales" in loaded
    assert loaded.isdisjoint({"libvoikko", "harper", "toimintamalli.checks.prose"})
