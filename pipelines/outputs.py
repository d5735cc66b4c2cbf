"""The day's files, whole or not at all: written aside, made durable, then renamed into place."""

import os
import shutil
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from pipelines.errors import written_to

KEPT = "replaced"  # a workbook that people may have typed into is moved here, never lost
FILLED_IN = ".xlsx"


def publish(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Writes `files` (name -> content) into `folder`; other files in it stay as they are.

    A reader sees each file whole, the old one or the new one; a crash leaves at most a hidden folder beside it.
    Files are for their owner only (0600).
    Raises:  CannotWrite; what stands in `folder` is as it was, or new.
    """
    with written_to(folder):
        aside = folder.parent / f".{folder.name}.part"
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(mode=0o700, parents=True)
        for name, content in files.items():
            _write(aside / name, content)
        folder.mkdir(mode=0o700, exist_ok=True)
        for name, content in files.items():
            if name.endswith(FILLED_IN):
                _keep(folder / name, content)
            (aside / name).replace(folder / name)
        aside.rmdir()
        _sync(folder)
    return [folder / name for name in files]


def _write(path: Path, content: bytes) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _keep(path: Path, content: bytes) -> None:
    """Moves what stands at `path` out of the way when it is not `content`: somebody may have worked in it."""
    if path.is_file() and (old := path.read_bytes()) != content:
        (path.parent / KEPT).mkdir(mode=0o700, exist_ok=True)
        path.replace(path.parent / KEPT / f"{path.stem}-{sha256(old).hexdigest()[:8]}{path.suffix}")


def _sync(folder: Path) -> None:
    """Makes the renames durable, where the system can open a folder."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
