"""Commands, as hypothesis makes them."""

from __future__ import annotations

from hypothesis import strategies as st

from phonecom_cli.control.grammar import (
    Command,
    MultipleForward,
    MultipleForwardVoiceTag,
    PlayAndGetDigits,
    SimpleForward,
    SimpleForwardVoiceTag,
)

numbers = st.from_regex(r"[1-9][0-9]{6,14}", fullmatch=True)
dtmf = st.from_regex(r"(w+[0-9]{1,5}){0,3}", fullmatch=True)
patterns = st.from_regex(r"[0-9D]{1,4}(\|[0-9D]{1,4}){0,3}", fullmatch=True)
_characters = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))
tags = st.text(_characters.filter(lambda one: one != '"'), min_size=1, max_size=60).filter(str.strip)
recordings = st.text(_characters, min_size=1, max_size=40).map(str.strip).filter(bool)


def commands() -> st.SearchStrategy[Command]:
    """Any valid command."""
    several = st.lists(numbers, min_size=1, max_size=5).map(tuple)
    return st.one_of(
        st.builds(SimpleForward, numbers, dtmf),
        st.builds(SimpleForwardVoiceTag, tags, numbers, dtmf),
        st.builds(MultipleForward, several),
        st.builds(MultipleForwardVoiceTag, tags, several),
        st.builds(PlayAndGetDigits, recordings, patterns),
    )
