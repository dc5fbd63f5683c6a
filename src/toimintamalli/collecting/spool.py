"""Rows on their way into the data set: kept off memory until it is known which may be shown."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Final

from toimintamalli.collecting.tables import GATHERED, WITHHELD, Row, Table

_CACHE: Final = 2_000
"""Memory for pages of the database, in KiB."""


class Spool:
    """A database of SQLite's own that is gone when it is closed.

    SQLite keeps an unnamed database in memory up to its cache and then in a file that no folder
    lists, so a thousand workbooks need no more memory than ten.
    """

    def __init__(self) -> None:
        self._base = sqlite3.connect("")
        self._base.execute(f"PRAGMA cache_size = -{_CACHE}")
        self._base.execute("PRAGMA journal_mode = OFF")
        for table in GATHERED:
            columns = ", ".join(f'"{each.name}"' for each in table.columns)
            self._base.execute(f'CREATE TABLE "{table.name}" (_group, _member, {columns})')

    def close(self) -> None:
        """Forget everything."""
        self._base.close()

    def add(self, table: Table, rows: Iterable[Row]) -> None:
        """Keep rows that have every column of their table."""
        names = [each.name for each in table.columns]
        grouped = [names.index(each) for each in table.groups]
        # Respondents of one workbook are told apart by their sheets.
        member = [names.index(each) for each in ("workbook", "sheet") if each in names]
        marks = ", ".join("?" * (len(names) + 2))
        self._base.executemany(
            f'INSERT INTO "{table.name}" VALUES ({marks})',  # noqa: S608 -- the name is one of TABLES
            ((_key(row, grouped), _key(row, member), *row) for row in rows),
        )

    def drop(self, workbook: str) -> None:
        """Forget the rows of one workbook."""
        for table in GATHERED:
            self._base.execute(f'DELETE FROM "{table.name}" WHERE workbook = ?', (workbook,))  # noqa: S608 -- the name is one of TABLES

    def rows(self, table: Table, least: int) -> Iterator[Row]:
        """Yield the rows of the groups that are large enough, sorted."""
        chosen = ", ".join(f'"{each.name}"' for each in table.columns)
        order = ", ".join(f'"{each}"' for each in table.key)
        yield from self._base.execute(
            f'SELECT {chosen} FROM "{table.name}" WHERE _group IN '  # noqa: S608 -- the names are ours
            f'(SELECT _group FROM "{table.name}" GROUP BY _group '
            f"HAVING COUNT(DISTINCT _member) >= ?) ORDER BY {order}",
            (least,),
        )

    def withheld(self, least: int) -> Iterator[Row]:
        """Yield a row for each group that is too small, without saying how small."""
        for table in GATHERED:
            small = self._base.execute(
                f'SELECT _group FROM "{table.name}" GROUP BY _group '  # noqa: S608 -- the name is ours
                "HAVING COUNT(DISTINCT _member) < ? ORDER BY _group",
                (least,),
            )
            for (group,) in small:
                values = dict(zip(table.groups, json.loads(group), strict=True))
                values["table"] = table.name
                yield tuple(values.get(each.name) for each in WITHHELD.columns)


def _key(row: Row, columns: Iterable[int]) -> str:
    return json.dumps([row[each] for each in columns], ensure_ascii=False)
