# `just check` is what must pass; every line of it can be run alone.
python := env("PYTHON", justfile_directory() / ".venv/bin/python")
bin := parent_directory(python)

# Everything that must pass, the quick things first
check: format lint types contracts docstrings tests floors

# Is the code laid out by the formatter?
format:
    {{bin}}/ruff format --check .

# Are there known faults?
lint:
    {{bin}}/ruff check .

# Do the types fit, strictly?
types:
    {{bin}}/mypy

# Do imports go down the layers?
contracts:
    {{bin}}/lint-imports

# Does every public name and every test say what it means?
docstrings:
    {{bin}}/interrogate -q src tests eval

# Tests and docs pages, with branch coverage
tests:
    {{python}} -m pytest -n auto --cov --cov-report=term --cov-fail-under=90

# Is as much read from our own annotated articles as before?
floors:
    {{python}} -m eval.gold --floors

# The pages of docs/ that are made from the program
docs:
    {{python}} scripts/write_docs.py

# One table of all measuring sets beside the peers' figures
eval *options:
    {{python}} -m eval.table {{options}}

# Timings, each beside a reference in the same run
bench:
    {{python}} bench/article.py
    {{python}} bench/bad_input.py
    {{python}} bench/understand.py

# Lay out the code and mend what can be mended by itself
fix:
    {{bin}}/ruff format .
    {{bin}}/ruff check --fix .

# The test vectors of the analyses, value by value
vectors folder="../shared/data/analysis":
    {{python}} -m eval.vector_table {{folder}}
