"""`phonecom api`: any action by its wire name."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from phonecom_cli.actions import ACTIONS, COMMON_PARAMS, Action
from phonecom_cli.actions.encode import Pairs
from phonecom_cli.commands import _run
from phonecom_cli.commands._types import Ctx
from phonecom_cli.context import Context
from phonecom_cli.errors import InvalidValue, LocalError, UsageError
from phonecom_cli.result import Record, Result

EXAMPLES = (
    ("the whole answer, as JSON", "phonecom --sandbox api getVoiceList"),
    (
        "parameters as the guide names them",
        "phonecom --sandbox api getPhoneNumberRegionList countryCode=1 prefix=858",
    ),
    (
        "a value from a file",
        "phonecom --sandbox api sendSMS fromNumber=+18585602222 toNumber=+18583807710 message=@note.txt",
    ),
)


def command(
    ctx: Ctx,
    action: Annotated[
        str, typer.Argument(metavar="ACTION", help="The action's wire name, e.g. getVoiceList.")
    ],
    params: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[KEY=VALUE...]", help="Parameters, sent as given; KEY=@FILE and KEY=@- read the value."
        ),
    ] = None,
) -> Result:
    """Do any action by its wire name, and print the whole response.

    Values are sent as given. A key given twice is sent twice, in order. KEY=@@x is the literal @x. An action
    that is not in the guide is treated as a write: it is sent once and never retried.
    """
    run = ctx.obj
    run.usual_format = "json"
    if not action.strip():
        raise InvalidValue("the action is empty", hint="Give its wire name, such as getVoiceList.")
    known = ACTIONS.get(action) or Action(action, ("api", action), action, effect="change")
    if sum(text.endswith("=@-") for text in params or ()) > 1:
        raise UsageError("stdin is read once, and two parameters are to come from it")
    pairs = [_pair(run, text) for text in params or ()]
    _run.ready(run, known._replace(command=("api", action)))
    if run.options.dry_run:
        return Record(_run.preview(run, known, pairs))
    _ = run.account.client
    _ask(run, known, pairs)
    answer = _run.send(run, known, pairs)
    from phonecom_cli.wire.rows import whole

    return Record(_run.with_fields(run, known, whole(answer, known.shape)), answer.xml)


def _pair(run: Context, text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or not key:
        raise InvalidValue(f"{text!r} is not KEY=VALUE")
    if key in COMMON_PARAMS:
        how = "use --cltrid" if key == "clTRID" else "the profile and the action give it"
        raise InvalidValue(f"{key} is not given as a parameter: {how}")
    if value.startswith("@@"):
        return key, value[1:]
    if value.startswith("@"):
        return key, _read(run, value[1:])
    if key == "newPassword":
        raise InvalidValue("newPassword is taken only from a file: newPassword=@FILE or newPassword=@-")
    return key, value


def _read(run: Context, name: str) -> str:
    """A file's text, or stdin's for `-`; one final newline is dropped."""
    if not name:
        raise InvalidValue(
            "@ names no file", hint="Write KEY=@FILE or KEY=@-, or KEY=@@ for the character @."
        )
    if name == "-":
        return run.stdin_text("a value").removesuffix("\n")
    try:
        return Path(name).read_bytes().decode().removesuffix("\n")
    except OSError as error:
        raise LocalError(f"cannot read {name!r}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InvalidValue(f"{name!r} is not UTF-8 text") from error


def _ask(run: Context, action: Action, pairs: Pairs) -> None:
    """Ask as the action's own verb does."""
    if action.confirm == "retype":
        named = " ".join(value for name, value in pairs if name == "accountUsername")
        _run.ask(run, f"This does {action.name} for {named!r}, from {run.account.where}.", retype=named)
    recipients = [value for name, value in pairs if name == "toNumber"]
    if action.confirm == "always" or (action.confirm == "several" and len(recipients) > 1):
        _run.ask(run, f"Do {action.name} on {run.account.where}?")
