"""`python -m tests.mutation.trying SET MOST SEED`, in a copy: does a test notice each fault?

One process collects the tests and says which of them reach which line; it forks for every fault.
A fault inside a function is put into the function that is there; for any other, everything of ours
is loaded again.
"""

import ast
import contextlib
import gc
import importlib
import importlib.util
import json
import os
import resource
import signal
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from itertools import count
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Final, NamedTuple

import coverage
import pytest

from tests.mutation.faults import Fault, choose

TABLE: Final = Path(__file__).with_name("modules.toml")
_OURS: Final = ("toimintamalli", "tests")
_PATIENCE: Final = 6.0
_PATIENCE_ANYWHERE: Final = 25.0
"""How many seconds of tests are given to one fault, the fastest first, unless a set says more."""
_MEMORY: Final = 4 << 30


class Reached(NamedTuple):
    """What the tests did without a fault: their seconds, and which were at which line."""

    seconds: Mapping[str, float]
    lines: Mapping[str, Mapping[int, Sequence[str]]]
    elsewhere: frozenset[str]
    """Those that run the modules in processes of their own, where nobody sees the lines."""
    patience: float

    def tests(self, fault: Fault, *, is_anywhere: bool) -> list[str]:
        """Return the tests that can notice a fault, the fastest first, until patience ends."""
        lines = self.lines.get(fault.file, {})
        there = {test for line in _statement(fault) for test in lines.get(line, ())}
        there |= self.elsewhere
        left = self.patience
        if is_anywhere or not there:
            # What runs when a module is loaded is at no line of any test.
            there, left = set(self.seconds), max(self.patience, _PATIENCE_ANYWHERE)
        chosen: list[str] = []
        for test in sorted(there, key=lambda test: (self.seconds[test], test)):
            left -= self.seconds[test]
            if left < 0 and chosen:
                break
            chosen.append(test)
        return chosen

    def limit(self, tests: Iterable[str]) -> float:
        """Return how many seconds of the processor tests may take when there is a fault."""
        return 10 + 5 * sum(self.seconds[test] for test in tests)


class Trying:
    """A plug-in for pytest that tries faults instead of running the tests once."""

    def __init__(self, name: str, most: int, seed: int, tell: Callable[[object], None]) -> None:
        """Take what modules.toml says of a set."""
        self.settings = tomllib.loads(TABLE.read_text(encoding="utf-8"))[name]
        self.files = sorted(
            file for folder in self.settings["modules"] for file in Path(folder).rglob("*.py")
        )
        self.most, self.seed = most, seed
        self.tell = tell

    def main(self) -> int:
        """Collect the tests and try the faults."""
        return int(pytest.main(self.arguments(), plugins=[self]))

    def arguments(self) -> list[str]:
        """Return what pytest is given."""
        options = [
            "-x",
            "-q",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
            "--hypothesis-profile=quick",
            "-m",
        ]
        return [*options, "not (browser or office)", *self.settings["tests"]]

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run no test here, but all and then some for every fault, in processes of their own."""
        for file in self.files:
            importlib.import_module(_module(file))
        items = {item.nodeid: item for item in session.items}
        known = Known.here()
        reached = self.reach(items, known)
        for fault in choose(self.files, self.most, self.seed):
            code = fault.code()
            swap = known.swap(fault, code)
            tests = [] if swap is None else reached.tests(fault, is_anywhere=False)
            with _written(Path(fault.file), code):
                status = 0
                if swap is not None:
                    work = partial(_changed, swap, [items[test] for test in tests])
                    status = _in_a_child(work, reached.limit(tests))
                if not status:
                    # What was worked out once, when a module was loaded or for an earlier test,
                    # was right already: so everything anew, and whatever else is fast.
                    tests = list(dict.fromkeys([*tests, *reached.tests(fault, is_anywhere=True)]))
                    work = partial(self.anew, fault.file, code, tests)
                    status = _in_a_child(work, reached.limit(tests) + 30)
            self.tell({"fault": fault, "noticed": status != 0, "tests": len(tests)})
        return True

    def reach(self, items: Mapping[str, pytest.Item], known: "Known") -> Reached:
        """Run all tests once and return what they reach."""
        kept = Path("reached.json")

        def measure() -> int:
            known.forget()
            measuring = coverage.Coverage(
                data_file=None, config_file=False, include=[str(file) for file in self.files]
            )
            seconds: dict[str, float] = {}
            measuring.start()
            tests = list(items.values())
            for test, following in zip(tests, [*tests[1:], None], strict=True):
                measuring.switch_context(test.nodeid)
                began = _busy()
                test.config.hook.pytest_runtest_protocol(item=test, nextitem=following)
                seconds[test.nodeid] = _busy() - began
                if test.session.testsfailed:
                    self.tell({"fails without a fault": test.nodeid})
                    return 1
            measuring.stop()
            data = measuring.get_data()
            lines = {
                str(file): data.contexts_by_lineno(str(file.absolute())) for file in self.files
            }
            kept.write_text(json.dumps([seconds, lines]), encoding="utf-8")
            return 0

        if _in_a_child(measure, 3600):
            pytest.exit("the tests do not pass without a fault", returncode=3)
        elsewhere = tuple(self.settings.get("elsewhere", ()))
        seconds, lines = json.loads(kept.read_text(encoding="utf-8"))
        self.tell({"tests": len(seconds), "seconds": round(sum(seconds.values()), 1)})
        return Reached(
            seconds,
            {
                file: {int(line): list(filter(None, tests)) for line, tests in of_file.items()}
                for file, of_file in lines.items()
            },
            frozenset(test for test in seconds if test.startswith(elsewhere)),
            self.settings.get("seconds", _PATIENCE),
        )

    def anew(self, file: str, code: str, tests: Sequence[str]) -> int:
        """Load everything of ours again, one file with a fault, and run these tests."""
        for name in [name for name in sys.modules if name.split(".")[0].startswith(_OURS)]:
            if not name.startswith("tests.mutation"):
                del sys.modules[name]
        sys.meta_path.insert(0, _Faulty(file, code))
        return int(pytest.main(self.arguments(), plugins=[_Only(tests)]))


class Known(NamedTuple):
    """What is loaded: functions by file, name and line, and what remembers results."""

    functions: Mapping[tuple[str, str, int], Sequence[FunctionType]]
    memories: Sequence[Callable[[], None]]

    @classmethod
    def here(cls) -> "Known":
        """Look at everything that is loaded."""
        remembering = type(cache(len))
        functions: dict[tuple[str, str, int], list[FunctionType]] = {}
        memories: list[Callable[[], None]] = []
        for thing in gc.get_objects():
            if isinstance(thing, FunctionType):
                code = thing.__code__
                key = (code.co_filename, code.co_qualname, code.co_firstlineno)
                functions.setdefault(key, []).append(thing)
            elif isinstance(thing, remembering) and str(thing.__module__).startswith(_OURS):
                memories.append(thing.cache_clear)
        return cls(functions, memories)

    def forget(self) -> None:
        """Have everything worked out again."""
        for forget in self.memories:
            forget()

    def swap(self, fault: Fault, code_with_it: str) -> Callable[[], None] | None:
        """Return what puts a fault into the function that is loaded, or None if it is in none."""
        path = str(Path(fault.file).absolute())
        name = _function(fault)
        if not name:
            return None
        compiled = compile(code_with_it, path, "exec", dont_inherit=True)
        for code in _codes(compiled):
            if (code.co_qualname, code.co_firstlineno) == name:
                loaded = self.functions.get((path, *name), ())
                if loaded and all(
                    len(f.__code__.co_freevars) == len(code.co_freevars) for f in loaded
                ):
                    return lambda: self.put(loaded, code)
        return None

    def put(self, loaded: Sequence[FunctionType], code: CodeType) -> None:
        """Give functions other code."""
        self.forget()
        for function in loaded:
            function.__code__ = code


class _Only:
    """A plug-in for pytest: these tests in this order and no others."""

    def __init__(self, tests: Sequence[str]) -> None:
        self.tests = {test: number for number, test in enumerate(tests)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted(
            (item for item in items if item.nodeid in self.tests),
            key=lambda item: self.tests[item.nodeid],
        )


class _Faulty(SourceFileLoader):
    """A finder and loader of one module, with a fault."""

    def __init__(self, file: str, code: str) -> None:
        super().__init__(_module(Path(file)), file)
        self.file, self.code = str(Path(file).absolute()), code

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name != self.name:
            return None
        found = PathFinder.find_spec(name, path, target)
        if found is not None:
            found.loader = self
        return found

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 -- it loads one module
        return compile(self.code, self.file, "exec", dont_inherit=True)


_MOMENTS: Final = count(1)


@contextlib.contextmanager
def _written(file: Path, code: str) -> Iterator[None]:
    """Have a file hold a fault meanwhile, for the processes that tests start."""
    before, moment = file.read_bytes(), file.stat().st_mtime
    file.write_text(code, encoding="utf-8")
    # What Python has compiled of a file goes by its size and the second of its last change.
    os.utime(file, (moment, moment + next(_MOMENTS)))
    try:
        yield
    finally:
        file.write_bytes(before)
        os.utime(file, (moment, moment))


def _busy() -> float:
    """Return the processor's seconds so far, of this process and those that it has waited for."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _module(file: Path) -> str:
    parts = file.with_suffix("").parts[1:]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _changed(swap: Callable[[], None], items: Sequence[pytest.Item]) -> int:
    """Run tests with a fault until one fails; return whether one did."""
    swap()
    for item, following in zip(items, [*items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if item.session.testsfailed:
            return 1
    return 0


def _in_a_child(work: Callable[[], int], seconds: float) -> int:
    """Do work in a process of its own and return its status; what takes too long is ended."""
    child = os.fork()
    if not child:
        status = 1
        try:
            os.setsid()
            resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            # Others may be busy on the machine: the time of the clock is bounded only in the end.
            signal.alarm(int(seconds) * 3 + 60)
            status = work()
        finally:
            os._exit(min(int(status), 100))
    _, status = os.waitpid(child, 0)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    return status


@cache
def _tree(file: str) -> ast.Module:
    return ast.parse(Path(file).read_text(encoding="utf-8"))


def _statement(fault: Fault) -> range:
    """Return the lines of the innermost statement around a fault, without what it holds."""
    lines = range(fault.line, fault.line + 1)
    for node in ast.walk(_tree(fault.file)):
        if isinstance(node, ast.stmt) and node.lineno <= fault.line <= (node.end_lineno or 0):
            body = getattr(node, "body", ())
            last = body[0].lineno if body else (node.end_lineno or 0) + 1
            lines = range(node.lineno, max(last, node.lineno + 1))
    return lines if fault.line in lines else range(fault.line, fault.line + 1)


def _function(fault: Fault) -> tuple[str, int] | None:
    """Return the name and first line of the function of a module or class that holds a fault."""

    def within(body: Sequence[ast.stmt], prefix: str) -> tuple[str, int] | None:
        for node in body:
            if not node.lineno <= fault.line <= (node.end_lineno or 0):
                continue
            if isinstance(node, ast.FunctionDef) and node.body[0].lineno <= fault.line:
                first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
                return f"{prefix}{node.name}", first
            if isinstance(node, ast.ClassDef):
                return within(node.body, f"{prefix}{node.name}.")
        return None

    return within(_tree(fault.file).body, "")


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


def main(name: str, most: str, seed: str) -> int:
    """Try the faults of a set and tell each on a line."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    with Path(os.devnull).open("w", encoding="utf-8") as nothing:
        os.dup2(nothing.fileno(), 1)
        os.dup2(nothing.fileno(), 2)

    def tell(what: object) -> None:
        out.write(f"{json.dumps(what)}\n")
        out.flush()

    return Trying(name, int(most), int(seed), tell).main()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
