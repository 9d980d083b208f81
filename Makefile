# Everything that `make` sets up lies in .venv; `make help` says what there is to do.

PYTHON ?= python3
VENV   := .venv
PIP    := $(VENV)/bin/pip --disable-pip-version-check --quiet

# A virtual environment survives neither a move of the folder nor a new version of Python,
# so the stamp carries both: elsewhere, or with another Python, it is made anew.
HERE  := $(shell { pwd; $(PYTHON) -V; } 2>&1 | cksum | cut -d ' ' -f 1)
MADE  := $(VENV)/made-$(HERE)
RUN   := $(VENV)/ready-to-run
TEST  := $(VENV)/ready-to-test
BENCH := $(VENV)/ready-to-bench
FUZZ  := $(VENV)/ready-to-fuzz
ACCEPT := $(VENV)/ready-to-accept
AUDIT  := $(VENV)/ready-to-audit
MUTATE := $(VENV)/ready-to-mutate

FETCH_FAILED = { echo "Biblioteken kunde inte hämtas; orsaken står ovanför. Kontrollera internetanslutningen och försök igen." >&2; exit 1; }

.PHONY: help run test acceptance bench fuzz mutate check sbom lock clean system tesserocr dask

help:
	@echo "make run     läser alla dokument i corpus/ och skriver förteckningen i outputs/"
	@echo "make test    kontrollerar programmet: ruff, mypy och pytest"
	@echo "make acceptance   öppnar arbetsboken i LibreOffice och rapporten i Chromium, som en användare gör"
	@echo "make check   granskar biblioteken: kontrollsummor, versioner, licenser och kända sårbarheter"
	@echo "make sbom    skriver materialförteckningen sbom.cdx.json efter låsfilen"
	@echo "make bench   mäter farten mot Tesseract, OCRmyPDF och pdfplumber (en halvtimme på en ledig maskin)"
	@echo "make fuzz    letar efter indata som programmet inte klarar (FUZZ_MINUTES=20 minuter processortid för varje läsare)"
	@echo "make mutate  ändrar koden bit för bit och ser om testerna märker det (docs/mutationer.md; en halvtimme)"
	@echo "make tesserocr   hämtar den snabbare OCR-motorn (engine = \"tesserocr\" i inventera.toml)"
	@echo "make dask    hämtar det som behövs för att flera datorer ska dela på arbetet (docs/skala.md)"
	@echo "make lock    låser biblioteken på nytt efter en ändring i pyproject.toml"
	@echo "             (make lock UPGRADE=--upgrade hämtar också nyare versioner)"
	@echo "make clean   tar bort .venv och verktygens mellanlager; corpus/ och outputs/ rörs inte"

run: $(RUN)
	@$(VENV)/bin/inventera run

# One process more than there are cores, for many tests wait; slow files are not left for last, as they are when sorted.
test: $(TEST)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy --strict pipeline flows
	$(VENV)/bin/pytest -n $$(( $$(nproc) + 1 )) --dist loadfile --no-loadscope-reorder

acceptance: $(ACCEPT)
	$(VENV)/bin/pytest -m acceptance tests/acceptance

bench: $(BENCH)
	@$(VENV)/bin/python benchmarks/speed.py

# All but the known vulnerabilities is looked at without a network; where nobody answers, that is said and no fault.
check: $(AUDIT)
	@$(VENV)/bin/python scripts/materials.py check

sbom: $(RUN)
	@$(VENV)/bin/python scripts/materials.py sbom

# What is found ends its fuzzer; docs/fuzzning.md says what to do then.
FUZZ_MINUTES ?= 20

fuzz: $(FUZZ)
	@$(VENV)/bin/python -m benchmarks.fuzz --minutes $(FUZZ_MINUTES) --at-once $$(nproc)

mutate: $(MUTATE)
	@nice -n 19 $(VENV)/bin/python scripts/mutate.py

# --- set-up ---------------------------------------------------------------------------------

system:
	@PYTHON=$(PYTHON) scripts/system-packages.sh

$(MADE): | system
	@echo "Skapar $(VENV) …"
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(RUN): $(MADE) requirements.lock pyproject.toml | system
	@echo "Hämtar programmets bibliotek; det tar några minuter första gången …"
	@$(PIP) install --require-hashes -r requirements.lock -c requirements.lock || $(FETCH_FAILED)
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(TEST): $(RUN) requirements-dev.lock
	@echo "Hämtar testverktygen …"
	@$(PIP) install --require-hashes -r requirements-dev.lock -c requirements-dev.lock || $(FETCH_FAILED)
	@touch $@

$(ACCEPT): $(TEST) requirements-acceptance.lock
	@PYTHON=$(PYTHON) scripts/system-packages.sh acceptance
	@echo "Hämtar det som styr Chromium …"
	@$(PIP) install --require-hashes -r requirements-acceptance.lock -c requirements-acceptance.lock || $(FETCH_FAILED)
	@touch $@

$(BENCH): $(TEST) requirements-bench.lock
	@echo "Hämtar mätverktygen …"
	@$(PIP) install --require-hashes -r requirements-bench.lock -c requirements-bench.lock || $(FETCH_FAILED)
	@touch $@

# Without a network there is no pip-audit to fetch and nobody to ask: the stamp waits for the next time.
$(AUDIT): $(RUN) requirements-audit.lock
	@if $(PIP) install --require-hashes -r requirements-audit.lock -c requirements-audit.lock; then touch $@; \
	else echo "pip-audit kunde inte hämtas; resten granskas ändå." >&2; fi

$(FUZZ): $(TEST) requirements-fuzz.lock
	@echo "Hämtar fuzzern …"
	@$(PIP) install --require-hashes -r requirements-fuzz.lock -c requirements-fuzz.lock || $(FETCH_FAILED)
	@touch $@

$(MUTATE): $(TEST) requirements-mutate.lock
	@echo "Hämtar det som ändrar koden …"
	@$(PIP) install --require-hashes -r requirements-mutate.lock -c requirements-mutate.lock || $(FETCH_FAILED)
	@touch $@

# The engine beside the default one; it stays until the virtual environment is made anew.
tesserocr: $(RUN)
	@$(PIP) install --require-hashes -r requirements-tesserocr.lock -c requirements-tesserocr.lock || $(FETCH_FAILED)

# On every machine that shares the work; it stays as long.
dask: $(RUN)
	@$(PIP) install --require-hashes -r requirements-dask.lock -c requirements-dask.lock || $(FETCH_FAILED)

# --- locks ----------------------------------------------------------------------------------
# One lock holds for CPython 3.11 and later on Linux. It names versions and hashes and no registry:
# where packages come from is the machine's own setting. --system-certs: a municipality's proxy often
# has a certificate of its own. The development lock agrees with the run-time lock (-c). On installing, a lock is its own
# constraint too: without it pip looks past the pin when one library asks for another with an extra (sqlalchemy[asyncio]).

COMPILE = UV_CUSTOM_COMPILE_COMMAND='make lock' $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 \
          --generate-hashes --no-emit-index-url --system-certs $(UPGRADE) pyproject.toml --group build

lock: $(MADE)
	@test -x $(VENV)/bin/uv || $(PIP) install uv || $(FETCH_FAILED)
	$(COMPILE) --output-file requirements.lock
	$(COMPILE) --group dev -c requirements.lock --output-file requirements-dev.lock
	$(COMPILE) --extra tesserocr -c requirements.lock --output-file requirements-tesserocr.lock
	$(COMPILE) --extra dask -c requirements.lock --output-file requirements-dask.lock
	$(COMPILE) --group acceptance -c requirements.lock --output-file requirements-acceptance.lock
	$(COMPILE) --group bench -c requirements.lock --output-file requirements-bench.lock
	$(COMPILE) --group audit -c requirements.lock --output-file requirements-audit.lock
	$(COMPILE) --group fuzz -c requirements.lock --output-file requirements-fuzz.lock
	$(COMPILE) --group mutate -c requirements-dev.lock --output-file requirements-mutate.lock

clean:
	rm -rf $(VENV) .fuzz mutants .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist *.egg-info
	find pipeline flows tests -name __pycache__ -prune -exec rm -rf {} +
