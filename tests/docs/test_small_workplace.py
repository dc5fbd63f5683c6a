"""What facilitators are told of the small workplace's workbook is what it leaves out."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import pytest
from tests.support.content import shipped_model

from toimintamalli import Model, Request, Text, resolve
from toimintamalli.model.item import Item

DOCS: Final = Path(__file__).parents[2] / "docs"
PAGES: Final = {
    "facilitators.md": "A small workplace",
    "fi/facilitators.md": "Pieni työpaikka",
    "sv/facilitators.md": "En liten arbetsplats",
}


def told(page: str) -> str:
    text = (DOCS / page).read_text("utf-8")
    return text.partition(f"## {PAGES[page]}\n")[2].partition("\n## ")[0]


def shares(model: Model[Text], choose: Callable[[Item], bool]) -> tuple[int, int]:
    """Return how many items of a choice the small workbook leaves out, and how many there are."""
    asked = [question for theme in model.themes for question in theme.questions if choose(question)]
    practices = [
        practice for theme in model.themes for practice in theme.practices if choose(practice)
    ]
    found: Iterable[Item] = [*asked, *practices]
    return sum(not item.small_workplace for item in found), len([*found])


def facts() -> list[int]:
    model = shipped_model()
    profile = next(each for each in model.profiles if each.small_workplace)
    book = resolve(model, Request(languages=("en",), profile=profile.id), model.source_language)
    sections = {section.id: section for section in book.sections}.values()
    minutes = sum(section.minutes for section in sections)
    follow_up = sum(section.preparation for section in sections if "follow-up" in section.id)
    scale = shares(model, lambda each: getattr(each, "kind", "") == "scale")
    open_ = shares(model, lambda each: getattr(each, "kind", "") == "open")
    practices = shares(model, lambda each: ".practice." in each.id)
    pitfalls = sum(len(theme.pitfalls) for theme in model.themes)
    roles = sum(not role.small_workplace for role in model.roles)
    return [profile.pages, minutes, follow_up, *scale, *open_, *practices, pitfalls, roles]


@pytest.mark.parametrize("page", PAGES)
def test_the_page_says_what_the_small_workbook_leaves_out(page: str) -> None:
    assert [int(each) for each in re.findall(r"\b[0-9]+\b", told(page))] == facts()


@pytest.mark.parametrize("page", PAGES)
def test_the_page_names_each_kind_of_workplace(page: str) -> None:
    text = (DOCS / page).read_text("utf-8")
    assert all(f"`{id_}`" in text for id_ in shipped_model().workplaces.ids)
