# Everything runs in .venv, which is built from requirements.lock the first time and when the lock or pyproject.toml changes.
.DEFAULT_GOAL := help
.PHONY: help demo test lint types bench fuzz lock wheel clean

BIN := .venv/bin
# The first of these that runs and is new enough; a shim that only pretends to be a Python is passed over.
FIND_PYTHON = for p in $(PYTHON) python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 10

.venv/built: requirements.lock pyproject.toml
	@python=$$($(FIND_PYTHON)); \
	if [ -z "$$python" ]; then \
	  echo 'tieout needs Python 3.11 or newer with its venv module (Debian: apt-get install python3-venv).' >&2; \
	  echo 'If it stands somewhere else: make PYTHON=/path/to/python3.11' >&2; exit 1; fi; \
	test -x $(BIN)/python || { echo "building .venv with $$python"; $$python -m venv .venv; }
	$(PIP) --require-hashes --no-deps --requirement requirements.lock  # the lock names everything: nothing to resolve
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

demo: .venv/built  ## the sample day, start to finish, into demo/
	$(BIN)/tieout demo --out demo

test: .venv/built  ## every test, and every example in a docstring
	$(BIN)/python -m pytest $(ARGS)

lint: .venv/built  ## style, and whether the formatter would change anything
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/built  ## mypy, strict
	$(BIN)/mypy

bench: .venv/built  ## time, memory and the ratio to the floor (ARGS="--sizes 1000")
	$(BIN)/python -m benchmarks $(ARGS)

fuzz: .venv/built  ## files nobody would send, until a reader stumbles (ARGS="-max_total_time=600")
	$(PIP) 'atheris>=3,<4'
	$(BIN)/python -m tests.pipelines.readers.fuzz $(ARGS)

lock: .venv/built  ## requirements.lock again from pyproject.toml (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --group dev pyproject.toml --output-file requirements.lock

wheel: .venv/built  ## what is installed elsewhere, into dist/
	$(BIN)/python -m pip --disable-pip-version-check wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

clean:  ## everything that was made, but for the ledger of a demo
	rm -rf .venv build dist .pytest_cache .ruff_cache .mypy_cache .hypothesis
