"""Programs written against the real API years ago work with only the host changed.

Public programs send the same parameters by GET or POST, numbers with or without `+`, one fixed clTRID with every
request, and cut rows out of the answer with patterns.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from phonecom_cli.sandbox import admin
from phonecom_cli.sandbox.engine import Sandbox
from tests.sandbox.api import ENDPOINT, served
from tests.tools import NODE_MODULES, need_library

PROGRAMS = Path(__file__).parent / "programs"


def run(sandbox: Sandbox, *command: str) -> list[str]:
    with served(sandbox) as port:
        done = subprocess.run(
            [*command, f"http://127.0.0.1:{port}{ENDPOINT}"],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            env={**os.environ, "NODE_PATH": NODE_MODULES},
        )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_a_php_program_with_curl_and_patterns(sandbox: Sandbox) -> None:
    need_library("php-curl", "php", "-r", "exit(function_exists('curl_init') ? 0 : 1);")
    *lines, number = run(sandbox, "php", str(PROGRAMS / "shop.php"))
    assert lines == [
        "5 offers",
        "bought",
        "listed",
        "routed",
        "sent",
        f"error: Phone number +{number} is already on your account",
    ]
    last = admin.message_rows(sandbox)[-1]
    assert (last["from"], last["message"]) == (f"+{number}", "This is a test: 100% <ok> & more")


def test_a_node_program_with_xml2js(sandbox: Sandbox) -> None:
    need_library("node-xml2js", "node", "-e", "require('xml2js')")
    assert run(sandbox, "node", str(PROGRAMS / "calls.js")) == [
        "ok 500 calls",
        "string true true",
        "ok 10 true",
        "ok Command completed successfully",
        "ok Ann+18583807710 Bob+14155550177",
        "error Authentication failed: unknown username or wrong password",
    ]
