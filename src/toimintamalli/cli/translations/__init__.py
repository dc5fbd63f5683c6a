"""`toimintamalli translations`: what is translated, what is out of date, and work with it."""

from toimintamalli.cli.translations.commands import translations

__all__ = ["translations"]
