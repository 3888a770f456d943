"""Phone.com's XML API and call control protocol on the command line."""

__version__ = "0.1.0"
