"""Calls: the call log, and placing calls."""

VERBS = ("list", "originate")
