"""What a person running the sandbox may see and change, beside the API: state, time, faults, messages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from phonecom_cli.errors import InvalidValue
from phonecom_cli.result import Row, Value
from phonecom_cli.sandbox import clock, faults, open_sandbox, requestlog
from phonecom_cli.sandbox.answer import gmt
from phonecom_cli.sandbox.inventory import LIVE
from phonecom_cli.sandbox.seed import make
from phonecom_cli.sandbox.state import FILE_NAME, UnusableState

if TYPE_CHECKING:
    from phonecom_cli.sandbox import Progress
    from phonecom_cli.sandbox.engine import Sandbox

REQUEST_COLUMNS = (
    "id",
    "time",
    "via",
    "remote",
    "method",
    "action",
    "username",
    "params",
    "outcome",
    "message",
    "fault",
    "ms",
)
MESSAGE_COLUMNS = ("time", "kind", "account", "from", "to", "message", "parts")


def status(sandbox: Sandbox) -> Row:
    """What there is, in figures."""
    with sandbox.reading():
        state, now = sandbox.state, sandbox.time()

        def count(query: str) -> int:
            return int(state.db.execute(query, {"now": now}).fetchone()[0])

        taken = count(f"SELECT COUNT(*) FROM numbers JOIN blocks USING (head) WHERE {LIVE}")
        set_faults, _ = faults.current(state)
        accounts = state.db.execute("SELECT username FROM accounts WHERE cancelled IS NULL ORDER BY id")
        return {
            "file": str(state.path),
            "seed": state.get("seed"),
            "made": gmt(int(state.get("made"))),
            "time": gmt(now),
            "clock": _clock_word(sandbox),
            "url": state.get("base_url") or None,
            "numbersFree": count("SELECT SUM(size) FROM blocks") - taken,
            "numbersOwned": count("SELECT COUNT(*) FROM numbers WHERE until IS NULL"),
            "numbersReserved": count("SELECT COUNT(*) FROM numbers WHERE until > :now"),
            "accounts": " ".join(username for (username,) in accounts),
            "calls": count("SELECT COUNT(*) FROM calls"),
            "sms": count("SELECT COUNT(*) FROM sms"),
            "chatCalls": count("SELECT COUNT(*) FROM chatcalls"),
            "requests": faults.next_serial(state) - 1,
            "faults": " ".join(fault.text for fault in set_faults) or None,
        }


def reset(sandbox: Sandbox, seed: int | None, progress: Progress | None = None) -> None:
    """Make everything anew; whoever has the sandbox open goes on with the new one."""
    with sandbox.lock:
        url = sandbox.state.get("base_url")
        made = datetime.fromtimestamp(sandbox.real_time(), UTC)
        sandbox.state.remake(lambda state: make(state, made, seed=seed, progress=progress))
        if url:
            announce(sandbox, url)


def renew(
    folder: Path, *, now: Callable[[], datetime], progress: Progress | None = None, seed: int | None = None
) -> Row:
    """Make the sandbox of a folder anew, also one that is damaged or of another version; its status.

    Raises:
        LocalError: the folder or file cannot be written.
    """
    fresh = not (folder / FILE_NAME).exists()
    try:
        sandbox = open_sandbox(folder, now=now, progress=progress, seed=seed)
    except UnusableState:
        (folder / FILE_NAME).unlink()
        fresh = True
        sandbox = open_sandbox(folder, now=now, progress=progress, seed=seed)
    try:
        if not fresh:
            reset(sandbox, seed, progress)
        return status(sandbox)
    finally:
        sandbox.close()


def clock_row(sandbox: Sandbox) -> Row:
    """The sandbox's time, and how it stands to the machine's."""
    with sandbox.reading():
        now = sandbox.time()
        return {"time": gmt(now), "clock": _clock_word(sandbox), "ahead": now - sandbox.real_time()}


def set_clock(
    sandbox: Sandbox, *, at: int | None = None, advance: int = 0, freeze: bool | None = None
) -> None:
    """Set the clock.

    Args:
        sandbox: whose.
        at: Unix seconds; None leaves the time as it is.
        advance: seconds to move it on, after that.
        freeze: stand still or run on from there; None leaves that as it is.
    """
    with sandbox.lock, sandbox.state.transaction():
        state, real = sandbox.state, sandbox.real_time()
        frozen = clock.is_frozen(state) if freeze is None else freeze
        target = (clock.now(state, real) if at is None else at) + advance
        clock.set_to(state, real, target, frozen=frozen)


def make_clock_real(sandbox: Sandbox) -> None:
    """Go by the machine's time again."""
    with sandbox.lock, sandbox.state.transaction():
        clock.make_real(sandbox.state)


def fault_rows(sandbox: Sandbox) -> list[Row]:
    """The faults that are set, with the seed that decides when they strike."""
    with sandbox.reading():
        found, seed = faults.current(sandbox.state)
    return [
        {
            "fault": fault.text,
            "kind": fault.kind,
            "share": fault.share,
            "action": fault.action or None,
            "does": faults.KINDS[fault.kind],
            "seed": seed,
        }
        for fault in found
    ]


def set_faults(sandbox: Sandbox, texts: list[str], seed: int | None) -> None:
    """Replace all faults; none ends them.

    Raises:
        InvalidValue: one of them is not a fault.
    """
    parsed = [faults.parse(text) for text in texts]
    with sandbox.lock, sandbox.state.transaction():
        faults.set_faults(sandbox.state, parsed, int(sandbox.state.get("seed")) if seed is None else seed)


def request_rows(sandbox: Sandbox, after: int = 0, limit: int | None = None) -> list[Row]:
    """What arrived after a request, oldest first; with a limit only that many of the latest."""
    with sandbox.reading() as db:
        entries = requestlog.after(db, after, limit)
    rows: list[Row] = []
    for entry in entries:
        row: Row = entry._asdict()
        params: list[Value] = [list(pair) for pair in requestlog.pairs_of(entry.params)]
        rows.append(
            {**{name: row.get(name) for name in REQUEST_COLUMNS}, "time": gmt(entry.at), "params": params}
        )
    return rows


def latest_request(sandbox: Sandbox) -> int:
    """The number of the latest request, 0 before the first."""
    with sandbox.reading():
        return faults.next_serial(sandbox.state) - 1


def message_rows(sandbox: Sandbox) -> list[Row]:
    """Every SMS, ChatCall and notification that was sent, oldest first."""
    query = """
        SELECT at, 'sms', account, sender, recipient, message, parts, id FROM sms
        UNION ALL SELECT at, 'chatcall', account, from_name, name || ' ' || number, message, NULL, id
            FROM recipients JOIN chatcalls ON id = chatcall
        UNION ALL SELECT at, kind, account, NULL, recipient, message, NULL, id FROM notifications
        ORDER BY 1, 8
    """
    with sandbox.reading() as db:
        names = dict(db.execute("SELECT id, username FROM accounts"))
        found = db.execute(query).fetchall()
    return [
        dict(zip(MESSAGE_COLUMNS, (gmt(at), kind, names[account], *rest), strict=True))
        for at, kind, account, *rest, _ in found
    ]


def set_control_url(sandbox: Sandbox, username: str, url: str) -> None:
    """Set where an account's incoming calls are asked about; "" for nowhere.

    Raises:
        InvalidValue: it is no http or https URL, or there is no such account.
    """
    if url and not url.lower().startswith(("http://", "https://")):
        raise InvalidValue("a call control URL begins with http:// or https://")
    with sandbox.lock, sandbox.state.transaction() as db:
        query = "UPDATE accounts SET control_url = ? WHERE username = ? AND cancelled IS NULL"
        if not db.execute(query, (url, username)).rowcount:
            raise InvalidValue(f"the sandbox has no account {username}")


def announce(sandbox: Sandbox, url: str) -> None:
    """Remember where the sandbox is served, for the URLs of recordings; "" when it no longer is."""
    with sandbox.lock, sandbox.state.transaction():
        sandbox.state.put("base_url", url)


def _clock_word(sandbox: Sandbox) -> str:
    if clock.is_frozen(sandbox.state):
        return "standing still"
    return "real" if sandbox.time() == sandbox.real_time() else "moved"
