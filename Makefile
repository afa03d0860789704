# Everything happens in .venv; only Python 3.11 or newer and make are needed beforehand.
PYTHON ?= python3
PIP := .venv/bin/python -m pip --disable-pip-version-check --no-input --quiet
PIP_INSTALL := $(PIP) install --no-compile
VENV := .venv/.made
RUNTIME := .venv/.runtime
DEV := .venv/.dev
FORTPYX := .venv-fortpyx/.done
INSTALLED := src/dagsverke/web/installed
FRONT := $(INSTALLED)/.done

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install run test check docs bench

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*## */\1\t/p' $(MAKEFILE_LIST) | awk -F '\t' '{ printf "make %-8s %s\n", $$1, $$2 }'

install: $(RUNTIME) $(FRONT)  ## put what the server needs into .venv

run: $(RUNTIME) $(FRONT)  ## install and start the demo
	.venv/bin/dagsverke demo

test: $(DEV) $(FORTPYX) $(FRONT)  ## run all tests, on SQLite and on PostgreSQL
	.venv/bin/python -m pytest -n auto

check: $(DEV) $(FRONT)  ## style, types, import contracts, house tests, generated docs
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/python -m pytest -q tests/house
	.venv/bin/python -m dagsverke docs --check

docs: $(RUNTIME)  ## write docs/dialects anew from the tables
	.venv/bin/python -m dagsverke docs

bench: $(DEV)  ## measure, and write docs/benchmarks.md
	.venv/bin/python -m benchmarks

$(VENV):
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] \
		+ "; try make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	@touch $@

$(RUNTIME): requirements.lock pyproject.toml $(VENV)
	$(PIP_INSTALL) --no-deps --require-hashes -r requirements.lock
	$(PIP_INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): requirements-dev.lock $(RUNTIME)
	$(PIP_INSTALL) --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

# A client of Fortnox that wants old libraries, in an environment of its own. Where it cannot be had, its test says so.
$(FORTPYX): tests/clients/fortpyx.lock $(VENV)
	@rm -rf .venv-fortpyx
	@if $(PYTHON) -m venv .venv-fortpyx && .venv-fortpyx/bin/python -m pip --disable-pip-version-check --no-input --quiet \
		install --no-compile --only-binary :all: --no-deps --require-hashes -r $<; \
	then touch $@; \
	else rm -rf .venv-fortpyx; echo 'fortpyx is left out: its pinned libraries cannot be had for this Python'; fi

# What the pages load in a browser. Without npm the server runs all the same and says that its pages are off.
$(FRONT): package.json package-lock.json
	@rm -rf $(INSTALLED) && mkdir -p $(INSTALLED)
	@if command -v npm > /dev/null; \
	then npm ci --ignore-scripts --no-audit --no-fund --silent \
		&& cp node_modules/htmx.org/dist/htmx.min.js node_modules/uplot/dist/uPlot.iife.min.js \
			node_modules/uplot/dist/uPlot.min.css $(INSTALLED); \
	else echo 'the pages are left out: they need npm, which is not here'; fi
	@touch $@
