"""A password that cannot be shown by accident."""

from __future__ import annotations


class Secret:
    """Text that no `repr`, `str`, format, log or traceback shows; `reveal` is the one way to it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The text itself. Called where it is sent or stored, and nowhere else."""
        return self._text

    def __repr__(self) -> str:
        return "Secret('****')"

    __str__ = __repr__

    def __bool__(self) -> bool:
        return bool(self._text)

    def __reduce__(self) -> str:
        raise TypeError("a secret is not pickled")
