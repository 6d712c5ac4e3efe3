# The same words for a person and for CI. Each target says what it does; `make help` lists them.
# PYTHON names another interpreter (make setup PYTHON=python3.11); PORT another port (make demo PORT=8080).

SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
FONTS := $(VENV)/share/linkage-fonts
RUFF := $(BIN)/ruff
PYTEST := $(BIN)/pytest
PIP_INSTALL := $(BIN)/pip install -qq --disable-pip-version-check
# Two workers are what the smallest machine has; a file stays on one of them, so that its fixtures are made once.
IN_PARALLEL := -n 2 --dist loadfile
# A test run chooses its database itself, whatever the shell has set.
ON_SQLITE := env -u LINKAGE_DATABASE_URL
LOCK := $(BIN)/uv pip compile pyproject.toml -q --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links

# Two pips at once would write over each other.
.NOTPARALLEL:

.PHONY: help setup demo run worker test test-sqlite test-postgres browser check format states guide bench walks lock clean

help:  ## lists these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)$$/  make \1\t\2/' | expand -t 24

setup: $(READY)/run $(READY)/dev  ## installs everything into .venv: the program, fonts, browser files, developers' tools

demo: $(READY)/run  ## builds a drill province and serves it on 127.0.0.1, printing the log-ins
	$(BIN)/linkage demo --port $(PORT)

run: $(READY)/run  ## serves the instance whose data are in ./var
	$(BIN)/linkage migrate
	$(BIN)/linkage serve

worker: $(READY)/run  ## does the background work: papers, clocks that ran out, checkpoints
	$(BIN)/linkage worker

test: test-sqlite test-postgres  ## everything on SQLite, then on PostgreSQL, browser journeys included

test-sqlite: setup  ## the tests on SQLite
	scripts/need_browser.sh
	$(ON_SQLITE) $(PYTEST) $(IN_PARALLEL) -m "not postgres"

test-postgres: setup  ## the tests on PostgreSQL: one that listens, else a temporary one
	scripts/need_browser.sh
	VENV=$(VENV) scripts/with_postgres.sh $(PYTEST) $(IN_PARALLEL)

browser: setup  ## only the journeys in a real browser, on SQLite
	scripts/need_browser.sh
	$(ON_SQLITE) $(PYTEST) -m browser

check: setup  ## style, types, floors, and whether the generated pages are up to date
	$(RUFF) format --check .
	$(RUFF) check .
	$(BIN)/mypy
	$(BIN)/python -m scripts.states --check
	$(BIN)/python -m scripts.guide_tables --check
	$(ON_SQLITE) $(PYTEST) tests/architecture -q

format: setup  ## puts the source into shape
	$(RUFF) check --fix .
	$(RUFF) format .

states: setup  ## draws docs/states/ and the guide's page of all steps anew from the tables of transitions
	$(BIN)/python -m scripts.states
	$(BIN)/python -m scripts.guide_tables

guide: setup  ## takes the screenshots of docs/guide/ anew, from the journeys
	scripts/need_browser.sh
	LINKAGE_GUIDE=1 $(ON_SQLITE) $(PYTEST) -m browser tests/stories

bench: setup  ## measures this machine against the raw floor of its database
	$(BIN)/linkage bench

walks: setup  ## ten thousand random walks over the tables of all procedures at once
	LINKAGE_WALKS=10000 $(ON_SQLITE) $(PYTEST) tests/walks -q

lock: setup  ## writes requirements/ and package-lock.json anew, without hosts
	$(LOCK) -o requirements/base.txt
	$(LOCK) --group dev -c requirements/base.txt -o requirements/dev.txt
	$(subst pyproject.toml,,$(LOCK)) --group node -o requirements/node.txt
	npm install --package-lock-only --ignore-scripts
	$(BIN)/python -m scripts.lock_without_hosts

clean:  ## removes what setup and the tools made, not the data in ./var
	rm -rf $(VENV) node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find linkage tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +

# Each step leaves a mark that is newer than what it was made from, so that the next `make` passes by.
$(READY)/venv:
	@echo "建立虚拟环境 $(VENV)…"
	@PYTHON=$(PYTHON) scripts/make_venv.sh $(VENV)
	@mkdir -p $(READY) && touch $@

$(READY)/base: requirements/base.txt pyproject.toml $(READY)/venv
	@echo "安装 Python 组件（约半分钟）…"
	@$(PIP_INSTALL) --require-hashes -r requirements/base.txt
	@$(PIP_INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(READY)/browser-files: package-lock.json .npmrc requirements/node.txt $(READY)/base
	@echo "安装浏览器文件…"
	@scripts/install_browser_files.sh $(VENV)
	@touch $@

$(READY)/fonts: scripts/fetch_fonts.sh $(READY)/venv
	@echo "取得公文字体…"
	@scripts/fetch_fonts.sh $(FONTS)
	@touch $@

$(READY)/run: $(READY)/base $(READY)/browser-files $(READY)/fonts
	@touch $@

$(READY)/dev: requirements/dev.txt $(READY)/base
	@echo "安装开发工具（约半分钟）…"
	@$(PIP_INSTALL) --require-hashes -r requirements/dev.txt
	@touch $@
