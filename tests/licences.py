"""`python -m tests.licences`: whether what the package needs may be passed on with it."""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution

FREE = re.compile(
    r"\b(MIT|BSD|Apache|PSF|Python Software|ISC|MPL|Mozilla|Zlib|Unicode)\b", re.IGNORECASE
)
"""Licences under which everybody may use and pass on the whole."""
BOUND = re.compile(r"\b(A?GPL|GNU (?!Lesser))", re.IGNORECASE)
"""Those that would bind whoever passes ours on."""


def needed(name: str, seen: set[str]) -> Iterator[str]:
    """Yield a package and all that it needs, without extras."""
    key = re.sub(r"[-_.]+", "-", name).lower()
    if key in seen:
        return
    seen.add(key)
    try:
        requires = distribution(name).requires or []
    except PackageNotFoundError:
        # Only other systems or Pythons need it.
        return
    yield name
    for requirement in requires:
        if "extra ==" not in requirement:
            yield from needed(re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0], seen)


def licence_of(name: str) -> str:
    """Return what a package says of its licence."""
    facts = distribution(name).metadata
    classified = [
        each.rpartition("::")[2].strip()
        for each in facts.get_all("Classifier") or []
        if each.startswith("License ::")
    ]
    said = facts["License-Expression"] or ", ".join(classified) or facts["License"] or ""
    return said.splitlines()[0] if said else ""


def main() -> int:
    """Print each licence, and return 1 if one is none of the free ones."""
    status = 0
    for name in sorted(needed("toimintamalli", set())):
        licence = licence_of(name)
        is_fine = bool(FREE.search(licence)) and not BOUND.search(licence)
        status = status if is_fine else 1
        sys.stdout.write(f"{'' if is_fine else 'NOT FREE '}{name}: {licence}\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
