"""Where the data set's own words lie, and under which name the content can override them."""

from typing import Final

OWNER: Final = "data"
"""Under `generators:` in `interface.yaml`."""
PACKAGE: Final = "toimintamalli.collecting"
"""The package with `words/<language>.yaml`."""
