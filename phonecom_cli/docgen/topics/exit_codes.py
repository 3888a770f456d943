"""Exit codes, and the codes of errors in JSON: read from the tree of errors."""

from __future__ import annotations

from collections.abc import Iterator

from phonecom_cli.docgen.markup import Code, Heading, Items, Para, Topic
from phonecom_cli.errors import PhonecomError

EXIT = (
    ("0", "Done."),
    (
        "1",
        "The API answered with status error, in an answer that was read whole. Or the check that a command exists "
        "for failed: `control check`, `control explain`, `control simulate`.",
    ),
    (
        "2",
        "Wrong usage, refused input or settings. Nothing was changed, and nothing of a write was sent.",
    ),
    (
        "3",
        "No usable answer, and nothing was changed by this tool: no connection, a bad certificate, a read that "
        "failed or got HTTP 4xx or 5xx, a malformed answer to a read.",
    ),
    ("4", "No usable credentials."),
    (
        "5",
        "Outcome unknown: a write was sent and no valid answer came, so it may have happened. The message says "
        "what to check. Never repeat such a command blindly.",
    ),
    (
        "6",
        "Some of several items failed; each is reported. With several items the code is 5 if any outcome is "
        "unknown, the common code if all failed alike, else 6. Also: the data is incomplete because the API "
        "cannot give more.",
    ),
    (
        "7",
        "This machine failed: disk full, stdout closed or full, a file locked, unreadable or unwritable.",
    ),
    ("70", "A mistake in this program. The message says how to report it."),
    ("129, 130, 143", "Hung up, interrupted, terminated."),
    ("141", "The reader of a pipe went away, as `head` does. Bulk work goes on."),
)
"""The codes and what they mean, as the contract has them."""


def _codes() -> tuple[tuple[str, str], ...]:
    return tuple((error.code, f"{_first(error)} Exit {_exit(error)}.") for error in _walk(PhonecomError))


def _walk(error: type[PhonecomError]) -> Iterator[type[PhonecomError]]:
    for each in error.__subclasses__():
        yield each
        yield from _walk(each)


def _first(error: type[PhonecomError]) -> str:
    return " ".join((error.__doc__ or "").split("\n\n", maxsplit=1)[0].split())


def _exit(error: type[PhonecomError]) -> str:
    return "129, 130 or 143" if error.code == "stopped" else str(error.exit_code)


EXIT_CODES = Topic(
    "exit-codes",
    7,
    "what the exit code of phonecom means, and the codes of its errors",
    (
        Para(
            "A script can rely on these. The code says first of all whether something may have happened: with 2, 3 "
            "and 4 nothing did, with 5 nobody knows."
        ),
        Items(EXIT),
        Heading("In a script"),
        Code(
            'phonecom sms send "$text" --to "$number"\n'
            "case $? in\n"
            "0) ;;                                 # sent\n"
            '3) sleep 60; exec "$0" "$@" ;;        # not sent: try again\n'
            "5) echo 'may have been sent' >&2 ;;   # look before trying again\n"
            "*) exit 1 ;;\n"
            "esac"
        ),
        Heading("Errors in JSON"),
        Para(
            "With `-o json` or `-o jsonl`, an error is exactly one line, the last on stderr. What is not known is "
            "null."
        ),
        Code('{"error": {"code", "message", "hint", "exitCode", "svTRID"}}'),
        Para("`code` is one of these, and the list is closed:"),
        Items(_codes()),
    ),
    ("phonecom(1)", "phonecom-formatting(7)"),
)
