"""What the formats make of a place and a block that a recipe has added, in the code around it.

usage: python -m tests.recipes.probe place KIND | block KIND
"""

import json
import sys
from collections.abc import Iterator
from typing import Final

from tests.conformance.test_exports import SUBJECTS

from toimintamalli import Language, Model, Request, Text, generate, resolve
from toimintamalli.testing.extracting import EXTRACTORS
from toimintamalli.testing.synthetic import synthetic_model

MODEL: Final = synthetic_model()
LANGUAGE: Final = MODEL.source_language
REQUEST: Final = Request(languages=(LANGUAGE,), profile="whole-book")


def lost_places(kind: str) -> Iterator[str]:
    """Yield each format in which a place of a kind is not found, and the place."""
    asked = [place.id for place in resolve(MODEL, REQUEST, LANGUAGE).places() if place.kind == kind]
    assert asked, f"no place of kind {kind}"
    extractors = {"docx": EXTRACTORS, "html": EXTRACTORS} | {
        name: subject.extractors for name, subject in SUBJECTS.items() if name != "questions"
    }
    for name, readers in extractors.items():
        artifacts = [file for file in generate(name, MODEL, REQUEST) if file.media_type in readers]
        for place in asked:
            found = (
                readers[file.media_type].key(place)
                in readers[file.media_type].read(file.content).places
                for file in artifacts
            )
            if not any(found):
                yield f"{name}: {place}"
    published = {file.path: file.content for file in generate("json", MODEL)}
    table = {
        place["id"]: place["kind"] for place in json.loads(published["v1/places.json"])["places"]
    }
    yield from (f"json: {place}" for place in asked if table.get(place) != kind)
    yield from no_pdf(MODEL)


def lost_blocks(kind: str) -> Iterator[str]:
    """Yield each format in which the text of a block of a kind is not found."""
    blocks = [
        block
        for section in resolve(MODEL, REQUEST, LANGUAGE).sections
        for block in section.blocks
        if block.kind == kind
    ]
    texts = [str(getattr(block, "text", "")).split("\n", 1)[0] for block in blocks]
    assert all(texts), f"no text in a block of kind {kind}"
    for name in ("docx", "html"):
        shown = "\n".join(
            passage.text
            for file in generate(name, MODEL, REQUEST)
            if file.media_type in EXTRACTORS
            for passage in EXTRACTORS[file.media_type].read(file.content).passages
        )
        yield from (f"{name}: {text}" for text in texts if text not in shown)
    for name in SUBJECTS:
        # To survey tools a block to read is nothing, and stops nothing.
        if not list(generate(name, MODEL, REQUEST)):
            yield name
    yield from no_pdf(MODEL)


def no_pdf(model: Model[Text]) -> Iterator[str]:
    """Yield that no PDF is made; its templates stop at what they do not know."""
    made = generate("pdf", model, Request(languages=(Language(LANGUAGE),)))
    if not any(file.content.startswith(b"%PDF") for file in made):
        yield "pdf"


if __name__ == "__main__":
    find = {"place": lost_places, "block": lost_blocks}[sys.argv[1]]
    lost = list(find(sys.argv[2]))
    sys.exit("\n".join(lost) or 0)
