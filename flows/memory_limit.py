"""How much memory this process may take, on systems that know such limits (not Windows)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_MEGABYTE = 1_000_000


def limit_for_good(megabytes: int) -> None:
    """Past so much, memory is refused to this process and to the programs that it starts, as long as they live."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  # Unix only

        resource.setrlimit(resource.RLIMIT_AS, (megabytes * _MEGABYTE, megabytes * _MEGABYTE))


@contextmanager
def limited(megabytes: int) -> Iterator[None]:
    """The same within a block; a limit that is there already and lower stays."""
    if sys.platform == "win32":
        yield
        return
    import resource  # noqa: PLC0415  # Unix only

    before, most = resource.getrlimit(resource.RLIMIT_AS)
    known = [limit for limit in (before, most) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min([megabytes * _MEGABYTE, *known]), most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (before, most))
