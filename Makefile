# make run: the page on this machine.  make test: everything checked.  Both set up what they need.
#
#   PYTHON=python3.11   the Python to build .venv with, 3.11 or later
#   TORCH=cpu           PyTorch's small build on Linux (about a tenth of the download)
#   NIANBAO_HOME=DIR    where reports are kept, ./data unless told otherwise

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL = $(BIN)/python -m pip install --disable-pip-version-check -c constraints.txt
ifeq ($(TORCH),cpu)
INSTALL += --extra-index-url https://download.pytorch.org/whl/cpu
endif
READY := $(VENV)/ready
READY_DEV := $(VENV)/ready-dev

.PHONY: run setup setup-dev lint test eval clean

run: setup
	@test -n "$$($(BIN)/python -m ingest list)" || $(BIN)/python -m ingest add --samples
	$(BIN)/python -m ui

setup: $(READY)

setup-dev: $(READY_DEV)

test: lint
	$(BIN)/python -m pytest -n auto --dist loadfile

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

eval: setup
	$(BIN)/python -m eval run

clean:
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

# The stamps make a second run quick; a change of what is required runs pip again.
$(READY): $(BIN)/python pyproject.toml constraints.txt
	@echo "Installing into $(VENV); the first time this downloads several hundred megabytes."
	$(INSTALL) -e .
	@touch $@

$(READY_DEV): $(BIN)/python pyproject.toml constraints.txt
	@echo "Installing into $(VENV); the first time this downloads several hundred megabytes."
	$(INSTALL) -e '.[dev]'
	@touch $(READY) $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "nianbao needs Python 3.11 or later; name one: make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; \
	  exit 1; }
	$(PYTHON) -m venv $(VENV)
