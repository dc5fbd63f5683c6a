"""Two workplaces are never one follow-up, and one by two spellings is."""

import pytest
from tests.support.content import shipped_model

from toimintamalli import AnswerSheet, sum_up
from toimintamalli.rounds.workplaces import MixedWorkplaces, workplaces


def sheet(organisation: str) -> AnswerSheet:
    model = shipped_model()
    return AnswerSheet.model_validate(
        {
            "model": model.id,
            "content_version": model.version,
            "language": "fi",
            "round": 1,
            "organisation": organisation,
            "answers": {},
        }
    )


def test_two_workplaces_are_refused_with_both_names() -> None:
    with pytest.raises(MixedWorkplaces) as refusal:
        sum_up([sheet("Esimerkki Oy"), sheet("Verstas Ab")], shipped_model())
    assert "Esimerkki Oy" in refusal.value.message("fi")
    assert "Verstas Ab" in refusal.value.message("fi")


def test_whoever_names_one_gets_the_figures_of_that_one() -> None:
    given = [sheet("Esimerkki Oy"), sheet("Verstas Ab"), sheet("")]
    assert sum_up(given, shipped_model(), organisation="verstas ab").organisation == "Verstas Ab"


@pytest.mark.parametrize("other", ["ESIMERKKI OY", "Esimerkki", "Esimerkki  oy.", "Esimerki Oy"])
def test_another_spelling_is_the_same_workplace(other: str) -> None:
    assert len(workplaces(["Esimerkki Oy", other])) == 1


def test_names_that_begin_alike_are_two_workplaces() -> None:
    assert len(workplaces(["Kotipihan päiväkodit", "Kotirannan palvelutalo"])) == 2


@pytest.mark.parametrize("other", ["TE 5", "te-5", "Te5."])
def test_capitals_spaces_and_signs_make_no_other_workplace(other: str) -> None:
    assert len(workplaces(["Te5", other])) == 1


def test_a_number_tells_workplaces_of_one_name_apart() -> None:
    assert len(workplaces(["Kuntalan koulu 12", "Kuntalan koulu 13", "Kuntalan koulu 12."])) == 2
