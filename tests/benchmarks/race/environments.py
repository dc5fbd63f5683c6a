"""Environments of their own: ours as a user installs it, and one for each peer."""

import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[3]
FOLDER: Final = ROOT / ".bench"
_UV: Final = Path(sys.executable).with_name("uv")

PEERS: Final = {
    "docxtpl": "docxtpl",
    "compliance-trestle": "compliance-trestle",
    "linkml-runtime": "linkml-runtime",
    "pyxform": "pyxform",
}
"""Each peer and the package that has it; python-docx comes with ours, npm docx with the tests."""


def install(name: str, *packages: str) -> Path:
    """Return the Python of an environment with some packages, compiled as pip compiles them."""
    folder = FOLDER / name
    if not (folder / "ready").is_file():
        _uv("venv", "--quiet", "--clear", "--python", sys.executable, str(folder))
        where = ("--python", str(folder / "bin" / "python"), "--compile-bytecode")
        _uv("pip", "install", "--quiet", *where, *packages)
        (folder / "ready").touch()
    return folder / "bin" / "python"


def install_ours(root: Path = ROOT, name: str = "ours") -> Path:
    """Return the Python of an environment with the wheel of a checkout, built now."""
    dist = FOLDER / f"dist-{name}"
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", str(dist), str(root)]
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    wheel = max(dist.glob("*.whl"), key=lambda file: file.stat().st_mtime)
    python = install(name, "pip", f"{wheel}[pdf]")
    where = ("--python", str(python), "--compile-bytecode")
    _uv("pip", "install", "--quiet", *where, "--no-deps", "--reinstall", str(wheel))
    return python


def _uv(*arguments: str) -> None:
    subprocess.run([str(_UV), *arguments], check=True)
