"""Packages that are not always there: each belongs to an extra of this one."""

from contextlib import contextmanager


@contextmanager
def extra(name):
    """Inside, a package that is missing is reported with the extra that installs it.

    Raises:
        ModuleNotFoundError: as the import inside, with the command that mends it.
    """
    try:
        yield
    except ModuleNotFoundError as missing:
        if missing.name.partition(".")[0] == "dlf":
            raise
        raise ModuleNotFoundError(
            f"{missing.name} is not installed; this needs the extra {name!r}: "
            f"python -m pip install 'dlf[{name}]', or '.[{name}]' in a checkout",
            name=missing.name,
        ) from None
