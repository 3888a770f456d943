"""Phone.com on the command line.

Search and add phone numbers, read call logs, place calls, send SMS and ChatCalls, answer incoming
calls; and a complete local Phone.com to try it all: add --sandbox to any command.
"""

VERBS = (
    "numbers",
    "call",
    "sms",
    "chatcall",
    "extension",
    "account",
    "control",
    "sandbox",
    "api",
    "auth",
    "config",
    "help",
)

EXAMPLES = (
    ("try it without an account", "phonecom --sandbox numbers search --prefix 858 -n 5"),
    ("log in to your own", "phonecom auth login"),
    ("send an SMS", "phonecom --sandbox sms send 'Lunch?' --from +18585602222 --to +18583807710"),
)
