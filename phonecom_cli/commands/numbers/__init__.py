"""Phone numbers: yours, those for sale, and what happens when one is called."""

VERBS = (
    "list",
    "search",
    "add",
    "reserve",
    "unreserve",
    "ring-all",
    "portable",
    "countries",
    "prefixes",
    "states",
    "regions",
    "localities",
)
