"""Where the content and the schemas lie: in a wheel, in an editable install, in a checkout."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from toimintamalli.errors import ToimintamalliError


class DataMissing(ToimintamalliError):
    """The package was installed without its data."""

    code = "data-missing"


def find_data(name: str) -> Traversable:
    """Return the folder `content` or `schema` of this installation.

    Raises:
        DataMissing: neither the installed package nor a checkout around it has the folder.
    """
    packaged = files("toimintamalli").joinpath("_data", name)
    if packaged.is_dir():
        return packaged
    checkout = Path(__file__).parents[2]
    if (checkout / "pyproject.toml").is_file() and (checkout / name).is_dir():
        return checkout / name
    raise DataMissing(name=name)


def find_compiled(name: str) -> Traversable | None:
    """Return a file that a wheel carries and a checkout has not, or nothing."""
    file = files("toimintamalli").joinpath("_data", name)
    return file if file.is_file() else None
