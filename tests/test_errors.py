"""The tree of errors is a contract: scripts read `code` and the exit code, and the documentation draws both."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from phonecom_cli import errors
from phonecom_cli.errors import PhonecomError

CODES = {
    "Refused": ("api-error", 1),
    "CheckFailed": ("check-failed", 1),
    "UsageError": ("usage", 2),
    "InvalidValue": ("invalid-value", 2),
    "NeedsYes": ("needs-confirmation", 2),
    "Declined": ("declined", 2),
    "SettingsError": ("settings", 2),
    "NoAnswer": ("no-answer", 3),
    "NotSent": ("not-sent", 3),
    "BadAnswer": ("bad-answer", 3),
    "CredentialsError": ("credentials", 4),
    "UnknownOutcome": ("unknown-outcome", 5),
    "SomeFailed": ("some-failed", 6),
    "Incomplete": ("incomplete", 6),
    "LocalError": ("local", 7),
    "InternalError": ("internal", 70),
    "Stopped": ("stopped", 130),
}
"""The closed list. A code once published is never renamed."""


def below(kind: type[PhonecomError]) -> Iterator[type[PhonecomError]]:
    for child in kind.__subclasses__():
        yield child
        yield from below(child)


OURS = [kind for kind in below(PhonecomError) if kind.__module__ == errors.__name__]
DRAWN = re.findall(r"[├└]── (\w+) +(\d+)(?:\.\.)? +([a-z-]+)  ", errors.__doc__ or "")


def test_the_list_of_codes_is_closed() -> None:
    assert {kind.__name__: (kind.code, kind.exit_code) for kind in OURS} == CODES


def test_no_other_module_adds_a_code() -> None:
    everywhere = {kind.code for kind in below(PhonecomError)}
    assert everywhere == {code for code, _ in CODES.values()}


def test_the_tree_drawn_is_the_tree() -> None:
    drawn = {name: (code, int(exit_code)) for name, exit_code, code in DRAWN}
    assert drawn == {**CODES, "Stopped": ("stopped", 129)}


@pytest.mark.parametrize("kind", OURS, ids=lambda kind: kind.__name__)
def test_a_kind_of_an_error_has_its_exit_code(kind: type[PhonecomError]) -> None:
    parent = kind.__mro__[1]
    assert parent is PhonecomError or issubclass(parent, PhonecomError)
    if parent is not PhonecomError:
        assert kind.exit_code == parent.exit_code


@pytest.mark.parametrize("kind", OURS, ids=lambda kind: kind.__name__)
def test_each_is_documented(kind: type[PhonecomError]) -> None:
    assert kind.__doc__
    assert (kind.__doc__ or "").rstrip().endswith(".")
