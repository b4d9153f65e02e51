# Thin: each line calls one command. `make run` is all that a user needs.
bin := .venv/bin

# Some machines set it for all: then every process would compile all of Baoxiu anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test check bench bench-dispatch screenshots setup format lock

help:
	@echo "make run    start Baoxiu with the demo firm (Ctrl-C stops it)"
	@echo "make test   every test, the browser's included"
	@echo "make check  format, lint, types, import contracts, migrations, translations"
	@echo "make bench  measure"
	@echo "make bench-dispatch tools=FOLDER   the planner against others (docs/rules/dispatch.md)"
	@echo "make screenshots  every page of the demo firm as a picture, into var/screenshots"
	@echo "make format / setup / lock   for developers"

run:
	@scripts/setup
	@$(bin)/baoxiu run --demo

setup:
	@scripts/setup dev

test: setup
	@scripts/ensure-chromium
	@$(bin)/pytest -n 2 --dist worksteal

check: setup
	@$(bin)/ruff format --check --quiet .
	@$(bin)/ruff check --quiet .
	@$(bin)/mypy
	@$(bin)/lint-imports
	@$(bin)/baoxiu manage makemigrations --check --dry-run
	@$(bin)/python scripts/messages.py check
	@$(bin)/python scripts/requirements.py check

bench: setup
	@$(bin)/python -m benchmarks

bench-dispatch: setup
	@scripts/peers
	@$(bin)/python -m benchmarks.dispatch $(tools) $(if $(parts),--parts $(parts)) $(if $(scale),--scale $(scale)) $(if $(seeds),--seeds $(seeds)) $(if $(literature),--literature $(literature)) $(if $(out),--out $(out))

screenshots: setup
	@scripts/ensure-chromium
	@$(bin)/python -m tests.browser.screenshots $(url)

format: setup
	@$(bin)/ruff format --quiet .
	@$(bin)/ruff check --quiet --fix .

lock:
	@scripts/lock
