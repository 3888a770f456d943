"""`python -m phonecom_cli.docgen [--check]`: write what is generated, or verify that it is current."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from phonecom_cli.docgen import bash, fish, pages, zsh
from phonecom_cli.docgen.spec import everywhere, read_tree

FOLDERS = ("man", "completions")


def generate() -> dict[str, str]:
    """Every generated file, by its path in the project."""
    tree, options = read_tree(), everywhere()
    completions = {
        "phonecom.bash": bash.write(tree, options),
        "_phonecom": zsh.write(tree, options),
        "phonecom.fish": fish.write(tree, options),
    }
    return {
        **{f"man/{name}": text for name, text in pages.write(tree, options).items()},
        **{f"completions/{name}": text for name, text in completions.items()},
    }


def check(project: Path) -> list[str]:
    """What is not as it would be generated, a line for each file."""
    wanted = {name: text.encode() for name, text in generate().items()}
    found = {
        f"{folder}/{path.name}": path.read_bytes()
        for folder in FOLDERS
        for path in (project / folder).glob("*")
    }
    return sorted(
        [f"missing: {name}" for name in wanted.keys() - found.keys()]
        + [f"superfluous: {name}" for name in found.keys() - wanted.keys()]
        + [f"stale: {name}" for name in wanted.keys() & found.keys() if wanted[name] != found[name]]
    )


def write(project: Path) -> None:
    """Write every generated file, and remove what is no longer generated."""
    wanted = generate()
    for folder in FOLDERS:
        (project / folder).mkdir(exist_ok=True)
        for path in (project / folder).glob("*"):
            if f"{folder}/{path.name}" not in wanted:
                path.unlink()
    for name, text in wanted.items():
        (project / name).write_bytes(text.encode())


def main(argv: Sequence[str]) -> int:
    """Run it on the project that this package is part of; 1 when `--check` finds something."""
    project = Path(__file__).parent.parent.parent
    if not (project / "pyproject.toml").is_file():
        sys.stderr.write("docgen works in the project's own tree, not in an installed package\n")
        return 2
    if list(argv) == ["--check"]:
        wrong = check(project)
        sys.stdout.write("".join(f"{line}\n" for line in wrong))
        return 1 if wrong else 0
    if argv:
        sys.stderr.write("usage: python -m phonecom_cli.docgen [--check]\n")
        return 2
    write(project)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
