"""What a package says of itself, and what a wheel carries beside its sources."""

import json
import re
import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Final

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

_PICTURES: Final = re.compile(r"^\|.*!\[.*\n(?:\|.*\n)*\n", re.MULTILINE)
"""A table of pictures, to the line that parts it from what follows."""
_LINK: Final = re.compile(r"(!?\[(?:[^\[\]]|!\[[^\]]*\]\([^)]*\))*\])\((?!https?:|#)([^)]+)\)")
"""A link or a picture of the project's own, and its path."""
_ELSEWHERE: Final = (
    "The pages named here come with the source and, as a ZIP, with each release.\n\n"
)


def description(readme: str, version: str, source: str | None) -> str:
    """Return README.md for a package index, which has none of the files beside it.

    Its links lead to the source at this version; where its address is not known, they are words.
    """
    if source is None:
        return _LINK.sub(lambda found: found[1].strip("[]"), _PICTURES.sub(_ELSEWHERE, readme))

    def absolute(found: re.Match[str]) -> str:
        shown, path = found.groups()
        # What leads somewhere may be a picture, with a path of its own.
        inside = _LINK.sub(absolute, shown[1:])
        return (
            f"{shown[0]}{inside}({source}/{'raw' if shown[0] == '!' else 'blob'}/v{version}/{path})"
        )

    return _LINK.sub(absolute, readme)


class DescribeProject(MetadataHookInterface):
    """Makes what a package index shows of README.md."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Add the description; `Source` among the project's addresses is where its links lead."""
        readme = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        text = description(readme, metadata["version"], metadata["urls"].get("Source"))
        metadata["readme"] = {"content-type": "text/markdown", "text": text}


class CompileContent(BuildHookInterface[Any]):
    """Loads the content, so that content with errors makes no wheel, and adds what comes of it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the content into the wheel; an editable install reads the YAML as it stands."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path[:0] = [str(root / "src"), str(root / "generators")]
        from toimintamalli.compiled import FILE, PLACES, compile_model  # noqa: PLC0415 -- found only now
        from toimintamalli.content import load  # noqa: PLC0415 -- the same
        from toimintamalli.messages import LANGUAGES, catalogue  # noqa: PLC0415 -- the same
        from toimintamalli.workbook.places import make_table  # noqa: PLC0415 -- the same
        from toimintamalli_docx.reader.printing import CARRIED, today_file  # noqa: PLC0415 -- the same

        model = load(root / "content")
        said = {
            f"toimintamalli/_messages/{language}.json": json.dumps(catalogue(language)).encode()
            for language in LANGUAGES
        }
        made = {
            **said,
            f"toimintamalli/_data/{FILE}": compile_model(model),
            f"toimintamalli/_data/{PLACES}": make_table(model).model_dump_json().encode(),
            f"toimintamalli_docx/{CARRIED}": today_file(model),
        }
        for number, (place, content) in enumerate(made.items()):
            file = Path(mkdtemp()) / str(number)
            file.write_bytes(content)
            build_data["force_include"][str(file)] = place
