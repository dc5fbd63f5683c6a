"""Where a fact comes from."""

from typing import Generic

from toimintamalli.model.ids import DateField, LanguageField, SlugField, UrlField
from toimintamalli.model.text import T
from toimintamalli.model.value import Value


class Source(Value, Generic[T]):
    """A public page or paper that facts were taken from; its sentences are not."""

    id: SlugField
    """Name that items use for the source."""
    url: UrlField
    """Public address."""
    language: LanguageField
    """Language of the page."""
    seen: DateField
    """Day on which the page was read."""
    title: T
    """Name of the page or paper."""
    taken: T
    """What was taken from it."""
