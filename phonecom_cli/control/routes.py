"""A routes file read, checked and compiled. The format is told in `manual`.

A file is taken whole or not at all: `read_routes` either gives routes in which every command is valid,
every name leads somewhere and nothing leads in a circle, or raises with every mistake and its place.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from datetime import tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from phonecom_cli.control import graph, specs
from phonecom_cli.control.fields import NAME, Fields, read_number
from phonecom_cli.control.lines import find_lines, line_of
from phonecom_cli.control.linking import compile_routes
from phonecom_cli.control.model import Mistake, Routes
from phonecom_cli.control.periods import Period
from phonecom_cli.control.specs import Forward, Menu, Reference, RuleSpec
from phonecom_cli.suggest import nearest

KEYS = ("timezone", "default", "on-error", "forward", "menu", "period", "rule")
_TOML_PLACE = re.compile(r" \(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)$")


class RoutesError(ValueError):
    """A routes file that cannot be used. `mistakes` holds every one that was found, by line."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("; ".join(str(mistake) for mistake in self.mistakes))


def read_routes(text: str, zone: Callable[[str], tzinfo] = ZoneInfo) -> Routes:
    """The routes that a TOML text describes.

    Args:
        text: the file's content.
        zone: gives a time zone for its IANA name, as `zoneinfo.ZoneInfo` does.

    Raises:
        RoutesError: with a syntax error and its line, or every mistake of meaning with its place.
    """
    fields = Fields()
    reading = _Reading(fields, _toml(text))
    routes = reading.routes(zone)
    told = fields.mistakes or fields.warnings
    lines = find_lines(text) if told else {}
    if fields.mistakes or routes is None:
        raise RoutesError(_placed(fields.mistakes, lines))
    return routes._replace(warnings=tuple(_placed(fields.warnings, lines)))


def _placed(mistakes: list[Mistake], lines: dict[str, int]) -> list[Mistake]:
    placed = [one._replace(line=line_of(one.place, lines)) for one in dict.fromkeys(mistakes)]
    return sorted(placed, key=lambda one: one.line)


def _toml(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise RoutesError([Mistake("", "nested too deeply")]) from None
    except ValueError as error:
        reason = str(error)
        found = _TOML_PLACE.search(reason)
        line = text.count("\n") + 1 if found and found[1] is None else int(found[1]) if found else 0
        column = f" at column {found[2]}" if found and found[2] else ""
        reason = _TOML_PLACE.sub("", reason)
        raise RoutesError([Mistake("", f"not valid TOML{column}: {reason}", line)]) from error


class _Reading:
    """One file on its way from tables to routes."""

    def __init__(self, fields: Fields, table: dict[str, Any]) -> None:
        self.fields = fields
        self.table = fields.table(table, "", KEYS)
        self.nodes: dict[str, Forward | Menu] = {}
        self.declared: set[str] = set()
        self.periods: dict[str, Period | None] = {}
        self.used_periods: set[str] = set()

    def routes(self, zone: Callable[[str], tzinfo]) -> Routes | None:
        """Read, link and check everything; None when there are mistakes."""
        self._read_periods()
        self._read_nodes()
        rules = self._read_rules()
        default = self._end("default", required=True)
        on_error = self._end("on-error")
        self._link_nodes()
        rules = [rule for rule in map(self._link_rule, rules) if rule is not None]
        found_zone = self._zone(zone, rules)
        self._check(rules, default, on_error)
        if self.fields.mistakes or default is None:
            return None
        periods = {name: period for name, period in self.periods.items() if period is not None}
        return compile_routes(self.nodes, rules, periods, ends=(default, on_error), zone=found_zone)

    def _read_periods(self) -> None:
        for name, value in self.fields.named(self.table.get("period", {}), "period").items():
            place = f"period.{name}"
            before = len(self.fields.mistakes)
            table = self.fields.table(value, place, specs.PERIOD_KEYS)
            period = specs.read_period(self.fields, table, place)
            if period is None and len(self.fields.mistakes) == before:
                self.fields.wrong(place, "says neither days, hours nor dates")
            self.periods[name] = period

    def _read_nodes(self) -> None:
        kinds = (("forward", specs.read_forward), ("menu", specs.read_menu))
        for kind, read in kinds:
            for name, value in self.fields.named(self.table.get(kind, {}), kind).items():
                if name in self.declared:
                    self.fields.wrong(f"{kind}.{name}", "a forward has this name too")
                    continue
                self.declared.add(name)
                self.nodes[name] = read(self.fields, value, f"{kind}.{name}")

    def _read_rules(self) -> list[RuleSpec]:
        rules = self.table.get("rule", [])
        if not isinstance(rules, list):
            self.fields.wrong("rule", "must be tables in their order, each under [[rule]]")
            return []
        return [specs.read_rule(self.fields, rule, f"rule[{number}]") for number, rule in enumerate(rules, 1)]

    def _find(self, way: Reference) -> str | None:
        """The name of the step that a reference leads to; a number stands for a forward to it."""
        if not way.target:
            return None
        if NAME.fullmatch(way.target):
            if way.target not in self.declared:
                close = nearest(way.target, sorted(self.declared))
                hint = f"did you mean {close}?" if close else "no forward and no menu has this name"
                self.fields.wrong(way.place, f"leads to {way.target!r}; {hint}")
            return way.target if way.target in self.nodes else None
        number = self.fields.made(way.place, lambda: read_number(way.target))
        if number is not None and number not in self.nodes:
            self.fields.doubt(number, way.place)
            self.nodes[number] = Forward(way.place, f"simple-forward,{number}")
        return number

    def _find_plain(self, way: Reference) -> str | None:
        """The same for what is reached without digits, so that none can be dialled."""
        name = self._find(way)
        node = self.nodes.get(name or "")
        if isinstance(node, Forward) and node.dials_digits:
            self.fields.wrong(way.place, f"{name} dials {{digits}}, which only the branch of a menu has")
        return name

    def _end(self, key: str, *, required: bool = False) -> str | None:
        """The default, or what answers an error: a forward after which nothing comes."""
        way = specs.reference(self.fields, self.table, key, "", required=required)
        name = self._find_plain(way) if way is not None else None
        node = self.nodes.get(name or "")
        if isinstance(node, Menu):
            self.fields.wrong(key, f"{name} is a menu; here must be a forward, which ends every way")
        elif node is not None and node.after is not None:
            self.fields.wrong(
                key, f"{name} has an after; here must be a forward without, which ends every way"
            )
        return name

    def _link(self, way: Reference | None, find: Callable[[Reference], str | None]) -> Reference | None:
        name = find(way) if way is not None else None
        return Reference(way.place, name) if way is not None and name is not None else None

    def _link_nodes(self) -> None:
        for name, node in list(self.nodes.items()):
            if isinstance(node, Forward):
                self.nodes[name] = node._replace(after=self._link(node.after, self._find_plain))
                continue
            linked = [(alternative, self._link(way, self._find)) for alternative, way in node.branches]
            self.nodes[name] = node._replace(
                branches=tuple((alternative, way) for alternative, way in linked if way is not None),
                other=self._link(node.other, self._find_plain),
                none=self._link(node.none, self._find_plain),
            )

    def _link_rule(self, rule: RuleSpec) -> RuleSpec | None:
        for way in (*rule.when, *rule.unless):
            self.used_periods.add(way.target)
            if way.target not in self.periods:
                close = nearest(way.target, self.periods)
                hint = f"did you mean {close}?" if close else f"there is no [period.{way.target}]"
                self.fields.wrong(way.place, f"{way.target!r} is no period; {hint}")
        answer = self._link(rule.answer, self._find_plain)
        after = self._link(rule.after, self._find_plain)
        if answer is None or rule.after is None:
            return None if answer is None else rule._replace(answer=answer)
        node = self.nodes[answer.target]
        if isinstance(node, Menu):
            self.fields.wrong(rule.after.place, "a menu has branches, other and none instead")
        elif node.after is not None:
            self.fields.wrong(rule.after.place, f"{node.place} has an after already")
        else:
            # The same forward as this rule knows it: a step of its own, with what comes next.
            own = f"{rule.place}.answer"
            self.nodes[own] = node._replace(place=rule.place, after=after)
            answer = Reference(answer.place, own)
        return rule._replace(answer=answer)

    def _zone(self, zone: Callable[[str], tzinfo], rules: list[RuleSpec]) -> tzinfo | None:
        timed = self.periods or any(rule.period for rule in rules)
        name = self.fields.text(self.table, "timezone", "")
        if name is None:
            if timed and "timezone" not in self.table:
                self.fields.wrong(
                    "timezone", 'is missing; days, hours and dates need one, as in "America/New_York"'
                )
            return None
        try:
            return zone(name)
        except (KeyError, ValueError, OSError):
            self.fields.wrong("timezone", f"{name!r} is not a time zone; write one such as America/New_York")
            return None

    def _check(self, rules: list[RuleSpec], default: str | None, on_error: str | None) -> None:
        """What can only be seen of the whole."""
        fields = self.fields
        starts = [*(rule.answer.target for rule in rules), default, on_error]
        reached = graph.reachable(self.nodes, [one for one in starts if one in self.nodes])
        graph.check_circles(fields, self.nodes)
        graph.check_doubles(fields, self.nodes, reached, default or "")
        for name, node in self.nodes.items():
            if name not in reached and name in self.declared:
                fields.warn(node.place, "nothing leads here")
        for name in self.periods.keys() - self.used_periods:
            fields.warn(f"period.{name}", "no rule uses it")
        always = next((rule for rule in rules if not any(rule[2:7])), None)
        if always is not None and always is not rules[-1]:
            fields.warn(always.place, "fits every call, so the rules after it are never reached")
