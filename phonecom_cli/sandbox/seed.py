"""Making a new sandbox: inventory, accounts, a month of calls. The same seed and time make the same sandbox."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import datetime
from typing import TYPE_CHECKING

from phonecom_cli.sandbox.state import State

if TYPE_CHECKING:
    from phonecom_cli.sandbox import Progress

DEFAULT_SEED = 1


def make(
    state: State,
    now: datetime,
    *,
    seed: int | None = None,
    progress: Progress | None = None,
    total: int | None = None,
) -> None:
    """Fill an empty state. Runs in the transaction that makes the tables."""
    with progress("Making the sandbox") if progress else nullcontext():
        from random import Random

        from phonecom_cli.sandbox import seed_accounts, seed_calls, stock

        chosen = DEFAULT_SEED if seed is None else seed
        state.put("seed", str(chosen))
        state.put("made", str(int(now.timestamp())))
        stock.make_inventory(
            state, Random(f"stock {chosen}"), total or stock.TOTAL, seed_accounts.all_numbers()
        )
        seed_accounts.make(state.db, int(now.timestamp()))
        seed_calls.make(state.db, Random(f"calls {chosen}"), int(now.timestamp()))
