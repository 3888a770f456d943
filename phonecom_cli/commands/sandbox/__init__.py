"""A local Phone.com: serve it over HTTP, see what it received, ring its numbers, set its time and faults."""

VERBS = ("serve", "status", "reset", "requests", "messages", "ring", "clock", "faults")
