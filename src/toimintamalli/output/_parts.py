"""What a long run has made so far, beside its results, so that a run after a kill goes on."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import NamedTemporaryFile

from toimintamalli.output._disk import reported, resolve


class KeptParts:
    """Parts by name in a hidden folder beside the results; gone when the results are there."""

    def __init__(self, out: Path) -> None:
        """Keep the parts of what is going to be written into `out`."""
        place = resolve(out)
        self.folder = place.with_name(f".{place.name}.parts")
        """Where they are; what works with them may spill there too."""

    def get(self, name: str) -> bytes | None:
        """Return a part that an earlier run has made, if it is there.

        Raises:
            UnwritableFolder: the disk refuses.
        """
        with reported(self.folder):
            try:
                return (self.folder / name).read_bytes()
            except FileNotFoundError:
                return None

    def put(self, name: str, content: bytes) -> None:
        """Keep a part: whole, or not at all.

        Raises:
            UnwritableFolder: the disk refuses.
        """
        with reported(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=self.folder, delete=False) as file:
                file.write(content)
            os.replace(file.name, self.folder / name)  # noqa: PTH105 -- over what is there, in one step

    def forget(self) -> None:
        """Remove all of it."""
        shutil.rmtree(self.folder, ignore_errors=True)
