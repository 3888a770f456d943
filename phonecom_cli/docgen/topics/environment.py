"""Environment variables, from the table that the settings are read by."""

from __future__ import annotations

from phonecom_cli.docgen.markup import Heading, Items, Para, Topic
from phonecom_cli.settings.environment import LIBRARIES, VARIABLES

FILES = (
    ("settings.toml", "Profiles and settings: phonecom-config(5). Never a password."),
    ("sandbox/sandbox.db", "The sandbox's state."),
)
"""What is kept, by its name under PHONECOM_HOME."""

PLACES = (
    ("$PHONECOM_HOME", "Everything, where it is set."),
    (
        "$XDG_CONFIG_HOME/phonecom",
        "The settings otherwise; ~/.config/phonecom where that is not set.",
    ),
    (
        "$XDG_STATE_HOME/phonecom",
        "The sandbox otherwise; ~/.local/state/phonecom where that is not set.",
    ),
    ("~/Library/Application Support/phonecom", "All of it on macOS."),
)

ENVIRONMENT = Topic(
    "environment",
    7,
    "environment variables and files of phonecom",
    (
        Para(
            "What is given on the command line outranks the environment, and the environment outranks the settings "
            "file."
        ),
        Items(tuple((variable.name, variable.about) for variable in VARIABLES)),
        Heading("Read by libraries and the system"),
        Items(tuple((variable.name, variable.about) for variable in LIBRARIES)),
        Heading("Files"),
        Items(FILES),
        Para("They are in one of these folders; `phonecom config path` says which:"),
        Items(PLACES),
    ),
    ("phonecom(1)", "phonecom-config(5)", "phonecom-credentials(7)"),
)
