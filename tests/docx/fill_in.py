"""Fills in a Word file through LibreOffice, as a person would: run by the Python that has `uno`.

Usage: fill_in.py PIPE SOURCE TARGET. Opens SOURCE, answers every content control, saves as TARGET
and writes how many controls of each kind it answered to standard output, as JSON.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from typing import Any

TYPED = "Äänestimme & sovimme <näin>"
PROMPT = "[Kirjoita tähän]"
DAY = "2026-11-21T00:00:00Z"
_TRIES = 120

Uno = Any  # an object of LibreOffice, whose types only LibreOffice knows


def main(pipe: str, source: str, target: str) -> None:
    desktop = connect(pipe)
    document = desktop.loadComponentFromURL(source, "_blank", 0, (option("Hidden", value=True),))
    counted = Counter(fill(control) for control in list(controls(document)))
    counted["text"] += write_over(document)
    document.storeToURL(target, (option("FilterName", value="MS Word 2007 XML"),))
    document.close(True)  # noqa: FBT003 -- LibreOffice takes no names
    sys.stdout.write(json.dumps(counted))
    # LibreOffice may be gone before it has answered that it goes.
    gone = import_module("uno").getClass("com.sun.star.lang.DisposedException")
    with suppress(gone):
        desktop.terminate()


def connect(pipe: str) -> Uno:
    """Wait for LibreOffice and return its desktop."""
    uno = import_module("uno")
    local = uno.getComponentContext()
    not_there = uno.getClass("com.sun.star.connection.NoConnectException")
    resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    address = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
    for _ in range(_TRIES):
        try:
            context = resolver.resolve(address)
        except not_there:
            time.sleep(0.5)
        else:
            return context.ServiceManager.createInstance("com.sun.star.frame.Desktop")
    raise TimeoutError(pipe)


def option(name: str, *, value: object) -> Uno:
    made = import_module("uno").createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


def write_over(document: Uno) -> int:
    """Type over the prompts that LibreOffice shows as text: it makes no control of bound text."""
    typed = 0
    for table in list(document.TextTables):
        for name in table.CellNames:
            cell = table.getCellByName(name)
            if cell.String == PROMPT and not list(controls_in(cell)):
                for paragraph in cell:
                    for portion in paragraph:
                        if portion.String == PROMPT:
                            portion.setString(TYPED)
                            typed += 1
    return typed


def controls(document: Uno) -> Iterator[Uno]:
    for table in list(document.TextTables):
        for name in table.CellNames:
            yield from controls_in(table.getCellByName(name))


def controls_in(text: Uno) -> Iterator[Uno]:
    for paragraph in text:
        for portion in paragraph:
            if portion.TextPortionType == "ContentControl":
                yield portion.ContentControl


def fill(control: Uno) -> str:
    """Answer a control and return the kind of its place."""
    if control.Checkbox:
        control.Checked = True
        return "check"
    if control.ListItems:
        last = {entry.Name: entry.Value for entry in control.ListItems[-1]}
        return answer(control, last["DisplayText"], "choice")
    if control.Date:
        control.CurrentDate = DAY
        return answer(control, "21.11.2026", "date")
    return answer(control, TYPED, "text")


def answer(control: Uno, said: str, kind: str) -> str:
    control.ShowingPlaceHolder = False
    control.setString(said)
    return kind


if __name__ == "__main__":
    main(*sys.argv[1:])
