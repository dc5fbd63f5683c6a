"""Words that the glossary forbids are found in every form, and the right one is offered."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from tests.checks_editorial.seeding import fact, review, text_at, write
from tests.support.content import SHIPPED, edit

from toimintamalli.checks import terms
from toimintamalli.content import open_content
from toimintamalli.model.ids import Language

CONTENT = open_content(SHIPPED)

GLOSSARY = yaml.safe_load((SHIPPED / "structure/glossary.yaml").read_text(encoding="utf-8"))
FORBIDDEN = [
    (forms["id"], form, forms["preferred"][0])
    for term in GLOSSARY["terms"]
    for forms in term["forms"]
    for form in forms.get("forbidden", ())
    if forms["id"] in ("fi", "en")
]


@pytest.mark.parametrize(("language", "form", "preferred"), FORBIDDEN)
def test_every_form_that_the_glossary_forbids_is_found_as_it_stands_there(
    language: str, form: str, preferred: str
) -> None:
    unit = replace(CONTENT.units[0], strings={Language(language): f"{form.capitalize()}, {form}."})
    found = list(terms.RULE.check(replace(CONTENT, units=(unit,))))
    assert {fact(finding, "found").lower() for finding in found} == {form}
    assert {fact(finding, "preferred") for finding in found} == {preferred}
    assert len(found) == 2


@pytest.mark.parametrize(
    ("language", "written", "preferred"),
    [
        ("fi", "esimiehistä", "esihenkilö"),
        ("fi", "esimiehillekin", "esihenkilö"),
        ("fi", "lähiesimiesten", "esihenkilö"),
        ("fi", "esimiestyössä", "esihenkilö"),
        ("fi", "Kehityspolulla", "kehittämispolku"),
        ("fi", "kehitys polulla", "kehittämispolku"),
        ("fi", "Henkisestä kuormituksesta", "psykososiaalinen kuormitus"),
        ("fi", "mielen terveyden", "mielenterveys"),
        ("fi", "varhaisessa puuttumisessa", "varhainen tuki"),
        ("fi", "työnimua", "työn imu"),
        ("en", "Line managers", "supervisor"),
        ("en", "bosses", "supervisor"),
        ("en", "boss’s", "supervisor"),
        ("en", "co-operation", "occupational health cooperation"),
        ("en", "safety-representative", "occupational safety and health representative"),
    ],
)
def test_inflected_compound_and_split_forms_are_found(
    folder: Path, language: str, written: str, preferred: str
) -> None:
    write(folder, language, f"Abc {written}, abc.")
    (found,) = review(folder, terms.RULE, "fi", "en")
    assert found.code == "forbidden-term"
    assert fact(found, "found") == written
    assert text_at(found, len(written)) == written
    assert found.hint("fi") == f"käytä: {preferred}"
    assert found.hint("en") == f"use: {preferred}"


def test_a_form_that_goes_over_a_line_is_found_where_it_begins(folder: Path) -> None:
    write(folder, "fi", "|\n      Hyvä päivä.\n\n      Tämä on varhaisen\n      puuttumisen malli.")
    (found,) = review(folder, terms.RULE, "fi", "en")
    assert fact(found, "found") == "varhaisen\npuuttumisen"
    assert text_at(found, 9) == "varhaisen"


@pytest.mark.parametrize("written", ["toiminta mallissa", "työ kykyä", "Työterveys yhteistyöllä"])
def test_a_term_written_as_two_words_is_to_be_one(folder: Path, written: str) -> None:
    write(folder, "fi", f"{written} on.")
    (found,) = review(folder, terms.RULE, "fi", "en")
    assert (found.code, fact(found, "found")) == ("split-term", written)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # Two words of which the glossary forbids the form as one, and the other way round.
        ("fi", "Mielen hyvinvoinnista ja työn imusta puhutaan, mielenterveydestä myös."),
        # A form of two words stands for itself, and not at the end of another compound.
        ("fi", "Ihmismielen terveydestä puhutaan."),
        # `työterveyshuolto on` looks like `työterveyshuoltoon` in two.
        ("fi", "Kun työterveyshuolto on mukana, esihenkilö on mukana."),
        # The sentence ends between the two words.
        ("fi", "Tuki on varhainen. Puuttuminen on myöhäistä."),
        ("fi", "Tärkeintä on kehitys, polulla pysytään; tärkeää on toiminta, malli seuraa."),
        ("en", "Every parameter of the embossed diameter cooperates."),
        ("en", "The early. Intervening comes later."),
    ],
)
def test_right_words_are_left_alone(folder: Path, language: str, text: str) -> None:
    write(folder, language, f"'{text}'")
    assert review(folder, terms.RULE, "fi", "en") == []


def test_each_language_has_its_own_forbidden_words(folder: Path) -> None:
    write(folder, "en", "The esimies is here.")
    write(folder, "fi", "Boss on täällä.")
    assert review(folder, terms.RULE, "fi", "en") == []


def test_swedish_loses_its_simplest_endings(folder: Path) -> None:
    shutil.copytree(folder / "en", folder / "sv")
    edit(folder, "structure/model.yaml", "languages: [fi, en]", "languages: [fi, en, sv]")
    write(folder, "sv", "Lägesbilden och stressfaktorer.")
    found = review(folder, terms.RULE, "sv")
    assert [(fact(finding, "found"), fact(finding, "preferred")) for finding in found] == [
        ("Lägesbilden", "situationsbild"),
        ("stressfaktorer", "belastningsfaktor"),
    ]
