"""`toimintamalli translations`: what is translated, what is out of date, and work with it."""

from toimintamalli.cli.translations.commands import translations
from toimintamalli.cli.translations.exchange import export, import_

__all__ = ["translations"]

translations.add_command(export)
translations.add_command(import_)
