"""The sandbox: what it is, what it is not, and how to rehearse with it."""

from __future__ import annotations

from phonecom_cli.docgen.markup import Topic, prose

SANDBOX = Topic(
    "sandbox",
    7,
    "a complete local Phone.com, to try, test and rehearse",
    prose(
        """
Add --sandbox to any command, and it talks to a Phone.com on this machine: no account, no money, no network. Nothing
ever goes there unless you ask for it.

    phonecom --sandbox numbers search --prefix 858 -n 5
    phonecom --sandbox sms send 'Lunch?' --from +18585602222 --to +18583807710
    phonecom --sandbox call list --since 7d

# Its account

The account is `demo`, its password `demo`; --sandbox knows both. It begins with a few numbers, of which +18585602222 is
the main one, extensions, and some months of calls. Everything you do is kept until `phonecom sandbox reset`.

# For other programs

`phonecom sandbox serve` answers over HTTP, by GET and POST, as the API does, and writes the URL to use as its first
line. Any client in any language can be pointed at it.

    phonecom sandbox serve --port 8650

# What it does

It has all 23 actions with the rules and refusals that the API guide gives them, and call control: `phonecom sandbox
ring` lets a call come in. `phonecom sandbox requests` shows what it received, `messages` what would have been
sent, `clock` moves its time, and `faults` makes it slow, failing or garbled, to see what your program does then.

# What it cannot know

The guide shows few answers. Where it shows none, the names of elements are assumed, in the style of those it shows.
Numbers are invented: area codes and cities are real, rate centres, prices and what is free are not. The tool itself
depends on none of that: it shows whatever a well-formed answer holds.
"""
    ),
    ("phonecom(1)", "phonecom-control-routes(5)", "phonecom-exit-codes(7)"),
)
