"""Requests as they are sent and as they are shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phonecom_cli.errors import InvalidValue
from phonecom_cli.secret import Secret
from phonecom_cli.wire.excerpt import excerpt, hider
from phonecom_cli.wire.request import Request, fresh_cltrid, is_secret
from tests.harness import pairs_of

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def request(*params: tuple[str, str], action: str = "sendSMS", **changes: object) -> Request:
    secret = Secret("canary")
    made = Request(
        action, params, "https://x.example/y", writes=True, username="joe", password=secret, cltrid="id-1"
    )
    return made._replace(**changes)  # type: ignore[arg-type] # names and values are the tests'


def test_pairs_are_in_order_and_repeats_are_kept() -> None:
    made = request(("toName", "A"), ("toNumber", "1"), ("toName", "B"), ("toNumber", "2"))
    assert made.pairs() == [
        ("username", "joe"),
        ("password", "canary"),
        ("action", "sendSMS"),
        ("toName", "A"),
        ("toNumber", "1"),
        ("toName", "B"),
        ("toNumber", "2"),
        ("clTRID", "id-1"),
    ]


def test_an_account_known_by_its_address_sends_neither_username_nor_password() -> None:
    assert request(username="", password=None).pairs() == [("action", "sendSMS"), ("clTRID", "id-1")]
    assert request(username="", password=None).masked() == [("action", "sendSMS"), ("clTRID", "id-1")]


def test_masked_shows_everything_but_secrets() -> None:
    made = request(("newUsername", "u"), ("newPassword", "hidden"), action="createAccount")
    assert dict(made.masked())["password"] == "****"
    assert dict(made.masked())["newPassword"] == "****"
    assert dict(made.masked())["newUsername"] == "u"
    assert "hidden" not in repr(made)
    assert "canary" not in repr(made)
    assert made.secrets() == ["canary", "hidden"]


@pytest.mark.parametrize("name", ["newPassword", "password2", "oldPASSWORD"])
def test_unknown_actions_mask_by_name(name: str) -> None:
    assert is_secret("someNewAction", name)
    assert not is_secret("someNewAction", "message")


@given(st.lists(st.tuples(TEXT, TEXT)))
def test_any_text_arrives_as_it_was_given(params: list[tuple[str, str]]) -> None:
    made = request(*params)
    assert pairs_of(made.body()) == made.pairs()


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(InvalidValue):
        request(("message", "\udc9b")).body()


def test_transaction_ids_are_unique() -> None:
    assert len({fresh_cltrid() for _ in range(1000)}) == 1000


# --- secrets in what a server sends back


@pytest.mark.parametrize(
    "echo",
    [
        "p&ss w<ö%rd",
        "p%26ss+w%3C%C3%B6%25rd",
        "p%26ss%20w%3c%c3%b6%25rd",
        "p&amp;ss w&lt;ö%rd",
        "p&ss w<\\u00f6%rd",
    ],
)
def test_a_password_that_a_server_echoes_is_masked(echo: str) -> None:
    hide = hider(["p&ss w<ö%rd"])
    assert hide(f"<b>{echo}</b>") == "<b>****</b>"


def test_a_password_at_the_edge_of_an_excerpt_does_not_show_in_part() -> None:
    hide = hider(["canarycanary"])
    for length in range(180, 210):
        assert "cana" not in excerpt(b"x" * length + b"canarycanary", hide)


def test_a_password_that_is_the_username_stays() -> None:
    assert hider(["demo"], "demo")("The account demo is unknown") == "The account demo is unknown"


def test_an_empty_password_hides_nothing() -> None:
    assert hider(["", "a"])("banana") == "banana"
