"""The planted faults fit the script as it is; `python -m tests.html.mutants` plants them."""

from tests.html.mutants import MUTANTS, PACKAGE, ROOT


def test_at_least_forty_faults_can_be_planted_each_where_some_test_looks() -> None:
    sources = {each.file: (PACKAGE / each.file).read_text("utf-8") for each in MUTANTS}
    assert len({each.name for each in MUTANTS}) >= 40
    lost = [each.name for each in MUTANTS if sources[each.file].count(each.code) != 1]
    assert lost == []
    unseen = []
    for each in MUTANTS:
        file, _, names = each.tests.partition(":")
        there = (ROOT / file).read_text("utf-8")
        if not all(name in there for name in names.split(" or ")):
            unseen.append(each.name)
    assert unseen == []
