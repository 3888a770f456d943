"""The help topics, which are man pages too. One source for both."""

from __future__ import annotations

from phonecom_cli.docgen.topics.control_routes import CONTROL_ROUTES
from phonecom_cli.docgen.topics.credentials import CREDENTIALS
from phonecom_cli.docgen.topics.environment import ENVIRONMENT
from phonecom_cli.docgen.topics.exit_codes import EXIT_CODES
from phonecom_cli.docgen.topics.formatting import FORMATTING
from phonecom_cli.docgen.topics.sandbox import SANDBOX

TOPICS = (ENVIRONMENT, EXIT_CODES, FORMATTING, CREDENTIALS, CONTROL_ROUTES, SANDBOX)
"""What `phonecom help TOPIC` shows."""
