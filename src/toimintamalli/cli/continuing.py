"""What `build --continue` hands on from filled workbooks and answer files to the next workbook."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from toimintamalli.answers.file import BadAnswers
from toimintamalli.cli.findings import tell_findings
from toimintamalli.cli.inputs import read_files
from toimintamalli.cli.ui import Ui
from toimintamalli.findings import Severity
from toimintamalli.model.operating_model import Model
from toimintamalli.model.text import Text
from toimintamalli.rounds.next_round import NextRound, next_round


def hand_on(ui: Ui, model: Model[Text], files: Iterable[Path]) -> NextRound:
    """Return what some files hand on, and tell what in them has no place in the new workbook.

    Raises:
        BadAnswers: a file can't be used.
        OtherModel: a file answers another model.
        UnreadableFile: the disk refuses a file.
    """
    sheets, findings = read_files(ui, tuple(files), model)
    tell_findings(ui, (finding for finding in findings if finding.severity is not Severity.ERROR))
    if errors := [finding for finding in findings if finding.severity is Severity.ERROR]:
        raise BadAnswers(errors)
    made = next_round(sheets, model)
    for text in made.no_room:
        ui.tell(ui.say("no-room-on-cards", found=text))
    return made
