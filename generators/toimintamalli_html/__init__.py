"""The HTML format: a workbook and a page that compares per language, and one about all files."""

from toimintamalli_html._generator import HtmlGenerator
from toimintamalli_html.options import Options

generator = HtmlGenerator()

__all__ = ["HtmlGenerator", "Options", "generator"]
