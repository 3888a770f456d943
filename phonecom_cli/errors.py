"""Everything that can go wrong, each with a code, a hint and an exit code.

    PhonecomError
    ├── Refused            1   api-error            the API answered status error
    ├── CheckFailed        1   check-failed         what a command exists to check did not hold
    ├── UsageError         2   usage                wrong usage; nothing was sent
    │   ├── InvalidValue   2   invalid-value        an option or argument that cannot be right
    │   ├── NeedsYes       2   needs-confirmation   a question that nobody is there to answer
    │   ├── Declined       2   declined             a question answered with no
    │   └── SettingsError  2   settings             the settings file or its environment is wrong
    ├── NoAnswer           3   no-answer            no usable answer, and this tool changed nothing
    │   ├── NotSent        3   not-sent             no byte of the request left this machine
    │   └── BadAnswer      3   bad-answer           an answer came and it could not be trusted
    ├── CredentialsError   4   credentials          no usable credentials
    ├── UnknownOutcome     5   unknown-outcome      a write was sent and no valid answer came
    ├── SomeFailed         6   some-failed          some of several items failed
    │   └── Incomplete     6   incomplete           the API cannot give all of the data
    ├── LocalError         7   local                this machine failed: disk, stdout, journal
    ├── InternalError     70   internal             a mistake in this program
    └── Stopped        129.. stopped                a signal: hung up 129, interrupted 130, ended 143

A command raises one of these and nothing below `app` ends the process. `code` is part of the contract:
scripts read it in the JSON error, so the list is closed and `tests/test_errors.py` holds it.
"""

from __future__ import annotations

from typing import ClassVar


class PhonecomError(Exception):
    """The root of the tree. `message` says what happened, `hint` what would be right."""

    code: ClassVar[str] = "error"
    exit_code: int = 70

    def __init__(
        self, message: str, *, hint: str = "", sv_trid: str = "", exit_code: int | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.sv_trid = sv_trid
        if exit_code is not None:
            self.exit_code = exit_code


class Refused(PhonecomError):
    """The API answered `status="error"` in an answer that was read whole."""

    code = "api-error"
    exit_code = 1


class CheckFailed(PhonecomError):
    """`control check`, `explain` or `simulate` found what it looks for."""

    code = "check-failed"
    exit_code = 1


class UsageError(PhonecomError):
    """Wrong usage, refused input or settings: nothing was changed, and nothing of a write was sent."""

    code = "usage"
    exit_code = 2


class InvalidValue(UsageError):
    """A value that cannot be right; the message names the option or parameter and says what would be."""

    code = "invalid-value"


class NeedsYes(UsageError):
    """A command that asks was run where nobody can answer, without `--yes`."""

    code = "needs-confirmation"


class Declined(UsageError):
    """The person at the terminal said no."""

    code = "declined"


class SettingsError(UsageError):
    """The settings file, a profile or an environment variable cannot be used as it stands."""

    code = "settings"


class NoAnswer(PhonecomError):
    """No usable answer to a read: it timed out, broke off or came with an HTTP failure."""

    code = "no-answer"
    exit_code = 3


class NotSent(NoAnswer):
    """Certain: no byte of the request left this machine, so a write may be tried again."""

    code = "not-sent"


class BadAnswer(NoAnswer):
    """An answer to a read that is malformed, is not Phone.com's, or belongs to another request."""

    code = "bad-answer"


class CredentialsError(PhonecomError):
    """No usable username and password; the message names every source that was tried."""

    code = "credentials"
    exit_code = 4


class UnknownOutcome(PhonecomError):
    """A write left this machine and no valid answer came: it may have happened. The hint says what to check."""

    code = "unknown-outcome"
    exit_code = 5


class SomeFailed(PhonecomError):
    """Some of several items failed; each was reported in its row."""

    code = "some-failed"
    exit_code = 6


class Incomplete(SomeFailed):
    """The data is incomplete because the API cannot give more."""

    code = "incomplete"


class LocalError(PhonecomError):
    """This machine failed: disk full, stdout closed or full, a file locked, unreadable or unwritable."""

    code = "local"
    exit_code = 7


class InternalError(PhonecomError):
    """A mistake in this program."""

    code = "internal"
    exit_code = 70


class Stopped(PhonecomError):
    """A signal ended the command; `exit_code` is 128 plus its number."""

    code = "stopped"
    exit_code = 130
