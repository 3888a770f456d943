"""What the value of an option or argument may be, as far as a shell can know it without asking anyone."""

from __future__ import annotations

from typing import NamedTuple

import click

from phonecom_cli.actions import ACTIONS, COMMON_PARAMS
from phonecom_cli.actions.model import Param
from phonecom_cli.commands._played import FORWARDS
from phonecom_cli.sandbox.faults import KINDS as FAULTS
from phonecom_cli.settings.keys import KEYS
from phonecom_cli.settings.profile import ENDPOINTS

Words = tuple[tuple[str, str], ...]


class Values(NamedTuple):
    """What can be completed.

    Attributes:
        kind: "none"; "words" and "list" (separated by commas) of `words`; or what a shell finds for itself:
            "file", "profile", "batch", and the long lists "state", "country" (two letters), "code" (calling
            codes too), "pairs" (KEY= of an action of the API), "help" (a topic or the words of a command).
        words: the words, each with what it means, or "".
    """

    kind: str
    words: Words = ()


NOTHING = Values("none")

_FORMATS = {
    "table": "for a person",
    "json": "one array, or one object",
    "jsonl": "one object a line",
    "csv": "RFC 4180",
    "tsv": "tabs, one row a line",
    "xml": "the response body as it came",
}
_PAST = (
    ("now", "this moment"),
    ("today", "this day"),
    ("yesterday", "the day before"),
    ("12h", "12 hours ago"),
    ("7d", "7 days ago"),
    ("2w", "2 weeks ago"),
)
_AHEAD = (("+30m", "in half an hour"), ("+2h", "in 2 hours"), ("+1d", "in a day"))
_KINDS = {
    # By metavar: the same word means the same everywhere.
    "FILE": "file",
    "DATABASE": "file",
    "ROUTES": "file",
    "TARGET": "file",
    "PATH": "file",
    "STATE": "state",
    "CC": "country",
    "BATCH": "batch",
    "PROFILE": "profile",
    "TOPIC...": "help",
}
_BY_PARAMETER = {
    # Where the metavar tells too little: the command's words and the parameter's name.
    "profile": "profile",
    "account create state": "state",
    "numbers prefixes country": "code",
    "numbers states country": "code",
    "numbers regions country": "code",
    "numbers localities country": "code",
    "numbers search country": "code",
    "api params": "pairs",
    "help topic": "help",
    "auth switch name": "profile",
}


_LISTS: dict[str, Words] = {
    "KEY": tuple((key.name, key.about) for key in KEYS),
    "ENV": tuple((name, "in process" if url == "sandbox:" else url) for name, url in ENDPOINTS.items()),
    "END": tuple((name, "") for name in FORWARDS),
    "FAULT": tuple(FAULTS.items()),
    "FAULT...": tuple(FAULTS.items()),
}
"""By metavar, too: what has a table of its own in the code."""


def values_of(param: click.Parameter, path: tuple[str, ...]) -> Values:
    """What a parameter's value may be, by its type, its metavar, or the table above."""
    words = _words_of(param, path)
    if words is not None:
        return words
    metavar = (param.metavar or "").strip("[]")
    kind = _BY_PARAMETER.get(" ".join((*path, param.name or "")))
    if isinstance(param, click.Argument) and path[:2] == ("sms", "batch") and metavar in ("NAME", "BATCH"):
        kind = "batch"
    elif kind is None and hasattr(param.type, "file_okay"):
        kind = "file"
    return Values(kind or _KINDS.get(metavar) or _KINDS.get(metavar.removesuffix("...")) or "none")


def _words_of(param: click.Parameter, path: tuple[str, ...]) -> Values | None:
    metavar = (param.metavar or "").strip("[]")
    words: Words | None = None
    if param.name == "fields":
        return Values("fields")
    if isinstance(param.type, click.Choice):
        about = _FORMATS if param.name == "output" else {}
        words = tuple((str(name), about.get(str(name), "")) for name in param.type.choices)
    elif "|" in metavar and metavar.replace("|", "").replace("-", "").isalnum():
        words = tuple((name, "") for name in metavar.split("|"))
    elif metavar == "TIME":
        words = _AHEAD if param.name == "at" and path[:1] == ("chatcall",) else _PAST
    elif metavar == "ACTION" and path == ("api",):
        words = tuple((action.name, action.about) for action in ACTIONS.values())
    elif metavar in _LISTS:
        words = _LISTS[metavar]
    return None if words is None else Values("words", words)


def pairs() -> dict[str, Words]:
    """What `api ACTION` takes, by action: its parameters' wire names, each with what it means."""
    table: dict[str, Words] = {}
    for action in ACTIONS.values():
        params = [param for param in action.params if param.name not in COMMON_PARAMS]
        if action.group is not None:
            params += [_numbered(action.group.prefix, member) for member in action.group.members]
        table[action.name] = tuple((param.name, param.about) for param in params)
    return table


def _numbered(prefix: str, member: Param) -> Param:
    """The first of a group of numbered parameters."""
    return member._replace(name=f"{prefix}1{member.name}")
