"""Numba where it can be had: compiled, kept on disk if a folder can be written."""

import pickle
from contextlib import suppress

from numba import config, njit


def compiled(**options):
    """numba.njit, with the compiled code kept on disk where that is possible."""

    def decorate(function):
        try:
            loop = njit(cache=True, **options)(function)
        except RuntimeError:  # no folder can be written: a read-only package and no home
            return njit(**options)(function)
        if not config.DISABLE_JIT:
            loop._cache = _Cache(loop._cache)
        return loop

    return decorate


class _Cache:
    """Numba's cache of compiled code, whose failures end no run: a full disk, a damaged file."""

    def __init__(self, cache):
        self._cache = cache

    def __getattr__(self, name):
        return getattr(self._cache, name)

    def load_overload(self, *signature):
        try:
            return self._cache.load_overload(*signature)
        except (OSError, EOFError, pickle.UnpicklingError):
            return None

    def save_overload(self, *compiled):
        with suppress(OSError):
            self._cache.save_overload(*compiled)
