"""The completion for bash: one function that reads the line, and tables of what each command takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from phonecom_cli.docgen import words as shared
from phonecom_cli.docgen.spec import Arg, Cmd, Opt, walk
from phonecom_cli.docgen.values import Values, Words, pairs


def write(tree: Cmd, everywhere: tuple[Opt, ...]) -> str:
    """The whole file."""
    lines = [
        "# bash completion for phonecom -*- shell-script -*-",
        *(f"# {line}" for line in shared.HEADER),
        "",
    ]
    lines += _lists()
    lines += _commands(tree, everywhere)
    lines += _options(tree, everywhere)
    lines += _tables(tree)
    return "\n".join(lines) + shared.reader("bash")


def _lists() -> Iterator[str]:
    for name, words in (
        ("states", shared.states()),
        ("countries", shared.countries()),
        ("codes", shared.calling_codes()),
    ):
        yield f"_phonecom_{name}={_words(words)}"
    yield ""


def _commands(tree: Cmd, everywhere: tuple[Opt, ...]) -> Iterator[str]:
    names = " ".join(name for option in everywhere for name in option.names)
    yield "# What the command $1 takes: its commands, its options, the kinds of its arguments in order."
    yield "_phonecom_command() {"
    yield "    subs= args=()"
    yield "    opts="
    yield "    case $1 in"
    for cmd in walk(tree):
        yield f"    {_quote(cmd.words)})"
        if cmd.children:
            yield f"        subs={_words((child.path[-1], '') for child in cmd.children)}"
        if cmd.args:
            yield f"        args=({' '.join(_quote(_kind_of(arg)) for arg in cmd.args)})"
        if cmd.options:
            yield f"        opts={_words((name, '') for option in cmd.options for name in option.names)}"
        yield "        ;;"
    yield from ("    esac", f"    opts+=' {names}'", "}", "")


def _options(tree: Cmd, everywhere: tuple[Opt, ...]) -> Iterator[str]:
    yield "# What the value of the option $2 of the command $1 may be; fails where it is a switch."
    yield "_phonecom_option() {"
    yield "    words="
    yield "    case $2 in"
    for option in everywhere:
        yield from _option("|".join(option.names), option)
    yield "    esac"
    yield '    case "$1 $2" in'
    for cmd in walk(tree):
        for option in cmd.options:
            yield from _option("|".join(_quote(f"{cmd.words} {name}") for name in option.names), option)
    yield from ("    esac", "    return 1", "}", "")


def _option(pattern: str, option: Opt) -> Iterator[str]:
    if option.metavar:
        yield f"    {pattern}) {_set(option.values)}; return 0 ;;"


def _set(values: Values) -> str:
    return f"kind={values.kind}" + (f" words={_words(values.words)}" if values.words else "")


def _kind_of(arg: Arg) -> str:
    """An argument in one word: its kind, `...` where it repeats, and its words."""
    kind = arg.values.kind + ("..." if arg.repeated else "")
    return " ".join((kind, *(word for word, _ in arg.values.words)))


def _tables(tree: Cmd) -> Iterator[str]:
    yield "# The columns of the command $1, for --fields."
    yield from _case(
        "_phonecom_fields",
        (
            (cmd.words, ((name, "") for name in shared.fields(cmd)))
            for cmd in walk(tree)
            if shared.fields(cmd)
        ),
    )
    yield "# The parameters of the action $1, for api."
    yield from _case("_phonecom_pairs", pairs().items())
    yield "# What may follow the words $1 after help."
    yield from _case("_phonecom_help", ((" ".join(path), words) for path, words in shared.help_words(tree)))


def _case(name: str, table: Iterable[tuple[str, Iterable[tuple[str, str]]]]) -> Iterator[str]:
    yield f"{name}() {{"
    yield "    words="
    yield "    case $1 in"
    for key, words in table:
        text = _words(words)
        if text != "''":
            yield f"    {_quote(key)}) words={text} ;;"
    yield from ("    esac", "}", "")


def _words(words: Iterable[tuple[str, str]] | Words) -> str:
    return _quote(" ".join(word for word, _ in words))


def _quote(text: str) -> str:
    assert "'" not in text, text
    return f"'{text}'"
