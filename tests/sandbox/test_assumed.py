"""What is assumed is told, and what is told is so."""

from __future__ import annotations

from phonecom_cli.actions import ACTIONS
from phonecom_cli.sandbox.assumed import ASSUMED
from phonecom_cli.sandbox.handlers import chatcalls, numbers
from phonecom_cli.sandbox.prices import monthly
from phonecom_cli.sandbox.tollfree import PREFIXES, is_spare

TEXT = " ".join(ASSUMED)


def test_every_shape_that_the_guide_does_not_show_is_named() -> None:
    for action in ACTIONS.values():
        if not action.shape.documented:
            assert action.shape.element in TEXT, action.name
            for column in action.shape.columns:
                assert column in TEXT or column == "phoneNumber", (action.name, column)


def test_figures_are_those_of_the_code() -> None:
    assert f"may have {numbers.RESERVATIONS} numbers reserved" in TEXT
    assert f"a search returns {numbers.USUAL_QUANTITY} numbers" in TEXT
    costs = (monthly("1", "local"), monthly("1", "TF"), monthly("44", "local"))
    assert "A number costs {} a month, {} toll-free and {} abroad".format(*costs) in TEXT
    spare = sum(is_spare(f"1{prefix}{line}") for prefix in PREFIXES for line in range(2_000_000, 2_003_000))
    assert 0.18 < spare / (3_000 * len(PREFIXES)) < 0.22  # "about one in five"


def test_the_word_for_nobody_is_the_guides() -> None:
    assert chatcalls.NOBODY == "Name"
