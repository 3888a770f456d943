"""The directions of import, and the one home of each third-party library, read from the code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "phonecom_cli"
FILES = sorted(PACKAGE.rglob("*.py"))

HOMES = {
    "typer": ("tree", "commands", "docgen"),
    "click": ("app", "tree", "commands", "docgen"),
    "rich": ("output",),
    "requests": ("wire", "fetch"),
    "urllib3": ("wire", "fetch"),
    "xmltodict": ("wire",),
    "keyring": ("credentials",),
    "phonenumbers": ("numbers", "sandbox.places"),
    "tomlkit": ("settings",),
    "waitress": ("serving",),
    "platformdirs": ("settings",),
}

BELOW = {
    "errors": (),
    "secret": (),
    "world": (),
    "options": (),
    "segments": (),
    "suggest": (),
    "fold": (),
    "fields": ("errors", "suggest"),
    "result": ("errors",),
    "numbers": ("errors",),
    "times": ("errors",),
    "actions": ("errors", "numbers", "result"),
    "settings": ("errors", "numbers", "options", "suggest"),
    "credentials": ("errors", "secret", "settings"),
    "fetch": ("errors",),
    "wire": ("actions", "errors", "fetch", "result", "secret", "settings"),
    "calllog": ("errors", "result", "actions"),
    "control": (
        "secret",
        "credentials",
        "errors",
        "suggest",
        "fetch",
        "result",
        "serving",
        "world",
        "settings",
        "times",
    ),
    "sandbox": (
        "actions",
        "control",
        "errors",
        "fetch",
        "result",
        "serving",
        "segments",
        "numbers",
        "world",
        "settings",
    ),
    "serving": ("errors",),
    "output": ("errors", "fields", "result", "world", "options", "numbers"),
    "local": ("errors", "sandbox", "wire"),
}
"""What each part may import of the others. What is not named here is `app` or above everything but `app`."""


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield node.module or ""
            if node.module == "phonecom_cli":
                yield from (f"phonecom_cli.{alias.name}" for alias in node.names)


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_each_library_has_one_home(path: Path) -> None:
    name = name_of(path)
    for module in imports(path):
        homes = HOMES.get(module.split(".")[0])
        if homes is not None:
            assert any(name == home or name.startswith(f"{home}.") for home in homes), (
                f"{name} imports {module}"
            )


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_arrows_go_one_way(path: Path) -> None:
    part = name_of(path).split(".")[0]
    if part not in BELOW:
        return
    for module in imports(path):
        if module.startswith("phonecom_cli.") and module != "phonecom_cli.__version__":
            target = module.split(".")[1]
            assert target == part or target in BELOW[part], f"{name_of(path)} imports {module}"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_only_world_reads_the_environment(path: Path) -> None:
    if name_of(path) in {"world", "__main__"}:
        return
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "os":
            assert node.attr not in {"environ", "getenv"}, f"{name_of(path)} reads the environment"


def test_the_version_module_imports_nothing() -> None:
    assert list(imports(PACKAGE / "__init__.py")) == []
