"""A request that Phone.com refuses."""

from __future__ import annotations


class Refusal(Exception):
    """Answered with `status="error"` and this message; whatever the request had begun is undone."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
