"""Where settings and state are kept on this machine."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from phonecom_cli.errors import LocalError

_APP = "phonecom"
_NOWHERE = Path("/nonexistent") / _APP
"""Stands for the home of a user who has none: nothing can be read or written there."""


class Paths(NamedTuple):
    """The places this program keeps files in. None is created by asking.

    Attributes:
        config: the settings file.
        state: the folder of the journals of bulk sends.
        sandbox: the folder of the sandbox's state.
    """

    config: Path
    state: Path
    sandbox: Path


def find_paths(environ: Mapping[str, str]) -> Paths:
    """Where settings, journals and the sandbox are: under PHONECOM_HOME, or where the platform keeps them.

    A user without a home (a bare container, some service accounts) can read nothing and write nothing, and
    only writing is an error.
    """
    home = environ.get("PHONECOM_HOME", "")
    if home:
        root = Path(os.path.expanduser(home)).absolute()  # noqa: PTH111 - Path's own raises without a home
        return Paths(root / "settings.toml", root / "batches", root / "sandbox")
    import platformdirs

    config = _usable(lambda: platformdirs.user_config_path(_APP, appauthor=False))
    state = _usable(lambda: platformdirs.user_state_path(_APP, appauthor=False))
    return Paths(config / "settings.toml", state / "batches", state / "sandbox")


def _usable(find: Callable[[], Path]) -> Path:
    """The folder, unless it stands on a home that cannot be found: older releases then leave `~` as it is."""
    try:
        path = find()
    except RuntimeError:
        return _NOWHERE
    return path if path.is_absolute() else _NOWHERE


def private_folder(folder: Path) -> None:
    """Makes a folder that only its owner can enter, with the folders above it.

    Raises:
        LocalError: it cannot be made; the hint names PHONECOM_HOME.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise LocalError(
            f"the folder {folder} cannot be made: {reason}",
            hint="Set PHONECOM_HOME to a folder that can be written.",
        ) from None
