"""Elements of an answer as JSON values, under the keys that design and users know them by.

An attribute is a key beside the children (`@id` where a child is called `id`), text beside attributes takes
the element's name, and an attribute of a child goes beside it: `startTime gmt=...` is `startTimeGmt`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from phonecom_cli.result import Row, Value
    from phonecom_cli.wire.guard import Tree

NUMBERS = frozenset({"duration", "finalActionDuration", "startTime", "quantity"})
"""What is a JSON number, where it is plain digits. All else is text: an id or a telephone number is none."""


def fields(name: str, node: Tree) -> Row:
    """An element as an object; one that is only text, or empty, is an object of its own name."""
    if not isinstance(node, dict):
        return {name: value(name, node)}
    row: Row = {}
    for key, child in node.items():
        if child is None:
            row[key] = None
        elif isinstance(child, dict):
            _put(row, node, key, child)
        elif key[0] == "@":
            bare = key[1:]
            row[key if bare in node else bare] = value(bare, child)
        elif key == "#text":
            # Last of an element's keys, so that those it could collide with are all there.
            row[key if name in row or name in node or f"@{name}" in node else name] = value(name, child)
        else:
            row[key] = value(key, child)
    return row


def value(name: str, node: Tree) -> Value:
    """An element as the value under its own name: None, text, a number, an object or a list."""
    if isinstance(node, str):
        return _number(node) if name in NUMBERS else node
    if isinstance(node, list):
        return [value(name, item) for item in node]
    return None if node is None else fields(name, node)


def _number(text: str) -> int | str:
    """Its number, where writing the number gives the same text back."""
    is_plain = text.isascii() and text.isdigit() and len(text) < 19 and (text[0] != "0" or text == "0")
    return int(text) if is_plain else text


def _put(row: Row, parent: dict[str, Tree], name: str, node: dict[str, Tree]) -> None:
    """Put a child with attributes: beside one another if it is text, else nested."""
    flat: Row = {name: None}
    for key, child in node.items():
        if key == "#text":
            flat[name] = value(name, child)
        elif key[0] == "@":
            flat[name + key[1:2].upper() + key[2:]] = value(key[1:], child)
        else:
            row[name] = fields(name, node)
            return
    taken = parent.keys() | row.keys()
    if any(key in taken or f"@{key}" in taken for key in flat if key != name):
        row[name] = fields(name, node)
    else:
        row.update(flat)


def text_of(node: Tree) -> str:
    """The text of an element, attributes aside; several of one name are joined."""
    if isinstance(node, dict):
        node = node.get("#text")
    if isinstance(node, list):
        return "; ".join(text_of(item) for item in node)
    return node.strip() if isinstance(node, str) else ""
