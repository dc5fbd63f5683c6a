"""Where the report's own words lie, and under which name the content can override them."""

from typing import Final

OWNER: Final = "report"
"""Under `generators:` in `interface.yaml`."""
PACKAGE: Final = "toimintamalli.report"
"""The package with `words/<language>.yaml`."""
