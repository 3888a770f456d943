"""Routes files of call control, from the reference beside the code that reads them."""

from __future__ import annotations

from collections.abc import Iterator

from phonecom_cli.control import manual
from phonecom_cli.docgen.markup import Block, Code, Heading, Para, Topic, prose


def _blocks() -> Iterator[Block]:
    yield from prose(manual.INTRODUCTION)
    for section in manual.SECTIONS:
        yield Heading(section.title)
        yield from prose(section.text)
    yield Heading("Whole files")
    for example in manual.EXAMPLES:
        yield Heading(example.title, 2)
        yield Code(example.toml.rstrip())
    yield Heading("TLS in front of it")
    yield Para("Phone.com fetches an https URL from a web server such as nginx, which passes it on:")
    yield Code(manual.NGINX.rstrip())
    yield Heading("In another server")
    yield Para("The service is a WSGI application, so any server of those can run it:")
    yield Code(manual.GUNICORN)


CONTROL_ROUTES = Topic(
    "control-routes",
    5,
    "the file that says how incoming calls are answered",
    tuple(_blocks()),
    (
        "phonecom-control-serve(1)",
        "phonecom-control-check(1)",
        "phonecom-control-explain(1)",
        "phonecom-control-simulate(1)",
    ),
)
