# make help   these lines
# make book   set up .venv if needed, check every claim, build the book, say where it is
# make test   set up .venv if needed, run the tests, ten minutes on two cores
# make slow   the tests that make test leaves out: every page in the browser, more seeded faults
# make pdf    the built book as one PDF, by Chromium: _build/pdf/dlf.pdf
# make lab    install JupyterLab into .venv if needed and open the chapters in it
# make bench  the table of speed ratios
# make notebooks   run the chapters again and store their outputs
# make seeds       run the chapters with ten other seeds, about an hour (a part of no other target)
# make record      run every claim and write the ledger
# make reproduce   run what is missing of the paper's factorization and completion and store it;
#                  `.venv/bin/python -m tools.reproduce --help` names all experiments
# make mutants     seed faults into the machinery and count those that the tests catch
# make portable    the checks on other kernels, a slow machine, without a home, in the locale C;
#                  `make portable -- --all` takes every setting, `-- --all --list` names them
# make formal      compile every machine proof in formal/ from nothing, with Coq: eight minutes and more
# make release     pack book, wheel and ledger with checksums into dist/; nothing is uploaded.
#                  `make release -- --prepare 2026-12-01` dates it, `-- --tag` tags it, locally
.PHONY: help book pdf test slow lab bench notebooks seeds record reproduce mutants portable formal release clean
.DEFAULT_GOAL := book

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
PAGE := _build/html/index.html

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "dlf needs Python >= 3.11; try: make PYTHON=python3.12" >&2; exit 1; }
	@echo "Setting up .venv once: about 2 GB, more with CUDA; some minutes (quiet meanwhile)"
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

help:
	@sed '/^\.PHONY/,$$d; s/^# //' $(firstword $(MAKEFILE_LIST))

book: $(READY)
	$(BIN)/python -m dlf check
	$(BIN)/jupyter-book build book -W -n --keep-going --all
	@touch $(PAGE)  # it only leads to the first page, so it is written once
	@echo "The book is ready: open $(CURDIR)/$(PAGE)"

# the claims are checked and the pages made anew where anything that they show is newer
SHOWN := $(shell find book dlf _config.yml -type f ! -path '*/.*' ! -path '*/__pycache__/*')
$(PAGE): $(READY) $(SHOWN)
	@$(MAKE) --no-print-directory book

pdf: $(READY) $(PAGE)
	$(BIN)/python -m tools.pdf

test: $(READY) $(PAGE)
	$(BIN)/python -I -S tools/recheck.py dlf/claims
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m pytest -n 4 --dist loadscope -m "not slow" --nbval tests dlf book
	$(BIN)/python -m tools.portable

slow: $(READY) $(PAGE)
	$(BIN)/python -m pytest -n 4 --dist loadscope -m slow tests

.venv/.lab: requirements-lab.txt $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-lab.txt
	@touch $@

# its own python3 is the kernel, so that a chapter finds dlf
lab: .venv/.lab
	$(BIN)/python book/_ext/dlf_reader.py _build/lab
	cd _build/lab && OPENBLAS_NUM_THREADS=1 $(CURDIR)/$(BIN)/python -m jupyterlab $(LAB)

bench: $(READY)
	$(BIN)/python -m benchmarks

notebooks: $(READY)
	$(BIN)/python tools/run_notebooks.py

seeds: $(READY)
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m tools.reseed

record: $(READY)
	$(BIN)/python -m dlf check --record
	$(BIN)/python tools/sync_statements.py

reproduce: $(READY)
	$(BIN)/python -m tools.reproduce factorization
	$(BIN)/python -m tools.reproduce completion

mutants: $(READY)
	$(BIN)/python tools/mutants.py

# compiled in a copy, so that nothing compiled before can hide a gap
PROOFS := _build/formal
formal:
	@command -v coqc >/dev/null || { echo "The machine proofs need Coq 8.16: apt-get install" \
	  "--no-install-recommends" $$(cat formal/packages.txt) "(Debian 12)" >&2; exit 1; }
	rm -rf $(PROOFS) && mkdir -p $(PROOFS) && cp formal/*.v formal/_CoqProject $(PROOFS)
	cd $(PROOFS) && coq_makefile -f _CoqProject *.v -o Makefile.coq
	+OCAMLRUNPARAM=o=1000 $(MAKE) --no-print-directory -C $(PROOFS) -f Makefile.coq $(if $(filter -j% --jobserver%,$(MAKEFLAGS)),,-j2)
	@echo "All machine proofs in formal/ compile."

# what stands behind `--` are options of the script, which make takes for targets
OPTIONS := $(filter --%,$(MAKECMDGOALS))
portable: $(READY)
	$(BIN)/python -m tools.portable $(OPTIONS)
release: $(READY)
	$(BIN)/python -m tools.release $(OPTIONS) $(DATES)
# a date behind `--prepare`, or what is meant for one
DATES := $(filter 0% 1% 2% 3% 4% 5% 6% 7% 8% 9%,$(MAKECMDGOALS))
.PHONY: $(OPTIONS) $(DATES)
$(OPTIONS) $(DATES): ; @:

clean:
	rm -rf .venv _build
