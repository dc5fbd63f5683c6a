"""Values do not change once they are made; what grows while something is read is named here."""

import dataclasses
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from typing import Final

from pydantic import BaseModel

PACKAGES: Final = (
    "toimintamalli",
    "toimintamalli_docx",
    "toimintamalli_html",
    "toimintamalli_json",
    "toimintamalli_pdf",
)
GROWING: Final = {
    "toimintamalli.batch._Table",
    "toimintamalli.loading.merging.Merger",
    "toimintamalli.loading.reading._Reading",
    "toimintamalli.loading.shapes.FileRecord",
    "toimintamalli.modelbook.folder.Draft",
    "toimintamalli.modelbook.folder.Folder",
    "toimintamalli.modelbook.folder.Own",
    "toimintamalli.modelbook.folder.Thing",
    "toimintamalli.modelbook.reading._Reading",
    "toimintamalli.modelbook.writing._Lists",
    "toimintamalli.reading.responses._Reading",
    "toimintamalli.report._profile_plot.Sheet",
    "toimintamalli.rounds.carried.Filled",
    "toimintamalli.rounds.plan_rows.Row",
    "toimintamalli.rounds.rounds.RoundAnswers",
    "toimintamalli.splicing.Node",
    "toimintamalli.testing.extracting._Page",
    "toimintamalli.yaml.tree.Place",
    "toimintamalli.yaml.tree._OpenList",
    "toimintamalli.yaml.tree._OpenMap",
    "toimintamalli_docx.reader.cells.Cell",
    "toimintamalli_docx.reader.cells.Control",
    "toimintamalli_docx.reader.cells.Markup",
    "toimintamalli_docx.reader.earlier.EarlierLines",
    "toimintamalli_docx.reader.glance.Glance",
    "toimintamalli_docx.reader.locating._Locating",
    "toimintamalli_docx.reader.marks.Marked",
    "toimintamalli_docx.reader.outcome.Outcome",
    "toimintamalli_docx.reader.rest._Piece",
    "toimintamalli_docx.reader.rows._Marks",
    "toimintamalli_docx.reader.sheets._Own",
    "toimintamalli_docx.reader.spots.Spots",
}
"""What is filled in bit by bit while a file is read or written, and is handed to nobody after."""


def classes() -> Iterator[tuple[str, type]]:
    for name in PACKAGES:
        package = importlib.import_module(name)
        for found in pkgutil.walk_packages(package.__path__, f"{name}."):
            if found.name.endswith("__main__"):
                continue
            module = importlib.import_module(found.name)
            for own, kind in inspect.getmembers(module, inspect.isclass):
                if kind.__module__ == found.name:
                    yield f"{found.name}.{own}", kind


def is_frozen(kind: type) -> bool:
    if issubclass(kind, BaseModel):
        return bool(kind.model_config.get("frozen"))
    parameters = getattr(kind, "__dataclass_params__", None)
    return parameters is None or parameters.frozen


def test_whatever_is_handed_around_is_frozen() -> None:
    values = [name for name, kind in classes() if dataclasses.is_dataclass(kind)]
    assert len(values) > 150
    assert {name for name, kind in classes() if not is_frozen(kind)} == GROWING
