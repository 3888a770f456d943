"""What a password from a real keyring costs: gnome-keyring, the whole command, and the least script.

`python -m tests.benchmarks.keyring_path` runs both in turns against one loopback endpoint and prints the
medians and their ratio, whose limit is the contract's. The comparison in `cases` does the same with a
keyring in process, so that it runs where there is no D-Bus.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.processes import Command, measure
from tests.credentials.secretservice import running

HERE = Path(__file__).parent
LIMIT = 1.3
ROUNDS = 15


def main(rounds: int = ROUNDS) -> dict[str, float]:
    """The medians in seconds of the least script and of the command, their ratio, and its limit."""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder) / "keyring") as service:
        server = subprocess.Popen(
            [sys.executable, str(HERE / "server.py")], stdout=subprocess.PIPE, text=True
        )
        try:
            assert server.stdout is not None
            url = server.stdout.readline().strip()
            environ = {**service.environ, "PHONECOM_USERNAME": "joesmith", "PHONECOM_HOME": folder}
            environ["PYTHONPATH"] = str(HERE.parents[1])
            _store(url, environ)
            Path(folder, "settings.toml").write_text(f'[profiles.default]\nenvironment = "{url}"\n')
            figures = _compare(url, environ, rounds)
        finally:
            server.kill()
            server.wait()
            if server.stdout is not None:
                server.stdout.close()
    print(json.dumps(figures))
    return figures


def _store(url: str, environ: dict[str, str]) -> None:
    words = ("secret-tool", "store", "--label=phonecom", "service", f"phonecom:{url}", "username", "joesmith")
    subprocess.run(words, input="secret", env=environ, text=True, check=True)


def _compare(url: str, environ: dict[str, str], rounds: int) -> dict[str, float]:
    least = Command((sys.executable, str(HERE / "least" / "numbers_list_keyring.py"), url))
    whole = Command((sys.executable, "-m", "phonecom_cli", "numbers", "list", "-o", "json"))
    costs = measure([least, whole], rounds, {"PATH": os.environ["PATH"], **environ})
    script, command = (statistics.median(cost.wall for cost in each) for each in costs)
    ratio = statistics.median(b.wall / a.wall for a, b in zip(*costs, strict=True))
    return {"least": round(script, 3), "command": round(command, 3), "ratio": round(ratio, 2), "limit": LIMIT}


if __name__ == "__main__":
    sys.exit(main()["ratio"] > LIMIT)
