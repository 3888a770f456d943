"""The whole tree of commands and the whole of the API belong together, in both directions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import click
import pytest

from phonecom_cli.actions import ACTIONS
from phonecom_cli.tree import EVERYWHERE, Noun, Verb, root
from tests.conftest import Phonecom


def walk(noun: Noun, *words: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    context = click.Context(noun)
    for name in noun.list_commands(context):
        command = noun.get_command(context, name)
        assert command is not None
        yield (*words, name), command
        if isinstance(command, Noun):
            yield from walk(command, *words, name)


COMMANDS = dict(walk(root()))
VERBS = {words: command for words, command in COMMANDS.items() if isinstance(command, Verb)}


def module_of(words: tuple[str, ...]) -> ModuleType:
    command = VERBS[words]
    assert isinstance(command, Verb)
    return command.module


@pytest.mark.parametrize("name", ACTIONS)
def test_each_action_has_its_verb(name: str) -> None:
    command = ACTIONS[name].command
    assert command in VERBS, f"no verb file for {name}: phonecom_cli/commands/{'/'.join(command)}.py"
    assert name == module_of(command).ACTION


@pytest.mark.parametrize("words", VERBS, ids=" ".join)
def test_each_verb_of_an_action_is_in_the_data(words: tuple[str, ...]) -> None:
    name = getattr(module_of(words), "ACTION", None)
    assert name is None or ACTIONS[name].command == words


@pytest.mark.parametrize("name", ACTIONS)
def test_each_action_has_its_sandbox_handler(name: str) -> None:
    assert name in import_module("phonecom_cli.sandbox.handlers").HANDLERS


def test_the_sandbox_handles_no_action_that_is_not_in_the_data() -> None:
    assert set(import_module("phonecom_cli.sandbox.handlers").HANDLERS) == set(ACTIONS)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_help_says_what_the_command_does_in_one_line_first(
    words: tuple[str, ...], phonecom: Phonecom
) -> None:
    outcome = phonecom(*words, "--help")
    assert outcome.code == 0
    assert outcome.err == ""
    lines = outcome.out.splitlines()
    assert lines[0].startswith(f"Usage: phonecom {' '.join(words)}")
    first = lines[lines.index("") + 1]
    assert first.strip().endswith((".", ":")) or len(first) > 40
    explained = lines[: lines.index("Examples:")] if "Examples:" in lines else lines
    assert max(map(len, explained)) <= 80  # examples are one line each, to be pasted


@pytest.mark.parametrize("words", VERBS, ids=" ".join)
def test_each_verb_has_examples(words: tuple[str, ...]) -> None:
    assert module_of(words).EXAMPLES


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_option_and_argument_is_explained(words: tuple[str, ...]) -> None:
    for param in COMMANDS[words].params:
        assert getattr(param, "help", None), f"{' '.join(words)}: {param.name}"


def test_no_option_of_a_verb_hides_one_of_every_command() -> None:
    everywhere = {opt for option in EVERYWHERE for opt in option.opts} | {"-h", "--help"}
    for words, command in COMMANDS.items():
        own = {opt for param in command.params for opt in (*param.opts, *param.secondary_opts)}
        assert not own & everywhere, words


def test_no_option_takes_a_password() -> None:
    for words, command in COMMANDS.items():
        for param in command.params:
            if any("password" in opt for opt in param.opts):
                assert isinstance(param, click.Option), words
                assert param.is_flag or words[0] == "config", words


def test_options_of_every_command_may_stand_anywhere(phonecom: Phonecom) -> None:
    argv = ["numbers", "list"]
    options = ["--sandbox", "--dry-run", "-o", "json", "--cltrid", "same"]
    wanted = phonecom(*options, *argv)
    assert wanted.code == 0
    assert json.loads(wanted.out)["method"] == "POST"
    for place in range(len(argv) + 1):
        assert phonecom(*argv[:place], *options, *argv[place:]) == wanted


@pytest.mark.parametrize(
    ("argv", "meant"),
    [
        (["nmbers"], "Did you mean phonecom numbers?"),
        (["numbers", "serch"], "Did you mean phonecom numbers search?"),
        (["numbers", "search", "--patern", "1"], "--pattern"),
        (["numbers", "list", "--output", "jsn"], "json"),
    ],
)
def test_a_typo_suggests_the_nearest(argv: list[str], meant: str, phonecom: Phonecom) -> None:
    outcome = phonecom(*argv)
    assert outcome.code == 2
    assert meant in outcome.err
    assert outcome.out == ""


@pytest.mark.parametrize("argv", [[], ["numbers"], ["sms"]])
def test_a_noun_alone_is_told_what_there_is_and_fails(argv: list[str], phonecom: Phonecom) -> None:
    outcome = phonecom(*argv)
    assert outcome.code == 2
    assert "Commands:" in outcome.err
    assert outcome.out == ""
