"""Every target of `make fuzz` reads its seeds, and some changes of each."""

import random

import pytest
from tests.fuzz.targets import SEEDS, TARGETS

from toimintamalli.reading import recognise


@pytest.mark.parametrize("name", TARGETS)
def test_a_reader_takes_or_refuses_what_chance_makes_of_its_seeds(name: str) -> None:
    target, chance = TARGETS[name], random.Random(name)  # noqa: S311 -- no secret
    seeds = [path.read_bytes() for path in sorted(SEEDS.glob(target.seeds))]
    assert seeds
    for data in seeds:
        target.try_file(data)
        for _ in range(12):
            target.try_file(target.mutate(data, chance))


@pytest.mark.parametrize(
    ("seed", "name"),
    [
        ("story.answers.json", "json"),
        ("responses.survey.json", "surveyjs"),
        ("responses.csv", "csv"),
        ("piece-01.docx", "docx"),
    ],
)
def test_a_seed_is_of_its_format(seed: str, name: str) -> None:
    assert recognise((SEEDS / seed).read_bytes()) == name
