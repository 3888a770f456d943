"""Plain GETs without credentials: call control URLs, previews, recordings. Capped, with a deadline.

    get(url, ...) -> Fetched           the body in memory
    download(url, file_path, ...)      the body in a file, whole or not at all

Both load requests only when called. `fetch.http` is the machinery below them, which `wire` shares.
"""

from __future__ import annotations

from phonecom_cli.fetch.plain import Downloaded, Fetched, FetchError, download, get

__all__ = ["Downloaded", "FetchError", "Fetched", "download", "get"]
