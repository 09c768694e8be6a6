"""A run without asserts checks nothing, and must not look like one that does."""


class AssertsOff(RuntimeError):
    """Python was started with -O or PYTHONOPTIMIZE."""


def require_asserts(enabled=__debug__):
    """Refuse to go on where `assert` does nothing.

    Raises:
        AssertsOff: under python -O or PYTHONOPTIMIZE.
    """
    if not enabled:
        raise AssertsOff(
            "asserts are switched off (python -O or PYTHONOPTIMIZE): nothing would be checked. "
            "Start Python without them"
        )
