"""Files that somebody else published and the reader fetched."""

import hashlib
from pathlib import Path


def published_file(path, digest, where):
    """The bytes of a file, once its SHA-256 is that of the published one.

    Args:
        path: of the file. digest: the expected SHA-256.
        where: what the reader can do for the file, for the messages.

    Raises:
        ValueError: no such file, another checksum.
    """
    path = Path(path)
    if not path.is_file():
        raise ValueError(f"there is no file {path}: {where}")
    content = path.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != digest:
        raise ValueError(
            f"{path.name} is not the published file: its SHA-256 is {found}, not {digest}; {where}"
        )
    return content
