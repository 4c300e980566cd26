"""Writes the pages of docs/ that are made from the program itself: `python scripts/write_docs.py`.

docs/command-line.md is made from the help texts, docs/records.md from the schema of record lines, docs/rooms.md from
the first sentence of each module and the contract of imports. `tests/test_docs.py` fails as long as a page differs from
what this would write.
"""

import ast
import configparser
import json
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import click

from realpolitik.records.lines import FORMS
from realpolitik.tell.cli import commands

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
SOURCE = ROOT / "src" / "realpolitik"
WIDTH = 100

COMMAND_LINE = """# The command line

Made from the help texts by `python scripts/write_docs.py`; the first half hour is in
[first-half-hour.md](first-half-hour.md).
"""

RECORDS = """# Records and their lines

Made from `src/realpolitik/records/record.schema.json` (JSON Schema 2020-12) by `python scripts/write_docs.py`.

A record says one thing that a document says. As a line it is one JSON object in UTF-8; a file has one record a line.
All numbers of places count code points of the document's stored text, the end exclusive: `text[start:end] == quote`.
A key is never left out: what is not said is `null`, an empty string or an empty list. What is a record, and how each
field is filled, is in the [codebook](codebook.md).
"""


ROOMS = """# The rooms of the house

Made from the first sentence of each module, and from `.importlinter`, by `python scripts/write_docs.py`. The way of an
article through them is in [architecture.md](architecture.md).
"""


def rooms() -> str:
    """The page of modules: those of each package with what they are, in the order of the contract where it has one."""
    page = [ROOMS, "\n## realpolitik\n\n", *map(_room, sorted(SOURCE.glob("*.py")))]
    for package in ("read", "understand", "remember", "analyse", "tell", "lexicon", "records"):
        folder = SOURCE / package
        page.append(f"\n## {package}\n\n")
        if package == "understand":
            page.append("From top to bottom: a room may use those on the lines below its own.\n\n")
            layers = [layer.split(" | ") for layer in _layers(package)]
            page += [_room(folder / f"{name}.py") for layer in layers for name in sorted(layer)]
        else:
            page += map(_room, sorted(folder.glob("*.py")))
    return "".join(page)


def _layers(package: str) -> list[str]:
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter", encoding="utf-8")
    return contracts[f"importlinter:contract:{package}"]["layers"].split("\n")[1:]


def _room(file: Path) -> str:
    if file.stem in {"__init__", "__main__"}:
        return ""
    said = (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").split("\n\n")[0]
    return f"- `{file.stem}`: {' '.join(said.split())}\n"


def command_line() -> str:
    """The page of help texts, the main one first."""
    return COMMAND_LINE + "".join(f"\n## {name}\n\n```text\n{text}\n```\n" for name, text in _helps())


def _helps() -> Iterator[tuple[str, str]]:
    # As wide as the help texts allow, whatever the terminal.
    given = {**commands.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    context = click.Context(commands, info_name="realpolitik", **given)
    yield "realpolitik", commands.get_help(context)
    for name in commands.list_commands(context):
        command = commands.get_command(context, name)
        if command is not None:
            inner = click.Context(command, info_name=name, parent=context)
            yield f"realpolitik {name}", command.get_help(inner)


def records() -> str:
    """The page of record kinds: what all share, what each adds, and what their values are."""
    schema = json.loads(resources.files("realpolitik.records").joinpath("record.schema.json").read_text("utf-8"))
    parts = schema["$defs"]
    common = parts["record"]["properties"]
    page = [RECORDS, "\n## What every line has\n\n", _table(common, parts)]
    page.append("\n## What each kind adds\n")
    for kind in FORMS:
        own = {name: field for name, field in parts[kind]["properties"].items() if name not in common}
        roles = ", ".join(f"`{role}`" for role in parts[kind]["properties"]["roles"]["properties"]) or "none"
        page.append(f"\n### {kind}\n\n{parts[kind]['description']} Roles: {roles}.\n")
        if own:
            page.append("\n" + _table(own, parts))
    page.append("\n## What stands inside\n")
    page += [_inside(name, parts) for name in ("span", "range", "participant", "voice", "when", "place")]
    return "".join(page).replace("\n\n\n", "\n\n")


def _inside(name: str, parts: dict[str, Any]) -> str:
    return f"\n### {name}\n\n{parts[name].get('description', '')}\n\n{_table(parts[name]['properties'], parts)}"


def _table(fields: dict[str, Any], parts: dict[str, Any]) -> str:
    rows = [
        f"| `{name}` | {_values(field, parts)} | {_meaning(name, field, parts)} |\n" for name, field in fields.items()
    ]
    return "| key | value | meaning |\n|---|---|---|\n" + "".join(rows)


def _meaning(name: str, field: dict[str, Any], parts: dict[str, Any]) -> str:
    field = field if "description" in field else parts.get(field.get("$ref", "").rsplit("/", 1)[-1], field)
    return str(field.get("description", ""))


def _values(field: dict[str, Any], parts: dict[str, Any]) -> str:
    if "oneOf" in field:
        return " or ".join(_values(each, parts) for each in field["oneOf"])
    if "$ref" in field:
        name = field["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name})" if "properties" in parts[name] else _values(parts[name], parts)
    if "const" in field:
        return f"`{json.dumps(field['const'])}`"
    if "enum" in field:
        return ", ".join(f"`{value}`" for value in field["enum"])
    if field.get("type") == "array":
        return f"list of {_values(field.get('items', {}), parts)}"
    kinds = field.get("type", "any")
    bounds = f" from {field['minimum']} to {field['maximum']}" if {"minimum", "maximum"} <= set(field) else ""
    return (" or ".join(kinds) if isinstance(kinds, list) else str(kinds)) + bounds


PAGES = {"command-line.md": command_line, "records.md": records, "rooms.md": rooms}


def main() -> None:
    """Writes the pages."""
    for name, content in PAGES.items():
        (DOCS / name).write_text(content(), encoding="utf-8")
        print(f"written: docs/{name}")


if __name__ == "__main__":
    main()
