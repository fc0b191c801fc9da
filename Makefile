# make demo     the till on the built-in sample hospital     (SCREEN=virtual where there is no screen)
# make test     every check and every test                   (FAST=1 leaves the slow ones out)
# Both set up what is missing first. The rest is for those who work on the product.

PYTHON := .venv/bin/python
PREPARE := sh resources/setup/prepare.sh
VIRTUAL := xvfb-run -a -s "-screen 0 1280x800x24"
ARGS ?=
.DEFAULT_GOAL := help
.PHONY: help demo test check unit screenshots bench run-ready test-ready clean

help:
	@sed -n '1,3s/^# //p' Makefile
	@echo "make check    format, lint and types alone"
	@echo "make bench    measure the sandbox, into bench-results/"
	@echo "make screenshots   the main screens as pictures, into build/screenshots"

demo:
ifeq ($(SCREEN),virtual)
	@$(PREPARE) run screen
	@$(VIRTUAL) $(PYTHON) -m pos_app demo $(ARGS)
else
	@$(PREPARE) run
	@if [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	  echo "There is no screen here for the till's window."; \
	  echo "  'make demo SCREEN=virtual' runs it on a virtual one; 'make demo SCREEN=virtual ARGS=--smoke' pays an invoice there by itself."; \
	  exit 3; fi
	@$(PYTHON) -m pos_app demo $(ARGS)
endif

test-ready:
	@$(PREPARE) test

check: test-ready
	@echo "==> format, lint, types"
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/mypy

test: check
	@echo "==> tests, two at a time"
	@env -u DISPLAY -u WAYLAND_DISPLAY $(PYTHON) -m pytest -n 2 --ignore=tests/end2end $(if $(FAST),-m "not slow") $(ARGS)
	@echo "==> the journeys in the real window"
	@$(VIRTUAL) $(PYTHON) -m pytest tests/end2end $(ARGS)

screenshots: test-ready
	@$(VIRTUAL) $(PYTHON) -m tests.end2end.screenshots $(ARGS)

bench: test-ready
	@$(PYTHON) -m tests.bench $(ARGS)

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
