"""The map on a cluster: Dask's, by its address, or one of this machine's processes."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, TypeVar

from toimintamalli.errors import ToimintamalliError

if TYPE_CHECKING:
    from distributed import Client, Future

Shared = TypeVar("Shared")
Thing = TypeVar("Thing")
Done = TypeVar("Done")
_AHEAD: Final = 4
"""How many results each worker may have waiting: few, so that memory does not grow with them."""


class NoCluster(ToimintamalliError):
    """The libraries that work on a cluster are not installed."""

    code = "no-cluster"


def require_cluster() -> None:
    """Make sure that a cluster can be asked, before any work is done.

    Raises:
        NoCluster: dask or distributed is not installed.
    """
    try:
        import distributed  # noqa: F401, PLC0415 -- an extra that most users do without
    except ImportError:
        raise NoCluster from None


def on_cluster(
    work: Callable[[Shared, Thing], Done], shared: Shared, things: Sequence[Thing], jobs: int | None
) -> Iterator[Done]:
    """Yield what `work` makes of each thing on the workers of a cluster, in the order of things.

    It is the cluster that DASK_SCHEDULER_ADDRESS names, or `jobs` processes of this machine.
    """
    with _client(jobs) as client:
        everywhere = client.scatter(shared, broadcast=True, hash=False)
        workers = max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
        waiting: deque[Future[Done]] = deque()
        for thing in things:
            waiting.append(client.submit(work, everywhere, thing, pure=False))
            if len(waiting) >= _AHEAD * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _client(jobs: int | None) -> Client:
    from distributed import Client  # noqa: PLC0415 -- the same

    if os.environ.get("DASK_SCHEDULER_ADDRESS"):
        return Client()
    count = jobs or os.cpu_count() or 1
    return Client(n_workers=count, threads_per_worker=1, processes=True, dashboard_address=None)
