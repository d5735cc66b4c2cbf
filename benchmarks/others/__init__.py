"""Our matching held against other people's labelled data, read where it lies beside the repository.

Nothing of that data is copied in here, and no rule knows of it.
"""

from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"


def folder(name: str) -> Path | None:
    """Where the data lies; None where it does not, and its figures are left out."""
    found = SAMPLES / name
    return found if found.is_dir() else None
