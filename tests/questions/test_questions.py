"""The plain list of questions: what a person pastes into a form tool."""

import re
import zipfile
from io import BytesIO

import docx
import pytest
from tests.support.content import shipped_model

from toimintamalli import Artifact, Language, Model, Request, Text, generate


@pytest.fixture(scope="module")
def model() -> Model[Text]:
    return shipped_model()


def written(model: Model[Text]) -> dict[str, Artifact]:
    return {artifact.path: artifact for artifact in generate("questions", model)}


def lines_of(content: bytes) -> list[tuple[str, str]]:
    document = docx.Document(BytesIO(content))
    return [
        (paragraph.style.name if paragraph.style else "", paragraph.text)
        for paragraph in document.paragraphs
    ]


def test_each_language_has_its_list(model: Model[Text]) -> None:
    assert list(written(model)) == [f"{language}/questions.docx" for language in model.languages]


@pytest.mark.parametrize("language", ["fi", "en"])
def test_every_question_of_the_model_is_there_once_with_its_number(
    model: Model[Text], language: str
) -> None:
    lines = lines_of(written(model)[f"{language}/questions.docx"].content)

    found = [text for style, text in lines if style == "Question"]
    expected = [
        f"{question.number}. {question.text[Language(language)]}"
        for theme in model.themes
        for question in theme.questions
    ]
    assert sorted(found) == sorted(expected)


def test_the_choices_of_a_scale_are_lettered_below_it(model: Model[Text]) -> None:
    lines = lines_of(written(model)["en/questions.docx"].content)
    first = next(index for index, (style, _) in enumerate(lines) if style == "Question")

    assert [text for _, text in lines[first + 1 : first + 6]] == [
        "a) 1 = Very poorly",
        "b) 2",
        "c) 3",
        "d) 4",
        "e) 5 = Very well",
    ]


def test_the_list_is_plain_text_without_tables_lists_or_fields(model: Model[Text]) -> None:
    content = written(model)["fi/questions.docx"].content
    xml = zipfile.ZipFile(BytesIO(content)).read("word/document.xml").decode()

    assert set(re.findall(r"<w:(\w+)", xml)) <= {
        "document", "body", "p", "pPr", "pStyle", "r", "rPr", "lang", "t", "sectPr", "pgSz",
        "pgMar",
    }  # fmt: skip


def test_the_file_says_its_language_and_title(model: Model[Text]) -> None:
    document = docx.Document(BytesIO(written(model)["fi/questions.docx"].content))

    assert document.core_properties.language == "fi"
    assert document.core_properties.title == model.title[Language("fi")]


def test_a_request_for_one_theme_lists_its_questions_only(model: Model[Text]) -> None:
    request = Request(languages=(Language("fi"),), themes=(model.themes["plan-ahead"].id,))
    (artifact,) = generate("questions", model, request)

    asked = [text for style, text in lines_of(artifact.content) if style == "Question"]
    assert asked
    assert all(each.startswith("3.") for each in asked)
