"""Man pages, completions and help topics, all from the live command tree and the tool's own tables.

`python -m phonecom_cli.docgen` writes `man/` and `completions/`; with `--check` it verifies them.
"""
