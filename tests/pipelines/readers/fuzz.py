"""Looks for a file for which what ought to hold does not, guided by which lines of the readers it reaches.

`make fuzz` runs it, with the words of libFuzzer (ARGS="-max_total_time=600"); the golden files are its seeds. It needs
atheris, which is only there for Linux and macOS, and stops at the first file that fails, which it keeps.
"""

import sys
import tempfile
from pathlib import Path


def main() -> None:
    import atheris

    with atheris.instrument_imports(include=["pipelines.readers"]):  # it sees only what is imported under it
        from tests.pipelines.readers.hostile import SEEDS, prove

    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        for number, seed in enumerate(SEEDS):
            (corpus / f"{number}-{seed.name}").write_bytes(seed.read_bytes())
        atheris.Setup([*sys.argv, str(corpus)], lambda data: prove(data, Path(folder)))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
