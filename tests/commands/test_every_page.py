"""`numbers search --all`: page after page until one is empty or brings nothing new, each number once."""

from __future__ import annotations

import json
import os

import pytest

from phonecom_cli.app import run
from phonecom_cli.world import World
from tests.commands.api import ACCOUNT, at
from tests.conftest import Phonecom
from tests.harness import Connection, RawServer, echoing

SEARCH = ("numbers", "search", "--prefix", "858")


class Inventory:
    """Answers getPhoneNumberInventory by quantity and page."""

    def __init__(self, numbers: list[int], *, overlap: int = 0, moving: int = 0) -> None:
        self.numbers = numbers
        self.overlap = overlap
        self.moving = moving
        self.pages: list[tuple[str, str]] = []

    def __call__(self, connection: Connection) -> None:
        form = dict(connection.request.pairs)
        quantity, page = int(form["quantity"]), int(form["page"])
        self.pages.append((form["quantity"], form["page"]))
        if self.moving:
            self.numbers = self.numbers[self.moving :] + self.numbers[: self.moving]
        start = max(0, (page - 1) * quantity - self.overlap)
        echoing(connection, listed(self.numbers[start : page * quantity]))


def listed(numbers: list[int]) -> str:
    rows = "".join(
        f"<phoneNumber><humanReadable>(858) {n // 10_000:03d}-{n % 10_000:04d}</humanReadable></phoneNumber>"
        for n in numbers
    )
    return f"<phoneNumberList>{rows}</phoneNumberList>"


def e164(numbers: list[int]) -> list[str]:
    return [f"+1858{n:07d}" for n in numbers]


STOCK = list(range(5_550_000, 5_551_234))


def found(phonecom: Phonecom, inventory: Inventory, *more: str) -> list[str]:
    with RawServer(inventory) as server:
        outcome = at(server, phonecom, *SEARCH, "--all", "-o", "json", *more)
    assert (outcome.code, outcome.err) == (0, "")
    return [row["phoneNumber"] for row in json.loads(outcome.out)]


def test_every_page_until_one_is_empty(phonecom: Phonecom) -> None:
    inventory = Inventory(STOCK)
    assert found(phonecom, inventory) == e164(STOCK)
    assert inventory.pages == [("500", "1"), ("500", "2"), ("500", "3"), ("500", "4")]


def test_with_a_quantity_pages_are_that_large(phonecom: Phonecom) -> None:
    inventory = Inventory(STOCK[:25])
    assert found(phonecom, inventory, "-n", "10") == e164(STOCK[:25])
    assert {quantity for quantity, _ in inventory.pages} == {"10"}


def test_numbers_on_two_pages_come_once(phonecom: Phonecom) -> None:
    assert found(phonecom, Inventory(STOCK, overlap=40)) == e164(STOCK)


def test_a_server_that_ignores_the_page_is_asked_twice(phonecom: Phonecom) -> None:
    pages = 0

    def same(connection: Connection) -> None:
        nonlocal pages
        pages += 1
        echoing(connection, listed(STOCK[:500]))

    with RawServer(same) as server:
        outcome = at(server, phonecom, *SEARCH, "--all", "-o", "jsonl")
    assert (outcome.code, pages) == (0, 2)
    assert len(outcome.out.splitlines()) == 500


def test_numbers_that_move_between_pages_come_once_each(phonecom: Phonecom) -> None:
    numbers = found(phonecom, Inventory(STOCK, moving=77))
    assert len(numbers) == len(set(numbers))
    assert set(numbers) <= set(e164(STOCK))


def test_none_is_an_empty_list(phonecom: Phonecom) -> None:
    inventory = Inventory([])
    assert found(phonecom, inventory) == []
    assert len(inventory.pages) == 1


@pytest.mark.parametrize("output", ["tsv", "jsonl", "csv", "json"])
def test_a_page_is_written_before_the_next_but_one_is_asked_for(output: str) -> None:
    read_end, write_end = os.pipe()
    os.set_blocking(read_end, False)
    inventory, written = Inventory(STOCK), [0]

    def handler(connection: Connection) -> None:
        more = True
        while more:
            try:
                more = bool(data := os.read(read_end, 65_536))
                written[-1] += data.count(b"858")
            except BlockingIOError:
                more = False
        written.append(written[-1])
        inventory(connection)

    with RawServer(handler) as server, open(write_end, "w", encoding="utf-8") as out:
        world = World({**ACCOUNT, "PHONECOM_HOME": "/nonexistent"}, None, out, None)
        argv = [*SEARCH, "--all", "-n", "10", "--url", server.url, "-o", output]
        inventory.numbers = STOCK[:35]
        assert run(argv, world) == 0
    os.close(read_end)
    assert written[1] > 0 or written[2] > 0
    assert written[-1] >= 20


def test_a_toll_free_pattern_is_warned_of(phonecom: Phonecom) -> None:
    argv = ("numbers", "search", "--all", "--type", "toll-free", "--pattern", "*taxi")
    with RawServer(Inventory([])) as server:
        outcome = at(server, phonecom, *argv)
        form = dict(server.requests[0].pairs)
    assert outcome.code == 0
    assert "at random" in outcome.err
    assert "ten at a time" in outcome.err
    assert (form["type"], form["pattern"]) == ("TF", "*TAXI")


@pytest.mark.parametrize(
    "argv", [("--type", "toll-free"), ("--type", "local", "--pattern", "1858*"), ("--pattern", "1800*")]
)
def test_other_searches_are_not(argv: tuple[str, ...], phonecom: Phonecom) -> None:
    with RawServer(Inventory([])) as server:
        assert at(server, phonecom, "numbers", "search", "--all", *argv, "-q").err == ""


def test_a_failure_in_the_middle_keeps_what_came(phonecom: Phonecom) -> None:
    inventory = Inventory(STOCK)

    def fail_later(connection: Connection) -> None:
        if connection.number < 3:
            inventory(connection)
        else:
            connection.answer(200, b"<html/>")

    with RawServer(fail_later) as server:
        outcome = at(server, phonecom, *SEARCH, "--all", "-o", "json")
    assert outcome.code == 3
    assert [row["phoneNumber"] for row in json.loads(outcome.out)] == e164(STOCK[:1000])


@pytest.mark.parametrize(
    ("code", "row", "number"),
    [
        ("1", "<humanReadable>(858) 560-8120</humanReadable>", "+18585608120"),
        ("1", "<phoneNumber>18585608120</phoneNumber>", "+18585608120"),
        ("1", "<phoneNumber>+18585608120</phoneNumber><humanReadable>x</humanReadable>", "+18585608120"),
        ("1", "<humanReadable>1-800-829-4933</humanReadable>", "+18008294933"),
        ("44", "<humanReadable>0113 350 6121</humanReadable>", "+441133506121"),
        ("44", "<phoneNumber>441133506121</phoneNumber>", "+441133506121"),
        ("44", "<humanReadable>+44 113 350 6121</humanReadable>", "+441133506121"),
        ("39", "<humanReadable>392 123 4567</humanReadable>", "+393921234567"),
        ("1", "<humanReadable>ask us</humanReadable>", "ask us"),
    ],
)
def test_each_row_has_its_number_first(code: str, row: str, number: str, phonecom: Phonecom) -> None:
    answer = f"<phoneNumberList><phoneNumber>{row}<cost>4.88</cost></phoneNumber></phoneNumberList>"
    with RawServer(lambda connection: echoing(connection, answer)) as server:
        outcome = at(server, phonecom, "numbers", "search", "--country", code, "-o", "json")
    [found] = json.loads(outcome.out)
    assert next(iter(found.items())) == ("phoneNumber", number)
    assert found["cost"] == "4.88"
