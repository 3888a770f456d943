"""The reference of routes files, for `help control-routes` and phonecom-control-routes(5).

Plain text in sections. Every example is checked and called by the tests, the nginx and gunicorn ones too.
"""

from __future__ import annotations

from typing import NamedTuple


class Section(NamedTuple):
    """A part of the reference: paragraphs, and lines indented by four spaces that stand as they are."""

    title: str
    text: str


class Example(NamedTuple):
    """A whole routes file that answers a need."""

    title: str
    toml: str


INTRODUCTION = """\
A routes file says what Phone.com is told when a call comes in. It is TOML. `phonecom control check` finds its
mistakes, `phonecom control simulate` plays calls against it, and `phonecom control serve` answers real ones.
Phone.com asks the service only for numbers that have no call handling rules, or the rule "disconnect", and once
the call control API has been enabled for the account.

The smallest file forwards every call:

    default = "18585602222"
"""

SECTIONS = (
    Section(
        "How a call is answered",
        """\
When a call arrives, the rules are tried in their order, and the first that fits answers. If none fits, the
default does. An answer is a forward, which rings phones, or a menu, which plays a recording and waits for digits.

When Phone.com asks again, it tells what it was answered last time. After a menu, the branch for the digits comes
next. After a forward that did not lead to a conversation, its `after` comes next, else the default. The service
remembers nothing itself, so any number of copies can answer the same call, each with the same file.

When a call has ended, Phone.com says so, and the service logs it and answers with an empty text. When Phone.com
reports an error, the service logs it and answers with `on-error`, or with an empty text where there is none.
An error of the `on-error` forward itself is answered with an empty text.
""",
    ),
    Section(
        "Numbers and names",
        """\
A number is written with its country code: "18585602222", or with a + also with spaces, hyphens, dots and
parentheses: "+1 858-560-2222". Numbers are text, in quotes.

Forwards, menus and periods have names: a letter, then letters, digits, - and _. Wherever a file says what comes
next, it gives the name of a forward or menu, or simply a number to forward to.
""",
    ),
    Section(
        "The file",
        """\
default
    What answers when nothing else is said. Required. A forward without `after`, so that every way ends.
on-error
    What answers an error report of Phone.com's. A forward without `after`.
timezone
    The time zone of all days, hours and dates, as in "America/New_York". Required where there are any.
[forward.NAME]
    A forward.
[menu.NAME]
    A menu.
[period.NAME]
    Days, hours and dates under a name.
[[rule]]
    A rule. There can be many, and their order counts.
""",
    ),
    Section(
        "[forward.NAME]",
        """\
to
    One number, or a list of numbers that ring at once until one answers. Required.
voice-tag
    What whoever answers hears first. A couple of words, 40 characters at most if possible, no double quote.
dial
    Tones for the called party after it has answered: digits, and w for half a second of pause, beginning with w,
    as in "ww1234w5". {digits} stands for what the caller pressed; such a forward can only be the branch of a
    menu. Not with a list of numbers.
after
    What comes next when Phone.com asks again; else the default.
""",
    ),
    Section(
        "[menu.NAME]",
        """\
play
    The recording's name, as Phone.com's web pages show it. Required.
expect
    The digits that end the menu: 0-9 for themselves, D for any digit, alternatives joined by |. "55D" is any
    number between 550 and 559, "D|DDD" one digit or three. Required.
[menu.NAME.branch]
    What comes next, by pattern: 1 = "sales", "2|3" = "support", DDD = "extension". Where several patterns fit, the
    one with fewest D counts. Required.
other
    What comes next after other digits; else the default.
none
    What comes next when the caller pressed nothing until the timeout; else the default.
""",
    ),
    Section(
        "[period.NAME]",
        """\
days
    Days of the week: "mon-fri", "sat, sun", "fri-mon".
hours
    "09:00-17:00", or a list of such spans. The end is not included. "22:00-06:00" crosses midnight and belongs to
    the day on which it begins, for days and dates too.
dates
    A date or a list: 2026-12-25, "12-25" every year, "2026-12-24 to 2027-01-01", "12-24 to 01-02" every year.

All that is given must hold. Hours are read on the clock of the time zone: where clocks are put back, an hour that
occurs twice counts both times, and where they are put forward, the hour that is left out never comes.
""",
    ),
    Section(
        "[[rule]]",
        """\
name
    How the log calls it.
dialed
    The number that was called, or a list. A beginning is written "1858*".
caller
    The caller's number, or a list, with beginnings such as "44*"; "unknown" is a caller without a number.
when
    The period in which the rule holds, or a list of periods, one of which must hold.
unless
    The same for periods in which it does not hold.
days, hours, dates
    As in a period, instead of `when`.
answer
    What answers. Required.
after
    What comes next after a forward that has no `after` of its own.

All conditions that are given must hold. A rule without any fits every call.
""",
    ),
    Section(
        "What is refused",
        """\
Nothing may lead back to where it came from: a caller could be led in a circle for ever. To ask again after a wrong
digit, make a second menu with a recording of its own, such as "Sorry, please try again".

Two menus must differ in recording or pattern, and two forwards with the same numbers, tag and tones must go on to
the same `after`: Phone.com tells only the command it was answered last, and they could not be told apart.

A file is taken whole or not at all. If it is broken when the service starts, the service does not start; if it is
broken later, the old rules stay in force and the log says what is wrong. After a change that removed a menu, callers
who are in it get the default. Write a new file beside the old one and rename it, so that no half of it is read.
""",
    ),
    Section(
        "Serving",
        """\
`phonecom control serve` writes one line, the URL to give to Phone.com. Its last part is the token that keeps
strangers out. Without --token-file or PHONECOM_CONTROL_TOKEN, a new one is made at each start. A token file holds
one token, or two while they are exchanged: put the new one first, send SIGHUP, give Phone.com the new URL, remove
the old one, send SIGHUP. A token has 22 letters and digits or more, or 32 hexadecimal digits.

The log has one JSON object a line, with the rule that decided; digits and tones appear as stars. SIGHUP reads the
routes and the tokens anew and opens the log file anew. SIGTERM finishes what is under way. /healthz answers "ok".

--allow limits who may ask. Behind a proxy, give it as --proxy too, so that its X-Forwarded-For is believed.
""",
    ),
)

EXAMPLES = (
    Example(
        "Office hours, with a night number",
        """\
timezone = "America/New_York"
default = "18585602299"

[[rule]]
name = "office hours"
days = "mon-fri"
hours = "09:00-17:00"
answer = "18585602222"
""",
    ),
    Example(
        "A menu with branches by digit and by extension, and a timeout",
        """\
default = "operator"

[forward.operator]
to = "18585602200"

[forward.sales]
to = "18585602201"
voice-tag = "Sales"
after = "operator"

[forward.extension]
to = "18585602200"
dial = "ww{digits}"

[menu.main]
play = "Main Greeting"
expect = "D|DDD"
other = "again"
none = "operator"

[menu.main.branch]
1 = "sales"
2 = "18585602202"
DDD = "extension"

[menu.again]
play = "Please Try Again"
expect = "D|DDD"

[menu.again.branch]
1 = "sales"
2 = "18585602202"
DDD = "extension"

[[rule]]
answer = "main"
""",
    ),
    Example(
        "Ring several phones at once, with a voice tag",
        """\
default = "18585602299"

[forward.team]
to = ["18585602222", "18585602223", "+1 619 555 0134"]
voice-tag = "Support line"

[[rule]]
answer = "team"
""",
    ),
    Example(
        "Divert by caller",
        """\
default = "18585602222"

[[rule]]
name = "the bank, straight to accounting"
caller = ["12125550100", "12125550101"]
answer = "18585602240"

[[rule]]
name = "from Britain"
caller = "44*"
answer = "442079460018"

[[rule]]
name = "no caller ID"
caller = "unknown"
answer = "18585602299"
""",
    ),
    Example(
        "A different rule for each dialled number",
        """\
default = "18585602299"

[[rule]]
name = "sales line"
dialed = "18585608120"
answer = "18585602201"

[[rule]]
name = "support lines"
dialed = ["18585608121", "18668252541"]
answer = "18585602202"
after = "18585602203"
""",
    ),
    Example(
        "Holidays, and a night that crosses midnight",
        """\
timezone = "America/Los_Angeles"
default = "18585602222"

[period.holidays]
dates = ["01-01", "07-04", "12-24 to 12-26", 2026-11-26]

[period.nights]
days = "sun-thu"
hours = "18:00-08:00"

[period.weekend]
days = "sat, sun"

[period.friday-evening]
days = "fri"
hours = "18:00-24:00"

[[rule]]
name = "closed"
when = ["holidays", "nights", "weekend", "friday-evening"]
answer = "18585602299"
""",
    ),
    Example(
        "Forward and dial an extension by DTMF",
        """\
default = "18585602299"
on-error = "18585602298"

[forward.conference]
to = "18585602222"
dial = "ww1234w5"

[[rule]]
answer = "conference"
""",
    ),
)

NGINX = """\
# In front of `phonecom control serve routes.toml --proxy 127.0.0.1`, in as many copies as you like:
# they share the routes file and the token, and nothing else.
upstream phonecom_control {
    server 127.0.0.1:8651;
    server 127.0.0.1:8652;
    keepalive 16;
}

server {
    listen 443 ssl;
    server_name calls.example.com;
    ssl_certificate     /etc/ssl/calls.example.com.pem;
    ssl_certificate_key /etc/ssl/calls.example.com.key;

    client_max_body_size 64k;
    client_header_timeout 10s;
    client_body_timeout 10s;

    location /call/ {
        # The path holds the token, and the log would keep it.
        access_log off;
        proxy_pass http://phonecom_control;
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        # A request can be answered by any copy, so a copy that is gone costs nothing.
        proxy_next_upstream error timeout non_idempotent;
        proxy_connect_timeout 2s;
        proxy_read_timeout 5s;
    }
    location / {
        return 404;
    }
}
"""

GUNICORN = (
    "PHONECOM_CONTROL_TOKEN=... gunicorn --workers 2 --threads 8 --bind 127.0.0.1:8651 "
    "'phonecom_cli.control.service:application(\"routes.toml\")'"
)
