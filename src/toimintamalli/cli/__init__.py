"""The command line: the only part that prints, and that decides where files go."""

from toimintamalli.cli.main import main

__all__ = ["main"]
