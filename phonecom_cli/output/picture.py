"""What a terminal showed, as an SVG: for the README's picture. Nothing of the running tool uses it."""

from __future__ import annotations

import io
import re

from rich.console import Console
from rich.text import Text

_WEB_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def draw_svg(shown: str, *, title: str, width: int = 80) -> str:
    """An SVG of a terminal window, the same bytes for the same text.

    Args:
        shown: what the terminal was sent, colours and all, without movements of the cursor.
        title: the window's.
        width: its columns.
    """
    console = Console(
        record=True, width=width, file=io.StringIO(), force_terminal=True, color_system="truecolor"
    )
    console.print(Text.from_ansi(shown), overflow="fold")
    svg = console.export_svg(title=title, unique_id="terminal")
    # Its fonts would be fetched from another site, which a picture in a README may not do.
    return _WEB_FONT.sub("", svg).replace("Fira Code", "ui-monospace, SFMono-Regular, Menlo, Consolas")
