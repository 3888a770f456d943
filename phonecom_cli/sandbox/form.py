"""Parameters as they arrive: a query string, a form, or the multipart form PHP's curl sends for an array.

Decoded here by code of the sandbox's own, so that a mistake in how the client encodes cannot hide.
"""

from __future__ import annotations

from phonecom_cli.sandbox.refusal import Refusal

Pairs = list[tuple[str, str]]
_HEX = {f"{value:{case}}".encode(): bytes((value,)) for value in range(256) for case in ("02x", "02X")}
_HEX |= {f"{value:x}{low:X}".encode(): bytes((value * 16 + low,)) for value in range(16) for low in range(16)}
_HEX |= {f"{value:X}{low:x}".encode(): bytes((value * 16 + low,)) for value in range(16) for low in range(16)}


def decode(query: bytes, body: bytes, content_type: str) -> Pairs:
    """All parameters in the order they came, those of the URL first.

    Raises:
        Refusal: the text is not UTF-8, or the body is of a type that holds no form.
    """
    pairs = _urlencoded(query)
    if not body:
        return pairs
    kind = content_type.partition(";")[0].strip().lower()
    if kind in ("", "application/x-www-form-urlencoded"):
        return pairs + _urlencoded(body)
    if kind == "multipart/form-data":
        return pairs + _multipart(body, content_type)
    raise Refusal(f"A request body of type {kind} is not understood: send a form")


def _urlencoded(data: bytes) -> Pairs:
    pairs = []
    for part in data.split(b"&"):
        if part:
            name, _, value = part.partition(b"=")
            pairs.append((_text(_unquote(name), b""), _text(_unquote(value), name)))
    return pairs


def _unquote(data: bytes) -> bytes:
    first, *rest = data.replace(b"+", b" ").split(b"%")
    if not rest:
        return first
    out = [first]
    for piece in rest:
        char = _HEX.get(piece[:2])
        out.append(b"%" + piece if char is None else char + piece[2:])
    return b"".join(out)


def _multipart(body: bytes, content_type: str) -> Pairs:
    from email.parser import BytesParser
    from email.policy import HTTP

    message = BytesParser(policy=HTTP).parsebytes(
        b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body
    )
    pairs = []
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(content, bytes):
            pairs.append((name, _text(content, name.encode())))
    return pairs


def _text(data: bytes, name: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        what = f"Parameter {name.decode(errors='replace')}" if name else "A parameter's name"
        raise Refusal(f"{what} is not UTF-8 text") from None
