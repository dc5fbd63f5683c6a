"""`toimintamalli build`: every option does what it says, and names that don't exist are refused."""

import json
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Final

import pytest
from tests.support.commands import Result, run, run_process
from tests.support.content import (
    append,
    copy_shipped,
    edit,
    write_content,
    write_translated_content,
)

Build = Callable[..., Result]
DAY: Final = {"SOURCE_DATE_EPOCH": "1764547200"}
"""1 December 2025."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_translated_content(tmp_path / "content")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def build(
    folder: Path, out: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Build:
    """Return the command with the smallest content, writing to `out`."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    common = ("build", "--content", str(folder), "--out", str(out))
    return lambda *asked, ui="en": run("--ui", ui, *common, *asked, capsys=capsys)


def files(out: Path) -> set[str]:
    return {
        path.relative_to(out).as_posix()
        for path in out.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def digests(out: Path) -> dict[str, str]:
    return {file: sha256((out / file).read_bytes()).hexdigest() for file in files(out)}


def page(out: Path, language: str = "se") -> str:
    return (out / language / "workbook.html").read_text(encoding="utf-8")


# --- what is made --------------------------------------------------------------------------------


def test_a_build_makes_word_web_and_data_in_every_language(build: Build, out: Path) -> None:
    done = build()

    assert done.status == 0
    assert files(out) >= {
        "index.html",
        "v1/model.json",
        "v1/index.json",
        *(f"{each}/{name}" for each in ("se", "nb")
          for name in ("workbook.docx", "workbook-print.docx", "workbook.html")),
        *(f"v1/{each}/model.json" for each in ("se", "nb")),
    }  # fmt: skip
    assert done.output == ""
    assert f"Wrote {len(files(out))} files" in done.messages


def test_a_language_is_written_alone_and_once(build: Build, out: Path) -> None:
    build("--language", "nb", "--language", "nb")

    assert {file.split("/")[0] for file in files(out)} == {"nb", "v1", "index.html"}
    assert (out / "v1/nb/model.json").is_file()
    assert not (out / "v1/se").exists()


@pytest.mark.parametrize(("name", "ending"), [("docx", ".docx"), ("html", ".html"),
                                             ("json", ".json")])  # fmt: skip
def test_a_format_is_written_alone(build: Build, out: Path, name: str, ending: str) -> None:
    assert build("--format", name).status == 0
    assert {Path(file).suffix for file in files(out)} == {ending}


def test_a_theme_is_written_alone(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = run(
        "build", "--theme", "plan-ahead", "--format", "json", "--out", str(out), capsys=capsys
    )

    model = json.loads((out / "v1/fi/model.json").read_bytes())["model"]
    assert done.status == 0
    assert [each["id"] for each in model["themes"]] == ["plan-ahead"]


def test_a_profile_decides_the_sections(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("build", "--profile", "theme", "--theme", "plan-ahead", "--language", "fi",
        "--format", "html", "--out", str(out), capsys=capsys)  # fmt: skip

    assert 'data-place="agreed-measures' not in page(out, "fi")
    sections = re.findall('<section id="([\\w.-]+)"', page(out, "fi"))
    assert [section for section in sections if "." in section] == ["theme-sheet.plan-ahead"]


def test_the_kind_of_workplace_decides_what_is_left_out(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("--format", "html", "--language", "en", "--profile", "small-workplace")
    run("build", *asked, "--for", "public-sector", "--out", str(out), capsys=capsys)

    page = next(out.glob("en/workbook*.html")).read_text(encoding="utf-8")
    assert "own-well-being" not in page


def test_what_is_known_of_the_occasion_is_filled_in(build: Build, out: Path) -> None:
    build("--organisation", "Eallu & <Co>", "--date", "2026-12-01", "--format", "html")

    assert "Eallu &amp; &lt;Co&gt;" in page(out)
    assert "2026-12-01" in page(out)


def test_without_a_date_the_place_stays_blank(build: Build, out: Path) -> None:
    build("--format", "html")

    assert '<input type="date" data-place="start.where.day">' in page(out)


def test_the_date_of_a_reproducible_build_is_the_one_it_was_told(
    build: Build, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY["SOURCE_DATE_EPOCH"])

    build("--format", "html")

    assert "2025-12-01" in page(out)


def test_a_party_fills_in_a_workbook_of_its_own(build: Build, out: Path) -> None:
    build("--party", "buyers", "--format", "html")

    assert '@buyers"' in page(out)
    assert '@herders"' not in page(out)


def test_a_formats_option_is_set(build: Build, out: Path) -> None:
    build("--format", "docx", "--set", "docx.edition=print")

    assert files(out) == {"se/workbook-print.docx", "nb/workbook-print.docx"}


def test_an_option_of_a_format_that_is_not_built_is_checked_and_left(
    build: Build, out: Path
) -> None:
    assert build("--format", "json", "--set", "docx.edition=print").status == 0
    assert not list(out.rglob("*.docx"))


# --- missing translations ------------------------------------------------------------------------


@pytest.fixture
def gap(folder: Path) -> Path:
    """A translation without one text."""
    edit(folder, "nb/themes/herd.yaml", "  wait:\n    text: Vurdet.\n", "")
    return folder


@pytest.mark.usefixtures("gap")
def test_a_missing_translation_is_shown_in_the_source_language(build: Build, out: Path) -> None:
    assert build("--format", "html").status == 0
    assert '<span lang="se">Vurdet.</span>' in page(out, "nb")


@pytest.mark.usefixtures("gap")
def test_a_missing_translation_is_marked_if_that_is_asked(build: Build, out: Path) -> None:
    build("--format", "html", "--missing", "source")
    plain = page(out, "nb")
    build("--format", "html", "--missing", "mark")

    assert page(out, "nb").count("untranslated") > plain.count("untranslated")


@pytest.mark.parametrize("ui", ["fi", "en"])
def test_a_missing_translation_stops_the_build_if_that_is_asked(
    tmp_path: Path, out: Path, ui: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copy_shipped(tmp_path / "content")
    edit(folder, "en/themes/act-and-develop.yaml", "  title: Act and develop\n", "")

    done = run("--ui", ui, "build", "--content", str(folder), "--missing", "error",
               "--format", "html", "--out", str(out), capsys=capsys)  # fmt: skip

    assert done.status == 1
    assert "Toimi ja kehitä" in done.messages
    assert '"en"' in done.messages
    assert not out.exists()


# --- refusals ------------------------------------------------------------------------------------

NAMES: Final = [
    (("--language", "nbb"), 'kieli "nbb"', 'language "nbb"', '"nb"'),
    (("--theme", "hred"), 'teema "hred"', 'theme "hred"', '"herd"'),
    (("--format", "dcox"), 'muoto "dcox"', 'format "dcox"', '"docx"'),
    (("--profile", "metting"), 'profiili "metting"', 'profile "metting"', '"meeting"'),
    (("--party", "byers"), 'osapuoli "byers"', 'party "byers"', '"buyers"'),
    (("--set", "docx.editoin=print"), '"docx.editoin"', 'option "docx.editoin"', '"docx.edition"'),
    (("--set", "dcox.edition=print"), '"dcox"', 'format "dcox"', '"docx"'),
]


@pytest.mark.parametrize("ui", ["fi", "en"])
@pytest.mark.parametrize(("asked", "finnish", "english", "meant"), NAMES)
def test_a_name_that_does_not_exist_is_refused_with_the_nearest_one(  # noqa: PLR0913, PLR0917
    build: Build, out: Path, ui: str, asked: tuple[str, ...], finnish: str, english: str, meant: str
) -> None:
    done = build(*asked, ui=ui)

    assert done.status == 2
    assert {"fi": finnish, "en": english}[ui] in done.messages
    assert {"fi": f"tarkoititko {meant}?", "en": f"did you mean {meant}?"}[ui] in done.messages
    assert not out.exists()


@pytest.mark.parametrize("ui", ["fi", "en"])
@pytest.mark.parametrize(
    "asked",
    [
        ("--date", "1.12.2026"),
        ("--date", "2026-02-31"),
        ("--date", "2026-12-01\n"),
        ("--round", "0"),
        ("--round", "one"),
        ("--missing", "guess"),
        ("--set", "docx.edition=screen"),
        ("--set", "docx.edition"),
        ("--set", "edition=print"),
        ("--set", ".edition=print"),
        ("--colour", "red"),
        ("surplus",),
    ],
)
def test_wrong_usage_ends_with_two_and_writes_nothing(
    build: Build, out: Path, ui: str, asked: tuple[str, ...]
) -> None:
    done = build(*asked, ui=ui)

    assert done.status == 2
    assert done.messages.startswith("toimintamalli: ")
    assert "Traceback" not in done.messages
    assert not out.exists()


def test_a_setting_of_another_form_is_refused_in_the_language_of_the_user(build: Build) -> None:
    assert '"docx.edition" ei ole muotoa' in build("--set", "docx.edition", ui="fi").messages
    assert '"docx.edition" is not of the form' in build("--set", "docx.edition").messages


@pytest.mark.parametrize("seconds", ["yesterday", "1e9", "99999999999999999999", "-1e5"])
def test_a_source_date_that_is_none_stops_the_build(
    build: Build, out: Path, seconds: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)

    done = build("--format", "json")

    assert (done.status, "SOURCE_DATE_EPOCH" in done.messages) == (2, True)
    assert not out.exists()


def test_a_file_that_an_option_names_and_that_is_not_there_is_an_error(
    build: Build, out: Path
) -> None:
    done = build("--set", "docx.logo=nowhere.png")

    assert (done.status, "nowhere.png" in done.messages) == (1, True)
    assert not out.exists()


def test_content_with_errors_is_not_built(build: Build, folder: Path, out: Path) -> None:
    edit(folder, "structure/themes/herd.yaml", "scale: calm-7", "scale: clam-7")

    done = build()

    assert done.status == 1
    assert 'structure/themes/herd.yaml:13:12: error[broken-link] scale: there is no "clam-7"' in (
        done.messages
    )
    assert not out.exists()


@pytest.mark.parametrize("ui", ["fi", "en"])
def test_a_word_with_a_placeholder_that_nothing_fills_is_told_by_name(
    build: Build, folder: Path, ui: str
) -> None:
    append(folder, "se/interface.yaml", "generators:\n  html:\n    section-minutes: '{cuont}'\n")

    done = build("--format", "html", ui=ui)

    assert done.status == 1
    assert "section-minutes" in done.messages
    assert "{count}" in done.messages


# --- the same again ------------------------------------------------------------------------------


def test_a_second_build_gives_the_same_bytes(build: Build, out: Path) -> None:
    build()
    first = digests(out)
    build()

    assert digests(out) == first


def test_another_process_elsewhere_gives_the_same_bytes(
    build: Build, folder: Path, out: Path, tmp_path: Path
) -> None:
    build()
    environment = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C", "LANG": "fi_FI"}
    done = run_process("build", "--content", str(folder), "--out", "again",
                       folder=tmp_path, environment=environment)  # fmt: skip

    assert done.status == 0
    assert digests(tmp_path / "again") == digests(out)


def test_a_workbook_that_somebody_filled_in_is_not_overwritten(build: Build, out: Path) -> None:
    build("--format", "docx")
    (out / "se/workbook.docx").write_bytes(b"filled in")

    done = build("--format", "docx")

    assert (done.status, "se/workbook.docx" in done.messages) == (1, True)
    assert (out / "se/workbook.docx").read_bytes() == b"filled in"


def test_content_of_one_language_is_built_too(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_content(tmp_path / "one")

    assert run("build", "--content", str(folder), "--out", str(out), capsys=capsys).status == 0
    assert (out / "se/workbook.docx").is_file()
