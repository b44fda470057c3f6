# make run    sets everything up and serves the demonstration on http://127.0.0.1:8000
# make test   sets everything up and runs every test; names the legs that had to be skipped in its last line
# make look   style, types, layers, migrations, the framework pack
# make check  make look, then make test
# make build  the wheel and the source archive, in dist/
# make messages  brings the catalogues of translations up to date with the sources
# make lock   writes the lock files anew from pyproject.toml
# make clean  removes what was built; data/ stays

SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
ASSET_SOURCES := $(shell find oneworkforce -path '*/scripts/*.js' -o -path '*/ui/styles/*.scss' -o -path '*/ui/images/*' \
	-o -name '*.po') \
	package.json package-lock.json hatch_build.py catalogues.py oneworkforce/ui/build.mjs
SAY = @printf '%s\n'
UV := $(shell command -v uv 2>/dev/null)
ifdef UV
INSTALL := VIRTUAL_ENV=$(VENV) uv pip install --quiet
else
# An environment that uv made, before it went away, has no pip.
INSTALL := { $(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null; } && \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

.PHONY: run test look check build messages lock clean setup setup-dev
.DELETE_ON_ERROR:

run: setup
	$(SAY) "==> Loading the demonstration into $${ONEWORKFORCE_DATA_DIR:-data} (no change when it is there already)"
	@ONEWORKFORCE_DEMO=1 $(BIN)/oneworkforce demo
	$(SAY) "==> Serving on http://127.0.0.1:$(PORT)/"
	@ONEWORKFORCE_DEMO=1 ONEWORKFORCE_PORT=$(PORT) exec $(BIN)/oneworkforce serve --host 127.0.0.1

test: setup-dev
	$(SAY) "==> Running the tests"
	@$(BIN)/python -m tests $(ARGS)

check: look test

look: setup-dev
	$(SAY) "==> Style"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	$(SAY) "==> Types"
	@$(BIN)/mypy
	$(SAY) "==> Layers"
	@$(BIN)/lint-imports
	$(SAY) "==> Migrations"
	@scratch=$$(mktemp -d) && ONEWORKFORCE_DATA_DIR=$$scratch DJANGO_SETTINGS_MODULE=oneworkforce.config.settings \
		$(BIN)/python -m django makemigrations --check --dry-run; status=$$?; rm -rf "$$scratch"; exit $$status
	$(SAY) "==> The framework pack"
	@for pack in oneworkforce/frameworks/packs/*/*/; do $(BIN)/oneworkforce framework check "$$pack" || exit 1; done

build: setup-dev
	$(SAY) "==> Building the wheel and the source archive"
	@rm -rf dist
	@$(BIN)/uv build --quiet --python $(BIN)/python
	@ls dist

messages: setup-dev
	$(SAY) "==> Bringing the catalogues up to date"
	@$(BIN)/python catalogues.py

# uv.lock would hold addresses of a registry; these files hold names, versions and hashes only.
LOCK := $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
	--no-annotate --no-emit-index-url --no-emit-find-links
lock: setup-dev
	$(LOCK) -o requirements.lock pyproject.toml
	$(LOCK) --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml
	npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved

clean:
	rm -rf $(VENV)/.run $(VENV)/.dev $(VENV)/.package build dist node_modules oneworkforce/ui/static/ui oneworkforce/ui/built
	find . -name __pycache__ -not -path './$(VENV)/*' -type d -prune -exec rm -rf {} +

# --- Set-up, each step done once and again only when what it depends on changes --------------------------------------

setup: $(VENV)/.run $(VENV)/.package
setup-dev: $(VENV)/.dev $(VENV)/.package

$(BIN)/python:
	$(SAY) "==> Making a virtual environment in $(VENV)"
ifdef UV
	@uv venv --quiet --allow-existing --python '>=3.11' $(VENV)
else
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "One Workforce needs Python 3.11 or later.")'
	@$(PYTHON) -m venv $(VENV)
endif

$(VENV)/.run: requirements.lock | $(BIN)/python
	$(SAY) "==> Installing what One Workforce needs, with hashes checked"
	@$(INSTALL) --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock | $(BIN)/python
	$(SAY) "==> Installing what One Workforce and its tests need, with hashes checked"
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/.package: pyproject.toml $(ASSET_SOURCES) | $(BIN)/python
	$(SAY) "==> Building styles and scripts, and installing One Workforce from this folder"
	@$(INSTALL) --no-deps --editable .
	@touch $@
