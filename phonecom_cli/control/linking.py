"""Checked and linked tables to the immutable `Routes` that decisions are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import tzinfo

from phonecom_cli.control import graph
from phonecom_cli.control.model import DIGITS, After, Branch, Menu, Routes, Rule, Step, Template
from phonecom_cli.control.periods import Period
from phonecom_cli.control.specs import Forward, Reference, RuleSpec


def compile_routes(
    nodes: graph.Nodes,
    rules: Sequence[RuleSpec],
    periods: Mapping[str, Period],
    *,
    ends: tuple[str, str | None],
    zone: tzinfo | None,
) -> Routes:
    """Compile what `routes` found to be right. `ends` are the steps of `default` and `on-error`."""
    default = _step(nodes, ends[0])
    compiled = tuple(_rule(nodes, rule, periods) for rule in rules)
    numbers = {number for rule in compiled if rule.dialed is not None for number in rule.dialed.exact}
    starts = [*(rule.answer.target for rule in rules), *(one for one in ends if one is not None)]
    menus: dict[str, Menu] = {}
    afters: dict[str, After] = {}
    templates: list[Template] = []
    for name in graph.reachable(nodes, starts):
        node = nodes[name]
        if not isinstance(node, Forward):
            branches = tuple(Branch(way.place, fits, _step(nodes, way.target)) for fits, way in node.branches)
            ways = (_way(nodes, way, default) for way in (node.other, node.none))
            menus[node.wire] = Menu(node.place, branches, *ways)
        elif node.after is not None:
            after = After(node.after.place, _step(nodes, node.after.target))
            if node.dials_digits:
                prefix, _, suffix = node.wire.partition(DIGITS)
                templates.append(Template(prefix, suffix, after))
            else:
                afters[node.wire] = after
    return Routes(
        rules=compiled,
        by_dialed={number: tuple(rule for rule in compiled if _can_fit(rule, number)) for number in numbers},
        general=tuple(rule for rule in compiled if rule.dialed is None or rule.dialed.prefixes),
        menus=menus,
        afters=afters,
        templates=tuple(templates),
        default=default,
        on_error=_step(nodes, ends[1]) if ends[1] is not None else None,
        zone=zone,
    )


def _step(nodes: graph.Nodes, name: str) -> Step:
    return Step(nodes[name].place, nodes[name].wire)


def _way(nodes: graph.Nodes, way: Reference | None, default: Step) -> Step:
    return default if way is None else _step(nodes, way.target)


def _rule(nodes: graph.Nodes, rule: RuleSpec, periods: Mapping[str, Period]) -> Rule:
    when = tuple(periods[way.target] for way in rule.when)
    return Rule(
        place=rule.label,
        dialed=rule.dialed,
        caller=rule.caller,
        when=when if rule.period is None else (rule.period,),
        unless=tuple(periods[way.target] for way in rule.unless),
        step=_step(nodes, rule.answer.target),
    )


def _can_fit(rule: Rule, number: str) -> bool:
    return rule.dialed is None or rule.dialed.fits((number,))
