"""What the README shows is what the tool prints."""

from __future__ import annotations

from tests.readme import README, current


def test_every_console_block_shows_the_current_output() -> None:
    text = README.read_text()
    assert "```console" in text
    assert text == current(text)
