# Everything a checkout needs, from nothing: `make demo`, `make test`. Only Python ≥ 3.11 and make are expected.

VENV   := .venv
PYTHON := $(VENV)/bin/python
STAMP  := $(VENV)/.installed
PIP    := $(PYTHON) -m pip --disable-pip-version-check -q install -c constraints.txt
CHECKED := xladdin udfs tests benchmarks

.PHONY: help demo test lint bench clean
.DEFAULT_GOAL := help

help:
	@echo "make demo    整个流程走一遍（第一次会自动准备运行环境）"
	@echo "make test    全部测试"
	@echo "make lint    代码检查：ruff、mypy --strict"
	@echo "make bench   速度对比，打印一张表"
	@echo "make clean   删除 .venv 和生成的文件"

demo: $(STAMP)
	$(VENV)/bin/xladdin demo

test: $(STAMP)
	@sh tests/install_libreoffice.sh
	$(PYTHON) -m pytest -n 2

lint: $(STAMP)
	$(PYTHON) -m ruff check $(CHECKED)
	$(PYTHON) -m ruff format --check $(CHECKED)
	$(PYTHON) -m mypy --strict

bench: $(STAMP)
	$(PYTHON) benchmarks/run.py

clean:
	rm -rf $(VENV) build dist demo .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find $(CHECKED) -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamp is newer than what decides the set-up, so a second `make` starts at once. The build backend is
# installed first: with the pinned one at hand pip need not fetch another for building the project.
$(STAMP): pyproject.toml constraints.txt
	@python=; \
	for candidate in python3 python3.11 python3.12 python3.13 python3.14; do \
	  if $$candidate -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    python=$$candidate; break; \
	  fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "需要 Python 3.11 或更新的版本，这台机器上没有找到：请先安装，再运行 make。" >&2; exit 1; \
	fi; \
	if ! $$python -c 'import venv, ensurepip' 2>/dev/null; then \
	  echo "$$python 缺少 venv 模块：请先安装（Debian、Ubuntu 上是 apt-get install python3-venv），再运行 make。" >&2; \
	  exit 1; \
	fi; \
	if ! $(PYTHON) -m pip --version >/dev/null 2>&1; then \
	  echo "准备运行环境 $(VENV)（$$($$python --version)）……"; \
	  $$python -m venv --clear $(VENV); \
	fi
	@$(PIP) hatchling
	@$(PIP) --no-build-isolation -e '.[dev]'
	@touch $@
