"""Output formats, and how input is read: numbers, times, stdin."""

from __future__ import annotations

from phonecom_cli.docgen.markup import Topic, prose

FORMATTING = Topic(
    "formatting",
    7,
    "how phonecom writes results, and reads numbers and times",
    prose(
        """
On a terminal a result is a table; in a pipe or a file it is tab-separated values. `--output`, PHONECOM_OUTPUT and
the setting `output` choose another format, in this order. stdout carries data and nothing else: questions, progress,
warnings and errors go to stderr.

# Formats

table
    For a person: phone numbers in international format, times in your time zone (UTC with --utc), control
    characters made visible. Nothing to be read by a program.
json
    A list is one array, always: none is [], one is one. Everything else is one object.
jsonl
    A list as one object a line, written as it arrives.
csv
    RFC 4180, with a header line unless --no-header.
tsv
    One row a line, with a header line unless --no-header. Tab, newline, carriage return and backslash inside a
    value are written \\t, \\n, \\r and \\\\.
xml
    The response body as it came, byte for byte. Not for a command that makes several requests.

# Columns

Keys are the API's own names: `phoneNumber`, `nickName`, `startTime`. `--fields id,phoneNumber` picks columns
and their order. What the API adds one day is shown all the same, after the columns that are known.

Only `duration`, `finalActionDuration`, `startTime` and `quantity` are numbers in JSON; all else is text, phone numbers
exactly as the API gives them. An empty element is null in JSON and empty in csv and tsv. What is nested or repeated
inside a row stays so in JSON and is JSON in a cell of csv and tsv.

csv and tsv are exact. `--spreadsheet` prefixes ' to cells that a spreadsheet would run as formulas.

A streamed list cannot know its last row's columns when the header is written: in csv and tsv, a last column
`extra` (JSON) carries what later rows add.

# Phone numbers

Write them as you like: (858) 560-2222, 858-560-2222, +1 858 560 2222, 18585602222. A number without a country code
is of the setting `country` (default US). Invisible marks, odd hyphens and spaces of pasted numbers are dropped.
A number that cannot be one is refused before anything is sent; one that is possible but not known as valid is sent
with a warning. Where the API allows an extension, two to six digits are one.

Commands that take several numbers also take -, and read one a line from stdin. The rows of another command will do:

    phonecom --sandbox numbers search --prefix 858 -n 2 | phonecom --sandbox numbers reserve -

# Times

2026-03-02T14:30, 2026-03-02T14:30-08:00
    ISO 8601. Without an offset it is in your time zone: the setting `timezone`, or the machine's.
2026-03-02, today, yesterday
    The beginning of that day; with --until, 23:59:59 of it.
1772461800
    Unix time, 9 to 11 digits.
now
    This moment.
90m, 12h, 7d, 2w
    That long ago.
+2h
    In that time; only for what is to come, as in --at.

A local time that a change of clocks skips or repeats is refused, naming the two choices.
"""
    ),
    ("phonecom(1)", "phonecom-config(5)", "phonecom-exit-codes(7)"),
)
