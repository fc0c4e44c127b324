# Every task of the project. `make run` starts it, `make test` proves it; see docs/operations.md.

PYTHON ?= python3
PORT ?= 8000
export PORT
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py

.PHONY: venv lock run dev test races prints lint format bench backup restore shots

venv: ## the environment with every tool
	@$(PYTHON) requirements/install.py dev

lock: venv ## renew the locks after a change in pyproject.toml
	$(BIN)/uv pip compile --quiet pyproject.toml $(LOCK) -o requirements/run.txt
	$(BIN)/uv pip compile --quiet pyproject.toml --group dev $(LOCK) -o requirements/dev.txt

LOCK := --generate-hashes --no-emit-index-url --no-annotate --no-header

run: ## start the product: PORT=8000, DATABASE_URL= for another PostgreSQL
	@$(PYTHON) requirements/install.py run
	@$(MANAGE) serve

dev: venv ## the same with Django's server, which restarts when a file changes
	@$(MANAGE) serve --reload

test: venv ## every test, the browser's included, on every core
	@$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile

races: venv ## a thousand bays with sixteen dispatchers after each, some minutes: BAYS=1000
	@BAYS=$(BAYS) $(BIN)/pytest tests/faults/test_bays.py -q -s -o log_level=ERROR

BAYS ?= 1000

prints: venv ## keep new pictures of every paper, to be looked at before they are committed
	@PRINTS=renew $(BIN)/pytest tests/browser/test_prints.py -q -o log_level=ERROR

lint: venv ## style, types, direction of imports, migrations, translations, deployment checks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	git ls-files -z 'templates/*.html' | xargs -0 -r $(BIN)/djade --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -W ignore manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py translations --check
	SECRET_KEY="$(STRONG)" DJANGO_SETTINGS_MODULE=aftersales.settings.prod \
		$(BIN)/python manage.py check --deploy --fail-level WARNING

format: venv ## write the style that lint asks for
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	git ls-files -z 'templates/*.html' | xargs -0 -r $(BIN)/djade

STRONG := only for the check, 0123456789 abcdefghijklmnopqrstuvwxyz

backup: ## the database and the private files into one archive: FILE= or var/backup
	@$(MANAGE) backup $(FILE)

restore: ## an archive of backup in the place of the present data: FILE=
	@test -n "$(FILE)" || { echo "make restore FILE=var/backup/….tar"; exit 2; }
	@$(MANAGE) restore $(FILE)

bench: ## what the floor, the pages and publishing to 500 stores cost here; a minute and a half
	@DEBUG=0 $(MANAGE) bench

shots: venv ## the pictures of the README into docs/shots, from the demo in var/run
	@$(BIN)/python -m tests.browser.shots
