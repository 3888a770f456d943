"""ChatCalls: messages spoken to the people called."""

VERBS = ("send", "status", "preview", "voices", "sounds")
