"""Reading values out of TOML tables, noting every mistake with its place instead of stopping at the first."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from phonecom_cli.control import grammar
from phonecom_cli.control.doubts import doubts
from phonecom_cli.control.model import Matcher, Mistake
from phonecom_cli.suggest import nearest

T = TypeVar("T")

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_SEPARATORS = str.maketrans("", "", " -.()")


class Fields:
    """One reading of a file: the mistakes and warnings found so far."""

    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []
        self.warnings: list[Mistake] = []

    def wrong(self, place: str, reason: str) -> None:
        """Note a mistake."""
        self.mistakes.append(Mistake(place, reason))

    def warn(self, place: str, reason: str) -> None:
        """Note a warning."""
        self.warnings.append(Mistake(place, reason))

    def table(self, value: Any, place: str, known: Sequence[str]) -> dict[str, Any]:
        """A table with none but these keys; {} when it is none."""
        if not isinstance(value, dict):
            self.wrong(place, "must be a table")
            return {}
        for key in value:
            if key not in known:
                close = nearest(key, known)
                hint = f"did you mean {close}?" if close else f"the keys here are {', '.join(known)}"
                self.wrong(f"{place}.{key}" if place else key, f"unknown key; {hint}")
        return value

    def named(self, value: Any, place: str) -> dict[str, Any]:
        """A table of tables under names that can be referred to."""
        if not isinstance(value, dict):
            self.wrong(place, f"must be tables with names, as in [{place}.sales]")
            return {}
        for name in value:
            if not NAME.fullmatch(name):
                self.wrong(f"{place}.{name}", "a name is a letter, then letters, digits, - and _")
        return value

    def text(self, table: dict[str, Any], key: str, place: str, *, required: bool = False) -> str | None:
        """A text; None when it is absent or wrong."""
        value = table.get(key)
        if isinstance(value, str) and value:
            return value
        where = f"{place}.{key}" if place else key
        if value is None:
            if required:
                self.wrong(where, "is missing")
        elif value == "":
            self.wrong(where, "is empty")
        else:
            self.wrong(where, "must be text in quotes")
        return None

    def texts(self, table: dict[str, Any], key: str, place: str) -> list[tuple[str, str]]:
        """One text or a list of them, each with its place."""
        value = table.get(key)
        if value is None:
            return []
        where = f"{place}.{key}"
        found = []
        for number, one in enumerate(value if isinstance(value, list) else [value], 1):
            spot = f"{where}[{number}]" if isinstance(value, list) else where
            if isinstance(one, str) and one:
                found.append((spot, one))
            else:
                self.wrong(spot, "is empty" if one == "" else "must be text in quotes")
        if value == []:
            self.wrong(where, "is empty")
        return found

    def made(self, place: str, make: Callable[[], T]) -> T | None:
        """What `make` makes of a value; None after noting its complaint."""
        try:
            return make()
        except grammar.GrammarError as error:
            self.wrong(place, error.reason)
        except ValueError as error:
            self.wrong(place, str(error))
        return None

    def number(self, text: str, place: str) -> str | None:
        """A number to forward to, as digits."""
        number = self.made(place, lambda: read_number(text))
        if number is not None:
            self.doubt(number, place)
        return number

    def doubt(self, number: str, place: str) -> None:
        """Warn of a number that is probably not what was meant."""
        for warning in doubts(number):
            self.warn(place, warning)

    def matcher(self, table: dict[str, Any], key: str, place: str) -> Matcher | None:
        """Numbers of a condition: whole ones, beginnings such as `44*`, and for callers `unknown`."""
        exact, prefixes, unknown = [], [], False
        texts = self.texts(table, key, place)
        for spot, text in texts:
            if text == "unknown" and key == "caller":
                unknown = True
                continue
            digits = text.removeprefix("+").translate(_SEPARATORS) if text.startswith("+") else text
            body = digits.removesuffix("*")
            # Calls also come from short numbers; what is dialled is whole.
            least = 1 if digits.endswith("*") else 3 if key == "caller" else 7
            if not (body.isascii() and body.isdigit() and least <= len(body) <= 15):
                wanted = "18585602222, a beginning such as 1858*" + (
                    ", or unknown" if key == "caller" else ""
                )
                self.wrong(spot, f"{text!r} is not a number; write {wanted}")
            elif digits.endswith("*"):
                prefixes.append(body)
            else:
                self.doubt(body, spot)
                exact.append(body)
        return Matcher(frozenset(exact), tuple(prefixes), unknown) if key in table else None


def read_number(text: str) -> str:
    """A number as a routes file writes it: `18585602222`, or with a `+` also with spaces and hyphens.

    Raises:
        ValueError: with the reason.
    """
    digits = text[1:].translate(_SEPARATORS) if text.startswith("+") else text
    command = grammar.parse(f"simple-forward,{digits}")
    if command != grammar.SimpleForward(digits):
        raise ValueError(f"{text!r} is not a number; tones after it are written as dial")
    return digits
