"""Downloads: recordings of calls and previews of ChatCalls, under the URLs that the API's answers give."""

from __future__ import annotations

import re
import sqlite3

from phonecom_cli.sandbox.exchange import HttpRequest, HttpResponse
from phonecom_cli.sandbox.voices import VOICES

_RECORDING = re.compile(r"/recordings/([0-9]{1,15})-([0-9a-f]{16})\.wav")
_PREVIEW = re.compile(r"/previews/([0-9a-f]{24})\.wav")
_WAV = (("Content-Type", "audio/wav"),)
_NOT_FOUND = HttpResponse(
    404, (("Content-Type", "text/plain; charset=utf-8"),), b"Not here. The API is at /special/xmlapi\n"
)


def answer(db: sqlite3.Connection, http: HttpRequest) -> HttpResponse:
    """The .wav file of a path, or 404."""
    if http.method not in ("GET", "HEAD"):
        return _NOT_FOUND
    body = _recording(db, http.path) or _preview(db, http.path)
    return HttpResponse(200, _WAV, body) if body else _NOT_FOUND


def _recording(db: sqlite3.Connection, path: str) -> bytes | None:
    found = _RECORDING.fullmatch(path)
    if not found:
        return None
    query = "SELECT COALESCE(action_duration, duration) FROM calls WHERE id = ? AND recording = ?"
    row = db.execute(query, (int(found[1]), found[2])).fetchone()
    if row is None:
        return None
    from phonecom_cli.sandbox import sound

    return sound.conversation(found[2], row[0])


def _preview(db: sqlite3.Connection, path: str) -> bytes | None:
    found = _PREVIEW.fullmatch(path)
    if not found:
        return None
    row = db.execute("SELECT text, voice FROM previews WHERE token = ?", (found[1],)).fetchone()
    if row is None:
        return None
    from phonecom_cli.sandbox import sound

    return sound.tones(row[0], next((voice.sex for voice in VOICES if voice.id == row[1]), "female"))
