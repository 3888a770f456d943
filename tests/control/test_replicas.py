"""Two copies of the service behind nginx over TLS, as the manual shows it: a call's requests alternate."""

from __future__ import annotations

import json
import shutil
import ssl
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPSConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest
import trustme

from phonecom_cli.control.conversation import Answer, Call, Reply, Request, Script, play
from phonecom_cli.control.manual import EXAMPLES, NGINX
from tests.control.processes import PATIENCE, Running, free_port, serving, started, wait_for_port
from tests.control.services import TOKEN
from tests.tools import need

NGINX_PROGRAM = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/bin")

MENU = next(example.toml for example in EXAMPLES if "menu" in example.title)


def config(folder: Path, copies: list[Running], port: int) -> str:
    """The manual's example with these ports and certificates, and what nginx needs to run for anybody."""
    text = NGINX.replace("443 ssl", f"127.0.0.1:{port} ssl")
    for documented, running in zip(("8651", "8652"), copies, strict=True):
        text = text.replace(
            f"127.0.0.1:{documented};", f"127.0.0.1:{running.url.split(':')[2].split('/')[0]};"
        )
    for kind in ("pem", "key"):
        text = text.replace(f"/etc/ssl/calls.example.com.{kind}", str(folder / f"server.{kind}"))
    temp = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return (
        f"daemon off;\nworker_processes 1;\npid {folder}/nginx.pid;\nerror_log {folder}/error.log;\n"
        f"events {{}}\nhttp {{\naccess_log {folder}/access.log;\n{temp}\n{text}\n}}\n"
    )


@pytest.fixture
def service(tmp_path: Path) -> Iterator[tuple[list[Running], int, ssl.SSLContext]]:
    """Two copies of the service, nginx's port, and a context that trusts its certificate."""
    authority = trustme.CA()
    certificate = authority.issue_cert("calls.example.com", "127.0.0.1")
    certificate.private_key_pem.write_to_path(str(tmp_path / "server.key"))
    for index, blob in enumerate(certificate.cert_chain_pems):
        blob.write_to_path(str(tmp_path / "server.pem"), append=index > 0)
    if NGINX_PROGRAM is None:
        need("nginx")
    assert NGINX_PROGRAM is not None
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    one, two = tmp_path / "one.toml", tmp_path / "two.toml"
    for path in (one, two):
        path.write_text(MENU)
    port = free_port()
    proxy = ("--proxy", "127.0.0.1", "--allow", "127.0.0.1")
    with serving(one, *proxy) as first, serving(two, *proxy) as second:
        (tmp_path / "nginx.conf").write_text(config(tmp_path, [first, second], port))
        argv = [
            NGINX_PROGRAM,
            "-p",
            str(tmp_path),
            "-e",
            str(tmp_path / "error.log"),
            "-c",
            str(tmp_path / "nginx.conf"),
        ]
        with started(argv, log=tmp_path / "nginx.stderr") as process:
            wait_for_port(port, process)
            yield [first, second], port, trusting


def decisions(running: Running) -> list[str]:
    """What a copy has logged; it is stopped first, so that the log is whole."""
    running.process.terminate()
    assert running.process.wait(PATIENCE) == 0
    lines = [json.loads(line) for line in running.log.read_text().splitlines()]
    return [line["decided"] for line in lines if line["event"] == "decision"]


def test_a_menu_call_whose_requests_alternate_between_two_copies(
    service: tuple[list[Running], int, ssl.SSLContext], tmp_path: Path
) -> None:
    copies, port, trusting = service
    connection = HTTPSConnection("127.0.0.1", port, timeout=PATIENCE, context=trusting)

    def ask(request: Request) -> Reply:
        connection.request("GET", f"/call/{TOKEN}?{urlencode(request.params)}")
        response = connection.getresponse()
        return Answer(response.status, response.headers["Content-Type"], response.read())

    calls = 20
    for number in range(calls):
        script = Script(digits=("9", "123"), forwards=("unanswered", "answered"))
        exchanges = list(play(Call(f"call-{number}", "18585608120", "16195550134"), script, ask))
        assert [one.breach for one in exchanges] == [""] * 5
        assert [one.text for one in exchanges] == [
            "play-and-get-digits,Main Greeting,D|DDD",
            "play-and-get-digits,Please Try Again,D|DDD",
            "simple-forward,18585602200ww123",
            "simple-forward,18585602200",
            "",
        ]
    connection.close()
    seen = [decisions(running) for running in copies]
    # nginx hands requests out in turn, and a call has five: each copy has had every kind of request.
    assert [len(one) for one in seen] == [calls * 5 // 2] * 2
    assert set(seen[0]) == set(seen[1]) == {"rule", "other", "branch", "default", "ended"}
    for file in tmp_path.iterdir():
        if file.suffix in (".log", ".stderr"):
            assert TOKEN not in file.read_text(), file.name


def test_a_copy_that_is_gone_costs_no_call(service: tuple[list[Running], int, ssl.SSLContext]) -> None:
    copies, port, trusting = service
    with closing(HTTPSConnection("127.0.0.1", port, timeout=PATIENCE, context=trusting)) as connection:
        for number in range(30):
            if number == 10:
                copies[0].process.terminate()
                copies[0].process.wait(PATIENCE)
            connection.request("GET", f"/call/{TOKEN}?uniqueID={number}&dialedNumber=18585608120")
            response = connection.getresponse()
            assert (response.status, response.read()) == (200, b"play-and-get-digits,Main Greeting,D|DDD")
        connection.request("GET", "/healthz")
        assert connection.getresponse().status == 404  # only calls come through
