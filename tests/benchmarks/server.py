"""A loopback endpoint that answers fixed XML, in a process of its own: `python server.py`.

It writes its URL as its only line and serves one connection at a time, which is all that a benchmark has.
The rows are made before the first request, so that their making is no part of what is measured.
"""

from __future__ import annotations

import socket

RESULT = b"""<result status="ok"><msg>Command completed successfully</msg>\
<resultDate>2011-03-02T19:51:32.0000Z</resultDate></result>"""


def calls(count: int) -> str:
    """Rows of getCallList, in the guide's form."""
    return "".join(
        f'<call id="{105_900 + place}"><startTime gmt="2009-10-27T21:42:15.0000Z">{1_256_679_735 + 137 * place}'
        f"</startTime><callerId>+1858555{place:04}</callerId><calledNumber>+16247688421</calledNumber>"
        f"<duration>{place % 600}</duration><finalAction>queue 61</finalAction><url/></call>"
        for place in range(count)
    )


def numbers(count: int) -> str:
    """Rows of getPhoneNumberList, in the guide's form."""
    return "".join(
        f'<phoneNumber id="{19_676 + place}"><phoneNumber>+1858556{place:04}</phoneNumber>'
        f"<nickName>My Nickname</nickName><rateCenter>WACO_TX</rateCenter></phoneNumber>"
        for place in range(count)
    )


DATA = {
    b"getCallList": f"<resultData><callList>{calls(500)}</callList></resultData>".encode(),
    b"getPhoneNumberList": f"<resultData><phoneNumberList>{numbers(5)}</phoneNumberList></resultData>".encode(),
    b"sendSMS": b"",
}


def answer(form: bytes) -> bytes:
    """The body that answers a form; its clTRID is echoed."""
    fields = dict(pair.partition(b"=")[::2] for pair in form.split(b"&"))
    ids = b"<trID><clTRID>%b</clTRID><svTRID>1299</svTRID></trID>" % fields.get(b"clTRID", b"")
    parts = (DATA[fields[b"action"]], RESULT, ids)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n<response>%b%b%b</response>' % parts


def serve(connection: socket.socket) -> None:
    """One request and its answer."""
    data = b""
    length = 0
    while b"\r\n\r\n" not in data or len(data.partition(b"\r\n\r\n")[2]) < length:
        piece = connection.recv(65_536)
        if not piece:
            return
        data += piece
        head = data.partition(b"\r\n\r\n")[0].lower()
        length = int(head.partition(b"content-length:")[2].split(b"\r\n")[0] or 0)
    body = answer(data.partition(b"\r\n\r\n")[2])
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: %d\r\n\r\n" % len(body)
    connection.sendall(head + body)


def main() -> None:
    """Serve until ended by whoever started this."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        print(f"http://127.0.0.1:{listener.getsockname()[1]}/special/xmlapi", flush=True)
        while True:
            connection, _ = listener.accept()
            with connection:
                serve(connection)


if __name__ == "__main__":
    main()
