# Two commands matter: `make run` opens the store, `make test` proves it.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
# Compiled modules make a second start several times faster.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run test check prove axe bench bench-configurator shots lock format words help
help: ## List the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort

run: .venv/run.done ## Open the store: installs, migrates, loads the demonstration, serves
	@exec $(BIN)/python -m store.serve

test: .venv/dev.done build/localstripe.done ## Run every test, the browser's included
	@tools/system.sh test
	@$(BIN)/flask --app store assets build
	@$(BIN)/pytest -n 2 --dist loadscope -q -m "not browser"
	@$(BIN)/pytest -n 2 --dist loadscope -q tests/browser

check: .venv/dev.done ## Lint, types, architecture, templates and words
	@tools/check.sh

prove: .venv/dev.done ## The long proofs
	@$(BIN)/python -m bench.prove $(CLICKS)
	@$(BIN)/python -m bench.prove_financing
	@$(BIN)/python -m bench.prove_people
	@$(BIN)/python -m bench.prove_files
	@$(BIN)/python -m bench.prove_hostile
	@$(BIN)/python -m bench.verification

axe: .venv/dev.done ## Walk past every page: every skin, light and width with axe-core, then a made-up language
	@tools/system.sh test
	@$(BIN)/flask --app store assets build
	@$(BIN)/python -m tests.browser.walk
	@$(BIN)/python -m tests.browser.pseudo

shots: .venv/dev.done ## Photograph the pages into build/shots
	@tools/system.sh test
	@$(BIN)/flask --app store assets build
	@$(BIN)/python -m tests.browser.shots build/shots

bench: .venv/dev.done ## Measure, as ratios in one run
	@tools/system.sh test
	@$(BIN)/flask --app store assets build
	@$(BIN)/python -m bench

bench-configurator: .venv/dev.done ## Measure the configurator beside other engines
	@$(BIN)/python -m bench.configurator $(CLICKS)

lock: ## Compile the locks anew: names, versions, hashes, no addresses
	@cd requirements && for part in uv run dev localstripe; do ../$(BIN)/uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet $$part.in -o $$part.txt; done

format: .venv/dev.done ## Format the code
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

words: .venv/dev.done ## Collect the visible words for translation
	@$(BIN)/python -m tools.words update

# A stand-in for Stripe, in a process and an environment of its own: docs/decisions/2026-11-21-localstripe.md
build/localstripe.done: .venv/uv.done requirements/localstripe.txt
	@mkdir -p build && $(BIN)/uv venv --quiet --clear --seed build/localstripe
	@tools/install.sh requirements/localstripe.txt build/localstripe/bin/python
	@touch $@

.venv/uv.done: requirements/uv.txt
	@echo "Making a Python environment in .venv…"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

.venv/run.done: .venv/uv.done requirements/run.txt
	@tools/system.sh run
	@echo "Installing the store's libraries…"
	@tools/install.sh requirements/run.txt
	@touch $@

.venv/dev.done: .venv/uv.done requirements/dev.txt
	@tools/system.sh test
	@echo "Installing the store's libraries and its test tools…"
	@tools/install.sh requirements/dev.txt
	@touch $@ .venv/run.done
