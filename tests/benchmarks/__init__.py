"""Benchmarks: whole processes against the least that Python allows. `python -m tests.benchmarks --help`."""
