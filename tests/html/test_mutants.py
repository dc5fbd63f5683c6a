"""The planted faults fit the script as it is; `python -m tests.html.mutants` plants them."""

from tests.html.mutants import MUTANTS, PACKAGE, ROOT


def test_at_least_forty_faults_can_be_planted_each_where_some_test_looks() -> None:
    sources = {mutant.file: (PACKAGE / mutant.file).read_text("utf-8") for mutant in MUTANTS}
    assert len({mutant.name for mutant in MUTANTS}) >= 40
    lost = [mutant.name for mutant in MUTANTS if sources[mutant.file].count(mutant.code) != 1]
    assert lost == []
    unseen = []
    for mutant in MUTANTS:
        file, _, names = mutant.tests.partition(":")
        there = (ROOT / file).read_text("utf-8")
        if not all(name in there for name in names.split(" or ")):
            unseen.append(mutant.name)
    assert unseen == []
