"""The version, in one place: the package, its metadata and a checkout that is not installed."""

__version__ = "0.1.0"
COMMAND = ".venv/bin/python -m dlf"  # where README installs it
