"""A routes file compiled: what `decide` needs, immutable, every command written out and checked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import NamedTuple

from phonecom_cli.control.periods import Period

DIGITS = "{digits}"
"""In `dial`: what the caller pressed at the menu that led there."""


class Step(NamedTuple):
    """Something to answer with.

    Attributes:
        place: where it stands in the file: `forward.sales`, `menu.main`, `rule[2].answer`.
        wire: the command; with `{digits}` in it where the caller's digits are dialled.
    """

    place: str
    wire: str


class Branch(NamedTuple):
    """Where a menu goes for digits that fit one alternative of a pattern."""

    place: str
    alternative: str
    step: Step


class Menu(NamedTuple):
    """A menu's continuations. `branches` stand so that the first that fits is the most exact."""

    place: str
    branches: tuple[Branch, ...]
    other: Step
    none: Step


class After(NamedTuple):
    """What follows a forward that Phone.com has come back from."""

    place: str
    step: Step


class Template(NamedTuple):
    """A forward that dials the caller's digits: what its command begins and ends with, and what follows."""

    prefix: str
    suffix: str
    after: After


class Matcher(NamedTuple):
    """Numbers as a rule names them. `unknown` is a caller without a number."""

    exact: frozenset[str]
    prefixes: tuple[str, ...]
    unknown: bool = False

    def fits(self, forms: tuple[str, ...]) -> bool:
        """Whether a number, in any of the forms it may be meant in, is one of these; () is unknown."""
        if not forms:
            return self.unknown
        return any(form in self.exact or form.startswith(self.prefixes) for form in forms)


class Rule(NamedTuple):
    """Who is answered with what. An empty condition always holds."""

    place: str
    dialed: Matcher | None
    caller: Matcher | None
    when: tuple[Period, ...]
    unless: tuple[Period, ...]
    step: Step

    def fits(self, dialed: tuple[str, ...], caller: tuple[str, ...], local: datetime) -> bool:
        """Whether the rule decides this call at this moment."""
        if self.dialed is not None and not self.dialed.fits(dialed):
            return False
        if self.caller is not None and not self.caller.fits(caller):
            return False
        if self.when and not any(period.holds(local) for period in self.when):
            return False
        return not any(period.holds(local) for period in self.unless)


class Routes(NamedTuple):
    """A whole routes file.

    Attributes:
        rules: in their order; the first that fits decides. `by_dialed` holds, for each number that some
            rule names exactly, those that can fit it; `general` those that can fit any other.
        menus, afters: by wire command, which is all that Phone.com tells of the step before.
        templates: forwards that dial the caller's digits.
        default: what is answered when nothing else is said.
        on_error: what an error report is answered with; None for an empty text.
        zone: the time zone of days, hours and dates; None when there are none.
        warnings: what is allowed and probably not meant.
    """

    rules: tuple[Rule, ...]
    by_dialed: Mapping[str, tuple[Rule, ...]]
    general: tuple[Rule, ...]
    menus: Mapping[str, Menu]
    afters: Mapping[str, After]
    templates: tuple[Template, ...]
    default: Step
    on_error: Step | None
    zone: tzinfo | None
    warnings: tuple[Mistake, ...] = ()


class Mistake(NamedTuple):
    """Something wrong in a routes file. `line` is 0 where it is not known."""

    place: str
    reason: str
    line: int = 0

    def __str__(self) -> str:
        line = f"line {self.line}: " if self.line else ""
        return f"{line}{self.place}: {self.reason}" if self.place else f"{line}{self.reason}"
