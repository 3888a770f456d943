"""A keyring that knows one password, so that both sides of a comparison wait for no other program."""

from keyring.backend import KeyringBackend


class Keyring(KeyringBackend):
    """Every password is `secret`."""

    priority = 9

    def get_password(self, service: str, username: str) -> str:
        del service, username
        return "secret"

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError
