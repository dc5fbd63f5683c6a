"""What a wheel carries beside its sources: the content as one file that loads fast."""

import json
import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


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
