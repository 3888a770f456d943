"""Where the password comes from."""

from __future__ import annotations

from phonecom_cli.credentials.manual import RECIPES, Recipe
from phonecom_cli.docgen.markup import Block, Code, Heading, Para, Topic, prose


def _blocks(recipe: Recipe) -> tuple[Block, ...]:
    """A recipe under its heading: what to paste, then the lines of a file."""
    file = (Para(recipe.file_title), Code(recipe.file.rstrip())) if recipe.file else ()
    return (Heading(recipe.title, 2), Para(recipe.about), Code(recipe.script.rstrip()), *file)


_BEFORE = """
    phonecom auth login

asks for username and password, checks them with one read, and stores the password in the operating system's keyring.
`phonecom auth status` tells which profile, username and source would be used, and never shows a secret. To try
everything without an account, add --sandbox to any command.

# The password

The first of these that is set is the one used. One that is set and fails is an error, never a reason to try the next,
which might be another account's.

1. PHONECOM_PASSWORD
    The password itself. Other programs of the same user can see it: a file is better.
2. PHONECOM_PASSWORD_FILE
    A file whose first line is the password. Refused when it is your own and others can read it (chmod 600 helps);
    a container's secret is accepted.
3. password-command
    A setting of the profile: a command whose first line of output is the password. It is run without a shell.
4. The keyring
    What `phonecom auth login` stored. A keyring that is locked or does not answer is given up after a few seconds.

There is no option for it: the command line is visible to everyone on the machine. It is sent in the body of a request,
never in a URL, and is masked wherever a request is shown.

PHONECOM_USERNAME outranks the profile's username. The sandbox ignores all three variables. What is stored for a profile
is never given to a --url of another origin.

# Profiles

A profile is a name with an environment, a username and settings. --profile chooses one, else PHONECOM_PROFILE, else the
one of `phonecom auth switch`, else `default`. `sandbox` always exists.

    phonecom auth login --profile work
    phonecom auth list
    phonecom auth switch work
"""

_AFTER = """
# When it does not work

No usable credentials is exit code 4. A wrong password is exit code 4 in `auth login` and `auth status --check`, and
elsewhere the API's own refusal, 1. Phone.com must also have activated the API for the account: ask its support.
"""

CREDENTIALS = Topic(
    "credentials",
    7,
    "where phonecom finds username and password",
    (
        *prose(_BEFORE),
        Heading("For whom, as commands to paste"),
        *(block for recipe in RECIPES for block in _blocks(recipe)),
        *prose(_AFTER),
    ),
    ("phonecom(1)", "phonecom-config(5)", "phonecom-environment(7)", "phonecom-exit-codes(7)"),
)
