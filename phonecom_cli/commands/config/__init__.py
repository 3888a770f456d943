"""Settings: what a profile's commands take for granted."""

VERBS = ("list", "get", "set", "unset", "path")
