"""Workbooks for Word: to fill in on screen and to print, for facilitators and their pairs."""

from toimintamalli_docx.generator import DocxGenerator
from toimintamalli_docx.options import Options

__all__ = ["DocxGenerator", "Options", "generator"]

generator = DocxGenerator()
