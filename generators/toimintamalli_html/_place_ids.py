"""How places say their ids in a page: only what does not follow from where they stand."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markupsafe import Markup

from toimintamalli.workbook.place import Place


@dataclass(frozen=True)
class Home:
    """What the ids of places that stand together have in common."""

    start: str = ""
    """`section.block` or `theme.kind`, which they begin with."""
    view: str = ""
    """Whose view they ask for, which they end with."""
    about: str = ""
    """What the key of their section ends with, which need not be said again."""

    @property
    def attributes(self) -> Markup:
        """The attributes of the element around the places, from which the script names them."""
        left = self.start.removeprefix(self.about) if self._is_about_section else self.start
        start = Markup(' data-of="{}"').format(left) if left else ""
        view = Markup(' data-view="{}"').format(self.view) if self.view else ""
        return Markup("{}{}").format(start, view)

    @property
    def _is_about_section(self) -> bool:
        return self.start.startswith(f"{self.about}.")

    def own(self, place: Place) -> str:
        """Return what is left for a place to say of its id."""
        return place.id.removeprefix(f"{self.start}.").removesuffix(f"@{self.view}")


def home_of(places: Iterable[Place], section: str = "") -> Home:
    """Return what the ids of some places of a section have in common, as far as they all do."""
    ids = [each.id.partition("@") for each in places]
    return Home(
        _shared(ids, lambda parts: parts[0].rpartition(".")[0]),
        _shared(ids, lambda parts: parts[2]),
        section.rpartition(".")[2],
    )


def start_of(places: Iterable[Place]) -> Home:
    """Return what the ids of a row begin with, which its table and its number say."""
    return Home(home_of(places).start)


def _shared(
    ids: Iterable[tuple[str, str, str]], part: Callable[[tuple[str, str, str]], str]
) -> str:
    found = {part(each) for each in ids}
    return found.pop() if len(found) == 1 else ""
