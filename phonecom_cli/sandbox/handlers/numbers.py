"""Guide: getPhoneNumberList, and inventory, porting, adding and reserving."""

from __future__ import annotations

from phonecom_cli.sandbox import tollfree
from phonecom_cli.sandbox.answer import Markup, leaf, node, rows
from phonecom_cli.sandbox.call import Call
from phonecom_cli.sandbox.handlers.geography import supported_country, supported_prefix, supported_state
from phonecom_cli.sandbox.inventory import LIVE, MOST, TAIL, Offer, Search, find_block, search
from phonecom_cli.sandbox.nanp import is_north_american
from phonecom_cli.sandbox.prices import friendly, monthly, setup_fee
from phonecom_cli.sandbox.refusal import Refusal

USUAL_QUANTITY = 100
"""How many numbers a search returns when it does not say. Assumed: the guide only has the upper limit."""

RESERVATIONS = 20
"""How many numbers one user may have reserved. The guide says that there is a limit, not which."""


def owned(call: Call) -> Markup:
    """Guide: getPhoneNumberList."""
    found = call.db.execute(
        "SELECT id, number, nickname, rate_center FROM numbers WHERE account = ? AND until IS NULL ORDER BY id",
        (call.account.id,),
    )
    return rows(
        "phoneNumberList",
        [
            node(
                "phoneNumber",
                leaf("phoneNumber", f"+{number}"),
                leaf("nickName", nickname),
                leaf("rateCenter", rate_center),
                id=identity,
            )
            for identity, number, nickname, rate_center in found
        ],
    )


def inventory(call: Call) -> Markup:
    """Guide: getPhoneNumberInventory."""
    values = call.values
    wanted = Search(
        supported_country(call),
        call.now,
        type=values.get("type"),
        state=supported_state(call),
        region=values.get("region"),
        locality=values.get("locality"),
        prefix=supported_prefix(call),
        pattern=values.get("pattern"),
    )
    quantity = min(int(values.get("quantity", str(USUAL_QUANTITY))), MOST)
    if wanted.type == "TF" and wanted.pattern and wanted.country == "1":
        numbers = tollfree.search(call.db, wanted, quantity, call.chance())
        found = [Offer(number, number[1:4], "TF") for number in numbers]
    else:
        found = search(call.db, wanted, quantity, int(values.get("page", "1")))
    return rows("phoneNumberList", [_offered(wanted.country, offer) for offer in found])


def _offered(country: str, offer: Offer) -> Markup:
    return node(
        "phoneNumber",
        leaf("humanReadable", friendly(country, offer.prefix, offer.number)),
        leaf("cost", monthly(country, offer.type)),
        leaf("setupFee", setup_fee(offer.number, offer.prefix)),
    )


def porting_eligibility(call: Call) -> Markup:
    """Guide: getPhoneNumberPortingEligibility."""
    number = call.values.get("phoneNumber")[1:]
    return leaf("portingEligibility", "Yes" if _can_port(call, number) else "No")


def _can_port(call: Call, number: str) -> bool:
    """Assumed: numbers of supported countries, unless Phone.com has them already or their end is 99."""
    is_ours = bool(find_block(call.db, number)) or _holder(call, number) is not None
    if is_ours or number.endswith("99"):
        return False
    country = call.db.execute("SELECT code FROM countries WHERE ? LIKE code || '%'", (number,)).fetchone()
    if country is None or country[0] != "1":
        return country is not None
    # Calling code 1 has more countries than the United States, whose area codes are all known.
    query = "SELECT 1 FROM prefixes WHERE country = '1' AND prefix = ?"
    is_us = call.db.execute(query, (number[1:4],)).fetchone() is not None
    return is_us and is_north_american(f"+{number}")


def add(call: Call) -> None:
    """Guide: addPhoneNumber, "only numbers which exist in inventory that are unused (or potentially reserved)"."""
    take(call, call.values.get("phoneNumber")[1:], account=call.account.id)


def take(call: Call, number: str, *, account: int) -> None:
    """Move a free number, or one that the caller has reserved, into an account.

    Raises:
        Refusal: the number is in use, reserved by somebody else, or not in the inventory.
    """
    rate_center = _available(call, number)
    call.db.execute("DELETE FROM numbers WHERE number = ?", (number,))
    call.db.execute(
        "INSERT INTO numbers (number, head, account, rate_center) VALUES (?, ?, ?, ?)",
        (number, number[:-TAIL], account, rate_center),
    )


def reserve(call: Call) -> None:
    """Guide: reservePhoneNumber. Guide: "until approximately midnight pacific time"; limited for each user."""
    number = call.values.get("phoneNumber")[1:]
    rate_center = _available(call, number)
    counted = call.db.execute(
        "SELECT COUNT(*) FROM numbers WHERE account = ? AND until > ? AND number != ?",
        (call.account.id, call.now, number),
    ).fetchone()[0]
    if counted >= RESERVATIONS:
        raise Refusal(f"You have reached the limit of {RESERVATIONS} reserved phone numbers")
    call.db.execute("DELETE FROM numbers WHERE number = ?", (number,))
    call.db.execute(
        "INSERT INTO numbers (number, head, account, until, rate_center) VALUES (?, ?, ?, ?, ?)",
        (number, number[:-TAIL], call.account.id, midnight_pacific(call.now), rate_center),
    )


def unreserve(call: Call) -> None:
    """Guide: unreservePhoneNumber: "Return a phone number to inventory"."""
    number = call.values.get("phoneNumber")[1:]
    gone = call.db.execute(
        "DELETE FROM numbers WHERE number = ? AND account = ? AND until > ?",
        (number, call.account.id, call.now),
    )
    if not gone.rowcount:
        raise Refusal(f"Phone number +{number} is not reserved by you")


def midnight_pacific(now: int) -> int:
    """The next midnight in Los Angeles, which is 23, 24 or 25 hours after the last one."""
    from datetime import datetime, timedelta
    from zoneinfo import ZoneInfo

    here = datetime.fromtimestamp(now, ZoneInfo("America/Los_Angeles"))
    tomorrow = (here + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return int(tomorrow.timestamp())


def _available(call: Call, number: str) -> str:
    """The rate centre of a number that the caller may take.

    Raises:
        Refusal: it may not.
    """
    holder = _holder(call, number)
    if holder is not None:
        account, until = holder
        if until is None:
            mine = account == call.account.id
            raise Refusal(f"Phone number +{number} is already {'on your account' if mine else 'in use'}")
        if account != call.account.id:
            raise Refusal(f"Phone number +{number} is reserved by another user")
    block = find_block(call.db, number)
    if block is None and not tollfree.is_spare(number):
        raise Refusal(f"Phone number +{number} is not in inventory")
    return block.locality if block else ""


def _holder(call: Call, number: str) -> tuple[int, int | None] | None:
    query = f"SELECT account, until FROM numbers WHERE number = :number AND {LIVE}"
    row: tuple[int, int | None] | None = call.db.execute(
        query, {"number": number, "now": call.now}
    ).fetchone()
    return row
