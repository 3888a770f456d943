"""What leads where in a routes file: circles, steps that could not be told apart, steps never reached.

The service remembers nothing between two requests of a call. It knows where the call stands from
`previous-response` alone, so no two steps that can be reached may send the same command and go on
differently; and every way must come to an end, so nothing may lead back to where it came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from phonecom_cli.control.fields import Fields
from phonecom_cli.control.model import DIGITS
from phonecom_cli.control.specs import Forward, Menu, Reference

MOST_CIRCLES = 20

Nodes = Mapping[str, "Forward | Menu"]
"""Every step under the name or number that leads to it."""


def references(node: Forward | Menu) -> list[Reference]:
    """Everything that a step names as what comes next."""
    if isinstance(node, Forward):
        return [node.after] if node.after else []
    ways = [way for _, way in node.branches]
    return [*ways, *(way for way in (node.other, node.none) if way)]


def check_circles(fields: Fields, nodes: Nodes) -> None:
    """Note every circle, with the way around it."""
    edges = {name: {way.target for way in references(node)} for name, node in nodes.items()}
    for _ in range(MOST_CIRCLES):
        try:
            TopologicalSorter(edges).prepare()
        except CycleError as error:
            circle: list[str] = list(reversed(error.args[1]))
            start = circle.index(min(circle[:-1]))
            circle = [*circle[start:-1], *circle[: start + 1]]
            way = " -> ".join(nodes[name].place for name in circle)
            fields.wrong(
                nodes[circle[0]].place,
                f"leads back to itself: {way}. A second menu with a recording of its own can ask again",
            )
            edges[circle[0]].discard(circle[1])
        else:
            return


def reachable(nodes: Nodes, starts: Iterable[str]) -> set[str]:
    """The names of all steps that a call can come to."""
    found: set[str] = set()
    waiting = list(starts)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(way.target for way in references(nodes[name]))
    return found


def check_doubles(fields: Fields, nodes: Nodes, reached: set[str], default: str) -> None:
    """Note reachable steps that send the same command and go on differently."""
    menus: dict[str, Menu] = {}
    forwards: dict[str, Forward] = {}
    dialling: list[Forward] = []
    for name, node in nodes.items():
        if name not in reached or not node.wire:
            continue
        if isinstance(node, Menu):
            _check_menu(fields, node, menus)
        elif node.dials_digits:
            dialling.append(node)
        else:
            there = forwards.setdefault(node.wire, node)
            _check_forwards(fields, node, there, default)
    for number, node in enumerate(dialling):
        for other in (*dialling[:number], *forwards.values()):
            if _can_coincide(node.wire, other.wire):
                _check_forwards(fields, node, other, default)


def _check_menu(fields: Fields, menu: Menu, menus: dict[str, Menu]) -> None:
    there = menus.setdefault(menu.wire, menu)
    if there is not menu:
        fields.wrong(
            menu.place,
            f"sends the same command as {there.place}, so their callers could not be told apart; "
            "give it another recording or another pattern",
        )


def _check_forwards(fields: Fields, node: Forward, there: Forward, default: str) -> None:
    here, other = (one.after.target if one.after else default for one in (node, there))
    if here != other:
        fields.wrong(
            node.place,
            f"sends the same command as {there.place} and goes on differently ({here}, {other}); "
            "give both the same after, or another voice tag",
        )


def _can_coincide(template: str, other: str) -> bool:
    """Whether a command with the caller's digits can be the same text as another one."""
    prefix, _, suffix = template.partition(DIGITS)
    if DIGITS not in other:
        middle = other[len(prefix) : len(other) - len(suffix)]
        return other.startswith(prefix) and other.endswith(suffix) and middle.isdigit()
    begin, _, end = other.partition(DIGITS)
    return (prefix.startswith(begin) or begin.startswith(prefix)) and (
        suffix.endswith(end) or end.endswith(suffix)
    )
