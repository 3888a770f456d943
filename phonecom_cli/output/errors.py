"""How an error is told: to a person, or to a program as one line of JSON."""

from __future__ import annotations

import json
from contextlib import suppress

from phonecom_cli.errors import PhonecomError
from phonecom_cli.output.style import use_color
from phonecom_cli.output.text import ascii_json, block, carries, escaped_for, harmless_json
from phonecom_cli.world import World

_RED, _BOLD, _PLAIN = "\x1b[1;31m", "\x1b[1m", "\x1b[0m"


def show_error(error: PhonecomError, *, as_json: bool, world: World, color: bool | None = None) -> None:
    """Write an error to stderr. A closed or full stderr is nobody's to be told, and ignored.

    Args:
        error: what went wrong.
        as_json: write exactly one line,
            `{"error": {"code", "message", "hint", "exitCode", "svTRID"}}`; without a hint or svTRID they are
            `null`. Otherwise `phonecom: MESSAGE`, then `svTRID: ...` and `hint: ...` where there are any.
        world: whose stderr.
        color: whether to colour the text; None decides by the terminal and the environment.
    """
    stream = world.stderr
    if stream is None:
        return
    if as_json:
        text = harmless_json(json.dumps({"error": _fields(error)}, ensure_ascii=False))
        text = text if carries(stream, text) else ascii_json(text)
    else:
        colored = use_color(stream, world.environ) if color is None else color
        text = _told(error, color=colored)
        text = text if carries(stream, text) else escaped_for(stream, text)
    with suppress(OSError, ValueError):
        stream.write(text + "\n")
        stream.flush()


def _fields(error: PhonecomError) -> dict[str, str | int | None]:
    return {
        "code": error.code,
        "message": error.message,
        "hint": error.hint or None,
        "exitCode": error.exit_code,
        "svTRID": error.sv_trid or None,
    }


def _told(error: PhonecomError, *, color: bool) -> str:
    red, bold, plain = (_RED, _BOLD, _PLAIN) if color else ("", "", "")
    lines = [f"{red}phonecom:{plain} {block(error.message)}"]
    if error.sv_trid:
        lines.append(f"svTRID: {block(error.sv_trid)}")
    if error.hint:
        lines.append(f"{bold}hint:{plain} {block(error.hint)}")
    return "\n".join(lines)
