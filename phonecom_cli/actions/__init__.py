"""The API as data: every action of the guide, its parameters, rules, effects and answers.

The single source for client, commands, sandbox, man pages and tests.
"""

from __future__ import annotations

from phonecom_cli.actions import accounts, calls, messages, numbers
from phonecom_cli.actions.model import Action

COMMON_PARAMS = ("username", "password", "action", "clTRID")
"""What every action takes besides its own parameters; the last is optional."""

ACTIONS: dict[str, Action] = {
    action.name: action for chapter in (accounts, numbers, calls, messages) for action in chapter.ACTIONS
}
"""Every action by its wire name."""

__all__ = ["ACTIONS", "COMMON_PARAMS", "Action"]
