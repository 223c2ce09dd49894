# make run    everything installed where needed, then a workshop to look at
# make serve  the same without the demo: your own workshops
# make test   all tests, in a real browser too
# make check  style, types, rooms, translations, links: the list is tools/checks.py
BIN := .venv/bin
SETUP := .make/setup
INPUTS := requirements/dev.txt requirements/node.txt package.json package-lock.json pyproject.toml hatch_build.py \
  tools/setup.py tools/vendor.py tools/bundle.py tools/translations.py $(wildcard workshop/translations/*/LC_MESSAGES/*.po) \
  $(shell find static/js static/css -name '*.js' -o -name '*.css') templates/base.html templates/participant/phone.html \
  templates/facilitator/console.html templates/projector/projector.html
# Set-up looks again when somebody asks for another Python or removed what it had made; else times decide.
ifeq ($(origin PYTHON),undefined)
PYTHON := $(or $(wildcard $(BIN)/python),python3)
AGAIN := $(if $(and $(wildcard $(BIN)/laena),$(wildcard static/vendor/socket.io.min.js)),,again)
else
AGAIN := again
endif

.PHONY: run serve setup test check format pages guide translations lock wheel clean again

run: setup
	@$(BIN)/laena demo $(ARGS)

serve: setup
	@$(BIN)/laena serve $(ARGS)

setup: $(SETUP)

$(SETUP): $(INPUTS) $(AGAIN)
	@$(PYTHON) tools/setup.py
	@touch $@

# Four processes: each waits for its servers and browsers about half of its time. Bytecode is written whatever the
# environment says: the tests start a hundred servers, each of which would compile every module anew.
test: export PYTHONDONTWRITEBYTECODE :=
test: setup
	@LAENA_TEST_CHROMIUM="$$($(BIN)/python tools/chromium.py)" && export LAENA_TEST_CHROMIUM && $(BIN)/python -m pytest -n 4 --dist loadfile $(ARGS)

check: setup
	@$(BIN)/python tools/checks.py

format: setup
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

pages: setup
	@$(BIN)/python -m tools.settings_page
	@$(BIN)/python -m tools.http_page

guide: setup
	@CHROMIUM="$$($(BIN)/python tools/chromium.py)" $(BIN)/python -m tools.guide $(ARGS)

translations: setup
	@$(BIN)/python tools/translations.py update

lock: setup
	@$(BIN)/python tools/lock.py

wheel: setup
	@$(BIN)/python -m build --wheel --no-isolation

clean:
	rm -rf .venv .make node_modules static/vendor static/built build dist
