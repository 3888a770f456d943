"""The words in which the API is written down: parameters, rules, actions.

Tuples and not dataclasses: they are made at every start of the tool, and cost a tenth.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal[
    "text",  # anything; `limit` is a length in characters
    "secret",  # a password: never shown, never logged
    "username",
    "email",
    "e164",  # `+` and 7 to 15 digits
    "full-number",  # the same without the `+`: "full phone number, e.g. 18585608120"
    "e164-or-extension",  # E.164, or an extension of two to six digits
    "extension",  # two to six digits
    "country",  # two letters, ISO 3166
    "country-code",  # a calling code: 1, 44
    "digits",
    "pattern",  # digits, letters A-Z and `*`
    "yes-no",
    "choice",  # one of `choices`
    "count",  # a whole number within `limit`
    "seconds",
    "epoch",  # Unix time in whole seconds
    "epoch-or-xml",  # Unix time, or 2007-12-01T13:28:50.0000Z
    "zip",
    "id",
]

Effect: TypeAlias = Literal["read", "change", "cost", "send", "destroy"]
"""What a successful call does. All but `read` are writes: never sent twice by the tool."""

Confirm: TypeAlias = Literal["never", "always", "several", "retype"]
"""When to ask first: never, always, when there are several recipients, or by retyping a name."""


class Param(NamedTuple):
    """One parameter as the guide lists it. `name` is the wire name, `about` the guide's meaning in short."""

    name: str
    kind: Kind
    about: str
    required: bool = False
    choices: tuple[str, ...] = ()
    limit: tuple[int, int] | None = None
    repeated: bool = False
    default: str = ""


class Group(NamedTuple):
    """Numbered parameters: `destination1`, `destination1VoiceTag`, ... `destination10CallerId`.

    The member whose name is empty is the numbered parameter itself; the first of the group is required.
    """

    prefix: str
    size: int
    members: tuple[Param, ...]


class Needs(NamedTuple):
    """`param` may be given only together with `other`."""

    param: str
    other: str


class AnyOf(NamedTuple):
    """At least one of `params` must be given."""

    params: tuple[str, ...]


class RequiredFor(NamedTuple):
    """`param` is required when `other` has one of `values`."""

    param: str
    other: str
    values: tuple[str, ...]


class Paired(NamedTuple):
    """Two repeated parameters that go together, one for one, sent in turn."""

    first: str
    second: str


Rule: TypeAlias = Needs | AnyOf | RequiredFor | Paired


class Shape(NamedTuple):
    """What is known of an answer's data.

    Attributes:
        rows: the answer is a list.
        element: the name of the row element (of the object's element where it is not a list).
        container: the element that holds the rows.
        columns: the columns to show first, in this order; an answer may have others.
        lists: elements inside an object that may repeat, so that one alone is a list too.
        documented: the guide shows it. Where it does not, the names are assumed: the sandbox answers
            so, and nothing in the client depends on them.
    """

    rows: bool = False
    element: str = ""
    container: str = ""
    columns: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    documented: bool = True


NOTHING = Shape()


class Action(NamedTuple):
    """One action of the API.

    Attributes:
        name: the wire name, the value of `action`.
        command: the words of its command, e.g. ("numbers", "add").
        about: what it does, in one line.
        params: its own parameters in the guide's order; `username`, `password`, `action` and `clTRID`
            belong to every action and are not repeated here.
        effect, confirm: what it does to the account, and when to ask first.
        each: the parameter of which a command takes several, one request for each.
        check: for writes, how a user finds out whether it happened after all.
    """

    name: str
    command: tuple[str, str]
    about: str
    params: tuple[Param, ...] = ()
    group: Group | None = None
    rules: tuple[Rule, ...] = ()
    effect: Effect = "read"
    confirm: Confirm = "never"
    shape: Shape = NOTHING
    each: str = ""
    check: str = ""

    @property
    def writes(self) -> bool:
        """Whether it changes, costs, sends or destroys: anything but a read."""
        return self.effect != "read"

    def param(self, name: str) -> Param | None:
        """The parameter of that wire name, numbered ones included; None if the action has none such."""
        for param in self.params:
            if param.name == name:
                return param
        return self._member(name) if self.group else None

    def _member(self, name: str) -> Param | None:
        group = self.group
        assert group is not None
        if not name.startswith(group.prefix):
            return None
        rest = name[len(group.prefix) :]
        number = rest[:2] if rest[:2].isdecimal() else rest[:1]
        if not (number.isascii() and number.isdecimal() and number[0] != "0" and int(number) <= group.size):
            return None
        for member in group.members:
            if member.name == rest[len(number) :]:
                return member._replace(name=name, required=member.required and number == "1")
        return None
