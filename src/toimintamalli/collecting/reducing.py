"""The reduce: rows of many workbooks → tables in which no group is too small, in DuckDB.

DuckDB keeps what does not fit into its share of memory on the disk, so a country's workbooks need
no more memory than a town's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from toimintamalli.collecting.parts import FILE, Part
from toimintamalli.collecting.tables import GATHERED, WITHHELD, Cell, Kind, Row, Table
from toimintamalli.errors import ToimintamalliError

if TYPE_CHECKING:
    import duckdb

MEMORY: Final = "400MB"
"""What DuckDB may keep in memory."""
_PIECE: Final = 5_000


class NoEngine(ToimintamalliError):
    """The libraries that the tables are made with are not installed."""

    code = "no-data-engine"


def require_engine() -> None:
    """Make sure that tables can be made, before any work is done.

    Raises:
        NoEngine: duckdb or pyarrow is not installed.
    """
    try:
        import duckdb  # noqa: F401, PLC0415 -- an extra that most users do without
        import pyarrow as pa  # noqa: F401, PLC0415 -- the same
    except ImportError:
        raise NoEngine from None


class Reduction:
    """The rows of all workbooks, until it is known which may be shown."""

    def __init__(self, spill: str | None = None) -> None:
        """Begin without rows; `spill` is the folder for what does not fit into memory."""
        import duckdb  # noqa: PLC0415 -- an extra that most users do without

        self._base: duckdb.DuckDBPyConnection = duckdb.connect()
        self._base.execute(f"SET memory_limit = '{MEMORY}'")
        self._base.execute("SET preserve_insertion_order = false")
        if spill:
            self._base.execute("SET temp_directory = ?", [spill])
        self._base.execute(
            "CREATE TABLE _files (file VARCHAR, workbook VARCHAR, organisation VARCHAR,"
            " said BIGINT[])"
        )
        self._base.execute("CREATE TABLE _saves (file VARCHAR, sheet BIGINT, revision BIGINT)")
        self._base.execute("CREATE TABLE _kept (file VARCHAR)")
        kinds = {Kind.STRING: "VARCHAR", Kind.INTEGER: "BIGINT", Kind.DATE: "VARCHAR"}
        for table in GATHERED:
            columns = ", ".join(f'"{column.name}" {kinds[column.kind]}' for column in table.columns)
            self._base.execute(f'CREATE TABLE "{table.name}" ("{FILE}" VARCHAR, {columns})')

    def close(self) -> None:
        """Forget everything."""
        self._base.close()

    def add(self, part: Part) -> None:
        """Take in the rows of some workbooks."""
        import pyarrow as pa  # noqa: PLC0415 -- the same

        files = [file for file in part.files if file.is_read]
        index = pa.table(
            {
                "file": pa.array([file.file for file in files], pa.string()),
                "workbook": pa.array([file.workbook for file in files], pa.string()),
                "organisation": pa.array([file.organisation for file in files], pa.string()),
                "said": pa.array([file.said for file in files], pa.list_(pa.int64())),
            }
        )
        saved = [(file.file, *save) for file in files for save in file.saves]
        names, sheets, revisions = zip(*saved, strict=True) if saved else ((), (), ())
        saves = pa.table(
            {
                "file": pa.array(names, pa.string()),
                "sheet": pa.array(sheets, pa.int64()),
                "revision": pa.array(revisions, pa.int64()),
            }
        )
        for name, rows in {"_files": index, "_saves": saves, **part.tables}.items():
            self._base.register("incoming", rows)
            self._base.execute(f'INSERT INTO "{name}" SELECT * FROM incoming')  # noqa: S608 -- the name is one of TABLES
            self._base.unregister("incoming")

    def settle(self) -> tuple[str, ...]:
        """Choose which files count, and return those that don't: copies, and earlier saves.

        A copy says what another file says already; of one workplace, a later save of a workbook
        says more than an earlier one, and takes its place. Where files name their documents the
        later state counts, whatever the two say; of one state, what differs is two people's.
        """
        self._base.execute(f"CREATE OR REPLACE TABLE _earlier AS {_EARLIER}")
        dropped = [str(file) for (file,) in self._ask("SELECT file FROM _earlier")]
        self._base.execute("DELETE FROM _kept")
        for name, files in groupby(self._files(), key=itemgetter(0)):
            kept: dict[str, _Said] = {}
            for _, file, workbook, said in files:
                if _is_news(name, workbook, frozenset(said), kept):
                    kept[workbook] = (file, frozenset(said))
                else:
                    dropped.append(file)
            if rows := [[file] for file, _ in kept.values()]:
                self._base.executemany("INSERT INTO _kept VALUES (?)", rows)
        return tuple(sorted(dropped))

    def rows(self, table: Table, least: int) -> Iterator[Row]:
        """Yield the rows of the groups that are large enough, sorted."""
        chosen = ", ".join(f'"{column.name}"' for column in table.columns)
        order = ", ".join(f'"{column}" NULLS FIRST' for column in table.key)
        yield from self._ask(
            f"WITH shown AS ({_shown(table)}) SELECT {chosen} FROM shown WHERE _group IN "  # noqa: S608 -- the names are ours
            f"(SELECT _group FROM shown GROUP BY _group HAVING count(DISTINCT _member) >= {least})"
            f" ORDER BY {order}"
        )

    def withheld(self, least: int) -> Iterator[Row]:
        """Yield a row for each group that is too small, without saying how small."""
        for table in GATHERED:
            groups = ", ".join(f'any_value("{group}")' for group in table.groups)
            names = ", ".join(f'"{group}" NULLS FIRST' for group in table.groups)
            found = self._ask(
                f"SELECT * FROM (SELECT {groups} FROM ({_shown(table)}) GROUP BY _group "  # noqa: S608 -- the names are ours
                f"HAVING count(DISTINCT _member) < {least}) AS small({_named(table.groups)}) "
                f"ORDER BY {names}"
            )
            for values in found:
                own: dict[str, Cell] = dict(zip(table.groups, values, strict=True))
                own["table"] = table.name
                yield tuple(own.get(column.name) for column in WITHHELD.columns)

    def _files(self) -> Iterator[tuple[str, str, str, list[int]]]:
        """Yield what is known of each file, those of one workplace one after the other."""
        asking = self._base.cursor()
        asking.execute(
            "SELECT organisation, file, workbook, said FROM _files ANTI JOIN _earlier USING (file)"
            " ORDER BY ALL"
        )
        while piece := asking.fetchmany(_PIECE):
            yield from piece

    def _ask(self, question: str) -> Iterator[Row]:
        asking = self._base.cursor()
        asking.execute(question)
        while piece := asking.fetchmany(_PIECE):
            yield from piece


_EARLIER: Final = """
WITH own AS (SELECT file, count(*) AS sheets FROM _saves GROUP BY file)
SELECT DISTINCT one.file FROM _saves AS one
JOIN _saves AS other ON one.sheet = other.sheet AND one.file <> other.file
JOIN own AS mine ON mine.file = one.file
JOIN own AS theirs ON theirs.file = other.file
GROUP BY one.file, other.file, mine.sheets, theirs.sheets
HAVING count(*) = mine.sheets AND bool_and(other.revision >= one.revision)
AND (bool_or(other.revision > one.revision) OR theirs.sheets > mine.sheets)
"""
"""Files of which another has every sheet, in the same state of its document or a later one."""

_Said = tuple[str, frozenset[int]]
"""A file, and all that it says."""


def _is_news(
    organisation: str, workbook: str, said: frozenset[int], kept: dict[str, _Said]
) -> bool:
    """Tell whether a file adds to what is kept; what says less than it is kept no longer."""
    if workbook in kept:
        return False
    if not (organisation and said):
        # Without a name two workplaces may say the same.
        return True
    if any(said <= theirs for _, theirs in kept.values()):
        return False
    for id_ in [id_ for id_, (_, theirs) in kept.items() if theirs < said]:
        del kept[id_]
    return True


def _shown(table: Table) -> str:
    """Return the question for a table's rows of the files that count, with group and member."""
    names = {column.name for column in table.columns}
    # Respondents of one workbook are told apart by their sheets.
    member = [column for column in ("workbook", "sheet") if column in names]
    return (
        f"SELECT *, {_key(table.groups)} AS _group, {_key(member)} AS _member"  # noqa: S608 -- the names are ours
        f' FROM "{table.name}" SEMI JOIN _kept ON "{table.name}"."{FILE}" = _kept.file'
    )


def _key(columns: Iterable[str]) -> str:
    return f"row({_named(columns)})"


def _named(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)
