"""A request: its pairs as they are sent, and as they may be shown."""

from __future__ import annotations

import os
from typing import NamedTuple

from phonecom_cli.errors import InvalidValue
from phonecom_cli.secret import Secret

MASK = "****"


class Request(NamedTuple):
    """One call of the API.

    Attributes:
        action: its wire name.
        params: the action's own parameters, in order, repeated ones kept.
        url: the endpoint.
        writes: whether it changes, costs or sends.
        username: "" sends none.
        password: None sends none.
        cltrid: the client transaction ID.
    """

    action: str
    params: tuple[tuple[str, str], ...]
    url: str
    writes: bool
    username: str
    password: Secret | None
    cltrid: str

    def pairs(self) -> list[tuple[str, str]]:
        """The form as it is sent, password and all."""
        return self._around(
            [] if self.password is None else [("password", self.password.reveal())], self.params
        )

    def masked(self) -> list[tuple[str, str]]:
        """The form with every secret as `****`."""
        own = [(name, MASK if is_secret(self.action, name) else value) for name, value in self.params]
        return self._around([] if self.password is None else [("password", MASK)], own)

    def secrets(self) -> list[str]:
        """The secrets it holds: what no log, error or event may show."""
        own = [value for name, value in self.params if is_secret(self.action, name)]
        return own if self.password is None else [self.password.reveal(), *own]

    def body(self) -> bytes:
        """The form, encoded as `application/x-www-form-urlencoded` in UTF-8.

        Raises:
            InvalidValue: a value holds half of a surrogate pair, which no encoding has.
        """
        from urllib.parse import urlencode

        try:
            return urlencode(self.pairs(), encoding="utf-8").encode("ascii")
        except UnicodeEncodeError:
            raise InvalidValue(f"A parameter of {self.action} holds bytes that are not text.") from None

    def __repr__(self) -> str:
        return f"Request({self.url!r}, {self.masked()!r})"

    def _around(
        self, password: list[tuple[str, str]], params: list[tuple[str, str]] | tuple[tuple[str, str], ...]
    ) -> list[tuple[str, str]]:
        username = [("username", self.username)] if self.username else []
        return [*username, *password, ("action", self.action), *params, ("clTRID", self.cltrid)]


def is_secret(action: str, name: str) -> bool:
    """Whether a parameter is a secret: by the API's data, and by its name for actions that it lacks."""
    if "password" in name.lower():
        return True
    from phonecom_cli.actions import ACTIONS

    known = ACTIONS.get(action)
    param = known.param(name) if known else None
    return param is not None and param.kind == "secret"


def fresh_cltrid() -> str:
    """A client transaction ID that no other request has: `pc-` and 20 random hexadecimal digits."""
    return f"pc-{os.urandom(10).hex()}"
