"""Guide: createAccount, cancelAccount."""

from __future__ import annotations

from phonecom_cli.actions.model import Action, Param, RequiredFor

ACTIONS = (
    Action(
        name="createAccount",
        command=("account", "create"),
        about="Create a new account.",
        params=(
            Param("newUsername", "username", "the requested username", required=True),
            Param("newPassword", "secret", "the requested password", required=True),
            Param("name", "text", "name", required=True),
            Param("company", "text", "company name"),
            Param("address", "text", "address", required=True),
            Param("address2", "text", "address line 2"),
            Param("city", "text", "city", required=True),
            Param("state", "text", "state"),
            Param("zip", "zip", "zip"),
            Param("country", "country", "two-letter country", required=True),
            Param("phone", "e164", "phone number", required=True),
            Param("fax", "e164", "fax number"),
            Param("email", "email", "email address", required=True),
            Param("email2", "email", "alternate email address"),
            Param("masterid", "id", "assigned by Phone.com"),
            Param("brandingid", "id", "assigned by Phone.com"),
            Param("code", "text", "service code requested, assigned by Phone.com"),
            Param("phoneNumber", "full-number", "desired telephone number"),
        ),
        rules=(RequiredFor("state", "country", ("US", "CA")), RequiredFor("zip", "country", ("US",))),
        effect="cost",
        confirm="always",
        check="Ask Phone.com whether the account exists before creating it again.",
    ),
    Action(
        # The guide's table says `action required getPhoneNumberList`: a slip of copying.
        name="cancelAccount",
        command=("account", "cancel"),
        about="Cancel an existing account.",
        params=(
            Param("accountUsername", "username", "the username of the account to cancel", required=True),
        ),
        effect="destroy",
        confirm="retype",
        check="Ask Phone.com whether the account is still active before cancelling it again.",
    ),
)
