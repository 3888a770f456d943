"""The completion for fish: one function that reads the line, and tables of what each command takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from phonecom_cli.docgen import words as shared
from phonecom_cli.docgen.spec import Arg, Cmd, Opt, walk
from phonecom_cli.docgen.values import Values, pairs


def write(tree: Cmd, everywhere: tuple[Opt, ...]) -> str:
    """The whole file."""
    lines = ["# fish completion for phonecom", *(f"# {line}" for line in shared.HEADER), ""]
    lines += _function("states", shared.states())
    lines += _function("countries", shared.countries())
    lines += _function("codes", shared.calling_codes())
    lines += _commands(tree)
    lines += _options(tree, everywhere)
    lines += _kinds(tree, everywhere)
    lines += _arguments(tree)
    lines += _fields(tree)
    lines += _table("pairs", "The parameters of an action, for api.", pairs().items())
    lines += _table(
        "help",
        "What may follow the words after help.",
        ((" ".join(path), words) for path, words in shared.help_words(tree)),
    )
    return "\n".join(lines) + shared.reader("fish")


def _function(name: str, words: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f"function __phonecom_{name}"
    yield from _print(words, 4)
    yield from ("end", "")


def _print(words: Iterable[tuple[str, str]], indent: int) -> Iterator[str]:
    """A command that prints the words, each with a tab and its description."""
    space = " " * indent
    pairs_ = [f"{_quote(word)} {_quote(about)}" for word, about in words]
    if pairs_:
        yield f"{space}printf '%s\\t%s\\n' " + f" \\\n{space}    ".join(pairs_)


def _table(name: str, about: str, table: Iterable[tuple[str, Iterable[tuple[str, str]]]]) -> Iterator[str]:
    yield f"# {about}"
    yield f"function __phonecom_{name} -a key"
    yield "    switch $key"
    for key, words in table:
        lines = list(_print(words, 12))
        if lines:
            yield f"        case {_quote(key)}"
            yield from lines
    yield from ("    end", "end", "")


def _commands(tree: Cmd) -> Iterator[str]:
    nouns = [cmd for cmd in walk(tree) if cmd.children]
    yield from _table(
        "commands",
        "The commands of a noun.",
        ((cmd.words, ((child.path[-1], child.about) for child in cmd.children)) for cmd in nouns),
    )
    yield "# Whether the noun $argv[1] has the command $argv[2]."
    yield "function __phonecom_has"
    yield '    switch "$argv[1] $argv[2]"'
    yield "        case " + " ".join(_quote(child.words) for cmd in nouns for child in cmd.children)
    yield from ("            return 0", "    end", "    return 1", "end", "")


def _options(tree: Cmd, everywhere: tuple[Opt, ...]) -> Iterator[str]:
    yield "# The options of a command, those of every command with them."
    yield "function __phonecom_options -a key"
    yield "    switch $key"
    for cmd in walk(tree):
        if cmd.options:
            yield f"        case {_quote(cmd.words)}"
            yield from _print(((name, option.about) for option in cmd.options for name in option.names), 12)
    yield "    end"
    yield from _print(((name, option.about) for option in everywhere for name in option.names), 4)
    yield from ("end", "")


def _kinds(tree: Cmd, everywhere: tuple[Opt, ...]) -> Iterator[str]:
    """Which options take a value, and which values have names of their own."""
    yield "# Sets kind to what the value of the option $argv[2] of the command $argv[1] may be; fails for a switch."
    yield "function __phonecom_kind --no-scope-shadowing"
    yield "    switch $argv[2]"
    for option in everywhere:
        if option.metavar:
            yield f"        case {' '.join(option.names)}"
            yield f"            set kind {_kind(option.values)}"
            yield "            return 0"
    yield "    end"
    yield '    switch "$argv[1] $argv[2]"'
    for cmd in walk(tree):
        for option in cmd.options:
            if option.metavar:
                yield f"        case {' '.join(_quote(f'{cmd.words} {name}') for name in option.names)}"
                yield f"            set kind {_kind(option.values)}"
                yield "            return 0"
    yield from ("    end", "    return 1", "end", "")


def _kind(values: Values) -> str:
    """A kind, and after it its words with their descriptions."""
    return " ".join((values.kind, *(_quote(f"{word}\t{about}") for word, about in values.words)))


def _arguments(tree: Cmd) -> Iterator[str]:
    yield "# Sets kind to what the argument $argv[2] (a number) of the command $argv[1] may be."
    yield "function __phonecom_argument --no-scope-shadowing"
    yield '    switch "$argv[1] $argv[2]"'
    for cmd in walk(tree):
        for place, arg in enumerate(cmd.args, 1):
            if arg.values.kind != "none":
                yield f"        case {_quote(_pattern(cmd, place, arg))}"
                yield f"            set kind {_kind(arg.values)}"
    yield from ("    end", "end", "")


def _pattern(cmd: Cmd, place: int, arg: Arg) -> str:
    return f"{cmd.words} {'*' if arg.repeated else place}"


def _fields(tree: Cmd) -> Iterator[str]:
    yield from _table(
        "fields",
        "The columns of a command, for --fields.",
        ((cmd.words, ((name, "column") for name in shared.fields(cmd))) for cmd in walk(tree)),
    )


def _quote(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
