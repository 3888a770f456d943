"""The options of every command, which may stand anywhere on the line.

`phonecom -o json numbers list` and `phonecom numbers list -o json` are the same: each command of the tree
takes these options and writes them to the one `Options` of the run.
"""

from __future__ import annotations

FORMATS = ("table", "json", "jsonl", "csv", "tsv", "xml")
JSON_FORMATS = frozenset({"json", "jsonl"})


class Options:
    """What the options of every command were set to; the attributes are the options' names."""

    def __init__(self) -> None:
        self.output: str | None = None
        self.fields: tuple[str, ...] = ()
        self.no_header = False
        self.spreadsheet = False
        self.profile: str | None = None
        self.sandbox = False
        self.url: str | None = None
        self.dry_run = False
        self.yes = False
        self.quiet = False
        self.verbose = False
        self.timeout = 30.0
        self.cltrid: str | None = None
        self.utc = False
        self.no_color = False
