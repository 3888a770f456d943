"""The man pages: one a command, and one a topic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from phonecom_cli.docgen import roff
from phonecom_cli.docgen.markup import Code, Items, Para, Topic
from phonecom_cli.docgen.spec import Arg, Cmd, Opt, walk
from phonecom_cli.docgen.topics import TOPICS
from phonecom_cli.docgen.topics.config import CONFIG
from phonecom_cli.docgen.topics.environment import FILES
from phonecom_cli.docgen.topics.exit_codes import EXIT
from phonecom_cli.fold import fold

PAGES = (*TOPICS, CONFIG)
_EFFECTS = {
    "read": "It reads, and changes nothing; it is retried when the network fails.",
    "change": "It changes the account, so it is sent at most once.",
    "cost": "It costs money, so it is sent at most once.",
    "send": "It sends to people, so it is sent at most once.",
    "destroy": "It destroys what was there, so it is sent at most once.",
}
_CONFIRMS = {
    "never": "It does not ask first.",
    "always": "It asks first, and needs --yes where nobody can be asked.",
    "several": "With more than one recipient it asks first, and needs --yes where nobody can be asked.",
    "retype": "It asks for the name to be typed again, and needs --yes where nobody can be asked.",
}
_TOPICS_OF = {
    "control": "phonecom-control-routes(5)",
    "config": "phonecom-config(5)",
    "auth": "phonecom-credentials(7)",
}
_TOPICS_OF |= {"sandbox": "phonecom-sandbox(7)"}
_LINE = 66
"""What is left of 80 columns for an example."""


class _Site(NamedTuple):
    """What every page refers to."""

    everywhere: tuple[Opt, ...]
    parents: Mapping[tuple[str, ...], Cmd]


def write(tree: Cmd, everywhere: tuple[Opt, ...]) -> dict[str, str]:
    """Every page, by its file name."""
    site = _Site(everywhere, {cmd.path: cmd for cmd in walk(tree)})
    pages = {f"{cmd.page}.1": _text(_command(cmd, site)) for cmd in walk(tree)}
    return pages | {f"phonecom-{topic.name}.{topic.section}": _text(_topic(topic)) for topic in PAGES}


def _text(lines: Iterable[str]) -> str:
    return "\n".join([r".\" Made by `python -m phonecom_cli.docgen`; edits here are lost.", *lines]) + "\n"


def _topic(topic: Topic) -> Iterator[str]:
    yield roff.title(f"phonecom-{topic.name}", topic.section)
    yield roff.section("Name")
    yield from roff.name_line(f"phonecom-{topic.name}", topic.about)
    yield roff.section("Description")
    yield from roff.blocks(topic.blocks)
    yield from _see(topic.see)


def _command(cmd: Cmd, site: _Site) -> Iterator[str]:
    yield roff.title(cmd.page, 1)
    yield roff.section("Name")
    yield from roff.name_line(cmd.page, _name_line(cmd))
    yield roff.section("Synopsis")
    yield from _synopsis(cmd)
    yield roff.section("Description")
    yield from roff.blocks(Para(text.replace("\n", " ")) for text in cmd.text.split("\n\n"))
    if cmd.children:
        yield roff.section("Commands")
        yield from _children(cmd)
    yield from _options(cmd, site.everywhere)
    yield from _api(cmd)
    if cmd.examples:
        yield roff.section("Examples")
        yield from roff.blocks(_examples(cmd))
    yield roff.section("Exit status")
    yield from roff.blocks((_exit(cmd), Para("The whole list is in phonecom-exit-codes(7).")))
    yield roff.section("Files")
    yield from roff.blocks(
        (Items(FILES), Para("Where they are, and which variables are read, is in phonecom-environment(7)."))
    )
    yield roff.section("Environment")
    names = "PHONECOM_PROFILE, PHONECOM_OUTPUT, PHONECOM_HOME, PHONECOM_USERNAME, PHONECOM_PASSWORD_FILE, NO_COLOR"
    yield from roff.blocks((Para(f"{names} and others: phonecom-environment(7)."),))
    yield from _see(_related(cmd, site))


def _name_line(cmd: Cmd) -> str:
    """What it does in one line, as `whatis` shows it: the first sentence, without capital and full stop."""
    sentence = cmd.about.rstrip(".")
    first, _, rest = sentence.partition(" ")
    return f"{first if first[1:] != first[1:].lower() else first.lower()} {rest}".strip()


def _synopsis(cmd: Cmd) -> Iterator[str]:
    yield roff.bold(cmd.words)
    if cmd.is_noun:
        yield rf"[{roff.italic('options')}] {roff.italic('command')} ..."
        return
    for option in cmd.options:
        text = roff.bold(option.names[-1] if len(option.names[0]) == 2 else option.names[0])
        if option.metavar:
            text += f" {roff.italic(option.metavar)}"
        text += r" ...\&" if option.repeated else ""
        yield text if option.required else f"[{text}]"
    yield f"[{roff.italic('options')}]"
    yield from (roff.italic(arg.metavar) for arg in cmd.args)


def _children(cmd: Cmd) -> Iterator[str]:
    for child in cmd.children:
        yield ".TP"
        yield roff.bold(child.words)
        yield from roff.paragraph(child.about)


def _options(cmd: Cmd, everywhere: tuple[Opt, ...]) -> Iterator[str]:
    if cmd.args:
        yield roff.section("Arguments")
        for arg in cmd.args:
            yield ".TP"
            yield roff.italic(arg.metavar)
            yield from roff.paragraph(_told(arg))
    yield roff.section("Options")
    if cmd.options:
        yield ".SS Options of this command"
        yield from _option_list(cmd.options)
    for panel in ("Output", "Connection", "Options"):
        yield f".SS {'Help' if panel == 'Options' else panel}"
        yield from _option_list(option for option in everywhere if option.panel == panel)


def _option_list(options: Iterable[Opt]) -> Iterator[str]:
    for option in options:
        yield ".TP"
        value = f" {roff.italic(option.metavar)}" if option.metavar else ""
        yield ", ".join(roff.bold(name) for name in option.names) + value
        yield from roff.paragraph(_told(option))


def _told(param: Opt | Arg) -> str:
    words = [param.about] if param.about else []
    if isinstance(param, Opt):
        words += ["Required."] * param.required
        words += ["May be repeated."] * (param.repeated and "repeat" not in param.about)
        words += [f"Default: {param.default}."] if param.default else []
    elif not param.required:
        words.append("Optional.")
    return " ".join(words)


def _api(cmd: Cmd) -> Iterator[str]:
    action = cmd.action
    if action is None:
        return
    yield roff.section("API")
    effect = f"It sends the action {action.name}. {_EFFECTS[action.effect]}"
    yield from roff.paragraph(f"{effect} {_CONFIRMS[action.confirm]}" if action.writes else effect)
    if action.each:
        yield from roff.paragraph(f"Several make a request each, one for every {action.each}.")
    params = [
        (param.name, _param(param.about, param.limit, param.default, required=param.required))
        for param in action.params
    ]
    if action.group is not None:
        group = action.group
        params += [
            (
                f"{group.prefix}1{member.name} ... {group.prefix}{group.size}{member.name}",
                _param(member.about, member.limit, member.default, required=member.required),
            )
            for member in group.members
        ]
    if params:
        yield ".PP"
        yield "Its parameters on the wire, beside those of every action:"
        yield from roff.items(Items(tuple(params)))


def _param(about: str, limit: tuple[int, int] | None, default: str, *, required: bool) -> str:
    text = about[:1].upper() + about[1:] + "."
    if required:
        text += " Required."
    if limit is not None and limit[1] < 100_000:
        text += f" {limit[0]} to {limit[1]}."
    return text + (f" Default: {default}." if default else "")


def _examples(cmd: Cmd) -> Iterator[Para | Code]:
    for what, line in cmd.examples:
        yield Para(what[:1].upper() + what[1:] + ("" if what.endswith("?") else ":"))
        yield Code("\n".join(fold(line, _LINE)))


def _exit(cmd: Cmd) -> Items:
    writes = cmd.action is None or cmd.action.writes
    wanted = {"0", "1", "2", "3", "4", "7"} | ({"5"} if writes else set()) | ({"6"} if writes else set())
    if cmd.path == ("call", "list"):
        wanted |= {"6"}
    return Items(
        tuple((code, text.split(". ")[0].rstrip(".") + ".") for code, text in EXIT if code in wanted)
    )


def _related(cmd: Cmd, site: _Site) -> Iterator[str]:
    if cmd.path:
        parent = site.parents[cmd.path[:-1]]
        yield f"{parent.page}(1)"
        if len(cmd.path) > 1:
            yield from (f"{other.page}(1)" for other in parent.children if other.path != cmd.path)
        if cmd.path[0] in _TOPICS_OF:
            yield _TOPICS_OF[cmd.path[0]]
    yield from (f"{child.page}(1)" for child in cmd.children)
    if not cmd.path:
        yield from (f"phonecom-{topic.name}({topic.section})" for topic in PAGES)
    else:
        yield "phonecom-exit-codes(7)"


def _see(pages: Iterable[str]) -> Iterator[str]:
    yield roff.section("See also")
    names = [(name, number) for name, _, number in (page.partition("(") for page in dict.fromkeys(pages))]
    ordered = sorted(names, key=lambda page: (page[1], page[0]))
    lines = [f"{roff.page(name)}({number}" for name, number in ordered]
    yield from (f"{line}," for line in lines[:-1])
    yield lines[-1]
