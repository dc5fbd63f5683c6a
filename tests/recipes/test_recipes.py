"""Each recipe of docs/recipes.md, followed in a copy: it works, and its list of files is whole."""

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from lxml import etree
from tests.recipes import block_kind, place_kind, smaller
from tests.recipes.following import Edit, commands_of, copied, files_of, follow, run, touched

pytestmark = pytest.mark.slow


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return copied(tmp_path)


def edited(edits: Sequence[Edit]) -> set[str]:
    return {edit.file for edit in edits}


def named(title: str, name: str) -> set[str]:
    return {file.replace("<name>", name) for file in files_of(title)}


def succeed(command: Sequence[str], folder: Path) -> str:
    done = run(command, folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def probe(what: str, kind: str, folder: Path) -> str:
    return succeed([sys.executable, "-m", "tests.recipes.probe", what, kind], folder)


def test_an_item_touches_what_its_recipe_names(copy: Path) -> None:
    title = "… a practice, a question or another item"
    for command in commands_of(title):
        succeed(["bash", "-c", command], copy)

    assert touched(copy) == files_of(title)


def test_a_language_touches_what_its_recipe_names_beside_what_the_import_makes(copy: Path) -> None:
    title = "… a language"
    exported, imported, status = commands_of(title)
    succeed(["bash", "-c", exported], copy)
    translate(copy / "da.xlf")
    succeed(["bash", "-c", imported], copy)
    assert "da" in succeed(["bash", "-c", status], copy)
    listed = Edit("content/structure/model.yaml", ", da", after="languages: [fi, en, sv")
    follow([listed], copy)

    made = {file for file in touched(copy) if file.startswith(("content/da/", "content/locks/da/"))}
    assert made
    assert touched(copy) - made == files_of(title) - {"content/languages/<name>.yaml"}
    # What the file of the model's own is for, the check says by its name.
    said = succeed(["toimintamalli", "--ui", "en", "check", "--content", "content"], copy)
    assert "languages/da.yaml" in said
    build = ["toimintamalli", "build", "--content", "content", "--language", "da"]
    succeed([*build, "--format", "docx", "--profile", "meeting", "--out", "out"], copy)
    assert (copy / "out/da/workbook.docx").is_file()


def translate(file: Path) -> None:
    """Fill in every translation, as a translator's tool does."""
    tree = etree.parse(file)
    for unit in tree.iter("{*}trans-unit"):
        source = unit.find("{*}source")
        target = unit.find("{*}target")
        if target is None:
            target = etree.Element(source.tag.replace("source", "target"))
            source.addnext(target)
        target.text = f"Dansk {source.text}"
    tree.write(file, encoding="utf-8", xml_declaration=True)


def test_a_check_touches_what_its_recipe_names_and_finds_a_planted_case(copy: Path) -> None:
    title = "… a check of the content"
    follow(smaller.CHECK, copy)

    assert touched(copy) == edited(smaller.CHECK) == named(title, "shouting")
    check = ["toimintamalli", "--ui", "sv", "check", "--content", "content"]
    theme = copy / "content/fi/themes/plan-ahead.yaml"
    text = theme.read_text(encoding="utf-8").replace(
        "title: Suunnittele", "title: Nyt! Suunnittele"
    )
    lines = [f"{line}!" if "title: Nyt!" in line else line for line in text.splitlines()]
    theme.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert 'warning[shouting] namnet på temat "plan-ahead" ropar' in run(check, copy).stdout


def test_a_format_touches_what_its_recipe_names(copy: Path) -> None:
    title = "… a format"
    follow(smaller.FORMAT, copy)

    assert touched(copy) == edited(smaller.FORMAT) == named(title, "practices")
    program = """
from toimintamalli.testing.suite import Subject, find_faults
faults = find_faults(Subject("toimintamalli_practices:generator", expected=lambda *_: []))
assert list(faults) == []
"""
    succeed([sys.executable, "-c", program], copy)


def test_a_field_of_the_plan_touches_what_its_recipe_names_and_reaches_the_data_set(
    copy: Path,
) -> None:
    title = "… a field of the plan"
    follow(smaller.PLAN_FIELD, copy)

    assert touched(copy) == edited(smaller.PLAN_FIELD) == files_of(title)
    succeed(["toimintamalli", "check", "--content", "content"], copy)
    program = """
from toimintamalli import AnswerSheet, load, sum_up
from toimintamalli.answers import facts
from toimintamalli.collecting.tables import TABLES
model = load("content")
assert '  measures: {' in facts.as_script() and 'cost: "words"' in facts.as_script()
sheet = {"model": model.id, "content_version": model.version, "language": "fi", "round": 1,
    "answers": {"plan.measures-1.how": {"kind": "text", "value": "Tauot"},
                "plan.measures-1.cost": {"kind": "text", "value": "Sata euroa"}}}
followed = sum_up([AnswerSheet.model_validate(sheet)], model)
assert any("Sata euroa" in said.text for said in followed.said), followed.said
assert any(column.name == "cost" for table in TABLES for column in table.columns)
"""
    succeed([sys.executable, "-c", program], copy)


def test_a_kind_of_place_touches_what_its_recipe_names_and_every_format_has_it(copy: Path) -> None:
    follow(place_kind.EDITS, copy)

    assert touched(copy) == edited(place_kind.EDITS) == files_of(place_kind.TITLE)
    assert len(files_of(place_kind.TITLE)) <= 12
    succeed([sys.executable, "-m", "mypy", "src", "generators"], copy)
    probe("place", "time", copy)


def test_a_kind_of_block_touches_what_its_recipe_names_and_every_format_has_it(copy: Path) -> None:
    follow(block_kind.EDITS, copy)

    assert touched(copy) == edited(block_kind.EDITS) == named(block_kind.TITLE, "quote")
    assert len(files_of(block_kind.TITLE)) <= 12
    succeed([sys.executable, "-m", "mypy", "src", "generators"], copy)
    probe("block", "quote", copy)


def test_a_colour_is_changed_where_its_recipe_says(copy: Path) -> None:
    theme = "content/structure/themes/act-and-develop.yaml"
    content = (copy / theme).read_text(encoding="utf-8").replace("'#A6480A'", "'#0B6E69'")
    (copy / theme).write_text(content, encoding="utf-8")
    tokens = copy / "src/toimintamalli/design.py"
    changed = tokens.read_text(encoding="utf-8").replace('"0F3F4C"', '"4C0F3F"')
    tokens.write_text(changed, encoding="utf-8")

    assert touched(copy) == {*files_of("… a colour"), "src/toimintamalli/design.py"}
    build = ["toimintamalli", "build", "--content", "content", "--language", "fi"]
    succeed([*build, "--format", "html", "--profile", "meeting", "--out", "out"], copy)
    page = (copy / "out/fi/workbook.html").read_text(encoding="utf-8").upper()
    assert "4C0F3F" in page
    assert "0F3F4C" not in page
