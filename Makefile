# make all: everything from nothing. make help: the rest.

PYTHON ?= python3
VENV := .venv
PIP := $(VENV)/bin/python -m pip install --quiet --disable-pip-version-check
RENDER := $(VENV)/bin/render
SHARED := -n auto --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: all test test-all lint bench recordings docs clean distclean help

all: $(VENV)/installed  ## Render every scene into output/, and the gallery; only what is out of date
	@$(RENDER) all
	@$(RENDER) gallery

# Any other target is a scene: make tanh_3layer.
.DEFAULT:
	@$(MAKE) --silent $(VENV)/installed
	@$(RENDER) scene $@

test: $(VENV)/for-tests  ## Run the tests
	$(VENV)/bin/pytest $(SHARED) -m "not slow"

test-all: $(VENV)/for-tests  ## Run the slow tests as well
	$(VENV)/bin/pytest $(SHARED)

lint: $(VENV)/for-tests  ## Check style, types, and which room may know which
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --no-logo

bench: $(VENV)/for-tests  ## Measure speed and memory beside the original recipe
	$(VENV)/bin/python -m tests.bench

recordings: $(VENV)/installed  ## Train all networks of the scenes anew; MNIST=FOLDER: those of digits
	$(VENV)/bin/python -m scenes.recordings $(if $(MNIST),--mnist $(MNIST))

docs: $(VENV)/installed  ## Render the README's pictures
	$(RENDER) scene tanh_3layer_2input tanh_3layer_3output relu_3layer_2input \
	    tanh_3layer_2input_2output --format gif --size 480x270 --networks 5 \
	    --hold 0.8 --morph 0.8 --fps 20 --loop --output docs
	$(RENDER) scene tanh_3layer_2input_inside --format gif --size 480x270 \
	    --hold 1.4 --morph 0.8 --fps 12 --output docs
	$(RENDER) scene network_story --format gif --size 480x270 --hold 1.4 --morph 0.6 \
	    --fps 12 --output docs
	$(RENDER) scene learn_spiral --format gif --size 480x270 --output docs
	$(RENDER) scene argmax_3output argmax_2input \
	    --format gif --size 480x270 --hold 1.6 --fps 12 --loop --output docs
	$(RENDER) scene digits_lit digits_hidden --format gif --size 480x270 --hold 1.6 \
	    --morph 0.6 --fps 12 --loop --output docs
	rm -f docs/*.json docs/*.png
	for theme in dark retro light print; do $(RENDER) still tanh_3layer_2input --stop 7 \
	    --theme $$theme --size 480x270 -o docs/$$theme.png; done
	$(RENDER) still tests/fixtures/scikit/iris.npz --data tests/fixtures/scikit/iris.csv \
	    --axes 3,4 --title "Three kinds of iris" --theme light --size 800x500 -o docs/iris.png

clean:  ## Delete what was rendered
	rm -rf output/* output/.[!.g]*

distclean: clean  ## Delete the virtual environment as well
	rm -rf $(VENV) *.egg-info

help:  ## Show this
	@echo "make TARGET, where TARGET is a scene of \`render list\` or one of:"
	@sed -n 's/^\([a-z-]*\):.*## /  \1\t/p' $(MAKEFILE_LIST)

$(VENV)/installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/for-tests: tests/requirements.lock $(VENV)/installed
	$(PIP) --require-hashes -r tests/requirements.lock
	@touch $@
