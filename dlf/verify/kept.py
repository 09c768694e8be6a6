"""Compiled proofs of earlier runs: a second check compiles only what has changed since."""

import hashlib
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Kept:
    """A folder of compiled files, one a source, each under a hash of all that it comes from.

    A folder that nobody may read or write keeps nothing.

    Attributes:
        folder: made when the first file is kept.
        libraries: a hash of all else that the files rest on.
    """

    folder: Path
    libraries: str

    def take(self, stem, digest, target):
        """Whether a file was kept and is unharmed; then it is copied to `target`.

        Args:
            digest: of its source and of all that this requires.
        """
        with suppress(OSError):
            for path in self.folder.glob(f"{self._name(stem, digest)}.*.vo"):
                data = path.read_bytes()
                if path.name == f"{self._name(stem, digest)}.{_hash(data)}.vo":
                    target.write_bytes(data)
                    return True
        return False

    def put(self, stem, digest, compiled):
        """Keep a compiled file, in the place of an older one of the same source."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            older, data = list(self.folder.glob(f"{stem}.*.vo")), compiled.read_bytes()
            with tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as new:
                new.write(data)
            ours = self.folder / f"{self._name(stem, digest)}.{_hash(data)}.vo"
            os.replace(new.name, ours)
            for path in set(older) - {ours}:
                path.unlink(missing_ok=True)

    def _name(self, stem, digest):
        return f"{stem}.{self.libraries}.{digest}"


def _hash(data):
    return hashlib.sha256(data).hexdigest()[:16]
