"""The wheel, built from the sdist and installed in an empty environment, without the checkout."""

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path
from typing import Final, NamedTuple

import pytest

ROOT: Final = Path(__file__).parents[2]
USER_SCRIPT: Final = Path(__file__).with_name("user_script.py")
FORMATS: Final = (
    "csv",
    "docx",
    "html",
    "json",
    "limesurvey",
    "npm",
    "questions",
    "surveyjs",
    "xlsform",
)
GENERATORS: Final = [path.name for path in (ROOT / "generators").glob("toimintamalli_*")]
PACKAGES: Final = ("toimintamalli", *GENERATORS)


class Distributions(NamedTuple):
    """What we would publish."""

    sdist: Path
    wheel: Path


class User(NamedTuple):
    """A folder of somebody who has installed the wheel and nothing else."""

    folder: Path
    programs: Path

    def run(self, *command: str) -> str:
        """Run one of the environment's programs in the folder and return what it printed."""
        environment = {name: each for name, each in os.environ.items() if "PYTHON" not in name}
        return subprocess.run(
            [self.programs / command[0], *command[1:]],
            cwd=self.folder,
            env=environment,
            check=True,
            capture_output=True,
            text=True,
            encoding="utf-8",
        ).stdout

    def evaluate(self, statements: str) -> str:
        """Run Python statements as the user would and return what they printed."""
        return self.run("python", "-c", statements).strip()


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Distributions:
    folder = tmp_path_factory.mktemp("dist")
    # Without isolation nothing is downloaded; by default the wheel is built from the sdist.
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return Distributions(next(folder.glob("*.tar.gz")), next(folder.glob("*.whl")))


@pytest.fixture(scope="module")
def user(distributions: Distributions, tmp_path_factory: pytest.TempPathFactory) -> User:
    environment = tmp_path_factory.mktemp("environment")
    venv.create(environment, with_pip=True)
    user = User(tmp_path_factory.mktemp("elsewhere"), environment / "bin")
    user.run("python", "-m", "pip", "install", "--quiet", str(distributions.wheel))
    return user


def test_a_package_index_takes_what_we_would_publish(distributions: Distributions) -> None:
    for command in (
        ("twine", "check", "--strict", *map(str, distributions)),
        ("check-wheel-contents", str(distributions.wheel)),
        ("validate-pyproject", str(ROOT / "pyproject.toml")),
    ):
        program, *arguments = command
        beside = Path(sys.executable).with_name(program)
        said = subprocess.run(
            [beside, *arguments], cwd=ROOT, check=False, capture_output=True, text=True
        )
        assert said.returncode == 0, said.stdout + said.stderr


def test_what_a_package_index_shows_leads_nowhere_that_it_has_not(
    distributions: Distributions,
) -> None:
    metadata = distributions.wheel.name.removesuffix("-py3-none-any.whl") + ".dist-info/METADATA"
    shown = zipfile.ZipFile(distributions.wheel).read(metadata).decode()
    assert "Description-Content-Type: text/markdown" in shown
    assert "# toimintamalli" in shown
    assert re.findall(r"\]\((?!https?:|#)[^)]*\)", shown) == []


def path_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def test_the_wheel_carries_the_content_as_it_stands_in_the_checkout(
    distributions: Distributions,
) -> None:
    content = {path_of(path) for path in (ROOT / "content").rglob("*") if path.is_file()}
    schemas = {path_of(path) for path in (ROOT / "schema").glob("*.json")}
    names = zipfile.ZipFile(distributions.wheel).namelist()
    assert schemas
    assert {f"toimintamalli/_data/{each}" for each in content | schemas} <= set(names)


def test_what_the_wheel_compiled_is_what_its_content_says(user: User) -> None:
    used = """
import sys, toimintamalli
from importlib.resources import files
compiled = toimintamalli.load()
assert "yaml" not in sys.modules, "nobody waits for what reads the content"
loaded = toimintamalli.load(files("toimintamalli") / "_data" / "content")
print(compiled == loaded, len(compiled.ledger.entries) > 0)
"""
    assert user.evaluate(used) == "True True"


def test_what_the_wheel_worked_out_beforehand_is_what_comes_out_of_its_content(user: User) -> None:
    used = """
import toimintamalli
from importlib.resources import files
from toimintamalli.compiled import is_shipped
from toimintamalli.workbook.places import places_of_model
from toimintamalli_docx.reader.printing import today_of
compiled = toimintamalli.load()
loaded = toimintamalli.load(files("toimintamalli") / "_data" / "content")
print(is_shipped(compiled), is_shipped(loaded))
print(places_of_model(compiled) == places_of_model(loaded))
carried = today_of(compiled).carried
print(carried == today_of(loaded).marks, len(carried) > 1000)
"""
    assert user.evaluate(used).split() == ["True", "False", "True", "True", "True"]


def test_messages_are_read_ready_made_and_say_what_the_catalogues_say(user: User) -> None:
    used = """
import sys
from toimintamalli.messages import LANGUAGES, _read, catalogue
said = {language: dict(catalogue(language)) for language in LANGUAGES}
print("tomllib" in sys.modules, said == {language: _read(language) for language in LANGUAGES})
"""
    assert user.evaluate(used).split() == ["False", "True"]


def test_the_wheel_holds_our_packages_their_licences_and_nothing_else(
    distributions: Distributions,
) -> None:
    names = zipfile.ZipFile(distributions.wheel).namelist()
    metadata = distributions.wheel.name.removesuffix("-py3-none-any.whl") + ".dist-info"
    assert {name.split("/")[0] for name in names} == {*PACKAGES, metadata}
    assert {f"{metadata}/licenses/LICENSE", f"{metadata}/licenses/content/LICENSE"} <= set(names)


def test_the_wheel_carries_the_small_script_of_pages_and_not_its_sources(
    distributions: Distributions,
) -> None:
    names = zipfile.ZipFile(distributions.wheel).namelist()
    scripts = [name for name in names if re.fullmatch(r"toimintamalli_html/.*\.js", name)]
    assert sorted(scripts) == [
        "toimintamalli_html/static/minified/follow_up.js",
        "toimintamalli_html/static/minified/workbook.js",
    ]


def test_every_package_says_that_it_is_typed(distributions: Distributions) -> None:
    names = zipfile.ZipFile(distributions.wheel).namelist()
    assert {f"{package}/py.typed" for package in PACKAGES} <= set(names)


def test_the_sdist_leaves_out_what_was_built(distributions: Distributions) -> None:
    with tarfile.open(distributions.sdist) as sdist:
        folders = {name.split("/")[1] for name in sdist.getnames() if "/" in name}
    assert folders.isdisjoint({"out", "dist", ".venv", ".stamp"})


def test_pages_from_a_wheel_need_no_reader_of_word_files(user: User) -> None:
    # What workbooks print lies ready in it; a checkout reads it off them.
    used = "import sys, toimintamalli as t; list(t.generate('html', t.load()))"
    assert user.evaluate(f"{used}; print('lxml' in sys.modules)") == "False"


def test_the_installed_package_is_not_the_checkout(user: User) -> None:
    file = Path(user.evaluate("import toimintamalli; print(toimintamalli.__file__)"))
    assert file.is_relative_to(user.programs.parent)


def test_the_content_loads_in_another_folder(user: User) -> None:
    loaded = user.evaluate(
        "import toimintamalli; m = toimintamalli.load();"
        'print(*(each.id for each in m.themes["act-and-develop"].practices))'
    )
    assert "act-and-develop.practice.involve-personnel" in loaded.split()


def test_the_installed_content_passes_every_check(user: User) -> None:
    assert user.run("toimintamalli", "check") == ""


def test_the_command_builds_every_format_in_every_language(user: User) -> None:
    user.run("toimintamalli", "build", "--out", "out")
    files = {path.relative_to(user.folder / "out").as_posix() for path in user.folder.rglob("*")}
    for language in ("fi", "en"):
        assert {
            f"{language}/workbook.docx",
            f"{language}/workbook-print.docx",
            f"{language}/workbook.html",
            f"v1/{language}/model.json",
        } <= files


def test_the_module_runs_as_the_command_does(user: User) -> None:
    listed = user.run("python", "-m", "toimintamalli", "generators")
    assert listed == user.run("toimintamalli", "generators")
    assert all(name in listed for name in FORMATS)


def test_a_users_program_gets_the_same_word_files_in_eight_threads_and_writes_nothing(
    user: User, tmp_path: Path
) -> None:
    shutil.copy(USER_SCRIPT, tmp_path)
    apart = User(tmp_path, user.programs)
    count, identical, *paths = apart.run("python", USER_SCRIPT.name).split()
    assert int(count) > 0
    assert identical == "True"
    assert "fi/workbook.docx" in paths
    assert [path.name for path in tmp_path.iterdir()] == [USER_SCRIPT.name]


def run_mypy(user: User, script: Path) -> subprocess.CompletedProcess[str]:
    """Check a script as strictly as mypy can, with only the installed wheel to look at."""
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--config-file=",
        "--output=json",
        f"--cache-dir={script.parent / 'cache'}",
        f"--python-executable={user.programs / 'python'}",
        str(script),
    ]
    return subprocess.run(
        command, cwd=script.parent, check=False, capture_output=True, text=True, encoding="utf-8"
    )


def test_mypy_strict_accepts_a_users_program(user: User, tmp_path: Path) -> None:
    script = Path(shutil.copy(USER_SCRIPT, tmp_path))
    checked = run_mypy(user, script)
    assert checked.returncode == 0, checked.stdout


def test_mypy_sees_the_mistakes_in_a_users_program(user: User, tmp_path: Path) -> None:
    script = tmp_path / "mistaken.py"
    script.write_text(
        "import toimintamalli\n"
        "toimintamalli.load().thems\n"
        "toimintamalli.Request(profile=4)\n"
        'toimintamalli.generate("docx", "model")\n',
        encoding="utf-8",
    )
    findings = [json.loads(line) for line in run_mypy(user, script).stdout.splitlines()]
    assert [(finding["line"], finding["code"]) for finding in findings] == [
        (2, "attr-defined"),
        (3, "arg-type"),
        (4, "arg-type"),
    ]
