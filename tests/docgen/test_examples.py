"""Every example of every help text runs in the sandbox as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from phonecom_cli.docgen.spec import Cmd, read_tree, walk
from phonecom_cli.fold import fold
from tests.docgen import examples
from tests.docgen.examples import ELSEWHERE, SERVING, Ran
from tests.tools import need

LINES = list(examples.lines())
RUNNABLE = [line for line in LINES if line not in ELSEWHERE]
ENDED = {0, 143}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Future[Ran]]]:
    """All examples, under way two at a time."""
    need("bash")
    made = tmp_path_factory.mktemp("made")
    examples.make_home(made)
    folder = tmp_path_factory.mktemp("examples")
    with ThreadPoolExecutor(2) as pool:
        yield {
            line: pool.submit(examples.run_apart, line, made, folder / str(place))
            for place, line in enumerate(RUNNABLE)
        }


@pytest.mark.parametrize("line", RUNNABLE)
def test_an_example_runs_as_it_stands(line: str, running: dict[str, Future[Ran]]) -> None:
    ran = running[line].result()
    assert ran.code in (ENDED if SERVING.match(line) else {0}), ran.err


@pytest.mark.parametrize("line", ELSEWHERE)
def test_what_needs_more_than_the_sandbox_is_an_example_still(line: str) -> None:
    assert line in LINES


@pytest.mark.parametrize(
    "cmd", [cmd for cmd in walk(read_tree()) if not cmd.is_noun], ids=lambda cmd: cmd.words
)
def test_every_command_has_an_example_of_itself(cmd: Cmd) -> None:
    words = [line.replace("--sandbox ", "") for _, line in cmd.examples]
    assert any(cmd.words in line for line in words), cmd.words


@pytest.mark.parametrize("line", LINES)
def test_an_example_folded_for_the_page_is_the_same_to_the_shell(line: str, tmp_path: Path) -> None:
    need("bash")
    folded = "\n".join(fold(line, 66))
    assert examples_as_words(folded, tmp_path) == examples_as_words(line, tmp_path)


def examples_as_words(line: str, folder: Path) -> str:
    """How bash understands a line, written in its own normal form."""
    import subprocess

    script = f"f() {{ {line}\n}}; declare -f f"
    return subprocess.run(
        ["bash", "-c", script], cwd=folder, capture_output=True, text=True, check=True
    ).stdout
