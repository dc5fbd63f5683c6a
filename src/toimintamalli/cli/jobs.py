"""`--jobs`: the same work for many things in several processes, with the same results in order."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

import click

from toimintamalli.errors import ToimintamalliError

if TYPE_CHECKING:
    from concurrent.futures import Future

Shared = TypeVar("Shared")
Thing = TypeVar("Thing")
Done = TypeVar("Done")
Command = TypeVar("Command", bound=Callable[..., Any])

WORTH_IT: Final = 24
"""From so many things on, starting a second process takes less time than it saves."""
_AHEAD: Final = 2
"""How many results each process may have waiting: few, so that memory does not grow with them."""


class LostProcess(ToimintamalliError):
    """A process that did a part of the work ended before it was done."""

    code = "lost-process"


def jobs_option() -> Callable[[Command], Command]:
    """Return the option, for each command that does the same for many things."""
    return click.option(
        "--jobs",
        type=click.IntRange(1),
        metavar="N",
        help="Processes that work at the same time; by default as many as it is worth.",
    )


def in_processes(
    work: Callable[[Shared, Thing], Done], shared: Shared, things: Sequence[Thing], jobs: int | None
) -> Iterator[Done]:
    """Yield what `work` makes of each thing, in the order of the things.

    `work` is a function of a module; `shared` goes to each process once. What it raises is raised
    here, for the first thing in order. Without `jobs` it takes the processors that there are, if
    there is enough to do.

    Raises:
        LostProcess: a process was ended from outside, such as by a system without memory.
    """
    count = min(jobs or worth(len(things)), len(things))
    if count <= 1:
        yield from (work(shared, thing) for thing in things)
        return
    # Whoever does one thing does not wait for what starts processes.
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

    waiting: deque[Future[object]] = deque()
    left = iter(things)
    with ProcessPoolExecutor(count, initializer=_begin, initargs=(work, shared)) as pool:
        try:
            for thing in left:
                waiting.append(pool.submit(_do, thing))
                if len(waiting) >= _AHEAD * count:
                    yield cast(Done, waiting.popleft().result())
            while waiting:
                yield cast(Done, waiting.popleft().result())
        except BrokenProcessPool as reason:
            raise LostProcess from reason
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def worth(count: int) -> int:
    """Return how many processes so many things are worth."""
    if count < WORTH_IT:
        return 1
    # What a container allows, where the system tells; not what the machine has.
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1


_task: tuple[Callable[[Any, Any], object], object] | None = None
"""In a process that works for another: what it does, and with what."""


def _begin(work: Callable[[Any, Any], object], shared: object) -> None:
    global _task  # noqa: PLW0603 -- a pool has no other way to give a process something for good
    _task = (work, shared)
    # Who interrupts means the command: it ends its processes itself, and they keep quiet.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _do(thing: object) -> object:
    if _task is None:
        raise RuntimeError("the process was not begun")
    work, shared = _task
    return work(shared, thing)
