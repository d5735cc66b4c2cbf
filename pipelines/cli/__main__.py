"""`python -m pipelines.cli` is `tieout`."""

from pipelines.cli import main

main()
