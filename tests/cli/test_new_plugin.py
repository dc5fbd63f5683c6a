"""`toimintamalli new --plugin`: a format of one's own that can be installed, tried and tested."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.commands import run

NAME = "my-table"
RULES = 8
"""Rules of the conformance suite, and the test of the format's own option."""

PLACES = "resolve(model, request, language).places()"
WRONG = {
    "find_missing_texts": (PLACES, f"list({PLACES})[1:]"),
    "find_wrong_languages": ("prompt.language,", '"en",'),
    "find_bad_paths": ('f"{language}/', 'f"/{language}/'),
}
"""Rule → an edit of the format that breaks it."""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plugins") / NAME
    made = subprocess.run(
        [sys.executable, "-m", "toimintamalli", "--ui", "en", "new", "--plugin", str(folder)],
        check=True, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert f"pip install --editable {folder.as_posix()}" in made.stderr
    return folder


@pytest.fixture(scope="module")
def installed(package: Path) -> Path:
    target = package.parent / "installed"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    options = ["--no-build-isolation", "--no-deps", "--no-index", "--target", str(target)]
    subprocess.run([*pip, *options, str(package)], check=True, capture_output=True)
    return target


def in_package(package: Path, on_path: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=package,
        env={**os.environ, "PYTHONPATH": str(on_path)},
        check=False,
        capture_output=True,
        encoding="utf-8",
    )


def test_the_format_is_listed_and_builds(package: Path, installed: Path) -> None:
    listed = in_package(package, installed, "toimintamalli", "generators")
    assert NAME in listed.stdout.split()
    built = in_package(package, installed, "toimintamalli", "build", "--format", NAME)
    assert built.returncode == 0, built.stderr
    head, first, *_ = (package / "out/sv/my-table.tsv").read_text(encoding="utf-8").splitlines()
    assert head.split("\t") == ["place", "number", "language", "prompt"]
    assert first.split("\t")[2] == "sv"


def test_its_tests_pass_and_its_types_are_strict(package: Path, installed: Path) -> None:
    tested = in_package(package, installed, "pytest", "-p", "no:cacheprovider")
    assert tested.returncode == 0, tested.stdout
    assert f"{RULES} passed" in tested.stdout
    typed = in_package(package, installed, "mypy", "--cache-dir", os.devnull)
    assert typed.returncode == 0, typed.stdout
    assert "strict = true" in (package / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("rule", "edit"), WRONG.items())
def test_its_tests_tell_what_goes_wrong(
    package: Path, installed: Path, tmp_path: Path, rule: str, edit: tuple[str, str]
) -> None:
    written = (package / "src/toimintamalli_my_table/__init__.py").read_text(encoding="utf-8")
    assert edit[0] in written
    module = tmp_path / "toimintamalli_my_table"
    module.mkdir()
    (module / "__init__.py").write_text(written.replace(*edit), encoding="utf-8")
    path = Path(os.pathsep.join([str(tmp_path), str(installed)]))

    tested = in_package(package, path, "pytest", "-p", "no:cacheprovider")

    assert f"test_nothing_is_found_by_{rule}" in tested.stdout


def test_a_name_that_is_taken_or_none_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, told in (("json", "a format json is installed already"), ("My_One", '"My_One"')):
        done = run("--ui", "en", "new", "--plugin", str(tmp_path / name), capsys=capsys)
        assert done.status != 0
        assert told in done.messages
        assert not (tmp_path / name).exists()


def test_what_is_asked_of_a_model_is_refused_for_a_format(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for option in (("--language", "fi"), ("--theme", "a"), ("--party", "b"), ("--from", "x.xlsx")):
        asked = ("new", "--plugin", str(tmp_path / "mine"), *option)
        done = run("--ui", "en", *asked, capsys=capsys)
        assert done.status == 2
        assert f"--plugin and {option[0]} can't be used together" in done.messages


def test_a_folder_that_is_not_empty_stays_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "README.md").write_text("ours", encoding="utf-8")
    done = run("--ui", "en", "new", "--plugin", str(tmp_path / "mine"), capsys=capsys)
    assert done.status == 1
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["README.md"]
