# Tableau de bord 1 000 LIANES. Il faut GNU make, git et Python 3.11 ou plus récent, rien d'autre.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := all

PYTHON ?= python3
HOST ?= localhost
PORT ?= 8501
VENV ?= .venv

PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check
LOCK := $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --no-header \
  --no-annotate
WORKERS := -n auto --maxprocesses 4 --dist loadfile

# Installe un paquet Debian, quand on est administrateur.
apt = [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq \
  && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1) >/dev/null

.PHONY: all help install run demo init check lint format test test-long bench screenshot \
  failover geo lock clean dev browser proxy

all: lint test  ## Vérifier le code puis lancer les essais (cible par défaut)

help:  ## Lister les cibles
	@echo "Cibles de make :"
	@grep -hE '^[a-z-]+:.*  ## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*  ## (.*)/  \1\t\2/' | expand -t 14
	@echo "Variables : PORT=8501 HOST=localhost PYTHON=python3 LIANES_STORE=… LIANES_AUDIENCE=…"

install: $(VENV)/.runtime  ## Préparer l'environnement seul

run: install  ## Installer, préparer les données, servir sur http://localhost:8501
	@$(PY) -m lianes prepare
	@echo "Tableau de bord : http://$(HOST):$(PORT) (Ctrl+C pour arrêter)"
	@exec $(PY) -m streamlit run app.py --server.port $(PORT) --server.address $(HOST)

demo: install  ## Refaire l'entrepôt de démonstration (remplace l'entrepôt)
	@$(PY) -m lianes demo --force

init: install  ## Créer un entrepôt vide, pour des données réelles
	@$(PY) -m lianes init

check: install  ## Contrôler l'entrepôt
	@$(PY) -m lianes check

lint: dev  ## Vérifier le style et les types
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy

format: dev  ## Mettre le code en forme
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

test: lint browser  ## Vérifier et lancer tous les essais courts, navigateur compris
	@echo "Essais courts ; les essais longs sont ÉCARTÉS ici : make test-long."
	@$(PY) -m pytest -m "not long" $(WORKERS)

test-long: browser proxy  ## Lancer les essais longs, avant de clore un lot
	@$(PY) -m pytest -m long || { status=$$?; [ $$status = 5 ] || exit $$status; \
	  echo "Aucun essai n'est marqué long pour le moment."; }

bench: browser  ## Mesurer le tableau de bord et mettre docs/performance.md à jour
	@$(PY) -m benchmarks.run

failover: browser proxy  ## Tuer et redémarrer deux répliques sous leurs lecteurs (docs/deployment.md)
	@$(PY) -m benchmarks.failover

screenshot: browser  ## Refaire les captures d'écran de la documentation
	@$(PY) -m benchmarks.screenshots

geo: install  ## Refaire les contours et les tables de territoires (Internet et npm nécessaires)
	@$(PY) -m lianes geo build

lock: install  ## Refaire requirements.txt et requirements-dev.txt aux dernières versions
	@$(PIP) install --quiet uv
	@$(LOCK) pyproject.toml | $(PY) tests/tools/lock.py requirements.txt \
	  "Versions exactes de tout ce que le tableau de bord utilise."
	@$(LOCK) --group dev --constraint requirements.txt | $(PY) tests/tools/lock.py \
	  requirements-dev.txt "Ce que les essais ajoutent à requirements.txt."

clean:  ## Supprimer l'environnement et les caches (les données restent)
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ------------------------------------------------------------------ environnement
$(VENV)/.runtime: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Python 3.11 ou plus récent est nécessaire : $(PYTHON) est absent ou plus ancien." >&2; \
	  echo "Installez-le, ou nommez-le : make run PYTHON=python3.12" >&2; exit 1; }
	@$(PY) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV) >/dev/null 2>&1 \
	  || { $(call apt,python3-venv) && $(PYTHON) -m venv --clear $(VENV); } || { \
	  echo "L'environnement Python n'a pas pu être créé dans $(VENV)." >&2; \
	  echo "Sous Debian ou Ubuntu : apt-get install python3-venv" >&2; exit 1; }
	@echo "Installation de $$(grep -c == requirements.txt) paquets (une à trois minutes la première fois)…"
	@$(PIP) install --quiet --requirement requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	@echo "Installation des outils d'essai…"
	@$(PIP) install --quiet --requirement requirements-dev.txt
	@touch $@

dev: $(VENV)/.dev

browser: dev
	@$(PY) tests/tools/browser.py || { \
	  $(call apt,chromium) && $(PY) tests/tools/browser.py; } || { \
	  echo "Aucun navigateur : installez Chromium ou Google Chrome, puis relancez." >&2; exit 1; }

proxy: dev
	@PATH="$$PATH:/usr/sbin:/usr/local/sbin"; command -v haproxy >/dev/null || { $(call apt,haproxy); } || { \
	  echo "HAProxy est absent : sous Debian ou Ubuntu, apt-get install haproxy, puis relancez." >&2; exit 1; }
