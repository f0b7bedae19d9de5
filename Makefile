# Two commands: `make demo` and `make test`. Each sets up what it needs; git, Python 3.11+ and make
# are all that is assumed.

PYTHON ?= $(shell for p in python3.12 python3.13 python3.11 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null \
	&& { echo $$p; break; }; done)
UV := .tools/bin/uv
RUN := .venv/bin
READY := .venv/.ready

.PHONY: setup demo test lint bench clean

setup: $(READY)

$(UV):
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 is needed; none was found."; exit 1; }
	@$(PYTHON) -m venv .tools 2>/dev/null || { rm -rf .tools; \
		$(PYTHON) -m venv --without-pip .tools && \
		$(PYTHON) -m pip --python .tools/bin/python install --quiet uv; } || { rm -rf .tools; \
		echo "Python's venv module is needed (on Debian: apt install python3-venv)."; exit 1; }
	@test -x $(UV) || .tools/bin/python -m pip install --quiet --disable-pip-version-check uv

$(READY): pyproject.toml uv.lock | $(UV)
	@$(UV) sync --quiet --frozen --all-extras --python "$(PYTHON)"
	@touch $(READY)

demo: $(READY)
	@$(RUN)/coolhead demo

test: $(READY)
	@sh scripts/browser.sh
	@sh scripts/postgres.sh
	@$(RUN)/pytest

lint: $(READY)
	@$(RUN)/ruff check .
	@$(RUN)/ruff format --check .
	@$(RUN)/mypy
	@$(RUN)/lint-imports

bench: $(READY)
	@$(RUN)/python -m benchmarks

clean:
	rm -rf .venv .tools .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
