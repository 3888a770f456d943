"""Log in and out, and say which account is used: usernames, passwords and profiles."""

VERBS = ("login", "logout", "status", "list", "switch")
