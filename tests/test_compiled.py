"""The compiled model: what a wheel carries gives back all that was loaded."""

from pathlib import Path

from tests.support.content import SHIPPED, write_translated_content
from toimintamalli import load
from toimintamalli.compiled import compile_model, read_compiled


def test_a_compiled_model_keeps_the_ids_of_old_and_the_doubts_about_translations(
    tmp_path: Path,
) -> None:
    loaded = [load(SHIPPED), load(write_translated_content(tmp_path))]
    compiled = [read_compiled(compile_model(model)) for model in loaded]
    assert compiled == loaded
    assert [model.ledger for model in compiled] == [model.ledger for model in loaded]
    assert [model.translation for model in compiled] == [model.translation for model in loaded]
    assert loaded[0].ledger.entries
    assert loaded[1].translation
