"""How much a filled workbook may hold: it comes from anybody.

The largest workbook that we write, saved by LibreOffice, takes a third of each at most. Together
they keep the memory of a process that reads under 200 MB, and the time under two seconds.
"""

from typing import Final

FILE_BYTES: Final = 50_000_000
"""The largest file that is opened: room for photographs, which are not looked at."""
ENTRIES: Final = 1_000
"""The most files in the package."""
PART_BYTES: Final = 12_000_000
"""The largest part that is unpacked, and the most that all parts together unpack to."""
TAGS: Final = 300_000
"""The most tags and attributes in a part, since each takes far more memory than it is long."""
PLACES: Final = 20_000
"""The most bookmarks and tags that name a place."""
PLACES_IN_ROW: Final = 100
"""The most places in one row of a table."""
ROWS: Final = 500
"""The most rows that somebody adds to a table."""
NOTES: Final = 4_000
"""The most comments and other things that are kept beside the answers."""
CHARACTERS: Final = 500_000
"""The longest that everything typed may be together, so that the answers file can be opened."""
