"""What counts as a password in a file's or a program's text."""

from __future__ import annotations

from phonecom_cli.errors import CredentialsError
from phonecom_cli.secret import Secret


def first_line(data: bytes, subject: str) -> Secret:
    """The first line, without its end; a byte order mark is dropped, spaces are not.

    Args:
        data: what was read.
        subject: the beginning of the sentence that an error becomes.

    Raises:
        CredentialsError: the line is empty or not UTF-8. The message never quotes it.
    """
    line = data.split(b"\n", 1)[0].removesuffix(b"\r")
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CredentialsError(f"{subject} is not UTF-8 text") from None
    if not text:
        raise CredentialsError(f"{subject} has no password in its first line")
    return Secret(text)
