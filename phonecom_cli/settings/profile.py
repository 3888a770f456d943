"""A profile: an environment, a username and settings, under a name."""

from __future__ import annotations

from typing import NamedTuple

ENDPOINTS = {
    "production": "https://control.phone.com/special/xmlapi",
    "development": "https://dev.tierra.net/special/xmlapi",
    "sandbox": "sandbox:",
}
"""The environments that have names. `sandbox:` is answered in process, with no server."""


class Profile(NamedTuple):
    """One profile, as `settings` resolved it for this run.

    Attributes:
        name: what `--profile` calls it.
        environment: `production`, `development`, `sandbox`, or the URL itself for any other endpoint.
        url: the endpoint; `sandbox:` for the one in process.
        chosen_by: what chose it: "--profile", "PHONECOM_PROFILE", "auth switch" or "default".
        username: the account's username; "" when none is set.
        country: two letters, ISO 3166; numbers without a country code are read as this country's.
        from_number: the setting `from`: what `sms send` sends from when not told.
        timezone: an IANA name; "" for the machine's own.
        output: the default output format; "" for table on a terminal and TSV elsewhere.
        ca_bundle: a file of certificates to trust instead of the usual ones; "" for those.
        password_command: a command whose first line of output is the password; split as a shell splits
            words, run without one.
        authenticated_by_address: the account is known by its address, and no password is sent.
        allowed_countries: two-letter countries that SMS and ChatCalls may go to; empty for no limit.
        explicit_profile_for_writes: writes need `--profile` (or PHONECOM_PROFILE) to name this profile.
    """

    name: str
    environment: str
    url: str
    chosen_by: str = "default"
    username: str = ""
    country: str = "US"
    from_number: str = ""
    timezone: str = ""
    output: str = ""
    ca_bundle: str = ""
    password_command: str = ""
    authenticated_by_address: bool = False
    allowed_countries: tuple[str, ...] = ()
    explicit_profile_for_writes: bool = False

    @property
    def is_sandbox(self) -> bool:
        """Whether requests are answered in process by the sandbox."""
        return self.url == ENDPOINTS["sandbox"]

    @property
    def is_live(self) -> bool:
        """Whether requests reach Phone.com itself, so that money and people are at stake."""
        return self.environment == "production"
