# make demo     the till on the built-in sample hospital     (SCREEN=virtual where there is no screen)
# make test     every check, and the tests                   (SLOW=1 adds those that take long)
# Both set up what is missing first. The rest is for those who work on the product.

PYTHON := .venv/bin/python
PREPARE := sh resources/setup/prepare.sh
VIRTUAL := xvfb-run -a -s "-screen 0 1280x800x24"
ARGS ?=
LENGTH := $(if $(SLOW),,QUICK=1)
# Where it is set, each of the hundreds of processes that tests start would compile what it imports anew.
unexport PYTHONDONTWRITEBYTECODE
.DEFAULT_GOAL := help
.PHONY: help demo test check unit screenshots translations bench torture fuzz mutants run-ready test-ready clean

help:
	@sed -n '1,3s/^# //p' Makefile
	@echo "make check    format, lint and types alone"
	@echo "make bench    measure sandbox, server and till beside their floors, into bench-results/"
	@echo "make torture  random intentions under random faults; SEED=.. SEEDS=n INTENTIONS=n DATABASE=sqlite|postgresql|both"
	@echo "make fuzz     random keys, clicks and scans on the real window; SEED=.. SEEDS=n MINUTES=n"
	@echo "make mutants  plant classic bugs, one at a time, and see that the tests catch them"
	@echo "make screenshots   the main screens as pictures, into build/screenshots; LANGUAGE=es|ar|all SIZE=1024x700 SCALE=1.5"
	@echo "make translations  bring the catalogues of other languages up to the program, and compile them"

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
	@echo "==> tests, three at a time: many of them wait for processes"
	@env -u DISPLAY -u WAYLAND_DISPLAY $(LENGTH) $(PYTHON) -m pytest -n 3 --dist worksteal --ignore=tests/end2end $(if $(SLOW),,-m "not slow") $(ARGS)
	@echo "==> the journeys in the real window, one after the other: nobody hurries a cashier"
	@env $(LENGTH) $(VIRTUAL) $(PYTHON) -m pytest tests/end2end $(if $(SLOW),,-m "not slow") $(ARGS)

screenshots: test-ready
	@$(VIRTUAL) $(PYTHON) -m tests.end2end.screenshots $(if $(LANGUAGE),--language $(LANGUAGE)) \
	  $(if $(SIZE),--size $(SIZE)) $(if $(SCALE),--scale $(SCALE)) $(ARGS)

translations: test-ready
	@$(PYTHON) -m tests.languages $(ARGS)

bench: test-ready
	@$(VIRTUAL) $(PYTHON) -m tests.bench $(ARGS)

torture: test-ready
	@$(PYTHON) -m tests.torture $(if $(SEED),--seed $(SEED)) $(if $(SEEDS),--seeds $(SEEDS)) \
	  $(if $(INTENTIONS),--intentions $(INTENTIONS)) $(if $(DATABASE),--database $(DATABASE)) $(ARGS)

fuzz: test-ready
	@$(VIRTUAL) $(PYTHON) -m tests.fuzz $(if $(SEED),--seed $(SEED)) $(if $(SEEDS),--seeds $(SEEDS)) \
	  $(if $(MINUTES),--minutes $(MINUTES)) $(ARGS)

mutants: test-ready
	@$(PYTHON) -m tests.mutants $(ARGS)

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
