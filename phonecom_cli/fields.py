"""The choice of columns with `--fields`."""

from __future__ import annotations

from collections.abc import Sequence

from phonecom_cli.errors import UsageError
from phonecom_cli.suggest import nearest


def check_fields(fields: Sequence[str], known: Sequence[str]) -> None:
    """Refuse a field that is not known, listing those that are.

    Raises:
        UsageError: names the unknown fields, suggests the nearest, and lists the known.
    """
    unknown = [name for name in fields if name not in known]
    if not unknown:
        return
    close = nearest(unknown[0], known)
    raise UsageError(
        f"unknown field{'s' if len(unknown) > 1 else ''} in --fields: {', '.join(unknown)}",
        hint=(f"did you mean {close}? " if close else "") + f"the fields are: {', '.join(known) or 'none'}",
    )
