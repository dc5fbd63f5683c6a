"""What other packages announce by entry point, found when it is asked for."""

from importlib.metadata import EntryPoint, entry_points

from toimintamalli.errors import BrokenPlugin, UnknownName


def find_entries(group: str) -> dict[str, EntryPoint]:
    """Return what is announced in a group, by name, loading none of it."""
    return {each.name: each for each in entry_points(group=group)}


def load_plugin(group: str, name: str) -> object:
    """Return what a package announces under a name.

    Raises:
        UnknownName: no installed package announces it.
        BrokenPlugin: its package can't be loaded.
    """
    found = find_entries(group)
    if name not in found:
        raise UnknownName("format", name, found)
    try:
        return found[name].load()
    except Exception as reason:  # a stranger's package may fail in any way
        raise BrokenPlugin(name=name, reason=describe(reason)) from reason


def describe(reason: Exception) -> str:
    """Return what a stranger's package said when it failed."""
    return f"{type(reason).__name__}: {reason}"
