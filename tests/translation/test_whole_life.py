"""The whole life of a file at a translator's, whatever everybody does meanwhile.

It is sent, some of it is translated; meanwhile an editor changes sources and somebody mends
translations here; it comes back late. Whatever the form: a dry run says what the run does, only
the lines of texts that were translated differ, and nobody's words are lost.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.support.commands import run
from tests.support.content import write_translated_content
from tests.translation.test_exchange import FORMS, changed_lines, contents, export, work_on

from toimintamalli.content import open_content
from toimintamalli.loading.content import Unit
from toimintamalli.model.ids import Language
from toimintamalli.translation.state import State, dotted
from toimintamalli.translation.workspace import open_workspace

SOURCE: Final = Language("se")
TARGET: Final = Language("nb")

# What YAML, XML, tables and braces could stumble over.
SIGNS: Final = "aåЖ的 <>&\"'\\{}#%;:]|-”’=@*!?,."
ODD: Final = st.text(st.sampled_from(SIGNS), max_size=10).map(lambda said: " ".join(said.split()))


class Story(NamedTuple):
    """Who does what; texts are named by their key."""

    typed: Mapping[str, str]
    """What the translator types."""
    changed: Mapping[str, str]
    """What an editor makes of sources meanwhile."""
    mended: Mapping[str, str]
    """What somebody makes of translations here meanwhile."""


def key_of(unit: Unit) -> str:
    return f"{unit.file.removesuffix('.yaml')}:{dotted(unit)}"


def units_of(root: Path) -> dict[str, Unit]:
    """Return the texts that are somebody's own words, and no words of buttons."""
    units = open_content(str(root)).units
    return {key_of(unit): unit for unit in units if unit.file != "interface.yaml"}


@st.composite
def stories(draw: st.DrawFn, keys: list[str]) -> Story:
    def some(who: str, *, paragraphs: bool = False) -> dict[str, str]:
        chosen = draw(st.lists(st.sampled_from(keys), max_size=5, unique=True))
        texts = {}
        for number, key in enumerate(chosen):
            texts[key] = f"{who} ord {number} {draw(ODD)}".strip()
            if paragraphs and draw(st.integers(0, 3)) == 0:
                texts[key] += f"\n\nOg {draw(ODD)}".rstrip()
        return texts

    return Story(
        typed=some("Oversatte", paragraphs=True), changed=some("Ođđa"), mended=some("Rettet")
    )


def rewrite(root: Path, language: Language, texts: Mapping[str, str]) -> None:
    """Write texts in their files as an editor does: a line each."""
    units = units_of(root)
    for key, text in texts.items():
        unit = units[key]
        file = root / language / unit.file
        lines = file.read_text(encoding="utf-8").splitlines()
        at = unit.places[language].line - 1
        name = lines[at].partition(":")[0]
        lines[at] = f"{name}: '{text.replace(chr(39), chr(39) * 2)}'"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def texts_in(root: Path, language: Language) -> dict[str, str]:
    return {key: unit.strings.get(language, "") for key, unit in units_of(root).items()}


def folded(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return sorted(units_of(write_translated_content(tmp_path_factory.mktemp("keys") / "content")))


@pytest.mark.parametrize("form", FORMS)
@settings(
    max_examples=4,
    deadline=None,
    # The output is read anew after each command, and a smaller example would take minutes.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(data=st.data())
def test_whatever_everybody_does_meanwhile_nothing_is_lost(
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
    keys: list[str],
    form: str,
    data: st.DataObject,
) -> None:
    story = data.draw(stories(keys))
    root = write_translated_content(tmp_path_factory.mktemp("life") / "content")
    rewrite(root, TARGET, {key: f"Norsk {n}" for n, key in enumerate(keys)})
    run("translations", "record", "--content", str(root), capsys=capsys)
    file = export(root, form, capsys)
    work_on(file, form, lambda key, _: typed_at(story, key))
    rewrite(root, SOURCE, story.changed)
    rewrite(root, TARGET, story.mended)
    before, were = contents(root), texts_in(root, TARGET)
    command = ("--ui", "en", "translations", "import", str(file), "--content", str(root))

    dry = run(*command, "--dry-run", capsys=capsys)
    assert contents(root) == before
    done = run(*command, capsys=capsys)

    assert (dry.status, dry.output) == (done.status, done.output)
    after, are = contents(root), texts_in(root, TARGET)
    told = folded(done.output)
    fought = story.typed.keys() & story.mended.keys()
    # What nobody typed stays, what somebody mended here stays; what was typed comes in or is told.
    for key in keys:
        if key in story.typed and key not in fought:
            assert folded(are[key]) == folded(story.typed[key])
        else:
            assert are[key] == were[key]
        assert key not in fought or folded(story.typed[key]) in told
    assert_only_lines_of(before, after, len(story.typed.keys() - fought))
    states = {
        translation.key: translation.state
        for translation in open_workspace(str(root), [TARGET]).translations
    }
    for key in story.typed.keys() - fought:
        assert states[key] is (State.STALE if key in story.changed else State.CURRENT)

    forced = run(*command, "--anyway", capsys=capsys)

    assert forced.status == 0
    for key, said in texts_in(root, TARGET).items():
        assert folded(said) == folded(story.typed.get(key, were[key]))


def typed_at(story: Story, key: str) -> str:
    """Return what is typed at a text; forms write its key each in its way."""
    plain = key.replace("/", ".")
    return next((text for name, text in story.typed.items() if name.replace("/", ".") == plain), "")


def assert_only_lines_of(
    before: Mapping[str, bytes], after: Mapping[str, bytes], texts: int
) -> None:
    """Assert that no more lines went than texts were taken, and none outside their language."""
    assert before.keys() <= after.keys()
    gone = 0
    for name, data in after.items():
        if name.startswith(f"{TARGET}/"):
            gone += sum(line.startswith("-") for line in changed_lines(before[name], data))
        elif not name.startswith("locks/"):
            assert data == before[name]
    assert gone == texts
