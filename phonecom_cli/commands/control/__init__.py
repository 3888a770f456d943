"""Answer incoming calls: serve routes to Phone.com, check them, explain commands, and rehearse calls."""

VERBS = ("serve", "check", "explain", "simulate")
