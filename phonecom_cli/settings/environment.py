"""The environment variables this program reads: all of them, each said once.

`help environment` and the man pages are written from this table. What a library reads for itself
(the proxy variables, `PYTHON_KEYRING_BACKEND`, the XDG folders) is named in `LIBRARIES`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Variable(NamedTuple):
    """An environment variable.

    Attributes:
        name: as it is set.
        about: what it does, in a sentence or two.
        secret: its value is never shown, and programs started by this one do not inherit it.
    """

    name: str
    about: str
    secret: bool = False


VARIABLES = (
    Variable(
        "PHONECOM_PROFILE",
        "The profile to use when --profile is not given. It outranks `phonecom auth switch`.",
    ),
    Variable(
        "PHONECOM_OUTPUT", "The output format when --output is not given. It outranks the setting `output`."
    ),
    Variable(
        "PHONECOM_HOME",
        "One folder for everything: settings and the sandbox. Without it they are where the "
        "platform keeps such files; `phonecom config path` says where.",
    ),
    Variable(
        "PHONECOM_USERNAME", "The account's username. It outranks the profile's; the sandbox ignores it."
    ),
    Variable(
        "PHONECOM_PASSWORD",
        "The account's password. It outranks every other source; the sandbox ignores it.",
        secret=True,
    ),
    Variable(
        "PHONECOM_PASSWORD_FILE",
        "A file whose first line is the password. Refused when it is your own and others can read it; a "
        "container's secret is accepted. The sandbox ignores it.",
    ),
    Variable(
        "PHONECOM_CONTROL_TOKEN",
        "The secret in the URL that `phonecom control serve` answers at.",
        secret=True,
    ),
    Variable("NO_COLOR", "Set to anything, it turns colours off, as --no-color does."),
)

LIBRARIES = (
    Variable(
        "HTTPS_PROXY", "The proxy for https requests. Plain http, which is loopback only, is never proxied."
    ),
    Variable("NO_PROXY", "Hosts that are reached without the proxy."),
    Variable(
        "PYTHON_KEYRING_BACKEND",
        "The keyring to use, by its full Python name, where the one found by itself is not the right one.",
    ),
    Variable("TZ", "The time zone of times without an offset, where the profile has no `timezone`."),
)


def without_secrets(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment for a program that this one starts: everything but our own secrets."""
    hidden = {variable.name for variable in VARIABLES if variable.secret}
    return {name: value for name, value in environ.items() if name not in hidden}
