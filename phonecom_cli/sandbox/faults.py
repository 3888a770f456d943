"""Misbehaviour on request, for rehearsals and tests: what shall go wrong, how often, and for which action.

Whether a fault strikes a request depends on the seed and on how many requests came since the faults were set, so
a run of the same requests meets the same faults.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from phonecom_cli.actions import ACTIONS
from phonecom_cli.errors import InvalidValue
from phonecom_cli.sandbox.state import State

KINDS = {
    "latency": "answer late by that many seconds, or by between A and B with A..B",
    "error": 'answer status="error" and do nothing',
    "http": "answer with that HTTP status (503 if none is given) and do nothing",
    "reset-before": "reset the connection and do nothing",
    "reset-after": "carry the action out, then reset the connection instead of answering",
    "truncated": "carry the action out and send half of the answer",
    "malformed": "carry the action out and send an answer that is not well-formed",
    "drip": "send the answer in pieces of 16 bytes, that many seconds apart",
}
"""Every kind, and what it does. Only `latency` and `drip` let the answer through whole."""

_USUAL = {"latency": "1", "http": "503", "drip": "0.1"}
_FORM = re.compile(r"(?P<kind>[a-z-]+)(=(?P<value>[0-9.]+))?(:(?P<share>[0-9.]+))?(@(?P<action>[A-Za-z]+))?")


class Fault(NamedTuple):
    """One thing that goes wrong.

    Attributes:
        kind: of `KINDS`.
        low, high: seconds for latency and drip, the status for http.
        share: of the requests, 0 to 1.
        action: the only action it happens to; "" for all.
        text: as it was written.
    """

    kind: str
    low: float
    high: float
    share: float
    action: str
    text: str


class Plan(NamedTuple):
    """What goes wrong with one request; `kind` is "" where it is answered."""

    kind: str = ""
    status: int = 200
    delay: float = 0.0
    drip: float = 0.0
    names: str = ""


NOTHING = Plan()


def parse(text: str) -> Fault:
    """Read a fault written as KIND[=VALUE][:SHARE][@ACTION], such as `reset-after:0.1@sendSMS`.

    Raises:
        InvalidValue: it says what is wrong with it.
    """
    found = _FORM.fullmatch(text.strip())
    if not found or found["kind"] not in KINDS:
        raise InvalidValue(
            f"{text!r} is no fault",
            hint="Write KIND[=VALUE][:SHARE][@ACTION]; KIND is one of " + ", ".join(KINDS) + ".",
        )
    kind, action = found["kind"], found["action"] or ""
    if action and action not in ACTIONS:
        raise InvalidValue(f"{action!r} in the fault {text!r} is no action of the API")
    if found["value"] and kind not in _USUAL:
        raise InvalidValue(f"the fault {kind} takes no value, and {text!r} gives one")
    low_text, _, high_text = (found["value"] or _USUAL.get(kind, "0")).partition("..")
    try:
        low, share = float(low_text), float(found["share"] or "1")
        high = float(high_text or low_text)
    except ValueError:
        raise InvalidValue(f"a number in the fault {text!r} cannot be read") from None
    if not 0 <= share <= 1 or low > high or (kind == "http" and not 400 <= low <= 599):
        raise InvalidValue(
            f"the fault {text!r} is out of range",
            hint="A share is 0 to 1, a status 400 to 599, and A..B rises.",
        )
    return Fault(kind, low, high, share, action, text.strip())


def set_faults(state: State, faults: Sequence[Fault], seed: int) -> None:
    """Replace all faults, and count requests anew. Within a transaction."""
    state.put("faults", "\n".join(fault.text for fault in faults))
    state.put("faults_seed", str(seed))
    state.put("faults_from", str(next_serial(state)))


def current(state: State) -> tuple[list[Fault], int]:
    """The faults, and their seed."""
    return [parse(line) for line in state.get("faults").splitlines()], int(state.get("faults_seed", "0"))


def plan(state: State, action: str, serial: int) -> Plan:
    """What goes wrong with the request of that number."""
    text = state.get("faults")
    if not text:
        return NOTHING
    from random import Random

    chance = Random(f"{state.get('faults_seed')} {serial - int(state.get('faults_from'))}")
    result = NOTHING
    for line in text.splitlines():
        fault = parse(line)
        # Both are drawn for every fault, so that one fault's action does not shift another's fate.
        strikes, amount = chance.random() < fault.share, chance.uniform(fault.low, fault.high)
        if not strikes or fault.action not in ("", action):
            continue
        if fault.kind == "latency":
            result = result._replace(delay=result.delay + amount)
        elif fault.kind == "drip":
            result = result._replace(drip=amount)
        elif not result.kind:
            result = result._replace(kind=fault.kind, status=int(fault.low))
        else:
            continue
        result = result._replace(names=f"{result.names} {fault.text}".strip())
    return result


def next_serial(state: State) -> int:
    """The number that the next request will have."""
    row = state.db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'requests'").fetchone()
    return int(row[0]) + 1 if row else 1
