"""What a workplace answered on every scale, from the folder `v1` and an answers file alone.

python answered.py V1 ANSWERS LANGUAGE
"""

import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Literal, NotRequired, TypedDict

Text = dict[str, str]


class Choice(TypedDict):
    value: int | str
    label: Text | None


class Place(TypedDict):
    id: str
    number: str
    kind: str
    prompt: Text
    choices: list[Choice]


class Places(TypedDict):
    places: list[Place]


class File(TypedDict):
    path: str
    sha256: str


class Index(TypedDict):
    schemaVersion: str
    files: list[File]


class ScaleAnswer(TypedDict):
    kind: Literal["scale"]
    value: int


class OtherAnswer(TypedDict):
    kind: Literal["text", "choice", "several", "check", "date", "number", "no-answer"]


class Sheet(TypedDict):
    answers: NotRequired[dict[str, ScaleAnswer | OtherAnswer]]


class Answers(TypedDict):
    sheets: list[Sheet]


def places_of(folder: Path) -> dict[str, Place]:
    """Return the places to answer in, by id; refuse what was damaged on its way here."""
    index: Index = json.loads((folder / "index.json").read_bytes())
    if index["schemaVersion"].partition(".")[0] != "1":
        raise SystemExit("this program reads version 1")
    content = (folder / "places.json").read_bytes()
    known = {file["path"]: file["sha256"] for file in index["files"]}
    if sha256(content).hexdigest() != known["places.json"]:
        raise SystemExit("places.json is damaged")
    table: Places = json.loads(content)
    return {place["id"]: place for place in table["places"]}


def main(folder: str, answers: str, language: str) -> None:
    places = places_of(Path(folder))
    saved: Answers = json.loads(Path(answers).read_bytes())
    for sheet in saved["sheets"]:
        for id_, answer in sorted(sheet.get("answers", {}).items()):
            if answer["kind"] != "scale":
                continue
            place = places[id_]
            labels = {choice["value"]: choice["label"] for choice in place["choices"]}
            label = labels[answer["value"]]
            row = {
                "place": id_,
                "number": place["number"],
                "prompt": place["prompt"][language],
                "value": answer["value"],
                "label": label[language] if label else None,
            }
            print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
