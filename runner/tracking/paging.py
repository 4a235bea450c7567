"""MLflow's lists, which come in pages, as one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

PAGE = 1000  # entries that are asked for at once


def read_pages(search: Any, *given: Any) -> Iterator[Any]:
    """Every entity that a search of MLflow's client finds.

    Args:
        search: such as ``client.search_runs``.
        given: what it takes first.
    """
    token = None
    while True:
        page = search(*given, max_results=PAGE, page_token=token)
        yield from page
        token = page.token
        if not token:
            return
