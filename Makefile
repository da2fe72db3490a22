# Needs make and Python 3.12 or newer; everything else goes into .venv.
.DEFAULT_GOAL := help
SHELL := /bin/sh

DATA_DIR ?= .data
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
CODE := techparty_site search events posts speakers tests manage.py
export DATA_DIR

# A name on the PATH may be a shim that only prints an error, so each candidate has to run.
FIND_PYTHON = for python in python3.14 python3.13 python3.12 python3 \
	$$(ls -d "$$HOME"/.pyenv/versions/*/bin/python 2>/dev/null | sort -Vr); do \
	"$$python" -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 12))' 2>/dev/null \
	&& echo "$$python" && break; done

.PHONY: help demo install test check format score bench-files bench-search audit messages lock clean

help: ## Show the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

$(PY):
	@python=$$($(FIND_PYTHON)); \
	if [ -z "$$python" ]; then echo "Python 3.12 or newer is needed (with venv)." >&2; exit 1; fi; \
	echo "Making $(VENV) with $$("$$python" --version)"; "$$python" -m venv $(VENV)

$(VENV)/base.done: requirements/base.txt | $(PY)
	@echo "Installing what the site needs …"
	@$(PY) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/base.txt
	@touch $@

$(VENV)/dev.done: requirements/dev.txt $(VENV)/base.done
	@echo "Installing what the tests and checks need …"
	@$(PY) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

demo: $(VENV)/base.done ## Serve the demo on 127.0.0.1 (PORT=8000, ARCHIVE=folder to import)
	@exec $(PY) -m techparty_site.demo.serve --port $(PORT) $(if $(ARCHIVE),--archive "$(ARCHIVE)")

install: $(VENV)/dev.done ## Install all that the other targets need

test: $(VENV)/dev.done ## Run all tests, on SQLite and on PostgreSQL (ARGS= for pytest)
	@$(PY) -m tests.run $(ARGS)

# Checks need no database of anybody's.
check: export DATABASE_URL = sqlite:///:memory:
check: export SECRET_KEY = only-for-checks-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFG
check: $(VENV)/dev.done ## Lint, format, types, migrations, templates, deployment settings
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy $(CODE)
	git ls-files -z '*.html' | xargs -0 $(BIN)/djade --target-version 6.0 --check
	$(PY) manage.py makemigrations --check --dry-run
	HTTPS=1 HSTS_INCLUDE_SUBDOMAINS=1 HSTS_PRELOAD=1 $(PY) manage.py check --deploy --fail-level WARNING

format: $(VENV)/dev.done ## Put code and templates into shape
	$(BIN)/ruff check --fix $(CODE)
	$(BIN)/ruff format $(CODE)
	git ls-files -z '*.html' | xargs -0 $(BIN)/djade --target-version 6.0

score: $(VENV)/base.done ## Measure the importer (ARCHIVE=../shared/archive, with its truth/ and ../tools)
	@$(PY) -m tests.score "$(or $(ARCHIVE),../shared/archive)"

bench-files: $(VENV)/dev.done ## Measure what files cost, beside what is asked for
	@$(PY) -m tests.bench_files

bench-search: $(VENV)/dev.done ## Measure the search at up to a million documents (ARGS="--sizes 1000 10000")
	@$(PY) -m tests.bench_search $(ARGS)

audit: $(VENV)/dev.done ## Hold the demo's pages against Nu Html Checker, axe, Lighthouse (java, npm, Chromium)
	@$(PY) -m tests.audit

messages: $(VENV)/dev.done ## Collect the words people read into locale/ (needs gettext's xgettext)
	SECRET_KEY=x $(PY) manage.py makemessages -l zh_Hans --no-obsolete --no-location --no-wrap \
		-i .venv -i tests -i .data
	$(PY) -m tests.messages --compile

# A uv.lock would record host names; these files hold names, versions and hashes only.
lock: $(VENV)/dev.done ## Write requirements/*.txt anew from requirements/*.in
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 1; }
	cd requirements && for name in base s3 heic dev; do uv pip compile --quiet --universal \
		--python-version 3.12 --generate-hashes --no-header --no-emit-index-url --upgrade \
		$$name.in -o $$name.txt || exit 1; done

clean: ## Remove the environment and caches (never .data)
	rm -rf $(VENV) .mypy_cache .ruff_cache .hypothesis .coverage htmlcov build
