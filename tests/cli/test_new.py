"""`toimintamalli new`: whatever somebody asks for is a model that can be printed at once."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.commands import run

from toimintamalli import load
from toimintamalli.beginning.starting import Wish, begin, starter_languages
from toimintamalli.cli import main
from toimintamalli.content import check_content, open_content, review_content
from toimintamalli.findings import has_errors
from toimintamalli.model.ids import SLUG_PATTERN, Language, PartyId, ThemeId

SLUGS = st.from_regex(SLUG_PATTERN, fullmatch=True).map(lambda slug: slug[:40])
LANGUAGES = st.sampled_from(["fi", "en", "sv", "et", "uk", "se", "ar", "zh", "pt-BR"])


def write(folder: Path, wish: Wish) -> Path:
    for name, data in begin(wish).items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder


@settings(max_examples=8, deadline=None)
@given(
    st.lists(SLUGS, min_size=2, max_size=5, unique=True),
    st.lists(LANGUAGES, min_size=1, max_size=3, unique=True),
    st.integers(-2, 1),
)
def test_whatever_is_asked_for_is_a_model_without_errors(
    tmp_path_factory: pytest.TempPathFactory,
    ids: list[str],
    languages: list[str],
    first: int,
) -> None:
    wish = Wish(
        name="Meidän malli 2",
        source=Language(languages[0]),
        languages=tuple(map(Language, languages)),
        themes=tuple(map(ThemeId, ids[:1])),
        parties=tuple(map(PartyId, ids[1:])),
        values=tuple(range(first, first + 4)),
        reader="fi",
    )
    folder = write(tmp_path_factory.mktemp("new"), wish)

    found = check_content(open_content(folder))

    assert [finding for finding in found if has_errors([finding])] == []
    assert load(folder).scales.ids == ("scale-4",)


LONG_SLUGS = st.from_regex(SLUG_PATTERN, fullmatch=True).map(lambda slug: (slug * 9)[:64])


@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.one_of(SLUGS, LONG_SLUGS), min_size=1, max_size=2, unique=True),
    st.lists(
        st.one_of(SLUGS, LONG_SLUGS, st.just("follow-up")), min_size=1, max_size=2, unique=True
    ),
    st.text("abcä -2", min_size=1, max_size=90).filter(lambda name: name.strip()),
)
def test_what_new_writes_passes_the_checks_however_long_the_names_are(
    tmp_path_factory: pytest.TempPathFactory, themes: list[str], parties: list[str], name: str
) -> None:
    folder = tmp_path_factory.mktemp("long") / f"a{name.strip()}"
    asked = [part for theme in themes for part in ("--theme", theme)]
    asked += [part for party in parties for part in ("--party", party)]

    made = main(["--ui", "fi", "new", str(folder), "--language", "fi", *asked])

    assert made in (0, 2)
    if made == 2:
        assert not folder.exists()
    else:
        assert main(["check", "--content", str(folder)]) == 0


def test_ids_too_long_together_are_told_with_how_much_to_take_away(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long = "a" * 30
    asked = ["--language", "fi", "--theme", long, "--party", "b" * 20]
    done = run("--ui", "fi", "new", str(tmp_path / "x"), *asked, capsys=capsys)

    # 30 + ".question.agreed@" + 20 are 67.
    assert f"tunnuksesta {long}.question.agreed@{'b' * 20} tulisi 67 merkin pituinen" in (
        done.messages
    )
    assert "vähintään 3 merkkiä lyhyempi" in done.messages
    assert (done.status, (tmp_path / "x").exists()) == (2, False)


@pytest.mark.parametrize("language", starter_languages())
def test_a_model_in_a_language_with_texts_leaves_nothing_to_complain_of(
    tmp_path: Path, language: str
) -> None:
    wish = Wish(
        name="2",
        source=Language(language),
        languages=(Language(language),),
        themes=(ThemeId("first-theme"), ThemeId("second-theme")),
        parties=(PartyId("first-party"), PartyId("second-party")),
        values=(1, 2, 3, 4, 5),
        reader=language,
    )
    content = open_content(write(tmp_path, wish))

    assert [*check_content(content), *review_content(content)] == []


def test_a_text_without_words_in_its_language_waits_and_is_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "mudel"
    made = run("--ui", "en", "new", str(folder), "--language", "et", "--languages", "et,uk",
               capsys=capsys)  # fmt: skip
    checked = run("--ui", "en", "check", "--content", str(folder), capsys=capsys)

    assert made.status == 0
    assert 'words of buttons and instructions are not in "uk"' in made.messages
    assert "et/workbook.yaml:4:12: warning[reminder-left]" in checked.output
    assert checked.status == 0
    # One row a package, one column a language.
    assert "interface  1/" in checked.messages


def test_nothing_is_written_where_something_lies(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    done = run("--ui", "fi", "new", str(tmp_path), "--language", "fi", capsys=capsys)

    assert (done.status, "ei ole tyhjä" in done.messages) == (1, True)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--language", "Viro"], '"Viro" ei ole kielen tunnus'),
        (["--language", "et", "--theme", "Muld"], '"Muld" ei kelpaa tunnukseksi'),
        (["--language", "et", "--party", "a", "--party", "a"], '"a" on annettu kahdesti'),
        (["--language", "et", "--theme", "a", "--party", "a"], '"a" on annettu kahdesti'),
        (["--language", "et", "--scale", "4"], '"4" ei ole asteikko'),
    ],
)
def test_a_wish_that_cannot_be_met_is_told_with_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    done = run("--ui", "fi", "new", str(tmp_path / "x"), *arguments, capsys=capsys)

    assert (done.status, said in done.messages, " – " in done.messages) == (2, True, True)
    assert not (tmp_path / "x").exists()
