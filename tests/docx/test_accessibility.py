"""A person who reads a workbook as a tagged PDF with a screen reader finds what others see."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.docx.conftest import Convert
from tests.docx.sample import sample_workbook, written_bytes
from tests.docx.word_file import WordFile

from toimintamalli import Artifact, Model, Text
from toimintamalli_docx.options import Edition

_TAGGED = (
    'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"}}'
)
_OUTLOUD = Path(sys.executable).with_name("outloud")
# LibreOffice 7.4 sets no order of tabulation on pages with links.
_OF_LIBREOFFICE = "LNK-005"


def errors(pdf: Path) -> list[str]:
    """What outloud, an open checker of PDF/UA and WCAG rules, calls an error."""
    said = subprocess.run(
        [_OUTLOUD, "--skip", _OF_LIBREOFFICE, "--json", "-", "--fail-on", "never", pdf],
        check=True,
        capture_output=True,
    )
    report = json.loads(said.stdout)
    return list(_errors(report))


def _errors(report: object) -> list[str]:
    if isinstance(report, list):
        return [said for each in report for said in _errors(each)]
    if not isinstance(report, dict):
        return []
    own = [f"{report['rule']} {report['message']}"] if report.get("severity") == "error" else []
    return own + [said for each in report.values() for said in _errors(each)]


@pytest.mark.parametrize(
    "path", ["fi/workbook.docx", "en/workbook-complete-print.docx", "fi/themes/plan-ahead.docx"]
)
def test_a_tagged_pdf_of_a_workbook_has_no_errors(
    path: str, made: dict[str, Artifact], convert: Convert
) -> None:
    assert errors(convert({path: made[path].content}, _TAGGED)[path]) == []


def test_a_figure_that_has_lost_its_text_is_an_error(model: Model[Text], convert: Convert) -> None:
    file = WordFile.open(written_bytes(model, sample_workbook(), Edition.FILL))
    for each in file.root("word/document.xml").iter():
        each.attrib.pop("descr", None)
    broken = convert({"broken.docx": file.bytes()}, _TAGGED)["broken.docx"]
    assert any(said.startswith("FIG-001") for said in errors(broken))
