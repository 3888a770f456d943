"""Credentials for a person, cron, containers and CI: recipes for help and man pages. The tests run them."""

from __future__ import annotations

from typing import NamedTuple


class Recipe(NamedTuple):
    """One way to give commands their credentials.

    Attributes:
        title: for whom.
        about: what to know of it.
        script: commands for a POSIX shell, as they are pasted.
        file_title: introduces `file`.
        file: lines for a file that is not a shell's; "" for none.
    """

    title: str
    about: str
    script: str
    file_title: str = ""
    file: str = ""


RECIPES = (
    Recipe(
        "A person at a terminal",
        "The password is checked with one read and kept in the system's keyring. It is typed unseen.",
        """\
phonecom auth login
phonecom auth status
phonecom numbers list
""",
    ),
    Recipe(
        "Several accounts",
        "A profile for each. A profile that must be named for writes cannot be used by mistake.",
        """\
phonecom auth login --profile shop --username joesmith
phonecom config set --profile shop explicit-profile-for-writes true
phonecom auth switch shop
phonecom auth list
""",
    ),
    Recipe(
        "cron",
        "A file that only its owner can read. Paste, type the password, press Enter and Ctrl-D. Where cron does "
        "not find phonecom, give its whole path, which `command -v phonecom` prints.",
        """\
(umask 077; cat > ~/.phonecom-password)
export PHONECOM_USERNAME=joesmith PHONECOM_PASSWORD_FILE=~/.phonecom-password
phonecom auth status --check
""",
        "The crontab:",
        """\
PHONECOM_USERNAME=joesmith
PHONECOM_PASSWORD_FILE=~/.phonecom-password
0 7 * * * phonecom call list --since yesterday -o csv > calls.csv
""",
    ),
    Recipe(
        "A password manager",
        "A program whose first line of output is the password, for one profile. It is run without a shell, has "
        "no terminal to ask at, and is given ten seconds.",
        """\
phonecom config set --profile nightly username joesmith
phonecom config set --profile nightly password-command 'pass show phone.com'
phonecom --profile nightly auth status --check
phonecom --profile nightly numbers list
""",
    ),
    Recipe(
        "Containers",
        "A secret that the engine mounts. It may be readable by all inside when it is root's and the tool runs as "
        "another user, is mounted read-only, or is below /run/secrets.",
        """\
export PHONECOM_HOME=/tmp/phonecom
export PHONECOM_USERNAME=joesmith PHONECOM_PASSWORD_FILE=/run/secrets/phonecom
phonecom auth status --check
phonecom numbers list
""",
        "The Compose file:",
        """\
services:
  report:
    environment:
      PHONECOM_USERNAME: joesmith
      PHONECOM_PASSWORD_FILE: /run/secrets/phonecom
    secrets: [phonecom]
secrets:
  phonecom:
    file: ./phonecom-password
""",
    ),
    Recipe(
        "CI",
        "Masked variables of the CI system named PHONECOM_USERNAME and PHONECOM_PASSWORD are enough. A rehearsal "
        "needs no account and costs nothing.",
        """\
phonecom --sandbox numbers list
phonecom auth status --check
phonecom numbers list -o json
""",
    ),
    Recipe(
        "An account known by its address",
        "Where Phone.com has arranged it. No password is looked for or sent.",
        """\
phonecom auth login --profile office --username joesmith --by-address
phonecom --profile office numbers list
""",
    ),
)
