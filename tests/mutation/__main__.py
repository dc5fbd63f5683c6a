"""`python -m tests.mutation MODULE MOST TESTS…`: faults put into a module; do its tests notice?

cosmic-ray changes a copy of the checkout, one thing at a time, and runs the tests that are named;
MOST bounds how many faults are tried, chosen by chance. Unions in annotations are left out, since
they never run. Every fault that survived is printed with its line.
"""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONFIG = """[cosmic-ray]
module-path = "{module}"
timeout = 120.0
excluded-modules = []
test-command = "{python} -m pytest -x -q -p no:cacheprovider --hypothesis-profile=quick {tests}"

[cosmic-ray.distributor]
name = "local"
"""


def copy_to(folder: Path) -> None:
    """Copy the checkout, without what is built."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    )
    for name in filter(None, listed.stdout.split("\0")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    # Some tests run the scripts of the pages.
    (folder / "tests/node/node_modules").symlink_to(ROOT / "tests/node/node_modules")


def choose(session: Path, most: int) -> None:
    """Leave so many of the faults in the session."""
    with closing(sqlite3.connect(session)) as base, base:
        found = base.execute(
            "SELECT job_id FROM mutation_specs WHERE operator_name NOT LIKE '%BitOr_%' ORDER BY 1"
        ).fetchall()
        kept = random.Random(1).sample(found, min(most, len(found)))  # noqa: S311 -- no secret
        base.execute("CREATE TEMP TABLE kept (job_id)")
        base.executemany("INSERT INTO kept VALUES (?)", kept)
        for table in ("mutation_specs", "work_items"):
            base.execute(f"DELETE FROM {table} WHERE job_id NOT IN (SELECT job_id FROM kept)")  # noqa: S608 -- two names of ours


def report(session: Path) -> int:
    """Print the score and the survivors, and return how many there are."""
    with closing(sqlite3.connect(session)) as base:
        rows = base.execute(
            "SELECT start_pos_row, operator_name, operator_args, test_outcome FROM work_results"
            " JOIN mutation_specs USING (job_id) ORDER BY 1, 2"
        ).fetchall()
    survivors = [row for row in rows if row[3] == "SURVIVED"]
    for line, operator, arguments, _ in survivors:
        sys.stdout.write(f"survived: line {line}: {operator} {arguments}\n")
    killed = len(rows) - len(survivors)
    sys.stdout.write(f"{killed} of {len(rows)} faults noticed\n")
    return len(survivors)


def main(module: str, most: str, *tests: str) -> int:
    """Try the faults of one module."""
    with tempfile.TemporaryDirectory() as folder:
        copy, session = Path(folder, "copy"), Path(folder, "session.sqlite")
        copy_to(copy)
        config = CONFIG.format(module=module, python=sys.executable, tests=" ".join(tests))
        (copy / "mutation.toml").write_text(config, encoding="utf-8")
        path = os.pathsep.join(map(str, (copy / "src", copy / "generators", copy)))
        environment = {**os.environ, "PYTHONPATH": path}
        tool = Path(sys.executable).with_name("cosmic-ray")
        for step in ("init", "exec"):
            subprocess.run(
                [tool, step, "mutation.toml", session], cwd=copy, check=True, env=environment
            )
            if step == "init":
                choose(session, int(most))
        return 1 if report(session) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
