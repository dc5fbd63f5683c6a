"""What an invented workplace wrote stands in grey on a card; no reader takes it for an answer."""

import pytest
from tests.docx.word_file import MAIN

import toimintamalli
from toimintamalli import Model, Request, Text
from toimintamalli_docx.reader import read_parts
from toimintamalli_docx.reader.package import open_package
from toimintamalli_docx.reader.place_table import places_in

STYLE = b'<w:pStyle w:val="TmEarlier"/>'


@pytest.mark.parametrize("asked", [{"themes": ["plan-ahead"]}, {"profile": "small-workplace"}, {}])
@pytest.mark.parametrize("edition", ["fill", "print"])
def test_a_sample_is_never_an_answer(
    model: Model[Text], asked: dict[str, object], edition: str
) -> None:
    request = Request.model_validate({"languages": ["sv"], "profile": "meeting", **asked})
    (file,) = toimintamalli.generate("docx", model, request, {"edition": edition})
    parts = dict(open_package(file.content).parts)
    assert STYLE in parts[MAIN]

    for document in (parts[MAIN], parts[MAIN].replace(STYLE, b"")):
        sheets, findings = read_parts(parts | {MAIN: document}, places_in(model))

        measures = [id_ for sheet in sheets for id_ in sheet.answers if "measures" in id_]
        told = [dict(finding.facts).get("text", "") for finding in findings]
        assert measures == []
        assert not any("Exempel" in each for each in told)
        assert not any("Exempel" in str(sheet.unrecognised) for sheet in sheets)
