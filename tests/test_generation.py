"""Generators: found by name, run in memory, and no stranger's fault spreads."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from textwrap import dedent

import pytest

from tests.support.commands import run_process
from tests.support.content import shipped_model, write_translated_content
from toimintamalli import Artifact, Model, Occasion, Request, Text, generate, load
from toimintamalli.errors import BadOption, BadRequest, UnknownName
from toimintamalli.generation import find_generator, generator_names
from toimintamalli.model.ids import Date, Language, PartyId, Slug, ThemeId
from toimintamalli.plugins import choose_options

PLUGIN = """\
from toimintamalli import Artifact
from pydantic import BaseModel, ConfigDict

class Options(BaseModel):
    model_config = ConfigDict(extra="forbid")
    loud: bool = False

class Shout:
    options = Options
    def generate(self, model, request, options):
        title = model.title[model.source_language]
        shown = title.upper() if options.loud else title
        yield Artifact("title.txt", shown.encode(), "text/plain")

class Fails(Shout):
    def generate(self, model, request, options):
        yield from super().generate(model, request, options)
        raise RuntimeError("out of paper")

good, fails, empty = Shout(), Fails(), object()
"""
ENTRY_POINTS = """\
[toimintamalli.generators]
shout = stranger_plugin:good
fails = stranger_plugin:fails
empty = stranger_plugin:empty
gone = stranger_plugin:nothing
crash = stranger_broken:good
"""


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Model[Text]:
    return load(write_translated_content(tmp_path_factory.mktemp("content")))


@pytest.fixture
def site(tmp_path: Path) -> dict[str, str]:
    """Install a stranger's package in a folder; returns the environment that sees it."""
    folder = tmp_path / "site"
    info = folder / "stranger_plugin-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: stranger-plugin\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(ENTRY_POINTS)
    (folder / "stranger_plugin.py").write_text(PLUGIN)
    (folder / "stranger_broken.py").write_text("import a_package_that_nobody_has\n")
    return {"PYTHONPATH": str(folder)}


def contents(artifacts: Iterable[Artifact]) -> dict[str, bytes]:
    return {artifact.path: artifact.content for artifact in artifacts}


# --- in memory -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["docx", "html", "json"])
def test_files_are_made_in_memory(
    model: Model[Text], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    made = list(generate(name, model))

    assert all(isinstance(artifact, Artifact) and artifact.content for artifact in made)
    assert len({artifact.path for artifact in made}) == len(made)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_where_nothing_can_be(tmp_path: Path) -> None:
    code = dedent("""
        import sys
        def refuse(event, arguments):
            mode = arguments[1] if event == "open" else ""
            if event in {"os.mkdir", "os.rename", "os.remove"} or set(str(mode)) & set("wxa+"):
                raise RuntimeError(f"{event} {arguments}")
        import toimintamalli
        model = toimintamalli.load()
        sys.addaudithook(refuse)
        made = [list(toimintamalli.generate(each, model)) for each in ("docx", "html", "json")]
        print(sum(map(len, made)))
    """)
    command = [sys.executable, "-B", "-c", code]
    assert int(subprocess.check_output(command, cwd=tmp_path)) > 10


@pytest.mark.parametrize("name", ["docx", "html", "json"])
def test_eight_threads_make_the_same_bytes(name: str) -> None:
    model = shipped_model()
    request = Request(languages=(Language("fi"),))
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: contents(generate(name, model, request)), range(8)))

    assert made[0]
    assert all(each == made[0] for each in made)


def test_the_model_is_the_same_after_a_build(model: Model[Text]) -> None:
    before = hash(model)
    for name in ("docx", "html", "json"):
        list(generate(name, model))

    assert hash(model) == before


# --- requests and options ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("request_", "kind", "meant"),
    [
        (Request(languages=(Language("sv"),)), "language", ""),
        (Request(themes=(ThemeId("hred"),)), "theme", "herd"),
        (Request(profile=Slug("metting")), "profile", "meeting"),
        (Request(occasion=Occasion(party=PartyId("buyer"))), "party", "buyers"),
    ],
)
@pytest.mark.parametrize("name", ["docx", "html", "json"])
def test_a_request_for_what_the_model_does_not_have_is_refused(
    model: Model[Text], name: str, request_: Request, kind: str, meant: str
) -> None:
    with pytest.raises(UnknownName) as problem:
        list(generate(name, model, request_))

    assert (problem.value.facts["kind"], problem.value.facts["suggestion"]) == (kind, meant)


@pytest.mark.parametrize("name", ["docx", "html", "json"])
def test_a_language_that_is_asked_for_twice_is_made_once(model: Model[Text], name: str) -> None:
    twice = Request(languages=(Language("nb"), Language("nb")))
    once = Request(languages=(Language("nb"),))

    assert [artifact.path for artifact in generate(name, model, twice)] == [
        artifact.path for artifact in generate(name, model, once)
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Request(languages=(Language("Suomi"),)),
        lambda: Request(themes=(ThemeId("../x"),)),
        lambda: Occasion(date=Date("2026-02-30")),
        lambda: Occasion(date=Date("tomorrow")),
        lambda: Occasion(round=0),
    ],
)
def test_a_request_that_no_model_could_answer_is_refused(wrong: Callable[[], object]) -> None:
    with pytest.raises(BadRequest, match="can’t be"):
        wrong()


def test_a_format_that_does_not_exist_is_refused_with_the_nearest_name(model: Model[Text]) -> None:
    with pytest.raises(UnknownName, match='did you mean "docx"') as problem:
        list(generate("dcox", model))

    assert 'tarkoititko "docx"?' in problem.value.message("fi")


def test_an_option_that_does_not_exist_is_refused_with_the_nearest_name(
    model: Model[Text],
) -> None:
    with pytest.raises(UnknownName, match=r'did you mean "docx\.edition"'):
        list(generate("docx", model, options={"editoin": "print"}))


def test_a_value_that_an_option_cannot_have_is_refused(model: Model[Text]) -> None:
    with pytest.raises(BadOption, match=r"docx\.edition"):
        list(generate("docx", model, options={"edition": "screen"}))


def test_options_are_checked_before_anything_is_made(model: Model[Text]) -> None:
    with pytest.raises(BadOption):
        generate("docx", model, options={"edition": "screen"})


def test_the_installed_formats_are_known_by_name() -> None:
    assert {"docx", "html", "json"} <= set(generator_names())
    assert find_generator("docx").options.model_fields["edition"]


# --- strangers' plug-ins -------------------------------------------------------------------------


def test_a_strangers_format_is_built_like_ours(site: dict[str, str], tmp_path: Path) -> None:
    folder = write_translated_content(tmp_path / "content")
    asked = ("--content", str(folder), "--format", "shout", "--set", "shout.loud=true")

    done = run_process("build", *asked, "--out", "out", folder=tmp_path, environment=site)

    assert (done.status, done.messages.count("Traceback")) == (0, 0)
    assert (tmp_path / "out/title.txt").read_text(encoding="utf-8") == "BOAZODOALLU"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("crash", "a_package_that_nobody_has"),
        ("gone", "nothing"),
        ("empty", "generate"),
        ("fails", "RuntimeError: out of paper"),
    ],
)
def test_a_broken_plugin_is_named_with_its_reason_and_nothing_is_written(
    site: dict[str, str], tmp_path: Path, name: str, reason: str
) -> None:
    folder = write_translated_content(tmp_path / "content")
    done = run_process("--ui", "fi", "build", "--content", str(folder), "--format", name,
                       "--out", "out", folder=tmp_path, environment=site)  # fmt: skip

    assert done.status == 1
    assert f'"{name}"' in done.messages
    assert reason in done.messages
    assert "Traceback" not in done.messages
    assert not (tmp_path / "out").exists()


def test_a_broken_plugin_fails_only_a_build_that_asks_for_it(
    site: dict[str, str], tmp_path: Path
) -> None:
    folder = write_translated_content(tmp_path / "content")
    built = run_process("build", "--content", str(folder), "--format", "json", "--out", "out",
                        folder=tmp_path, environment=site)  # fmt: skip
    listed = run_process("--ui", "en", "generators", environment=site)

    assert built.status == 0
    lines = dict(each.partition("\t")[::2] for each in listed.output.splitlines())
    assert lines["shout"] == "shout.loud"
    assert "does not work" in lines["crash"]
    assert json.loads((tmp_path / "out/v1/index.json").read_bytes())["id"] == "reindeer"


@pytest.mark.parametrize("name", generator_names())
def test_a_wrong_value_of_any_option_is_refused_in_the_readers_language(name: str) -> None:
    generator = find_generator(name)
    for option in generator.options.model_fields:
        for wrong in ("???", b"???", -1):
            try:
                choose_options(name, generator, {option: wrong})
            except BadOption as problem:
                said = problem.message("fi")
                assert f'"{name}.{option}" ei käy' in said
                assert "should be" not in said
                assert "error" not in said
