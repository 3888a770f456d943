"""Which source a password comes from, what each refuses, and what a command without any says."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from phonecom_cli import credentials
from phonecom_cli.credentials import Credentials, command, files, vault
from phonecom_cli.credentials.vault import Found
from phonecom_cli.errors import CredentialsError
from phonecom_cli.secret import Secret
from phonecom_cli.settings.profile import ENDPOINTS, Profile

CANARY = "canary-7f3a91"
PROFILE = Profile("work", "production", ENDPOINTS["production"], username="joe")


class Keyring:
    """Stands for the keyring: holds one password, and remembers what it was asked."""

    def __init__(self) -> None:
        self.found = Found(None, "nothing is stored for joe")
        self.asked: list[tuple[str, str]] = []

    def __call__(self, url: str, username: str) -> Keyring:
        self.asked.append((url, username))
        return self

    def wait(self) -> Found:
        return self.found


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> Keyring:
    ring = Keyring()
    monkeypatch.setattr(credentials, "Lookup", ring)
    return ring


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "secret"
    path.touch(0o600)
    path.write_text("from-file\n")
    return path


def told(found: Credentials) -> tuple[str, str | None, str]:
    return found.username, found.password.reveal() if found.password else None, found.source


def refusal(profile: Profile = PROFILE, url: str = "", **environ: str) -> str:
    with pytest.raises(CredentialsError) as caught:
        credentials.find(profile, environ, url_override=url)
    return f"{caught.value.message}\n{caught.value.hint}"


def test_the_order_of_the_sources(keyring: Keyring, file: Path) -> None:
    keyring.found = Found(Secret("from-keyring"))
    profile = PROFILE._replace(password_command="echo from-command")
    environ = {"PHONECOM_PASSWORD": "from-env", "PHONECOM_PASSWORD_FILE": str(file)}
    assert told(credentials.find(profile, environ)) == ("joe", "from-env", "PHONECOM_PASSWORD")
    environ["PHONECOM_PASSWORD"] = ""
    assert told(credentials.find(profile, environ)) == ("joe", "from-file", "PHONECOM_PASSWORD_FILE")
    assert told(credentials.find(profile, {})) == ("joe", "from-command", "password-command")
    assert keyring.asked == []
    assert told(credentials.find(PROFILE, {})) == ("joe", "from-keyring", "keyring")
    assert keyring.asked == [(PROFILE.url, "joe")]


def test_the_environment_s_username_outranks_the_profile_s(keyring: Keyring) -> None:
    keyring.found = Found(Secret("x"))
    assert credentials.find(PROFILE, {"PHONECOM_USERNAME": "ann"}).username == "ann"
    assert keyring.asked == [(PROFILE.url, "ann")]


def test_none_names_every_source_and_the_ways_out(keyring: Keyring) -> None:
    text = refusal(PHONECOM_PASSWORD="")
    for words in (
        "joe (production, profile work)",
        "PHONECOM_PASSWORD is empty",
        "PHONECOM_PASSWORD_FILE is not set",
        "no password-command",
        "keyring: nothing is stored for joe",
        "phonecom auth login",
        "phonecom --sandbox",
    ):
        assert words in text
    assert keyring.asked


def test_no_username_is_said_without_asking_the_keyring(keyring: Keyring) -> None:
    text = refusal(PROFILE._replace(username=""), PHONECOM_PASSWORD=CANARY)
    assert "no username" in text
    assert "phonecom auth login" in text
    assert CANARY not in text
    assert keyring.asked == []


def test_the_sandbox_ignores_the_environment_and_the_keyring(keyring: Keyring) -> None:
    sandbox = Profile("sandbox", "sandbox", "sandbox:")
    environ = {"PHONECOM_USERNAME": "joe", "PHONECOM_PASSWORD": CANARY}
    assert told(credentials.find(sandbox, environ)) == ("demo", "demo", "sandbox")
    assert keyring.asked == []


def test_another_account_of_the_sandbox_is_logged_in_to_like_any(keyring: Keyring) -> None:
    profile = Profile("sub", "sandbox", "sandbox:", username="sub")
    assert "keyring: nothing" in refusal(profile, PHONECOM_PASSWORD=CANARY, PHONECOM_USERNAME="joe")
    keyring.found = Found(Secret("x"))
    assert told(credentials.find(profile, {})) == ("sub", "x", "keyring")


def test_an_account_known_by_its_address_sends_no_password(keyring: Keyring) -> None:
    profile = PROFILE._replace(authenticated_by_address=True, username="")
    assert told(credentials.find(profile, {"PHONECOM_PASSWORD": CANARY})) == (
        "",
        None,
        "authenticated by address",
    )
    assert keyring.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/special/xmlapi",
        "https://control.phone.com:8443/",
        "http://localhost/special/xmlapi",
    ],
)
@pytest.mark.parametrize("stored", ["keyring", "command"])
def test_a_stored_password_never_goes_to_another_origin(
    keyring: Keyring, tmp_path: Path, url: str, stored: str
) -> None:
    keyring.found = Found(Secret(CANARY))
    ran = tmp_path / "ran"
    profile = PROFILE._replace(password_command=f"touch {ran}" if stored == "command" else "")
    assert credentials.begin(profile, {}, url_override=url) is None
    text = refusal(profile, url)
    assert f"what is stored for {PROFILE.url} is not given to another address" in text
    assert keyring.asked == []
    assert not ran.exists()
    assert told(credentials.find(profile, {"PHONECOM_PASSWORD": "x"}, url_override=url))[1] == "x"


@pytest.mark.parametrize(
    "url", ["https://control.phone.com/other", "https://CONTROL.phone.com:443/special/xmlapi"]
)
def test_a_stored_password_goes_to_the_same_origin(keyring: Keyring, url: str) -> None:
    keyring.found = Found(Secret("x"))
    assert credentials.find(PROFILE, {}, url_override=url).source == "keyring"


def test_a_search_begun_early_is_the_one_used(keyring: Keyring) -> None:
    keyring.found = Found(Secret("x"))
    started = credentials.begin(PROFILE, {})
    assert credentials.find(PROFILE, {}, started=started).source == "keyring"
    assert len(keyring.asked) == 1
    assert credentials.begin(PROFILE, {"PHONECOM_PASSWORD": "x"}) is None
    assert credentials.begin(PROFILE._replace(password_command="x"), {}) is None
    assert credentials.begin(PROFILE._replace(username=""), {}) is None
    assert credentials.begin(PROFILE._replace(authenticated_by_address=True), {}) is None
    assert len(keyring.asked) == 1


# PHONECOM_PASSWORD_FILE


def from_file(path: Path | str) -> str:
    return files.read_password_file(str(path)).reveal()


@pytest.mark.parametrize(
    ("data", "password"),
    [
        (b"secret", "secret"),
        (b"secret\n", "secret"),
        (b"secret\r\nuser: joe\r\n", "secret"),
        (b"\xef\xbb\xbfsecret\n", "secret"),
        (b" with spaces \n", " with spaces "),
        ("pässwörd\n".encode(), "pässwörd"),
    ],
)
def test_the_first_line_is_the_password(file: Path, data: bytes, password: str) -> None:
    file.write_bytes(data)
    assert from_file(file) == password


@pytest.mark.parametrize(
    ("data", "words"), [(b"", "no password"), (b"\nx", "no password"), (b"\xff\n", "UTF-8")]
)
def test_a_file_without_a_password_is_refused(file: Path, data: bytes, words: str) -> None:
    file.write_bytes(data)
    with pytest.raises(CredentialsError, match=words):
        from_file(file)


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604])
def test_one_s_own_file_that_others_can_read_is_refused(file: Path, mode: int) -> None:
    file.chmod(mode)
    link = file.with_name("li nk")
    link.symlink_to(file)
    for path in (file, link):
        with pytest.raises(CredentialsError, match="others can read") as caught:
            from_file(path)
        assert caught.value.hint == f"chmod 600 {shlex.quote(str(path))}"
    file.chmod(0o600)
    assert from_file(link) == "from-file"


def pretend(monkeypatch: pytest.MonkeyPatch, *, owner: int, me: int, mount: int) -> None:
    """What the system says of a file; a container's owner and mount cannot be made by every user."""
    real = os.fstat
    monkeypatch.setattr(os, "geteuid", lambda: me)
    monkeypatch.setattr(os, "fstat", lambda handle: _with_owner(real(handle), owner))
    monkeypatch.setattr(os, "fstatvfs", lambda _: os.statvfs_result((1, 1, 1, 1, 1, 1, 1, 1, mount, 255)))


def _with_owner(status: os.stat_result, owner: int) -> os.stat_result:
    return os.stat_result((*status[:4], owner, *status[5:]))


@pytest.mark.parametrize(
    ("owner", "me", "mount"), [(0, 1000, 0), (1000, 1000, os.ST_RDONLY), (0, 0, os.ST_RDONLY)]
)
def test_a_container_s_secret_is_accepted(
    file: Path, monkeypatch: pytest.MonkeyPatch, owner: int, me: int, mount: int
) -> None:
    file.chmod(0o444)
    pretend(monkeypatch, owner=owner, me=me, mount=mount)
    assert from_file(file) == "from-file"


def test_root_in_a_container_may_read_its_open_secret(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.chmod(0o444)
    monkeypatch.setattr(files, "_SECRETS", (f"{file.parent.resolve()}/",))
    pretend(monkeypatch, owner=0, me=0, mount=0)
    assert from_file(file) == "from-file"
    pretend(monkeypatch, owner=1000, me=1000, mount=0)
    with pytest.raises(CredentialsError, match="others can read"):
        from_file(file)


@pytest.mark.parametrize("me", [0, 1000])
def test_an_open_file_of_one_s_own_is_no_container_s_secret(
    file: Path, monkeypatch: pytest.MonkeyPatch, me: int
) -> None:
    file.chmod(0o444)
    pretend(monkeypatch, owner=me, me=me, mount=0)
    with pytest.raises(CredentialsError, match="others can read"):
        from_file(file)


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(tmp_path: Path) -> None:
    for mode in (0o700, 0o755):
        tmp_path.chmod(mode)
        for path, words in ((tmp_path / "none", "No such file"), (tmp_path, "directory")):
            with pytest.raises(CredentialsError, match=words) as caught:
                from_file(path)
            assert "chmod" not in caught.value.hint


def test_a_pipe_is_a_file_and_is_waited_for(tmp_path: Path) -> None:
    read, write = os.pipe()

    def write_late() -> None:
        os.write(write, b"from-pipe\n")
        os.close(write)

    thread = threading.Thread(target=write_late)
    thread.start()
    assert from_file(f"/dev/fd/{read}") == "from-pipe"
    thread.join()
    os.close(read)


def test_a_named_pipe_that_nobody_writes_to_is_not_waited_for_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LIMIT", 0.1)
    os.mkfifo(tmp_path / "fifo", 0o600)
    with pytest.raises(CredentialsError, match="nothing came within"):
        from_file(tmp_path / "fifo")


# password-command


def from_command(text: str, **environ: str) -> str:
    return command.run_password_command(text, {"PATH": os.environ["PATH"], **environ}).reveal()


@pytest.mark.parametrize(
    ("text", "password"),
    [
        ("printf 'a\\nb\\n'", "a"),
        ("printf '%s' 'two words'", "two words"),
        ("echo $HOME ; false", "$HOME ; false"),
        ("sh -c 'echo noise >&2; echo secret'", "secret"),
    ],
)
def test_a_command_s_first_line_is_the_password_and_there_is_no_shell(
    text: str, password: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert from_command(text) == password
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("false", "'false' failed (exit code 1)"),
        ("true", "'true' has no password"),
        (f"sh -c 'echo {CANARY}; echo {CANARY} >&2; exit 3'", "'sh' failed (exit code 3)"),
        (f"sh -c 'echo {CANARY}; kill -9 $$'", "'sh' was ended by signal 9"),
        ("/no/such/program", "'/no/such/program' cannot be run: No such file"),
        ("cat", "'cat' has no password"),
        ("sh -c 'read x </dev/tty && echo $x'", "'sh' failed"),
    ],
)
def test_a_command_that_gives_nothing_is_an_error_that_shows_nothing(
    text: str, words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CredentialsError) as caught:
        from_command(text)
    assert words in caught.value.message
    assert CANARY not in caught.value.message + caught.value.hint
    assert capfd.readouterr() == ("", "")


def living(group: int) -> list[str]:
    """The processes of a group that have not ended; who is to reap them is not our business."""
    table = subprocess.run(["ps", "-eo", "pgid=,stat=,args="], capture_output=True, text=True, check=True)
    rows = [line.split(None, 2) for line in table.stdout.splitlines()]
    return [row[2] for row in rows if row[0] == str(group) and not row[1].startswith("Z")]


@pytest.mark.parametrize("text", ["sleep 99", "sh -c 'sleep 99 & wait'", "yes", "sh -c 'exec >&-; sleep 99'"])
def test_a_command_that_does_not_end_is_ended_with_all_it_started(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "LIMIT", 0.2)
    groups: list[int] = []
    kill = command._kill

    def note(process: subprocess.Popen[bytes]) -> None:
        groups.append(process.pid)
        kill(process)

    monkeypatch.setattr(command, "_kill", note)
    begun = time.monotonic()
    with pytest.raises(CredentialsError, match="did not end within"):
        from_command(text)
    assert time.monotonic() - begun < 2
    while living(groups[0]):
        assert time.monotonic() - begun < 2


def test_what_a_command_leaves_running_is_not_waited_for() -> None:
    begun = time.monotonic()
    assert from_command("sh -c 'echo secret; sleep 5 &'") == "secret"
    assert time.monotonic() - begun < 2


def test_a_command_inherits_no_secret_of_ours() -> None:
    shown = from_command(
        "sh -c 'echo x${PHONECOM_PASSWORD}${PHONECOM_CONTROL_TOKEN}x'", PHONECOM_PASSWORD=CANARY
    )
    assert shown == "xx"


def test_a_command_below_the_home_folder_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "give").write_text("#!/bin/sh\necho given\n")
    (tmp_path / "give").chmod(0o700)
    assert from_command("~/give") == "given"


def test_unattended_sources_never_load_the_keyring_library() -> None:
    root = Path(vault.__file__).parents[2]
    script = (
        "import sys; from phonecom_cli import credentials; from phonecom_cli.settings.profile import Profile\n"
        "credentials.find(Profile('p', 'production', 'https://x/', username='j'), {'PHONECOM_PASSWORD': 'x'})\n"
        "print([name for name in ('keyring', 'subprocess', 'tomllib', 'tomlkit') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": str(root)},
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stdout == "[]\n"
