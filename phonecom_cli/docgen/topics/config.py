"""The settings file, from the table its keys are checked by."""

from __future__ import annotations

from phonecom_cli.docgen.markup import Code, Heading, Items, Para, Topic
from phonecom_cli.settings.keys import KEYS, Key
from phonecom_cli.settings.profile import ENDPOINTS

_KINDS = {"text": "Text", "flag": "true or false", "list": "A list of texts"}


def _about(key: Key) -> str:
    default = "" if key.default == "none" else f" Default: {key.default}."
    return f"{key.about} {_KINDS[key.kind]}; for example {key.example}.{default}"


CONFIG = Topic(
    "config",
    5,
    "the settings file of phonecom",
    (
        Para(
            "One TOML file, settings.toml, with a table for each profile. `phonecom config path` says where it is, "
            "and `phonecom config set` writes it without losing your comments. Unknown keys and wrong values are "
            "refused with their line. A password is never kept in it."
        ),
        Code(
            'profile = "work"                # what `phonecom auth switch` chose\n\n'
            '[profiles.work]\nusername = "joesmith"\ncountry = "US"\nfrom = "+18585602222"\n\n'
            '[profiles.tests]\nenvironment = "development"\nusername = "joetest"\nexplicit-profile-for-writes = true'
        ),
        Heading("Keys of a profile"),
        Items(tuple((key.name, _about(key)) for key in KEYS)),
        Heading("Environments"),
        Items(
            tuple(
                (name, "The local sandbox, in process." if name == "sandbox" else url)
                for name, url in ENDPOINTS.items()
            )
        ),
        Para("Or any https URL; plain http only to this machine."),
    ),
    ("phonecom-credentials(7)", "phonecom-environment(7)"),
)
"""A man page; `phonecom help config` shows the command."""
