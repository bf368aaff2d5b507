# Every target sets up what it needs in .venv; nothing is installed elsewhere.

# The first Python that is recent enough.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
BIN = .venv/bin

.PHONY: audit test test-deep fuzz coverage lint docs peers bench clean

audit: .venv/used        ## audit AP-HP's information system against its charter
	@$(BIN)/ea check --fail-on never

test: .venv/tested       ## run the tests; the first lines say what is skipped and why
	$(BIN)/pytest -n auto --dist worksteal

# The same SEED gives the same examples; the order of sets is part of them.
test-deep: .venv/tested  ## run the properties on many more examples, others at each run
	EA_TEST_DEPTH=deep $(if $(SEED),PYTHONHASHSEED=0) $(BIN)/pytest -n auto --dist worksteal -m "hypothesis and not neo4j" \
		$(if $(SEED),--hypothesis-seed=$(SEED))

fuzz: .venv/tested       ## try commands on many nearly right texts, for about an hour
	EA_FUZZ_EXAMPLES=1500 EA_TEST_DEPTH=deep $(BIN)/pytest tests/fuzz -n auto --dist worksteal

coverage: .venv/tested   ## run the tests, and show what they cover
	$(BIN)/pytest --cov --cov-report=term

lint: .venv/tested       ## judge the types and the style
	$(BIN)/mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

docs: .venv/used         ## write again the documents that are made from the code and the rules
	@mkdir -p docs/schema
	$(BIN)/python tools/keep_declarations.py
	$(BIN)/ea kinds --format markdown > docs/kinds.md
	$(BIN)/ea rules --format markdown --lang en > docs/rules.md
	$(BIN)/ea rules --format markdown --lang fr > docs/rules.fr.md
	for name in model changes request rule opinion indicators view style workspace publication mapping; do $(BIN)/ea schema $$name > docs/schema/$$name.json || exit 1; done

peers: .venv/tested      ## install the programs that ea-repo is measured beside
	@$(BIN)/python benchmarks/peers_environment.py

bench: .venv/tested      ## measure, and write benchmarks/RESULTS.md
	$(BIN)/python benchmarks/run.py

clean:
	rm -rf .venv build dist *.egg-info .coverage .mypy_cache .ruff_cache .hypothesis .import_linter_cache

.venv/python:
	@test -n "$(PYTHON)" || { echo "ea-repo needs Python 3.11 or later: make PYTHON=/path/to/python3.11 …"; exit 2; }
	@$(PYTHON) -m venv .venv && touch $@

.venv/used: .venv/python setup.cfg
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable . && touch $@

.venv/tested: .venv/python setup.cfg
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test]' && touch $@ .venv/used
