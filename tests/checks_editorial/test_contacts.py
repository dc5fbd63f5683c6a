"""Addresses and numbers of people are told, and other numbers are not."""

from pathlib import Path

import pytest
from tests.support.content import edit, write_translated_content

from toimintamalli.content import open_content, review_content

TEXTS = "se/themes/herd.yaml"


def found(folder: Path, words: str) -> list[str]:
    edit(folder, TEXTS, "text: Ságastallet.", f"text: '{words}'")
    findings = review_content(open_content(folder))
    return [each.message("en") for each in findings if each.code == "contact-in-text"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_translated_content(tmp_path)


@pytest.mark.parametrize(
    "contact",
    [
        "inga.utsi@example.org",
        "+358 40 123 4567",
        "+358(0)40 1234567",
        "00358 9 1234567",
        "040 123 4567",
        "09-123 456",
    ],
)
def test_what_reaches_a_person_is_told(folder: Path, contact: str) -> None:
    assert contact in "".join(found(folder, f"Jeara {contact} beaivet."))


@pytest.mark.parametrize(
    "words",
    [
        "2 000 000",
        "2024-2025",
        "01.02.2026",
        "01-02-2026",
        "2026-01-02",
        "112",
        "0,5 %",
        "1-5",
        "@",
    ],
)
def test_other_numbers_are_left_alone(folder: Path, words: str) -> None:
    assert found(folder, f"Lohku {words} dás.") == []


def test_a_text_that_gives_one_on_purpose_is_listed(folder: Path) -> None:
    (folder / "editorial").mkdir()
    (folder / "editorial/contacts.txt").write_text("themes/herd:practices.talk.text\n")
    assert found(folder, "Jeara 040 123 4567.") == []
