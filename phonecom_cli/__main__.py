"""`python -m phonecom_cli`, and the `phonecom` executable."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and end the process with its exit code."""
    if sys.argv[1:] == ["--version"]:
        # Answered before anything is loaded: scripts ask often.
        from phonecom_cli import __version__

        try:
            sys.stdout.write(f"phonecom {__version__}\n")
            sys.stdout.flush()
        except (OSError, ValueError, AttributeError):
            pass  # closed, full or without a reader: `run` tells it as any command does
        else:
            return
    from phonecom_cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
