"""What fuzzing gives files to: each reader, its seeds, and how they are changed."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.fuzz.mutating import (
    mutate_any,
    mutate_bytes,
    mutate_csv,
    mutate_docx,
    mutate_json,
    mutate_xml,
)

from toimintamalli import load
from toimintamalli.archives import BadArchive
from toimintamalli.reading import find_reader, read_file
from toimintamalli.spreadsheets import BadSpreadsheet
from toimintamalli.translation.exchange.forms import read_return
from toimintamalli.translation.exchange.package import BadExchangeFile
from toimintamalli.xml import BadXml
from toimintamalli.yaml import Mode, parse

SEEDS: Final = Path(__file__).parent / "seeds"
LONGEST: Final = 5.0
"""Processor seconds that one file may take, under instruments that make everything slower."""
MODEL: Final = load()


@dataclass(frozen=True)
class Target:
    """A reader under test."""

    run: Callable[[bytes], None]
    """Reads a file or refuses it in its own words; whatever else it does is a fault."""
    seeds: str
    """Pattern of the files that are changed."""
    mutate: Callable[[bytes, random.Random], bytes]

    def try_file(self, data: bytes) -> None:
        """Read a file.

        Raises:
            TimeoutError: it took too long.
        """
        begun = time.process_time()
        self.run(data)
        if time.process_time() - begun > LONGEST:
            raise TimeoutError


def _reads_answers(name: str) -> Callable[[bytes], None]:
    reader = find_reader(name)

    def run(data: bytes) -> None:
        sheets, findings = reader.read(data, MODEL)
        for finding in findings:
            finding.as_text("fi").encode()
        for sheet in sheets:
            sheet.model_dump_json().encode()

    return run


def _reads_any(data: bytes) -> None:
    read_file(data, MODEL, "any")


def _reads_exchange(data: bytes) -> None:
    try:
        read_return(data)
    except (BadArchive, BadXml, BadSpreadsheet, BadExchangeFile) as problem:
        problem.message("sv").encode()


def _reads_yaml(data: bytes) -> None:
    for finding in parse(data, "any.yaml", Mode.TEXT).findings:
        finding.as_text("en").encode()


TARGETS: Final = {
    "json": Target(_reads_answers("json"), "*.answers.json", mutate_json),
    "surveyjs": Target(_reads_answers("surveyjs"), "*.survey.json", mutate_json),
    "csv": Target(_reads_answers("csv"), "*.csv", mutate_csv),
    "docx": Target(_reads_answers("docx"), "piece-*.docx", mutate_docx),
    "xliff": Target(_reads_exchange, "*.xlf", mutate_xml),
    "po": Target(_reads_exchange, "*.po", mutate_bytes),
    "table": Target(_reads_exchange, "table.docx", mutate_docx),
    "yaml": Target(_reads_yaml, "*.yaml", mutate_bytes),
    "any": Target(_reads_any, "*.*", mutate_any),
}
