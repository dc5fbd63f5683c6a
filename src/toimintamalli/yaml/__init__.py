"""Strict YAML with places: all content is read by it, and every finding points by it."""

from toimintamalli.yaml.causes import find_cause
from toimintamalli.yaml.document import Document, Path, parse
from toimintamalli.yaml.scalars import Mode, Value

__all__ = ["Document", "Mode", "Path", "Value", "find_cause", "parse"]
