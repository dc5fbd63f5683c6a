"""Packages beside ours: one name announced twice, and readers that fail over a file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.commands import run
from tests.support.content import shipped_model
from toimintamalli import Model, Text, generate, read_file
from toimintamalli.errors import BrokenPlugin, ContestedPlugin
from toimintamalli.generation import find_generator, generator_names, generator_packages
from toimintamalli.reading import find_reader, recognise
from toimintamalli.reporting import find_reporter

Install = Callable[[str, str, str], None]


@pytest.fixture(scope="module")
def model() -> Model[Text]:
    return shipped_model()


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Install a package that announces one plug-in; its module is the text that is given."""
    monkeypatch.syspath_prepend(tmp_path)

    def install(package: str, announced: str, module: str) -> None:
        info = tmp_path / f"{package}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(announced)
        (tmp_path / f"{package}.py").write_text(module)

    return install


def announced(group: str, name: str, package: str) -> str:
    return f"[toimintamalli.{group}]\n{name} = {package}:plugin\n"


@pytest.mark.parametrize(
    ("group", "find"),
    [("generators", find_generator), ("readers", find_reader), ("reports", find_reporter)],
)
def test_a_name_that_two_packages_announce_is_refused_with_both(
    install: Install, group: str, find: Callable[[str], object]
) -> None:
    install("first", announced(group, "twice", "first"), "plugin = 1")
    install("second", announced(group, "twice", "second"), "plugin = 2")

    with pytest.raises(ContestedPlugin, match=r'"twice": first, second – uninstall all but one'):
        find("twice")


def test_a_package_that_takes_a_name_of_ours_swaps_nothing(
    install: Install, model: Model[Text], capsys: pytest.CaptureFixture[str]
) -> None:
    install("theirs", announced("generators", "json", "theirs"), "")

    with pytest.raises(ContestedPlugin, match="theirs, toimintamalli"):
        list(generate("json", model))
    assert list(generate("csv", model))
    assert "json" in generator_names()
    assert "json" not in generator_packages()
    listed = run("generators", capsys=capsys)
    assert "json\tseveral packages announce it: theirs, toimintamalli" in listed.output


CLAIMING = """
class Reader:
    def recognises(self, data):
        raise ZeroDivisionError("rikki")
    def read(self, data, model):
        return (), ()
plugin = Reader()
"""


def test_a_reader_that_fails_over_the_bytes_is_named_and_passed_over(
    install: Install, model: Model[Text]
) -> None:
    install("aaa", announced("readers", "aaa", "aaa"), CLAIMING)
    data = b"prerequisites.question.roles-known@workplace\n4\n"

    sheets, findings = read_file(data, model, "answers.csv")

    assert len(sheets) == 1
    (finding,) = findings
    assert finding.as_text() == (
        'answers.csv:1:1: warning[reader-passed-over] the reader "aaa" was passed over: '
        "ZeroDivisionError: rikki – update or uninstall its package"
    )
    assert recognise(data) == "csv"


def test_readers_that_can_not_be_loaded_are_named_where_no_other_knows_the_file(
    install: Install, model: Model[Text]
) -> None:
    install("gone", announced("readers", "gone", "gone"), "import no_such_library")

    assert read_file(b"prerequisites.question.roles-known\n4\n", model, "x")[1] == ()
    unknown, named = read_file(b"\x93NUM", model, "x")[1]
    assert (unknown.code, named.code) == ("unknown-file", "reader-passed-over")
    assert "no_such_library" in named.message()
    with pytest.raises(BrokenPlugin, match="no_such_library"):
        find_reader("gone")


def test_readers_and_reports_are_listed_like_formats(
    install: Install, capsys: pytest.CaptureFixture[str]
) -> None:
    install("gone", announced("readers", "gone", "gone"), "import no_such_library")

    readers = run("readers", capsys=capsys).output.splitlines()
    assert {"csv", "docx", "json", "surveyjs"} <= set(readers)
    assert any(reader.startswith("gone\tdoes not work: ModuleNotFoundError") for reader in readers)
    reports = dict(
        each.partition("\t")[::2] for each in run("reports", capsys=capsys).output.splitlines()
    )
    assert {"docx", "html", "ics"} <= set(reports)
