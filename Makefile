# Two commands matter: `make run` shows the product, `make test` proves it. `make help` lists the rest.

PYTHON ?= python3
PORT ?= 8000
ARGS ?=
WORKERS ?= auto
PYTEST = $(PY) -m pytest -n $(WORKERS) --dist loadgroup --no-loadscope-reorder
PY := .venv/bin/python
export PORT

.DEFAULT_GOAL := help
.PHONY: help run dev faults test coverage e2e lint lint-js types contracts checks bench lighthouse weight shots elasticsearch elasticsearch-stop meaning structure lock clean base-env dev-env

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: base-env ## the whole product with the demo city on http://127.0.0.1:8000 (PORT= changes it); Ctrl-C stops it
	@exec $(PY) site/portal/launch/run.py

dev: base-env ## the debug server with reload, and the worker, on the same database
	@exec $(PY) site/portal/launch/run.py --dev

faults: dev-env ## only the tests that kill web servers and workers under load, in a process of their own
	@$(PY) -m pytest tests/faults $(ARGS)

test: dev-env ## install what the tests need and run them all, a worker for each core (ARGS="tests/search -k fuzzy" for some; WORKERS=0)
	@$(PYTEST) $(ARGS)

coverage: dev-env ## run the tests and print the functions and the lines that none executes
	@$(PYTEST) --cov --cov-report= $(ARGS); status=$$?; $(PY) -m tests.unexecuted; exit $$status

e2e: dev-env ## only the tests that click through the product in a real browser
	@$(PYTEST) -m e2e $(ARGS)

lint: dev-env ## code style and format, of templates too
	@$(PY) -m ruff check . && $(PY) -m ruff format --check .
	@git ls-files -z '*.html' ':!:templates/django/forms/widgets/attrs.html' | \
	 xargs -0 .venv/bin/djade --check --target-version 5.2

lint-js: ## style and tests of our JavaScript; needs Node (18 or newer), as make lighthouse does and nothing else
	@npm ci --silent --no-audit --no-fund && npm run --silent lint && npm run --silent test

types: dev-env ## static types (mypy, strict)
	@$(PY) -m mypy

contracts: dev-env ## imports, foreign keys and migrations run one way
	@PYTHONPATH=site:. .venv/bin/lint-imports && $(PY) -m pytest -q tests/architecture

checks: dev-env ## no migration is missing; production's settings pass Django's deployment checks
	@$(PY) manage.py makemigrations --check --dry-run
	@SECRET_KEY=$$($(PY) -c "import secrets; print(secrets.token_urlsafe(60))") ALLOWED_HOSTS=loket.example \
	 SITE_URL=https://loket.example MAIL_FROM=loket@stad.example DJANGO_SETTINGS_MODULE=portal.settings.production \
	 $(PY) manage.py check --deploy --fail-level WARNING

bench: base-env ## measure pages, submissions, the import, the front and the start, each beside a floor of the same run or its aim
	@$(PY) -m bench $(ARGS)

lighthouse: dev-env ## what Lighthouse says of home, a product and a step, median of five (needs npm); ARGS=COMMIT measures that one in turn
	@npm ci --prefix bench/node --silent --no-audit --no-fund --ignore-scripts && PYTHONPATH=site:. $(PY) -m bench.lighthouse $(ARGS)

weight: dev-env ## what five pages load, packed, beside what they may
	@PYTHONPATH=site:. $(PY) -m bench.weight

shots: dev-env ## pictures of the main screens and of every component, into var/shots/ (ARGS="home case" for some, ARGS=--help tells more)
	@PYTHONPATH=site:. $(PY) -m tests.shots $(ARGS)

elasticsearch: ## fetch (Maven) and start a real Elasticsearch on loopback, on ES_PORT (9200), and print its address
	@$(PYTHON) search/engines/elastic/local_node.py start

elasticsearch-stop: ## stop the one that make elasticsearch started
	@$(PYTHON) search/engines/elastic/local_node.py stop

meaning: base-env ## install the model that reads meaning; SEARCH_MEANING=e5 lets search use it
	@$(PYTHON) site/portal/launch/install.py meaning

structure: dev-env ## write anew, from the migrations, the tables with which a first start on SQLite begins
	@DATABASE_URL= $(PY) manage.py write_structure

lock: dev-env ## write requirements/*.txt anew from requirements/*.in and pyproject.toml's group of development
	@for f in uv base dev meaning; do case $$f in dev) from="requirements/base.in --group dev";; \
	 meaning) from="requirements/meaning.in -c requirements/base.txt";; *) from=requirements/$$f.in;; esac; \
	 $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	 --custom-compile-command "make lock" $$from -o requirements/$$f.txt || exit 1; done

clean: ## remove the environment and everything the product wrote (asks first)
	@printf 'Remove .venv and var/, the database among it? [j/N] '; read answer; [ "$$answer" = j ] && rm -rf .venv var || true

base-env:
	@$(PYTHON) site/portal/launch/install.py base

dev-env:
	@$(PYTHON) site/portal/launch/install.py dev
