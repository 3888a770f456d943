"""SMS: send text messages."""

VERBS = ("send",)
