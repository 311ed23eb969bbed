#!/bin/sh
# The whole gate before the tests, as one readable list.
set -eu
mkdir -p build
bin=.venv/bin
say() { printf '  %s\n' "$1"; }
say "ruff: style and mistakes";           $bin/ruff check --quiet .
say "ruff: format";                       $bin/ruff format --quiet --check .
say "mypy: types";                        $bin/mypy --no-error-summary
say "import-linter: architecture";        $bin/lint-imports --no-cache --no-logo >build/imports.log 2>&1 || { cat build/imports.log; exit 1; }
say "djlint: templates";                  $bin/djlint --lint --quiet store/templates
say "locks: no addresses";                ! grep -n '://' requirements/*.txt
say "words: every one in French";         $bin/python -m tools.words
echo "The checks pass."
