# All set-up happens by itself: each target makes what it needs and leaves a stamp, so that a second call is instant.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
SHELL := /bin/sh
# Behind a network's own certificates, Node has to be told to trust what the system trusts.
export NODE_USE_SYSTEM_CA := 1
# Many short processes: each would compile everything anew.
export PYTHONDONTWRITEBYTECODE :=
BIN := .venv/bin
# Each audience has catalogues of its own, for the phone speaks more languages than the office.
DOMAINS := driver office
CATALOGUES := $(wildcard translations/*/LC_MESSAGES/*.po)
TEMPLATES = translations
NPX = PATH="$$(setup/node):$$PATH" npx --no-install
# One process for each core and one more, for many tests wait for a server or a clock; whoever is done takes over from the others.
PROCESSES = $$(($$(nproc) + 1))
PYTEST = TMPDIR="$$(setup/scratch)" $(BIN)/pytest --numprocesses=$(PROCESSES) --maxprocesses=5 --dist=worksteal
# Tells what the tests did not reach; too much of it fails them.
REACHED = -p tests.reached

RUN := .venv/.ready-to-run
TEST := .venv/.ready-to-test
NODE := node_modules/.ready
CHROMIUM := .venv/.chromium
LIGHTHOUSE := bench/lighthouse/node_modules/.ready

.PHONY: help
help: ## This list
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

.PHONY: setup
setup: $(RUN) ## All that a running installation needs: .venv, translations
	@:

.PHONY: run
run: setup ## Set up and serve on http://127.0.0.1:8000 (HOST, PORT, DRIVERAPP_DATA, DATABASE_URL)
	@$(BIN)/driverapp prepare
	@exec $(BIN)/driverapp serve

.PHONY: demo
demo: setup ## As make run, with invented content in a folder of its own (DEMO="--reports N --seed N --until DATE")
	@DRIVERAPP_DATA="$${DRIVERAPP_DATA:-instance-demo}" $(BIN)/driverapp demo $(DEMO)
	@DRIVERAPP_DATA="$${DRIVERAPP_DATA:-instance-demo}" exec $(BIN)/driverapp serve

.PHONY: test
test: tools checks ## Every check and every test
	$(PYTEST) -m "not matrix" $(REACHED)

.PHONY: test-all
test-all: tools checks ## make test, and the full matrices and long runs
	$(PYTEST) $(REACHED)

.PHONY: tools
tools: ## What the checks and the tests need, fetched side by side
	@$(MAKE) --jobs=2 setup-test $(NODE) $(CHROMIUM)

.PHONY: checks
checks: setup-test $(NODE) ## Every check but the tests of Python, side by side
	@$(MAKE) --jobs=2 --output-sync=target lint types imports js

.PHONY: lint
lint: setup-test $(NODE) ## Style of Python, templates, JavaScript and CSS
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/djlint --quiet --lint templates
	$(NPX) eslint --max-warnings 0 --no-error-on-unmatched-pattern static tests/js
	$(NPX) stylelint --max-warnings 0 --allow-empty-input 'static/**/*.css'

.PHONY: format
format: setup-test ## Bring Python into shape
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .

.PHONY: types
types: setup-test $(NODE) ## Types of Python and JavaScript
	$(BIN)/mypy
	$(NPX) tsc
	$(NPX) tsc -p tests/js

.PHONY: imports
imports: setup-test ## Imports point down only
	$(BIN)/lint-imports

.PHONY: unit
unit: setup-test $(NODE) ## Tests without a browser
	$(PYTEST) --ignore=tests/browser -m "not browser and not matrix"

.PHONY: bench
bench: setup-test $(CHROMIUM) $(LIGHTHOUSE) ## Measure intake, a slow phone, the start page and the office; prints tables
	@$(BIN)/python -m bench.intake
	@$(BIN)/python -m bench.phone
	@$(BIN)/python -m bench.audit
	@$(BIN)/python -m bench.office

.PHONY: browser
browser: setup-test $(CHROMIUM) ## Journeys in a real browser
	$(PYTEST) tests/browser -m "not matrix"

.PHONY: js
js: setup-test $(NODE) ## Tests of JavaScript modules that need no browser
	@set -- $$(find tests/js -name '*_test.js' 2>/dev/null); \
	[ $$# -eq 0 ] || PATH="$$(setup/node):$$PATH" node --test --test-reporter=dot "$$@"

.PHONY: translations
translations: setup extract ## Bring the catalogues up to date with the source
	@for catalogue in $(CATALOGUES); do \
	  language=$$(basename "$$(dirname "$$(dirname "$$catalogue")")"); \
	  template=$(TEMPLATES)/$$(basename "$$catalogue" .po).pot; \
	  $(BIN)/pybabel --quiet update -i "$$template" -o "$$catalogue" -l "$$language" --no-fuzzy-matching --no-wrap \
	    --ignore-pot-creation-date --ignore-obsolete || exit 1; \
	done

.PHONY: extract
extract:
	@mkdir -p $(TEMPLATES)
	@for domain in $(DOMAINS); do \
	  $(BIN)/pybabel --quiet extract -F translations/$$domain.cfg -k lazy_gettext -k lazy_ngettext:1,2 \
	    --add-location=file --sort-output --no-wrap --project=driverapp --copyright-holder=driverapp \
	    -o $(TEMPLATES)/$$domain.pot . || exit 1; \
	done

.PHONY: vendor
vendor: $(NODE) ## Copy the browser libraries that we serve out of node_modules
	@mkdir -p static/vendor
	cp node_modules/idb/build/index.js static/vendor/idb.js
	cp node_modules/idb/LICENSE static/vendor/idb.LICENSE
	echo 'export * from "idb";' > static/vendor/idb.d.ts
	sed '/^\/\/# sourceMappingURL/d' node_modules/leaflet/dist/leaflet.js > static/vendor/leaflet.js
	sed -e '/url(images\//d' -e '/behavior:/d' node_modules/leaflet/dist/leaflet.css > static/vendor/leaflet.css
	cp node_modules/leaflet/LICENSE static/vendor/leaflet.LICENSE
	sed '/^\/\/# sourceMappingURL/d' node_modules/leaflet.markercluster/dist/leaflet.markercluster.js > static/vendor/leaflet.markercluster.js
	cat node_modules/leaflet.markercluster/dist/MarkerCluster.css >> static/vendor/leaflet.css
	cat node_modules/leaflet.markercluster/MIT-LICENCE.txt > static/vendor/leaflet.markercluster.LICENSE

.PHONY: lock
lock: setup ## Write the locked requirements anew from the .in files
	@for name in setup run test node; do \
	  PATH="$(BIN):$$PATH" uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-strip-extras \
	    --no-annotate --custom-compile-command 'make lock' requirements/$$name.in -o requirements/$$name.txt || exit 1; \
	done

.PHONY: clean
clean: ## Remove everything that make made, but no data
	rm -rf .venv .node node_modules .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	rm -f translations/*/LC_MESSAGES/*.mo translations/*.pot

.PHONY: setup-test
setup-test: $(TEST)
	@:

.venv/.run: requirements/run.txt setup/venv
	@setup/venv requirements/run.txt
	@touch $@

$(RUN): .venv/.run $(CATALOGUES)
	@for domain in $(DOMAINS); do $(BIN)/pybabel --quiet compile -d translations -D $$domain || exit 1; done
	@touch $@

$(TEST): $(RUN) requirements/test.txt
	@setup/venv requirements/test.txt
	@touch $@

$(NODE): package.json package-lock.json setup/node | $(RUN)
	@echo "Installing the checks of static/ …"
	@PATH="$$(setup/node):$$PATH" npm ci --loglevel=error --no-audit --no-fund >/dev/null
	@touch $@

$(LIGHTHOUSE): bench/lighthouse/package-lock.json setup/node | $(RUN)
	@echo "Installing Lighthouse …"
	@PATH="$$(setup/node):$$PATH" npm ci --prefix bench/lighthouse --userconfig .npmrc --loglevel=error >/dev/null
	@touch $@

$(CHROMIUM): setup/chromium $(TEST)
	@setup/chromium
	@touch $@
