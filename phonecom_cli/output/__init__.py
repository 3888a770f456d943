"""Results, errors, questions and progress on the terminal or in a pipe. The only home of Rich.

Rich is loaded only when a table or a bar is really drawn (`table`, `bar`); JSON, JSONL, CSV, TSV, XML,
errors, notes and questions never load it. `app` alone calls this package.
"""
