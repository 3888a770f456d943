"""The sandbox: what it is, what it is not, and how to rehearse with it."""

from __future__ import annotations

from collections.abc import Iterator

from phonecom_cli.docgen.markup import Block, Heading, Items, Para, Topic, prose
from phonecom_cli.sandbox import assumed
from phonecom_cli.sandbox.faults import KINDS

_TEXT = """
Add --sandbox to any command, and it talks to a Phone.com on this machine: no account, no money, no network. Nothing
ever goes there unless you ask for it.

    phonecom --sandbox numbers search --prefix 858 -n 5
    phonecom --sandbox sms send 'Lunch?' --from +18585602222 --to +18583807710
    phonecom --sandbox call list --since 7d

# Its account

The account is `demo`, its password `demo`; --sandbox knows both. It begins with a few numbers, of which +18585602222 is
the main one, extensions, and a month of calls. Everything you do is kept until `phonecom sandbox reset`.

Of its numbers, +12124445555 has no call handling rule and +16192255000 is set to disconnect, so that calls to them ask
a call control service. `demo` is the master of `shop`, which it may cancel, and of `shop-device`, `shop-order`,
`shop-shipment`, `shop-porting` and `shop-backorder`, which it may not. `other` is somebody else, and `office` needs no
password from this machine. Every password is the username.

# For other programs

`phonecom sandbox serve` answers over HTTP, by GET and POST, as the API does, and writes the URL to use as its first
line. Any client in any language can be pointed at it.

    phonecom sandbox serve --port 8650

# What it does

It has all 23 actions with the rules and refusals that the API guide gives them, and call control: `phonecom sandbox
ring` lets a call come in. `phonecom sandbox requests` shows what it received, `phonecom sandbox messages` what would
have been sent, and `phonecom sandbox clock` moves its time.

# Misbehaviour

`phonecom sandbox faults` and `phonecom sandbox serve --fault` make it slow, failing or garbled, to see what your
program does then. A fault is KIND[=VALUE][:SHARE][@ACTION]: its share of requests is 0 to 1, all where it is left out.

    phonecom sandbox faults latency=0.2..0.8 error:0.1
    phonecom sandbox faults --clear
"""
_LIMITS = (
    "The guide shows few answers and leaves some rules open. What the sandbox does there is assumed, in the style of "
    "what the guide shows. The tool itself depends on none of it: it shows whatever a well-formed answer holds."
)


_ASSUMED = (
    ("Answers", assumed.SHAPES),
    ("Rules", assumed.RULES),
    ("Numbers for sale", assumed.INVENTORY),
)


def _blocks() -> Iterator[Block]:
    yield from prose(_TEXT)
    yield Items(tuple((kind, f"{about[:1].upper()}{about[1:]}.") for kind, about in KINDS.items()))
    yield Heading("What is assumed")
    yield Para(_LIMITS)
    for title, sentences in _ASSUMED:
        yield Heading(title, 2)
        yield from (Para(sentence) for sentence in sentences)


SANDBOX = Topic(
    "sandbox",
    7,
    "a complete local Phone.com, to try, test and rehearse",
    tuple(_blocks()),
    ("phonecom(1)", "phonecom-sandbox(1)", "phonecom-control-routes(5)", "phonecom-exit-codes(7)"),
)
