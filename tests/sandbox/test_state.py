"""The state file: private, durable, safe for several processes, made anew when it cannot be used."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from phonecom_cli.errors import LocalError
from phonecom_cli.sandbox import admin, open_sandbox
from phonecom_cli.sandbox.state import FILE_NAME, UnusableState
from tests.sandbox.api import START, Api, Clock

WRITER = """
import datetime, pathlib, sys
from phonecom_cli.sandbox import HttpRequest, open_sandbox
sandbox = open_sandbox(pathlib.Path(sys.argv[1]), now=lambda: datetime.datetime.now(datetime.UTC))
login = "username=demo&password=demo&action="
for place in range(100000):
    text = f"message {place}"
    body = f"{login}sendSMS&fromNumber=18585602222&toNumber=18583807710&message={text}".encode()
    assert b'status="ok"' in sandbox.handle(HttpRequest("POST", "/special/xmlapi", body=body)).body
    sys.stdout.write(text + "\\n")
    sys.stdout.flush()
"""

TAKER = """
import datetime, pathlib, sys
from phonecom_cli.sandbox import HttpRequest, open_sandbox
sandbox = open_sandbox(pathlib.Path(sys.argv[1]), now=lambda: datetime.datetime.now(datetime.UTC))
login = "username={0}&password={0}&action=addPhoneNumber&phoneNumber=".format(sys.argv[2])
for number in sys.argv[3:]:
    body = (login + number).encode()
    if b'status="ok"' in sandbox.handle(HttpRequest("POST", "/special/xmlapi", body=body)).body:
        print(number)
"""

OPENER = """
import datetime, pathlib, sys
from phonecom_cli.sandbox import open_sandbox
sandbox = open_sandbox(pathlib.Path(sys.argv[1]), now=lambda: datetime.datetime.now(datetime.UTC))
print(sandbox.state.get("made"), sandbox.state.db.execute("SELECT SUM(size) FROM blocks").fetchone()[0])
"""


def sms_texts(folder: Path) -> list[object]:
    sandbox = open_sandbox(folder, now=Clock())
    try:
        return [row["message"] for row in admin.message_rows(sandbox)]
    finally:
        sandbox.close()


def test_nothing_acknowledged_is_lost_after_sigkill(folder: Path) -> None:
    for count in (1, 2, 3, 5, 8, 13, 21, 34):
        before = len(sms_texts(folder))
        process = subprocess.Popen([sys.executable, "-c", WRITER, folder], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        acknowledged = [process.stdout.readline().strip() for _ in range(count)]
        process.send_signal(signal.SIGKILL)
        acknowledged += [
            line.strip() for line in process.stdout.read().splitlines(keepends=True) if line.endswith("\n")
        ]
        process.stdout.close()
        process.wait(10)
        kept = sms_texts(folder)[before:]
        assert kept[: len(acknowledged)] == acknowledged
        assert len(kept) <= len(acknowledged) + 1  # one may have been done and not told
        check = sqlite3.connect(folder / FILE_NAME)
        assert check.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        check.close()


def test_several_processes_at_once_never_sell_a_number_twice(folder: Path, inside: Api) -> None:
    numbers = inside.free(25)
    users = ("demo", "other", "shop", "office")
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", TAKER, folder, user, *numbers], stdout=subprocess.PIPE, text=True
        )
        for user in users
    ]
    sold = [process.communicate(timeout=60)[0].split() for process in processes]
    assert [process.returncode for process in processes] == [0] * 4
    assert sorted(number for each in sold for number in each) == sorted(numbers)
    for user, bought in zip(users, sold, strict=True):
        assert {f"+{number}" for number in bought} <= set(inside.numbers(user))


def test_a_first_use_by_several_processes_makes_one_sandbox(tmp_path: Path) -> None:
    processes = [
        subprocess.Popen([sys.executable, "-c", OPENER, tmp_path / "new"], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    told = {process.communicate(timeout=60)[0] for process in processes}
    assert len(told) == 1
    assert int(told.pop().split()[1]) >= 100_000


def test_folder_and_file_are_private(tmp_path: Path, made: Path) -> None:
    home = tmp_path / "deep" / "sandbox"
    open_sandbox(home, now=lambda: START, seed=1).close()
    assert home.stat().st_mode & 0o777 == 0o700
    assert (home / FILE_NAME).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in home.iterdir()] == [FILE_NAME]


def test_making_it_shows_progress_and_a_later_use_does_not(tmp_path: Path) -> None:
    labels: list[str] = []

    class Bar:
        def __enter__(self) -> None:
            labels.append("shown")

        def __exit__(self, *_: object) -> None:
            labels.append("gone")

    def progress(label: str) -> Bar:
        labels.append(label)
        return Bar()

    for _ in range(2):
        open_sandbox(tmp_path, now=lambda: START, progress=progress).close()
    assert labels == ["Making the sandbox", "shown", "gone"]


def test_passwords_are_not_kept_in_the_clear(inside: Api, folder: Path) -> None:
    inside.ok(
        "createAccount",
        newUsername="newcomer",
        newPassword="canary-9137",
        name="N",
        address="A",
        city="C",
        country="DE",
        phone="+49301234567",
        email="n@example.com",
    )
    inside.refused("getVoiceList", user="newcomer", password="canary-9137-not")
    assert inside.ok("getVoiceList", user="newcomer", password="canary-9137")
    assert b"canary-9137" not in (folder / FILE_NAME).read_bytes()


@pytest.mark.parametrize(
    "content", [b"this is not a database, and long enough to be taken for one" * 40, None]
)
def test_a_file_that_cannot_be_used_is_never_overwritten_but_by_reset(
    folder: Path, content: bytes | None
) -> None:
    path = folder / FILE_NAME
    if content is None:
        db = sqlite3.connect(path)
        db.execute("PRAGMA user_version = 99")
        db.close()
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(UnusableState, match=r"cannot|damaged|another version") as told:
        open_sandbox(folder, now=Clock())
    assert "sandbox reset" in told.value.hint
    assert path.read_bytes() == before
    assert admin.renew(folder, now=Clock())["seed"] == "1"
    open_sandbox(folder, now=Clock()).close()


def test_a_folder_that_cannot_be_made_is_this_machines_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LocalError, match="cannot be kept") as told:
        open_sandbox(tmp_path / "file" / "sandbox", now=Clock())
    assert "PHONECOM_HOME" in told.value.hint


def test_reset_makes_everything_anew_under_a_sandbox_that_is_open(folder: Path, inside: Api) -> None:
    inside.ok("sendSMS", fromNumber="18585602222", toNumber="18583807710", message="Hi")
    before = inside.free(5)
    admin.renew(folder, now=Clock(), seed=5)
    assert inside.free(5) != before
    assert "Hi" not in sms_texts(folder)
    assert len(inside.numbers()) == 6


def test_the_request_log_keeps_the_latest_20000(inside: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    from phonecom_cli.sandbox import requestlog

    monkeypatch.setattr(requestlog, "KEPT", 7)
    monkeypatch.setattr(requestlog, "_EVERY", 10)
    for _ in range(30):
        inside.call("getSoundList")
    assert [row["id"] for row in admin.request_rows(inside.sandbox)] == list(range(24, 31))


def test_the_log_tells_what_arrived_without_secrets_and_can_be_read_back(inside: Api) -> None:
    text = "line\nbreak \\ backslash\\n and =&"
    inside.call("previewChatCall", message=text, toName=["A", "B"])
    inside.call(
        "createAccount", password="canary", newPassword="canary", NEWPASSWORD="canary", Password="canary"
    )
    first, second = admin.request_rows(inside.sandbox)
    assert ["message", text] in first["params"]  # type: ignore[operator]
    assert [pair for pair in first["params"] if pair[0] == "toName"] == [["toName", "A"], ["toName", "B"]]  # type: ignore[union-attr,index]
    assert "canary" not in repr(second)
    assert second["outcome"] == "error"


def test_a_copy_of_the_file_is_the_whole_sandbox(folder: Path, inside: Api, tmp_path: Path) -> None:
    (number,) = inside.free()
    inside.ok("addPhoneNumber", phoneNumber=number)
    (tmp_path / "copy").mkdir()
    shutil.copy(folder / FILE_NAME, tmp_path / "copy")
    copy = open_sandbox(tmp_path / "copy", now=Clock())
    assert f"+{number}" in Api(copy, Clock()).numbers()
    copy.close()
