"""The call log beyond the 500 rows of one answer."""
