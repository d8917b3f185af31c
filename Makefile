# Two commands on a fresh machine with Python 3.11+ (venv) and make: `make demo`, `make test`.
# They build .venv from uv.lock (every file checked by its hash); nothing else is installed but, for the browser test,
# Debian's Chromium where this account may install it.

PYTHON ?= python3
export UV_PYTHON_DOWNLOADS := never
export UV_PYTHON := $(PYTHON)
export UV_COMPILE_BYTECODE := 1
UV := .venv-uv/bin/uv
RUN := .venv/bin/

.PHONY: help demo test check bench properties fuzz ui docs chromium clean

help:
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 10

.venv-uv/ready: .ci/uv.txt
	$(PYTHON) -m venv .venv-uv
	.venv-uv/bin/python -m pip install --quiet --require-hashes -r .ci/uv.txt
	@touch $@

.venv/ready: .venv-uv/ready pyproject.toml uv.lock
	$(UV) sync --locked --quiet
	@touch $@

.venv-dbt/ready: .venv-uv/ready pyproject.toml uv.lock
	UV_PROJECT_ENVIRONMENT=.venv-dbt $(UV) sync --locked --quiet --only-group dbt
	@touch $@

demo: .venv/ready ## example county, 24 months, the published figures beside the computed ones
	$(RUN)sscb --data data demo --fresh

test: .venv/ready .venv-dbt/ready chromium ## everything: rules, types, tests
	$(RUN)ruff check .
	$(RUN)mypy
	.ci/tests $(RUN)python

check: .venv/ready ## rules and types only
	$(RUN)ruff check .
	$(RUN)mypy

bench: .venv/ready ## where the time goes, ratios side by side
	$(RUN)python -m sscb_pipeline_tests.bench

properties: .venv/ready ## rows in every layout and format, spoilt cells, small worlds counted: N=30 times the examples of make test
	SSCB_MORE_EXAMPLES=$(or $(N),30) $(RUN)python -m pytest -q --timeout=7200 $(addprefix sscb_pipeline_tests/ingest/test_,properties.py one_corrupted_cell.py anything_at_all.py) sscb_pipeline_tests/naive/test_small_worlds.py

fuzz: .venv/ready ## mutated workbooks through the reading child: N=20000 SEED=1
	$(RUN)python -m sscb_pipeline_tests.ingest.fuzz --count $(or $(N),20000) --seed $(or $(SEED),1)

ui: .venv/ready ## the Dagster UI on 127.0.0.1, read-only
	$(RUN)sscb --data data ui

docs: .venv/ready ## write the pages that follow from the declarations
	$(RUN)python -m sscb_pipeline.returns.dictionary
	$(RUN)python -m sscb_pipeline.indicators.dictionary
	$(RUN)python -m sscb_pipeline.indicators.dbt_sources
	$(RUN)python -m sscb_pipeline.ingest.rulebook.page
	$(RUN)python -m sscb_pipeline_tests.ingest.fault_table

chromium: ## the browser of the browser test, from Debian's packages where this account may install them
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; } || true

clean: ## throw the environments away; data stays
	rm -rf .venv .venv-uv .venv-dbt
