# pcd: set up, test and check. `make` alone lists the targets.
# Wants Python 3.11 to 3.13 with venv, and the package registry; nothing else is installed
# outside .venv, and every package is checked against the hashes in requirements.lock.

.DEFAULT_GOAL := help
.PHONY: help site serve test check bench bench-reading samples lock clean
# The samples must not get into a home or a register of yours that these may name.
unexport PCD_HOME PCD_REGISTER_URL

FITS   := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))
PYTHON ?= $(firstword $(foreach python,python3 python3.13 python3.12 python3.11,\
            $(shell $(python) -c '$(FITS)' 2>/dev/null && echo $(python))))

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# Ingest ends with 3 where it put a scan into quarantine: one sample is broken on purpose.
site: .venv/installed  ## set up, read the samples and publish what is cleared of them
	@$(BIN)/pcd ingest samples || [ $$? -eq 3 ]
	@$(BIN)/pcd publish
	@echo 'The site is in build/site. To look at it: make serve'

serve: .venv/installed  ## show the site on this machine, until Ctrl-C
	@$(BIN)/pcd serve

test: .venv/installed  ## set up .venv where it is missing or stale, and run the tests
	@$(BIN)/pytest

check: .venv/installed  ## everything a machine can judge: style, types, layers, spelling, house rules
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/codespell
	$(BIN)/pytest tests/house tests/publication --cov --quiet

bench: .venv/installed  ## measure speed beside a peer in the same run (about eight minutes)
	@$(BIN)/python -m benchmarks.known_scans
	@$(BIN)/python -m benchmarks.reading_cost
	@$(BIN)/python -m benchmarks.publishing 500  # all of 2,000: python -m benchmarks.publishing

# Other sizes: python -m benchmarks.reading --files 100; what was forged stays with --keep FOLDER.
bench-reading: .venv/installed  ## forge scans nobody has seen, and measure how well they are read
	@$(BIN)/python -m benchmarks.reading

samples: .venv/installed  ## make the sample scans anew from samples/forge
	@$(BIN)/python -m samples.forge

lock: .venv/installed  ## resolve pyproject.toml anew into requirements.lock, with hashes
	$(BIN)/uv pip compile pyproject.toml --group dev --quiet --output-file requirements.lock \
	  --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	  --no-annotate --custom-compile-command 'make lock' $(LOCK_FLAGS)

clean:  ## delete the environment and the caches; never private/, content/ or build/
	rm -rf .venv .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A new lock makes a new environment: a package that left the lock must leave .venv too.
.venv/locked: requirements.lock
	@$(if $(PYTHON),$(PYTHON),false) -c '$(FITS)' || { echo \
	  'pcd needs Python 3.11, 3.12 or 3.13 with its venv module (on Debian: python3-venv).' \
	  'If it is installed under another name, say so: make site PYTHON=/path/to/python3.12' \
	  >&2; exit 1; }
	@echo 'Making .venv with $(PYTHON) from requirements.lock (some 950 MB, once) …'
	@$(PYTHON) -m venv --clear .venv
	@$(PIP) install --require-hashes --no-deps --only-binary :all: --requirement requirements.lock
	@touch $@

.venv/installed: .venv/locked pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@
