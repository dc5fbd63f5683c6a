"""Nothing in code knows the subject: another model lives on the same machinery."""

import ast
import json
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

import pytest
from tests.support.content import shipped_model, write_content

import toimintamalli
from toimintamalli import generate, load

CODE: Final = (Path(toimintamalli.__file__).parent, Path(__file__).parents[2] / "generators")


def strings() -> Iterator[tuple[str, str]]:
    for folder in CODE:
        for file in folder.rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value, file.name


@pytest.mark.parametrize("collection", ["parties", "themes", "scales", "sources"])
def test_no_code_names_anything_of_the_subject(collection: str) -> None:
    ids = set(getattr(shipped_model(), collection).ids)

    assert sorted({(string, file) for string, file in strings() if string in ids}) == []


def test_a_model_of_another_subject_gets_every_format(tmp_path: Path) -> None:
    model = load(write_content(tmp_path))
    made = {artifact.path: artifact.content for name in ("docx", "html", "json")
            for artifact in generate(name, model)}  # fmt: skip

    page = made["se/workbook.html"].decode()
    with zipfile.ZipFile(BytesIO(made["se/workbook.docx"])) as archive:
        document = archive.read("word/document.xml").decode()
    data = json.loads(made["v1/se/model.json"])["model"]
    for text in ("Man ráfálaš lea eallu?", "Ságastallet.", "Boazobargit, Oastit", "Oastit"):
        assert text in page
        assert text in document
    assert data["scales"][0]["values"] == [1, 2, 3, 4, 5, 6, 7]
    assert [each["id"] for each in data["parties"]] == ["herders", "villages", "buyers"]
    assert '<html lang="se">' in page


def test_a_scale_of_seven_has_seven_values_to_choose_in_every_workbook(tmp_path: Path) -> None:
    model = load(write_content(tmp_path))
    page = next(
        artifact.content
        for artifact in generate("html", model)
        if artifact.path.endswith("book.html")
    )

    question = page.decode().split('.calm">')[1].split("</fieldset>")[0]
    assert [f'value="{each}">{each}' in question for each in range(1, 9)] == [True] * 7 + [False]
