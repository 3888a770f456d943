"""From the values of a command to the parameters that are sent, by each parameter's kind.

Whatever cannot be right is refused here, before anything is sent. `api` does not come through here: it sends
values as given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from phonecom_cli import numbers
from phonecom_cli.actions.model import Action, AnyOf, Needs, Paired, Param, RequiredFor
from phonecom_cli.errors import InvalidValue, UsageError

Given: TypeAlias = "str | int | bool | Sequence[str] | Sequence[Mapping[str, str | None]] | None"
"""A value as a command has it: None is not given; a list for what is repeated, a list of objects for a group."""

Pairs: TypeAlias = "list[tuple[str, str]]"
Warn: TypeAlias = Callable[[str], None]


class Encoder:
    """Encodes values for one run.

    Attributes:
        country: two letters; numbers without a country code are read as this country's.
        warn: hears of numbers that are possible and not known as valid.
        allowed: the countries that messages may go to; empty for all.
    """

    def __init__(
        self, country: str = "US", warn: Warn = lambda _text: None, allowed: Sequence[str] = ()
    ) -> None:
        self.country = country
        self.warn = warn
        self.allowed = allowed
        self._doubted: set[str] = set()

    def encode(self, action: Action, values: Mapping[str, Given]) -> Pairs:
        """The action's own parameters in the guide's order.

        Args:
            action: whose parameters they are.
            values: by wire name; a group's by its prefix, a list of objects from member name to value.

        Raises:
            InvalidValue: a value that its kind does not allow.
            UsageError: a rule between parameters is broken, or one that is required is missing.
        """
        _check_rules(action, values)
        pairs: Pairs = []
        group_sent = action.group is None
        paired = {rule.second: rule.first for rule in action.rules if isinstance(rule, Paired)}
        firsts = set(paired.values())
        for param in action.params:
            if param.name in firsts:
                continue
            if param.name in paired:
                pairs += self._pair(action, paired[param.name], param, values)
                continue
            pairs += self._param(param, values.get(param.name), values)
            if not group_sent:
                pairs += self._group(action, values)
                group_sent = True
        return pairs

    def _param(self, param: Param, given: Given, values: Mapping[str, Given]) -> Pairs:
        if given is None:
            if param.required:
                raise UsageError(f"the {_called(param)} is missing")
            return []
        if given == "" and not param.required:
            # A script's empty variable. Left out, it would widen a search or change what nobody meant.
            raise InvalidValue(f"the {_called(param)} is empty", hint="Leave the option out to give none.")
        items = given if param.repeated and not isinstance(given, (str, int)) else [given]
        return [(param.name, self.value(param, item, values)) for item in items]

    def _pair(self, action: Action, first: str, second: Param, values: Mapping[str, Given]) -> Pairs:
        """Two repeated parameters, in turn: the API takes the n-th of each as belonging together."""
        leading = action.param(first)
        assert leading is not None
        left, right = (
            self._param(leading, values.get(first), values),
            self._param(second, values.get(second.name), values),
        )
        if len(left) != len(right):
            raise UsageError(f"there are {len(left)} of {first} and {len(right)} of {second.name}")
        return [pair for both in zip(left, right, strict=True) for pair in both]

    def _group(self, action: Action, values: Mapping[str, Given]) -> Pairs:
        group = action.group
        assert group is not None
        given = values.get(group.prefix)
        members = [item for item in given if isinstance(item, Mapping)] if isinstance(given, Sequence) else []
        if not 1 <= len(members) <= group.size:
            raise UsageError(f"there must be 1 to {group.size} {group.prefix}s, and there are {len(members)}")
        pairs: Pairs = []
        for number, member in enumerate(members, 1):
            for param in group.members:
                value = member.get(param.name)
                if value is not None:
                    name = f"{group.prefix}{number}{param.name}"
                    pairs.append((name, self.value(param._replace(name=name), value, values)))
        return pairs

    def value(self, param: Param, given: object, values: Mapping[str, Given]) -> str:
        """One value as it is sent."""
        if isinstance(given, bool):
            return "yes" if given else "no"
        text = str(given)
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise InvalidValue(f"the {_called(param)} is not valid Unicode text") from error
        if param.kind in _NUMBER_KINDS:
            return self._number(param, text)
        check = _CHECKS.get(param.kind)
        if check:
            return check(param, text)
        if param.kind == "zip":
            return _zip(param, text, str(values.get("country") or ""))
        return _text(param, text)

    def _number(self, param: Param, text: str) -> str:
        if param.kind == "e164-or-extension" and numbers.is_extension(text):
            return text
        number = numbers.parse(text, self.country)
        if number.doubtful and number.e164 not in self._doubted:
            self._doubted.add(number.e164)
            self.warn(f"{number.e164} is not known as a valid number; it is taken all the same")
        if param.name == _RECIPIENT:
            self._check_allowed(number.e164)
        return number.e164[1:] if param.kind == "full-number" else number.e164

    def _check_allowed(self, e164: str) -> None:
        """Refuse a recipient outside the countries that messages may go to."""
        if self.allowed and numbers.country_of(e164) not in self.allowed:
            raise InvalidValue(
                f"{e164} is not in {', '.join(self.allowed)}, where messages may go",
                hint="The setting allowed-countries of the profile says where.",
            )


def _check_rules(action: Action, values: Mapping[str, Given]) -> None:
    given = {name for name, value in values.items() if value not in (None, "", [], ())}
    for rule in action.rules:
        if isinstance(rule, Needs) and rule.param in given and rule.other not in given:
            raise UsageError(f"--{rule.param} needs --{rule.other}", hint=f"Give --{rule.other} as well.")
        if isinstance(rule, AnyOf) and not given.intersection(rule.params):
            raise UsageError("one of " + " and ".join(f"--{name}" for name in rule.params) + " must be given")
        if isinstance(rule, RequiredFor) and rule.param not in given:
            value = str(values.get(rule.other) or "").upper()
            if value in rule.values:
                raise UsageError(f"--{rule.param} is required where --{rule.other} is {value}")


def _called(param: Param) -> str:
    """A parameter as a sentence names it: `legATimeout` is "leg A timeout"."""
    words = re.findall(r"[A-Z]?[a-z]+|[A-Z](?![a-z])|[0-9]+", param.name)
    return " ".join(word if len(word) == 1 else word.lower() for word in words)


def _text(param: Param, text: str) -> str:
    if not text.strip():
        raise InvalidValue(f"the {_called(param)} is empty")
    if param.limit and len(text) > param.limit[1]:
        raise InvalidValue(
            f"the {_called(param)} is {len(text)} characters long; {param.limit[1]} are allowed"
        )
    return text


def _count(param: Param, text: str) -> str:
    low, high = param.limit or (0, 10**9)
    if not re.fullmatch(r"[0-9]{1,9}", text) or not low <= int(text) <= high:
        raise InvalidValue(f"the {_called(param)} {text!r} must be a whole number from {low} to {high}")
    return str(int(text))


def _choice(param: Param, text: str) -> str:
    for choice in param.choices:
        if choice.lower() == text.lower():
            return choice
    raise InvalidValue(f"the {_called(param)} {text!r} must be one of {', '.join(param.choices)}")


def _shape(pattern: str, right: str, make: Callable[[str], str] = str) -> Callable[[Param, str], str]:
    form = re.compile(pattern)

    def check(param: Param, text: str) -> str:
        if not form.fullmatch(text):
            raise InvalidValue(f"the {_called(param)} {text!r} must be {right}")
        return make(text)

    return check


def _zip(param: Param, text: str, country: str) -> str:
    if country.upper() == "US" and not re.fullmatch(r"[0-9]{5}(-?[0-9]{4})?", text):
        raise InvalidValue(f"the US zip {text!r} must have 5 or 9 digits, as in 92130 or 92130-1234")
    return _text(param, text)


def _country_code(_param: Param, text: str) -> str:
    return numbers.calling_code(text)


_RECIPIENT = "toNumber"
"""The API's name, in every action, for whoever a message goes to."""

_NUMBER_KINDS = frozenset({"e164", "full-number", "e164-or-extension"})

_CHECKS: dict[str, Callable[[Param, str], str]] = {
    "count": _count,
    "seconds": _count,
    "choice": _choice,
    "yes-no": _choice,
    "country-code": _country_code,
    "country": _shape(r"[A-Za-z]{2}", "two letters, such as US", str.upper),
    "digits": _shape(r"[0-9]{1,15}", "digits"),
    "extension": _shape(r"[0-9]{2,6}", "two to six digits"),
    "pattern": _shape(
        r"[0-9A-Za-z*]{1,32}", "digits, letters and * only, such as 1858555**** or *TAXI", str.upper
    ),
    "email": _shape(r"[^@\s]+@[^@\s]+", "an email address, such as joe@example.com"),
    "epoch": _shape(r"[0-9]{1,11}", "a Unix time"),
    "epoch-or-xml": _shape(r"[0-9]{1,11}", "a Unix time"),
    "id": _shape(r"[!-~]+", "printable characters without spaces"),
    "username": _shape(r"\S+", "a name without spaces"),
}
