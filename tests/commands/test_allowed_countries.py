"""The setting allowed-countries keeps messages from going elsewhere."""

from __future__ import annotations

import pytest

from tests.conftest import Phonecom

SMS = ("--sandbox", "sms", "send", "Hi", "--from", "+18585602222", "--dry-run", "--to")


@pytest.mark.parametrize(
    ("number", "code"),
    [("+18583807710", 0), ("+16135550123", 0), ("+442079460000", 2), ("+18765550123", 2)],
    ids=["US", "CA", "GB", "Jamaica, of the same calling code"],
)
def test_messages_go_to_allowed_countries_only(number: str, code: int, phonecom: Phonecom) -> None:
    assert phonecom("config", "set", "--profile", "sandbox", "allowed-countries", "US,CA").code == 0
    outcome = phonecom(*SMS, number)
    assert outcome.code == code
    if code:
        assert f"{number} is not in US, CA" in outcome.err
        assert "allowed-countries" in outcome.err
        assert outcome.out == ""


def test_without_the_setting_messages_go_anywhere(phonecom: Phonecom) -> None:
    assert phonecom(*SMS, "+442079460000").code == 0
