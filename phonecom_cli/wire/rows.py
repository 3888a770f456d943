"""An answer's data as rows or as one record, found by structure.

Most lists of the API are not shown in the guide, so that no name is relied on: whatever repeats under
`resultData` is a row. One row alone does not repeat; there the names that an action's `Shape` supposes break
the tie. Nothing is lost: what is neither row nor in one becomes a note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from phonecom_cli.wire.values import fields, value

if TYPE_CHECKING:
    from phonecom_cli.actions.model import Shape
    from phonecom_cli.result import Row
    from phonecom_cli.wire.answer import Answer
    from phonecom_cli.wire.guard import Tree

USUAL = "command completed successfully"
"""The message of every success that the guide shows. Another one is told."""

_NOTE = 200
_SPECIAL = ("@", "#")


class _Found(NamedTuple):
    """Rows, each with its element's name, and what stands beside them, each with its path."""

    rows: list[tuple[str, Tree]]
    beside: list[tuple[str, Tree]]


def rows_of(answer: Answer, shape: Shape) -> tuple[list[Row], list[str]]:
    """The rows of a list, and a note, one line each, of whatever stands beside them."""
    found = _found(answer.data, shape)
    beside = [*found.beside, *answer.extra]
    notes = [f"beside the rows: {path} = {_line(node)}" for path, node in beside]
    if is_unusual(answer.msg):
        notes.append(f"the server says: {_line(answer.msg)}")
    return [fields(name, node) for name, node in found.rows], notes


def record_of(answer: Answer, shape: Shape) -> Row:
    """The data of an answer that is one object; {} when there is none. It has all that the answer has."""
    row = _record(_with_lists(answer.data, shape.lists), shape)
    for path, node in answer.extra:
        row[path if path not in row else f"response/{path}"] = value(path.rpartition("/")[2], node)
    if row and is_unusual(answer.msg):
        row.setdefault("msg", answer.msg)
    return row


def whole(answer: Answer, shape: Shape | None = None) -> Row:
    """The whole response as one object, as `api` prints it.

    Args:
        answer: which one.
        shape: what is known of the action's answer: its rows are then a list, even when there is one.
    """
    tree = _with_lists(_listed(answer.tree, shape), shape.lists) if shape else answer.tree
    return fields("response", tree) if isinstance(tree, dict) else {"response": value("response", tree)}


def _listed(root: Tree, shape: Shape) -> Tree:
    """A response's tree with its rows as a list, even where there is one. The tree itself stays as it is."""
    data = root.get("resultData") if isinstance(root, dict) else None
    if not (shape.rows and isinstance(root, dict) and isinstance(data, dict)):
        return root
    container = data.get(shape.container)
    if isinstance(container, dict) and shape.element in container:
        return {**root, "resultData": {**data, shape.container: _with_list(container, shape.element)}}
    return {**root, "resultData": _with_list(data, shape.element)}


def _with_lists(node: Tree, names: tuple[str, ...]) -> Tree:
    """The tree with the elements of these names as lists, even where there is one."""
    if not names:
        return node
    if isinstance(node, list):
        return [_with_lists(child, names) for child in node]
    if not isinstance(node, dict):
        return node
    inner = {key: _with_lists(child, names) for key, child in node.items()}
    return {key: _several(child) if key in names else child for key, child in inner.items()}


def _with_list(node: dict[str, Tree], name: str) -> dict[str, Tree]:
    return {key: _several(child) if key == name else child for key, child in node.items()}


def _several(node: Tree) -> list[Tree]:
    return node if isinstance(node, list) else [node]


def is_unusual(msg: str) -> bool:
    """Whether the message of a success says more than that it is one."""
    return bool(msg) and msg.strip(" .!").lower() != USUAL


def _line(node: Tree) -> str:
    if isinstance(node, str) and node.isprintable():
        text = node
    else:
        import json

        text = json.dumps(value("", node), ensure_ascii=False)
    return text if len(text) <= _NOTE else f"{text[: _NOTE - 1]}…"


def _children(node: dict[str, Tree]) -> dict[str, Tree]:
    return {key: child for key, child in node.items() if not key.startswith(_SPECIAL)}


def _found(data: Tree, shape: Shape) -> _Found:
    if isinstance(data, list):
        # Several resultData: the rows of each.
        return _joined([_found(part, shape) for part in data])
    if isinstance(data, dict):
        return _search("resultData", data, shape, 0)
    return _Found([], [("resultData", data)] if data else [])


def _joined(parts: list[_Found]) -> _Found:
    return _Found(
        [row for part in parts for row in part.rows], [note for part in parts for note in part.beside]
    )


def _search(name: str, node: dict[str, Tree], shape: Shape, depth: int) -> _Found:
    """The rows under a node that may be a container, a wrapper of one, or a row itself.

    Args:
        name: the node's.
        node: where to look.
        shape: the names that are supposed.
        depth: how far below `resultData` the node is; `resultData` itself is no row if it can be helped.
    """
    children = _children(node)
    containers = _several(children.get(shape.container))
    if depth == 0 and all(isinstance(container, dict) for container in containers):
        parts = [_search(shape.container, part, shape, 1) for part in containers if isinstance(part, dict)]
        return _beside(_joined(parts), name, node, {shape.container})
    if depth and name == shape.element:
        return _Found([(name, node)], [])
    if shape.element in children:
        return _rows_in(name, node, [shape.element])
    repeated = [key for key, child in children.items() if isinstance(child, list)]
    # Below the container, what has more than the one repeated child is a row with a list inside.
    if repeated and (depth < 2 or len(node) == 1):
        return _rows_in(name, node, repeated)
    inner = _inner(node, children, depth)
    if inner:
        parts = [_search(key, child, shape, depth + 1) for key, child in inner]
        return _beside(_joined(parts), name, node, {key for key, _ in inner})
    return _alone(name, node, children, depth)


def _inner(node: dict[str, Tree], children: dict[str, Tree], depth: int) -> list[tuple[str, dict[str, Tree]]]:
    """The children to look for rows in, where nothing repeats and no name is known."""
    # Deeper down, an element with no child of its own is a cell with attributes.
    nested = [
        (key, child)
        for key, child in children.items()
        if isinstance(child, dict) and (depth < 2 or _children(child))
    ]
    if depth == 0:
        lists = [(key, child) for key, child in nested if any(isinstance(c, list) for c in child.values())]
        return nested if len(nested) == 1 else lists
    is_wrapper = len(children) == 1 and "#text" not in node and (depth == 1 or len(node) == 1)
    return nested if is_wrapper else []


def _alone(name: str, node: dict[str, Tree], children: dict[str, Tree], depth: int) -> _Found:
    """What to make of a node under which nothing repeats."""
    is_list = name.lower().endswith("list")
    if len(children) == 1 and (depth == 0 or is_list):
        ((key, child),) = children.items()
        if depth == 0 and child is None:
            return _beside(_Found([], []), name, node, {key})
        return _rows_in(name, node, [key])
    if not children and (depth == 0 or is_list):
        return _beside(_Found([], []), name, node, set())
    return _Found([(name, node)], [])


def _rows_in(name: str, node: dict[str, Tree], keys: list[str]) -> _Found:
    rows = [(key, item) for key in keys for item in _several(node[key])]
    return _beside(_Found(rows, []), name, node, set(keys))


def _beside(found: _Found, name: str, node: dict[str, Tree], taken: set[str]) -> _Found:
    """Add what of a node is not in the rows; empty elements and namespaces say nothing."""
    notes = [
        (f"{name}/{key.replace('#text', 'text')}", child)
        for key, child in node.items()
        if key not in taken and child is not None and not key.startswith("@xmlns")
    ]
    return _Found(found.rows, [*notes, *found.beside])


def _record(data: Tree, shape: Shape) -> Row:
    if data is None:
        return {}
    if not isinstance(data, dict):
        name = shape.element or "resultData"
        return {name: value(name, data)}
    children = _children(data)
    if len(children) == 1:
        ((name, child),) = children.items()
        inner = fields(name, child) if isinstance(child, dict) else {name: value(name, child)}
        outer = fields("resultData", {key: item for key, item in data.items() if key != name})
        if not outer.keys() & inner.keys():
            return {**outer, **inner}
    return fields("resultData", data)
