# The commands of this checkout; `make` alone lists them.

PYTHON ?= python3
PORT ?= 8000
# What pytest, the benchmarks or the lock get in addition, e.g. `make test ARGS="-k feeds -x"`.
ARGS ?=

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help run test test-long check fmt bench lock catalogues shots assets check-assets clean

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: .venv/.run ## Serve the newsroom on http://localhost:8000 (PORT= changes it)
	@$(BIN)/cms db upgrade
	@$(BIN)/cms demo --if-empty --port $(PORT)
	@exec $(BIN)/cms serve --port $(PORT)

test: .venv/.dev ## Run the tests (under five minutes)
	@$(BIN)/pytest -n 2 -m "not long" $(ARGS)

test-long: .venv/.dev ## Run the fault, big-data and long property tests (under thirty)
	@$(BIN)/pytest -n 2 -m "long or hypothesis" --hypothesis-profile=long $(ARGS)

check: .venv/.dev ## Check format, lint, types and the import law
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@bash -n .ci/run .ci/check-assets

fmt: .venv/.dev ## Format the code and mend what ruff can
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: .venv/.dev ## Measure against the bare server, printed as ratios
	@$(BIN)/python bench/run.py $(ARGS)

shots: .venv/.dev ## Write pictures of every page and state to build/shots/
	@$(BIN)/python tests/shots.py $(ARGS)

# uv keeps what is pinned already; `make lock ARGS=--upgrade` takes the newest.
COMPILE = $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate $(ARGS)

lock: .venv/.dev ## Write both lock files from pyproject.toml
	@$(COMPILE) pyproject.toml --group build -o requirements.lock
	@$(COMPILE) pyproject.toml --group dev -c requirements.lock -o .ci/requirements-dev.lock

catalogues: .venv/.dev ## Collect the texts that people read, and compile their translations
	@$(BIN)/pybabel -q extract -F cms/translations/babel.cfg -k _l -k lazy_gettext \
	  --add-location=file --sort-output --no-wrap --omit-header -o cms/translations/messages.pot .
	@$(BIN)/pybabel -q update -i cms/translations/messages.pot -d cms/translations -l zh_Hans \
	  --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap
	@$(BIN)/python .ci/traditional.py
	@$(BIN)/pybabel -q compile -d cms/translations -D "messages flask_security"

# Node is needed for these two alone: what they build is committed.
assets: ## Build the editor from cms/assets into cms/static/vendor (needs node and npm)
	@cd cms/assets && npm ci --no-audit --no-fund --silent && node build.mjs

check-assets: ## Build the editor anew and compare it with what is committed
	@.ci/check-assets

clean: ## Remove the environment, builds and caches; the newsroom's data in instance/ stays
	rm -rf .venv build dist cms/assets/node_modules .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps: installed again only when a lock or pyproject.toml is newer. The build backend comes
# from the locks too, so that nothing is installed that no hash vouches for.
define install
	@echo "Installing from $(1); this takes a minute or two, and happens only when it changed."
	@$(PIP) install --quiet --require-hashes -r $(1)
	@$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@
endef

.venv/.run: requirements.lock pyproject.toml | .venv/bin/pip
	$(call install,requirements.lock)

.venv/.dev: .ci/requirements-dev.lock pyproject.toml | .venv/bin/pip
	$(call install,.ci/requirements-dev.lock)

# An environment knows its own path and its Python: in a checkout that was moved, or after a
# Python that is gone, all of it is made anew.
ifneq ($(shell test -x $(BIN)/python && grep -F -- "-m venv" .venv/pyvenv.cfg | grep -cF -- "$(CURDIR)/.venv"),1)
.PHONY: .venv/bin/pip .venv/.run .venv/.dev
endif

.venv/bin/pip:
	@command -v $(PYTHON) >/dev/null || { \
	  echo "Copydesk needs Python 3.11 or newer, and there is no $(PYTHON) here." >&2; \
	  echo "On Debian or Ubuntu: apt install python3 python3-venv. Or name yours: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Copydesk needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1)." >&2; \
	  echo "Name a newer one: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$(PYTHON) can't make virtual environments: its venv or ensurepip module is missing." >&2; \
	  echo "On Debian or Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "Making .venv with $$($(PYTHON) -V)."
	@$(PYTHON) -m venv --clear .venv
