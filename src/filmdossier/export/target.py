"""Where an export goes: a file that appears when it is whole, or standard output."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from filmdossier.model.errors import ExportError

STANDARD_OUTPUT = "-"


@contextmanager
def open_target(target: str | Path) -> Iterator[BinaryIO]:
    """A binary file to write to.

    What is written goes to a file beside the target, which takes the target's place at the end; where anything goes
    wrong, the target stays as it was. Devices and pipes are written to directly.

    Args:
        target: a path, or ``-`` for standard output.

    Raises:
        ExportError: the folder does not exist, or the file cannot be written.
    """
    if str(target) == STANDARD_OUTPUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(target)
    if not path.absolute().parent.is_dir():
        raise ExportError(f"{target}: there is no folder {path.parent}; make it first")
    if path.is_dir():
        raise ExportError(f"{target}: that is a folder; name a file in it")
    if path.exists() and not path.is_file():
        with path.open("wb") as device:
            yield device
        return
    # A link keeps leading to the file that it leads to.
    with _replacing(target, path.resolve()) as file:
        yield file


@contextmanager
def _replacing(target: str | Path, path: Path) -> Iterator[BinaryIO]:
    beside = path.with_name(f".{path.name[:200]}.{secrets.token_hex(4)}.part")
    try:
        with beside.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    except OSError as e:
        raise ExportError(f"{target}: cannot be written ({e.strerror or e}); choose another place") from e
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
