"""What stands in a PDF, and what two open checkers of accessible PDF say of it."""

import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Final

PROGRAMS: Final = Path(sys.executable).parent


def text_of(content: bytes) -> str:
    """Return what stands in a PDF, without the blanks and hyphens that lines have added."""
    command = ["pdftotext", "-enc", "UTF-8", "-", "-"]
    said = subprocess.run(command, input=content, check=True, capture_output=True).stdout.decode()
    return letters(said)


def letters(string: str) -> str:
    return re.sub(r"[\s\u00ad\u2010-]+", "", unicodedata.normalize("NFC", string))


def complaints_of_outloud(file: Path) -> list[str]:
    command = [str(PROGRAMS / "outloud"), "--json", "-", "--fail-on", "never", str(file)]
    report = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return [
        f"{finding['rule']}: {finding['message']}"
        for checked in report["results"]
        for finding in checked["findings"]
        if finding["severity"] == "error"
    ]


def complaints_of_pdfua(file: Path) -> str:
    command = [str(PROGRAMS / "pdfua"), "check", "--min-severity", "warning", str(file)]
    run = subprocess.run(command, check=False, capture_output=True, text=True)
    return "" if run.returncode == 0 else run.stdout
