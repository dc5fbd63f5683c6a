"""The generator that the entry point names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import BaseModel

from toimintamalli import Artifact, Model, Request, Text
from toimintamalli_html.options import Options


class HtmlGenerator:
    """Writes workbook, follow-up and path for each language, and `index.html` about every file."""

    options = Options

    def generate(
        self, model: Model[Text], request: Request, options: Options
    ) -> Iterator[Artifact]:
        """Yield the pages of each language.

        Raises:
            UnknownName: the request names what the model does not have.
            MissingText: a translation is missing, and the request says that this is an error.
        """
        # Jinja2 costs 40 ms to import, which a build without HTML need not pay.
        from toimintamalli_html._workbook_page import workbook_pages  # noqa: PLC0415

        yield from workbook_pages(model, request, options)

    def index(
        self, model: Model[Text], request: Request, options: BaseModel, made: Sequence[Artifact]
    ) -> Iterator[Artifact]:
        """Yield the page from which people choose a file."""
        from toimintamalli_html._index_page import index_page  # noqa: PLC0415 -- as above

        yield index_page(model, request, Options.model_validate(options.model_dump()), made)
