# make run    a demo shop in the browser            make test   all checks
# make bench  side by side with peers               make clean  takes away what make made, not your shop
# make test-postgres                                the tests of records and changes, on PostgreSQL
#
# Each of them does its own set-up in .venv/, once. It needs git, make and Python 3.11.

HOST ?= 127.0.0.1
PORT ?= 7860
HOME_DIR ?= shop
TORCH_INDEX ?= https://download.pytorch.org/whl/cpu

BIN := .venv/bin
DONE := .venv/.done
PIP := $(BIN)/python -m pip --disable-pip-version-check
# Python compiles what it imports; compiling all that is installed would take a minute.
INSTALL := $(PIP) install --no-compile -c constraints.txt --no-build-isolation
TORCH := $(shell grep '^torch==' constraints.txt)

# Everything that opens records of its own.
ON_POSTGRES := tests/knowledge/records $(addprefix tests/knowledge/test_,commit.py commit_at_once.py \
	killed.py personal_data.py post.py) tests/agent/test_postgres.py

# The first Python that is new enough; a name that exists but does not run is passed over.
PYTHON ?= $(shell for p in python3.11 python3 python3.12 python3.13; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

.PHONY: run test test-postgres bench clean
.DELETE_ON_ERROR:
.NOTPARALLEL:

run: $(DONE)/run $(DONE)/intents
	@test -f "$(HOME_DIR)/catalogue.db" || $(BIN)/shopkeeper init --from demo --home "$(HOME_DIR)"
	@echo
	@echo "Your shop opens at http://$(HOST):$(PORT) in a few seconds.   (Ctrl-C closes it)"
	@echo "Things to try:"
	@echo "  Do you have a hand grinder under 80?        有没有100欧以内的手冲壶？"
	@echo "  Can I send things back after three weeks?   拆封的咖啡能退吗？"
	@echo "  Be a customer (right side) and ask: where is my order?   我的订单到哪了？"
	@echo
	@$(BIN)/shopkeeper serve --home "$(HOME_DIR)" --host "$(HOST)" --port "$(PORT)"

test: $(DONE)/dev $(DONE)/intents
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -q

# On a server of its own that is gone afterwards, or on another where databases may be created:
# make test-postgres SHOPKEEPER_TEST_DATABASE=postgresql://postgres@localhost/postgres
test-postgres: $(DONE)/postgres $(DONE)/intents
	SHOPKEEPER_TEST_DATABASE="$${SHOPKEEPER_TEST_DATABASE:-postgres}" $(BIN)/pytest -q $(ON_POSTGRES)

bench: $(DONE)/dev $(DONE)/intents
	@for script in benchmarks/*.py; do test -f "$$script" || continue; \
		echo "$$script"; $(BIN)/python "$$script" || exit 1; done

clean:
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ---- set-up, one stamp a step

# The pinned setuptools builds the package later, without an environment of its own.
$(DONE)/venv:
	@test -n "$(PYTHON)" || { echo "Shopkeeper needs Python 3.11 or newer, and none was found." \
		"Install python3.11 (on Debian and Ubuntu with python3.11-venv), or name one: make PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "Setting up .venv with $$($(PYTHON) --version): this takes a few minutes, once."
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo "$(PYTHON) cannot make a venv. On Debian and Ubuntu install python3-venv." >&2; exit 1; }
	@$(PIP) install -q -c constraints.txt setuptools
	@mkdir -p $(DONE) && touch $@

# The CPU build is a tenth of the size of the default one. Where its index does not answer, the
# default build does the same work; so does the wheel that pip's own configuration may know.
$(DONE)/torch: $(DONE)/venv constraints.txt
	@echo "Installing $(TORCH) ..."
	@if [ "$$(uname -s)" = Linux ]; then \
		$(PIP) install --no-compile --no-deps --timeout 10 --retries 0 --index-url $(TORCH_INDEX) $(TORCH) || { \
			echo "$(TORCH_INDEX) does not answer: taking torch from where pip finds everything else."; \
			$(PIP) install --no-compile -c constraints.txt $(TORCH); }; \
	fi
	@touch $@

$(DONE)/run: $(DONE)/torch pyproject.toml constraints.txt
	@echo "Installing what Shopkeeper needs ..."
	@$(INSTALL) -e .
	@touch $@

$(DONE)/dev: $(DONE)/torch pyproject.toml constraints.txt
	@echo "Installing what Shopkeeper and its tests need ..."
	@$(INSTALL) -e ".[dev]"
	@touch $(DONE)/run $@

$(DONE)/postgres: $(DONE)/dev
	@echo "Installing PostgreSQL for its tests ..."
	@$(INSTALL) -e ".[dev,postgres,dev-postgres]"
	@touch $@

# The model that tells what a message is about, made from the utterances that ship.
$(DONE)/intents: $(wildcard skills/*/*.yaml agent/understanding/*.py) | $(DONE)/torch
	@if [ -f agent/understanding/intents.py ]; then \
		echo "Learning the shipped utterances ..." && $(BIN)/python -m agent.understanding.intents; \
	fi
	@touch $@
