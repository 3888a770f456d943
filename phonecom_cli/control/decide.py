"""What a request of Phone.com's is answered: a pure function of the routes, the request and the time.

Nothing is remembered between two requests of a call, so any copy of the service can answer any of them:
`previous-response` says which step the caller comes from, and `digits` what was pressed there.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, NamedTuple, TypeAlias

from phonecom_cli.control.model import DIGITS, After, Menu, Routes, Step
from phonecom_cli.control.patterns import fits

Kind: TypeAlias = Literal["rule", "branch", "other", "none", "after", "default", "fallback", "error", "ended"]
"""What decided: a rule; the branch of a menu, its `other` or its `none`; what comes after a forward; the
default; `on-error`. `error` and `ended` are reports that are answered with an empty text."""

MOST_DIGITS = 64
"""More digits than any pattern of use has; a longer text is nobody's keypad."""


class CallRequest(NamedTuple):
    """The fields of one access, "" where absent. An empty field and an absent one mean the same."""

    unique_id: str = ""
    dialed: str = ""
    caller: str = ""
    caller_name: str = ""
    previous: str = ""
    digits: str = ""
    duration: str = ""
    error: str = ""

    @classmethod
    def of(cls, params: Mapping[str, str]) -> CallRequest:
        """From the parameters of the guide, by name."""
        return cls(*[params[name].strip() if name in params else "" for name in PARAMETERS])


PARAMETERS = (
    "uniqueID",
    "dialedNumber",
    "callerIdNumber",
    "callerIdName",
    "previous-response",
    "digits",
    "duration",
    "error",
)
"""The guide's names of the fields of `CallRequest`, in their order."""


class Decision(NamedTuple):
    """The answer's text ("" for an empty one), what decided, and where that stands in the routes file."""

    command: str
    kind: Kind
    place: str


def decide(routes: Routes, request: CallRequest, now: datetime) -> Decision:
    """Decide one request.

    Args:
        routes: a routes file that was read whole.
        request: the fields of the access.
        now: the present moment, with a zone; it is read on the clock of the routes' own.
    """
    if request.duration:
        return Decision("", "ended", "")
    if request.error:
        return _report(routes, request.previous)
    if request.previous:
        return _go_on(routes, request.previous, request.digits)
    dialed = forms(request.dialed)
    caller = forms(request.caller)
    local = now.astimezone(routes.zone) if routes.zone is not None else now
    rules = routes.general
    for form in dialed:
        if form in routes.by_dialed:
            rules = routes.by_dialed[form]
            break
    for rule in rules:
        if rule.fits(dialed, caller, local):
            return Decision(rule.step.wire, "rule", rule.place)
    return _default(routes)


def forms(number: str) -> tuple[str, ...]:
    """The forms that a number of a request may be meant in, as digits; () when it is not known.

    Networks write `18585602222`, `+18585602222` and, in North America, `8585602222`.
    """
    digits = number
    if not (number.isascii() and number.isdigit()):
        digits = "".join(character for character in number if "0" <= character <= "9")
        if not digits or any(character.isalpha() for character in number):
            return ()
    if len(digits) == 10 and digits[0] not in "01" and "+" not in number:
        return (digits, f"1{digits}")
    return (digits,)


def _default(routes: Routes) -> Decision:
    return Decision(routes.default.wire, "default", "default")


def _report(routes: Routes, previous: str) -> Decision:
    """An error report. When the fallback itself has failed, trying it again would go on for ever."""
    if routes.on_error is None or previous == routes.on_error.wire:
        return Decision("", "error", "")
    return Decision(routes.on_error.wire, "fallback", "on-error")


def _go_on(routes: Routes, previous: str, digits: str) -> Decision:
    menu = routes.menus.get(previous)
    if menu is not None:
        return _leave(menu, digits)
    after = routes.afters.get(previous) or _after_dialled(routes, previous)
    if after is not None:
        return Decision(after.step.wire, "after", after.place)
    # A forward after which nothing is said; or a step that these routes no longer have.
    return _default(routes)


def _after_dialled(routes: Routes, previous: str) -> After | None:
    """What follows a forward that dialled the caller's digits."""
    for template in routes.templates:
        if previous.startswith(template.prefix) and previous.endswith(template.suffix):
            middle = previous[len(template.prefix) : len(previous) - len(template.suffix)]
            if middle.isascii() and middle.isdigit():
                return template.after
    return None


def _leave(menu: Menu, digits: str) -> Decision:
    if not digits:
        return Decision(menu.none.wire, "none", f"{menu.place}.none")
    if len(digits) <= MOST_DIGITS:
        for branch in menu.branches:
            if fits(branch.alternative, digits):
                return Decision(_dial(branch.step, digits), "branch", branch.place)
    return Decision(menu.other.wire, "other", f"{menu.place}.other")


def _dial(step: Step, digits: str) -> str:
    return step.wire.replace(DIGITS, digits)
