"""The completion for zsh: a function for each command, over `_arguments`, with descriptions."""

from __future__ import annotations

from collections.abc import Iterator

from phonecom_cli.docgen import words as shared
from phonecom_cli.docgen.spec import Arg, Cmd, Opt, walk
from phonecom_cli.docgen.values import Values, Words, pairs


def write(tree: Cmd, everywhere: tuple[Opt, ...]) -> str:
    """The whole file."""
    lines = ["#compdef phonecom", *(f"# {line}" for line in shared.HEADER), ""]
    lines += _everywhere(everywhere)
    for name, tag, words in (
        ("states", "state", shared.states()),
        ("countries", "country", shared.countries()),
        ("codes", "calling code", shared.calling_codes()),
    ):
        lines += _list(name, tag, words)
    lines += _pairs()
    lines += _help(tree)
    for cmd in walk(tree):
        lines += _noun(cmd) if cmd.children else _verb(cmd)
    return "\n".join(lines) + shared.reader("zsh")


def _everywhere(options: tuple[Opt, ...]) -> Iterator[str]:
    yield "# The options of every command."
    yield "_phonecom_everywhere() {"
    yield "    everywhere=("
    for option in options:
        yield from (f"        {spec}" for spec in _option(option))
    yield from ("    )", "}", "")


def _list(name: str, tag: str, words: Words) -> Iterator[str]:
    yield f"_phonecom_{name}() {{"
    yield "    local -a found=("
    yield from (f"        {_quote(_pair(word, about))}" for word, about in words)
    yield "    )"
    yield f"    _describe -t {name} {_quote(tag)} found"
    yield from ("}", "")


def _pairs() -> Iterator[str]:
    yield "# The parameters of the action in the line, for api."
    yield "_phonecom_pairs() {"
    yield "    if compset -P '*=@'; then _files; return; fi"
    yield "    if compset -P '*='; then return 1; fi"
    yield "    local -a found=()"
    yield "    case ${line[1]-} in"
    for action, words in pairs().items():
        if words:
            yield f"    {action}) found=({_pairs_of(words)}) ;;"
    yield from ("    esac", "    _describe -t parameters parameter found -S =", "}", "")


def _help(tree: Cmd) -> Iterator[str]:
    yield "# What may follow the words after help."
    yield "_phonecom_help_words() {"
    yield "    local -a found=() given=(${(@)line[1,-1]})"
    yield "    while (( $#given )) && [[ -z $given[-1] ]]; do given[-1]=(); done"
    yield "    [[ -n $PREFIX && $given[-1] == $PREFIX ]] && given[-1]=()"
    yield '    case "$given" in'
    for path, words in shared.help_words(tree):
        yield f"    {_quote(' '.join(path))}) found=({_pairs_of(words)}) ;;"
    yield from ("    esac", "    _describe -t topics 'topic or command' found", "}", "")


def _function(cmd: Cmd) -> str:
    return "_" + "_".join(("phonecom", *cmd.path)).replace("-", "_")


def _noun(cmd: Cmd) -> Iterator[str]:
    name = "_phonecom_root" if not cmd.path else _function(cmd)
    yield f"{name}() {{"
    yield "    local curcontext=$curcontext context state state_descr ret=1"
    yield "    local -a line everywhere"
    yield "    typeset -A opt_args"
    yield "    _phonecom_everywhere"
    yield "    _arguments -C -s -S -A '-*' : $everywhere \\"
    yield from (f"        {spec} \\" for option in cmd.options for spec in _option(option))
    yield "        '1: :->command' '*:: :->rest' && ret=0"
    yield "    case $state in"
    yield "    command)"
    yield "        local -a found=("
    yield from (f"            {_quote(_pair(child.path[-1], child.about))}" for child in cmd.children)
    yield "        )"
    yield "        _describe -t commands command found && ret=0"
    yield "        ;;"
    yield "    rest)"
    yield "        case $line[1] in"
    yield from (f"        {child.path[-1]}) {_function(child)} && ret=0 ;;" for child in cmd.children)
    yield from ("        esac", "        ;;", "    esac", "    return ret", "}", "")


def _verb(cmd: Cmd) -> Iterator[str]:
    yield f"{_function(cmd)}() {{"
    yield "    local curcontext=$curcontext context state state_descr"
    yield "    local -a line everywhere"
    yield "    typeset -A opt_args"
    yield "    _phonecom_everywhere"
    specs = [spec for option in cmd.options for spec in _option(option)]
    specs += [_argument(place, arg) for place, arg in enumerate(cmd.args, 1)]
    fields = shared.fields(cmd)
    if fields:
        yield f"    local -a fields=({' '.join(fields)})"
    yield "    _arguments -s -S : $everywhere" + "".join(f" \\\n        {spec}" for spec in specs)
    yield from ("}", "")


def _option(option: Opt) -> Iterator[str]:
    """An option as `_arguments` takes it, once for each of its names."""
    prefix = "*" if option.repeated else f"({' '.join(option.names)})"
    if "--help" in option.names or "--version" in option.names:
        prefix = "(- *)"
    for name in option.names:
        form = name
        value = ""
        if option.metavar:
            form += "=" if name.startswith("--") else "+"
            value = f":{_escape(option.metavar)}:{_action(option.values)}"
        yield _quote(f"{prefix}{form}[{_escape(option.about)}]{value}")


def _argument(place: int, arg: Arg) -> str:
    metavar = _escape(arg.metavar.strip("[]").removesuffix("..."))
    if arg.repeated:
        return _quote(f"*:{metavar}:{_action(arg.values)}")
    return _quote(f"{place}{'' if arg.required else ':'}:{metavar}:{_action(arg.values)}")


_ACTIONS = {
    "none": " ",
    "file": "_files",
    "profile": "_phonecom_profiles",
    "batch": "_phonecom_batches",
    "state": "_phonecom_states",
    "country": "_phonecom_countries",
    "code": "_phonecom_places",
    "pairs": "_phonecom_pairs",
    "help": "_phonecom_help_words",
    "fields": "_phonecom_fields",
}


def _action(values: Values) -> str:
    if values.kind == "words":
        if not any(about for _, about in values.words):
            return f"({' '.join(word for word, _ in values.words)})"
        return "((" + " ".join(f"{word}\\:{_double(about)}" for word, about in values.words) + "))"
    if values.kind == "list":
        return f"_values -s , value {' '.join(word for word, _ in values.words)}"
    return _ACTIONS[values.kind]


def _double(text: str) -> str:
    return '"' + "".join(f"\\{char}" if char in '\\"$`:' else char for char in text) + '"'


def _pairs_of(words: Words) -> str:
    return " ".join(_quote(_pair(word, about)) for word, about in words)


def _pair(word: str, about: str) -> str:
    """A word and its description, as `_describe` takes them."""
    return f"{word.replace(':', chr(92) + ':')}:{about}" if about else word


def _escape(text: str) -> str:
    """Text inside a specification of `_arguments`."""
    return "".join(f"\\{char}" if char in "\\[]:" else char for char in text)


def _quote(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
