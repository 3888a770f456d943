"""The sandbox's time: the real one, the real one moved, or one that stands still."""

from __future__ import annotations

from phonecom_cli.sandbox.state import State

_KEY = "clock"


def now(state: State, real: int) -> int:
    """The sandbox's time in Unix seconds, where `real` is the machine's."""
    kind, _, value = state.get(_KEY, "real").partition(" ")
    if kind == "frozen":
        return int(value)
    return real + int(value) if kind == "moved" else real


def is_frozen(state: State) -> bool:
    """Whether the clock stands still."""
    return state.get(_KEY, "real").startswith("frozen")


def set_to(state: State, real: int, at: int, *, frozen: bool = False) -> None:
    """Set the clock; it runs on from there unless it is to stand still. Within a transaction."""
    state.put(_KEY, f"frozen {at}" if frozen else f"moved {at - real}")


def advance(state: State, real: int, seconds: int) -> None:
    """Move the clock on; one that stands still goes on standing still. Within a transaction."""
    set_to(state, real, now(state, real) + seconds, frozen=is_frozen(state))


def make_real(state: State) -> None:
    """Go by the machine's time again. Within a transaction."""
    state.put(_KEY, "real")
