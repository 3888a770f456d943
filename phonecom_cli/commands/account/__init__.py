"""Accounts: create and cancel them."""

VERBS = ("create", "cancel")
