"""The README's picture shows what the tool says today."""

from __future__ import annotations

import html
import re
from pathlib import Path
from xml.etree import ElementTree as ET

from phonecom_cli.docgen import picture

PICTURE = Path(__file__).parent.parent.parent / picture.PICTURE


def words(svg: str) -> list[str]:
    """The text of a picture. Its drawing may change with Rich; what it says, only with the tool."""
    return [html.unescape(text).strip() for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg)]


def test_the_picture_says_what_the_tool_says() -> None:
    drawn = picture.draw()
    assert words(PICTURE.read_text()) == words(drawn), "run: python -m phonecom_cli.docgen.picture"


def test_the_picture_is_whole_and_fetches_nothing() -> None:
    text = PICTURE.read_text()
    root = ET.fromstring(text)
    assert root.tag.endswith("svg")
    assert re.findall(r"url\((?!#)|href=|@import", text) == []
    for line in picture.SESSION:
        assert line.split()[1] in " ".join(words(text))
