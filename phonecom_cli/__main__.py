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
    import gc

    # Modules are loaded once and stay: looking through them for garbage after every 700 objects, and once more
    # at the end, takes a sixth of a command's time. A command that runs for long still collects its own.
    gc.set_threshold(10_000)
    try:
        from phonecom_cli.app import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # before or after `run` could tell it
        code = 130
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
