"""What a wheel carries beside its sources: the content as one file that loads fast."""

import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileContent(BuildHookInterface[Any]):
    """Loads the content, so that content with errors makes no wheel, and adds what came of it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the content into the wheel; an editable install reads the YAML as it stands."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from toimintamalli.compiled import FILE, compile_model  # noqa: PLC0415 -- found only now
        from toimintamalli.content import load  # noqa: PLC0415 -- the same

        made = Path(mkdtemp()) / FILE
        made.write_bytes(compile_model(load(root / "content")))
        build_data["force_include"][str(made)] = f"toimintamalli/_data/{FILE}"
