"""Whether a request's parameters are what the guide allows, told by the action data.

Values come out in one form: numbers as `+` and digits, whichever way they were sent; choices as the guide writes
them. An optional parameter that is empty is one that was not given, as web forms send it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from phonecom_cli.actions import COMMON_PARAMS
from phonecom_cli.actions.model import Action, AnyOf, Needs, Paired, Param, RequiredFor
from phonecom_cli.sandbox.form import Pairs
from phonecom_cli.sandbox.refusal import Refusal


class Values:
    """The checked parameters of one request."""

    def __init__(self) -> None:
        self._lists: dict[str, list[str]] = {}

    def add(self, name: str, value: str) -> None:
        """One more value of a parameter."""
        self._lists.setdefault(name, []).append(value)

    def __contains__(self, name: str) -> bool:
        return name in self._lists

    def get(self, name: str, default: str = "") -> str:
        """The value of a parameter, or `default` where it was not given."""
        values = self._lists.get(name)
        return values[0] if values else default

    def all(self, name: str) -> list[str]:
        """All values of a repeated parameter, in order."""
        return self._lists.get(name, [])


def check(action: Action, pairs: Pairs) -> Values:
    """Check the parameters of an action.

    Raises:
        Refusal: a parameter is unknown, missing, given twice or badly formed, or a rule between them is broken.
    """
    values = Values()
    for name, text in pairs:
        if name in COMMON_PARAMS:
            continue
        param = action.param(name)
        if param is None:
            raise Refusal(f"Unknown parameter: {name}")
        if text == "" and not param.required:
            continue
        if name in values and not param.repeated:
            raise Refusal(f"Parameter given more than once: {name}")
        if text == "":
            raise Refusal(f"Missing parameter: {name}")
        values.add(name, _value(param, text))
    for param in action.params:
        if param.required and param.name not in values:
            raise Refusal(f"Missing parameter: {param.name}")
    _check_group(action, values)
    _check_rules(action, values)
    return values


def _value(param: Param, text: str) -> str:
    form, right = _FORMS.get(param.kind, (None, ""))
    if form is not None and not form.fullmatch(text):
        raise Refusal(f"Invalid parameter {param.name}: {_shown(text)} is not {right}")
    if param.limit and param.kind in ("count", "seconds") and int(text) < param.limit[0]:
        raise Refusal(f"Invalid parameter {param.name}: {_shown(text)} is less than {param.limit[0]}")
    if param.choices:
        return _choice(param, text)
    if param.kind == "text" and param.limit and len(text) > param.limit[1]:
        raise Refusal(f"Invalid parameter {param.name}: it is longer than {param.limit[1]} characters")
    make = _MADE.get(param.kind)
    return make(text) if make else text


def _choice(param: Param, text: str) -> str:
    for choice in param.choices:
        if choice.lower() == text.lower():
            return choice
    raise Refusal(f"Invalid parameter {param.name}: {_shown(text)} is not one of {', '.join(param.choices)}")


def _check_group(action: Action, values: Values) -> None:
    """Of numbered parameters the first is required, and what belongs to a number needs that number."""
    group = action.group
    if group is None:
        return
    if f"{group.prefix}1" not in values:
        raise Refusal(f"Missing parameter: {group.prefix}1")
    for number in range(1, group.size + 1):
        for member in group.members:
            name = f"{group.prefix}{number}"
            if member.name and name + member.name in values and name not in values:
                raise Refusal(f"Missing parameter: {name}, since {name}{member.name} is given")


def _check_rules(action: Action, values: Values) -> None:
    for rule in action.rules:
        if isinstance(rule, Needs) and rule.param in values and rule.other not in values:
            raise Refusal(f"Missing parameter: {rule.other} is required with {rule.param}")
        if isinstance(rule, AnyOf) and not any(name in values for name in rule.params):
            raise Refusal(f"Missing parameter: one of {' or '.join(rule.params)} must be specified")
        if (
            isinstance(rule, RequiredFor)
            and rule.param not in values
            and values.get(rule.other) in rule.values
        ):
            raise Refusal(f"Missing parameter: {rule.param} is required for {values.get(rule.other)}")
        if isinstance(rule, Paired) and len(values.all(rule.first)) != len(values.all(rule.second)):
            raise Refusal(f"There must be one {rule.second} for each {rule.first}")
    if values.get("country") == "US" and "zip" in values and not _US_ZIP.fullmatch(values.get("zip")):
        raise Refusal("Invalid parameter zip: 5 or 9 digits are required for US")


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:37] + "...")


def _e164(text: str) -> str:
    return "+" + text.removeprefix("+")


def _number_or_extension(text: str) -> str:
    return text if len(text) <= 6 and not text.startswith("+") else _e164(text)


_US_ZIP = re.compile(r"[0-9]{5}(-?[0-9]{4})?")
_NUMBER = r"\+?[1-9][0-9]{6,14}"

_FORMS: dict[str, tuple[re.Pattern[str], str]] = {
    "e164": (re.compile(_NUMBER), "a phone number in E.164 format, for example +18585608120"),
    "full-number": (re.compile(_NUMBER), "a full phone number, for example 18585608120"),
    "e164-or-extension": (
        re.compile(rf"{_NUMBER}|[0-9]{{2,6}}"),
        "a phone number in E.164 format or an extension number",
    ),
    "extension": (re.compile(r"[0-9]{2,6}"), "a numeric extension"),
    "username": (re.compile(r"[^\s\x00-\x1f]{1,64}"), "a username"),
    "email": (re.compile(r"[^@\s]+@[^@\s]+"), "an email address"),
    "country": (re.compile(r"[A-Za-z]{2}"), "a 2-character country abbreviation"),
    "country-code": (re.compile(r"\+?[1-9][0-9]{0,2}"), "a country code"),
    "digits": (re.compile(r"[0-9]{1,15}"), "a number of digits"),
    "pattern": (re.compile(r"[0-9A-Za-z*]{1,32}"), 'a pattern of digits, letters A-Z and "*"'),
    "count": (re.compile(r"[0-9]{1,9}"), "a whole number"),
    "seconds": (re.compile(r"[0-9]{1,9}"), "a number of seconds"),
    "epoch": (re.compile(r"[0-9]{1,11}"), "a Unix epoch time"),
    "epoch-or-xml": (
        re.compile(
            r"[0-9]{1,11}|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?"
            r"(Z|[+-][0-9]{2}:[0-9]{2})?"
        ),
        "a Unix epoch time or an XML standard time, for example 2007-12-01T13:28:50.0000Z",
    ),
    "id": (re.compile(r"[!-~]{1,64}"), "an identifier"),
}

_MADE: dict[str, Callable[[str], str]] = {
    "e164": _e164,
    "full-number": _e164,
    "e164-or-extension": _number_or_extension,
    "country": str.upper,
    "country-code": lambda text: text.removeprefix("+"),
    "pattern": str.upper,
}
