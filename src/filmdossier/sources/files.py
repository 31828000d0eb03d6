"""Files and standard input, read no further than the limit."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import BinaryIO

from filmdossier.model.errors import InputError
from filmdossier.sources.limits import MAX_BYTES, SIZE_REMEDY

_CHECK_NAME = "check the name"


def load_file(path: str) -> bytes:
    """All bytes of a file; a pipe or device is read up to the limit.

    Raises:
        InputError: where it is missing, a folder, unreadable, or too large.
    """
    if not path:
        raise InputError("(an empty name)", "names no file", "name a file, an address, or - for standard input")
    try:
        about = Path(path).stat()
        if stat.S_ISDIR(about.st_mode):
            raise InputError(path, "is a folder", "name the files in it, as in folder/*.txt")
        if about.st_size > MAX_BYTES:
            raise InputError(path, f"is {about.st_size / 1e6:,.1f} MB long", SIZE_REMEDY)
        with Path(path).open("rb") as file:
            return load_stream(file, path)
    except FileNotFoundError:
        raise InputError(path, "no such file", _CHECK_NAME) from None
    except PermissionError:
        raise InputError(path, "may not be read", "grant the right to read it") from None
    except (OSError, ValueError) as e:
        raise InputError(path, f"cannot be read ({getattr(e, 'strerror', None) or e})", _CHECK_NAME) from None


def load_stream(stream: BinaryIO, source: str) -> bytes:
    """All bytes of a stream.

    Raises:
        InputError: as soon as it runs past the limit.
    """
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(source, f"is longer than {MAX_BYTES // 1_000_000} MB", SIZE_REMEDY)
    return data
