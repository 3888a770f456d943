"""Form decoding, written out from the definition of `application/x-www-form-urlencoded`."""

from __future__ import annotations


def pairs_of(form: bytes) -> list[tuple[str, str]]:
    """The pairs of a form or query, in order, repeated ones kept. Bytes that are no UTF-8 are an error."""
    if not form:
        return []
    halves = [piece.partition(b"=") for piece in form.split(b"&")]
    return [(_decode(name), _decode(value)) for name, _, value in halves]


def _decode(text: bytes) -> str:
    out = bytearray()
    place = 0
    while place < len(text):
        byte = text[place : place + 1]
        if byte == b"%":
            out.append(int(text[place + 1 : place + 3], 16))
            place += 3
        else:
            out += b" " if byte == b"+" else byte
            place += 1
    return out.decode("utf-8")
