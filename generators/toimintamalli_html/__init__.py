"""The HTML format: for each language one page that holds everything, and a page about all files."""

from toimintamalli_html._generator import HtmlGenerator
from toimintamalli_html.options import Options

generator = HtmlGenerator()

__all__ = ["HtmlGenerator", "Options", "generator"]
