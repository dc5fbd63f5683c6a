"""How much an answers file may hold: it comes from anybody."""

from typing import Final

FILE_BYTES: Final = 2_000_000
"""The largest file that is read."""
DEPTH: Final = 32
"""The most objects and lists inside each other."""
SHEETS: Final = 100
"""The most sheets in a file."""
ANSWERS: Final = 5_000
"""The most answers on a sheet, and the most things kept unrecognised."""
ROWS: Final = 500
"""The most rows in one list of a plan, and the most links of a row."""
CHARACTERS: Final = 10_000
"""The longest text, in Unicode code points."""
SAFE_INTEGERS: Final = 2**53
"""Below it JavaScript knows every whole number."""
