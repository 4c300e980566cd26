"""The command line: one verb per stage."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from realpolitik import __version__
from realpolitik.errors import InputError, LedgerError, RealpolitikError

if TYPE_CHECKING:
    from realpolitik.records.documents import Document
    from realpolitik.records.evidence import Record
    from realpolitik.records.readings import Reading, Refused
    from realpolitik.remember.ledger import Ledger
    from realpolitik.settings import Settings

EXIT_CODES = """\b
Exit codes:
  0  everything was read, or something was found
  1  some inputs were refused or read in part; the rest is done
  2  the command was called wrongly
  3  nothing could be read, or nothing was found
  4  the ledger or an output could not be opened, read or written
"""
SOME_LOST, NOTHING, UNWRITABLE = 1, 3, 4
BUNDLED = "article.txt"
HTML = frozenset({".html", ".htm"})
# What `read --json` says of an article beside what came of it.
ABOUT = ("document", "published", "title", "outlet")
WRITTEN_AS = HTML | {".md", ".txt"}


@click.group(epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="realpolitik")
def commands() -> None:
    """Read the news; keep who did, said and wants what toward whom; tell it with its words."""


def main(arguments: list[str] | None = None, *, standalone_mode: bool = True) -> None:
    """Runs the command line; our own errors become a line on stderr and an exit code."""
    try:
        code = commands.main(args=arguments, prog_name="realpolitik", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except click.Abort:
        click.echo("stopped; what had been acknowledged is in the ledger", err=True)
        code = 130
    except LedgerError as error:
        code = _complain(error, UNWRITABLE)
    except InputError as error:
        code = _complain(error, NOTHING)
    except RealpolitikError as error:
        code = _complain(error, NOTHING)
    except BrokenPipeError:
        # Whoever read our output has gone; what is left in the buffer must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    if standalone_mode:
        sys.exit(code or 0)


def _complain(error: Exception, code: int) -> int:
    click.echo(f"realpolitik: {error}", err=True)
    return code


def _options(*options: Callable[..., Any]) -> Callable[..., Any]:
    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


class Day(click.DateTime):
    """A day as ISO 8601 writes it."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def get_metavar(self, *_: Any, **__: Any) -> str:
        """What stands for it in the help."""
        return "YYYY-MM-DD"


DAY = Day()
inputs = _options(
    click.argument("paths", nargs=-1, required=True, metavar="PATH|-..."),
    click.option("--published", type=DAY, help="Day of publication; goes before what page and file name say."),
    click.option("--outlet", default="", help="Who published it; goes before what the page says."),
    click.option("--settings", "settings_file", type=click.Path(path_type=Path), help="A TOML file of settings."),
    click.option(
        "--ledger", "place", metavar="FILE|ADDRESS", help="Keep the records in this file or PostgreSQL database."
    ),
    click.option("--records", "lines_file", type=click.Path(path_type=Path), help="Write the records as JSON lines."),
)
looked_in = click.option("--ledger", "place", metavar="FILE|ADDRESS", required=True, help="The ledger to look in.")
as_json = click.option("--json", "machine", is_flag=True, help="JSON, for a machine to read.")


@commands.command(short_help="Read articles into records and say what came of each.")
@inputs
@as_json
def read(paths: tuple[str, ...], machine: bool, **given: Any) -> int:
    """Read files, folders or standard input, and say of each what came of it."""
    found = [_summary(reading) for reading in _read(paths, **given)]
    if machine:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        for row in found:
            click.echo(f"{row['outcome']:8} {row['records']:5} records  {row['reference']}")
    return _account(found)


@commands.command(short_help="Tell what articles say, each sentence with its words.")
@inputs
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where to write; .md or .html. Default: stdout.")
@click.option("--about", nargs=2, metavar="A B", help="The two whose relation is asked for (ids or names).")
def brief(paths: tuple[str, ...], output: Path | None, about: tuple[str, str] | None, **given: Any) -> int:
    """Tell what articles say about who did, said and wants what, every sentence with its words."""
    if output is not None and output.suffix.lower() not in WRITTEN_AS:
        raise click.BadParameter(f"{output} must end in {', '.join(sorted(WRITTEN_AS))}", param_hint="-o")
    readings = list(_read(paths, **given))
    _tell(readings, about, output)
    return _account([_summary(reading) for reading in readings])


@commands.command(short_help="Make the brief of a bundled article.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
def demo(folder: Path) -> int:
    """Make the brief of a bundled article: brief.md and brief.html in FOLDER."""
    with resources.as_file(resources.files("realpolitik.tell") / "examples" / BUNDLED) as article:
        readings = list(_read((str(article),)))
    # The bundled file has one name for every user, wherever the package is installed.
    readings = [_under_name(reading, BUNDLED) for reading in readings]
    for name in ("brief.md", "brief.html"):
        _tell(readings, None, folder / name)
    click.echo((folder / "brief.md").read_text(encoding="utf-8"))
    click.echo(f"Written: {folder / 'brief.md'} and {folder / 'brief.html'} (open the second in a browser).", err=True)
    click.echo("Next: realpolitik brief YOUR-ARTICLE.txt --published 2024-05-03 -o brief.html", err=True)
    return 0


@commands.command(short_help="Find records in a ledger.")
@click.argument("text", default="")
@looked_in
@click.option("--actor", default="", help="In any role (id or name).")
@click.option("--dyad", nargs=2, metavar="A B", help="Two who face each other (ids or names).")
@click.option("--kind", "kinds", multiple=True, help="event, relation, interest, quote, report, ... (may be repeated)")
@click.option("--type", "event_type", default="", help="An event type of PLOVER.")
@click.option("--factuality", multiple=True, help="asserted, reported, planned, denied, hypothetical (may be repeated)")
@click.option("--since", type=DAY, help="What may have happened on that day or later.")
@click.option("--until", type=DAY, help="What may have happened on that day or before.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True)
@as_json
def find(text: str, place: str, machine: bool, actor: str, dyad: tuple[str, str] | None, **asked: Any) -> int:
    """Find records by their words, by actor, dyad, kind, date and factuality."""
    for name in ("since", "until"):
        asked[name] = asked[name].date() if asked[name] else None
    with _ledger(place, read_only=True) as ledger:
        found = ledger.records(
            text=text,
            actor=_actor_id(ledger, actor),
            dyad=(_actor_id(ledger, dyad[0]), _actor_id(ledger, dyad[1])) if dyad else ("", ""),
            **asked,
        )
        articles = {id: ledger.document(id).reference for id in {record.document for record in found}}
    if not found:
        click.echo("nothing in the ledger fits; ask for less, or for a part of the words", err=True)
    _print_records(found, articles, machine)
    if len(found) == asked["limit"]:
        click.echo(f"stopped at {len(found)}; there may be more, see --limit", err=True)
    return 0 if found else NOTHING


@commands.command(short_help="Show one record with the words around it.")
@click.argument("id")
@looked_in
@as_json
def show(id: str, place: str, machine: bool) -> int:
    """Show one record with the words around it; the beginning of its ID is enough."""
    with _ledger(place, read_only=True) as ledger:
        record = ledger.record(id)
        document = ledger.document(record.document)
    from realpolitik.tell.listing import whole

    click.echo(json.dumps(_line(record), ensure_ascii=False) if machine else whole(record, document))
    return 0


def _read(
    paths: tuple[str, ...],
    *,
    published: Any = None,
    outlet: str = "",
    settings_file: Path | None = None,
    place: str | None = None,
    lines_file: Path | None = None,
) -> Iterator["Reading | Refused"]:
    """The readings of the inputs, kept in the ledger and written as lines where that was asked for."""
    from realpolitik import pipeline
    from realpolitik.records.lines import encoded

    settings = _settings(settings_file, published, outlet)
    data = sys.stdin.buffer.read() if "-" in paths else b""
    with ExitStack() as opened:
        lines = opened.enter_context(_output(lines_file)) if lines_file else None
        found: Iterable[Reading | Refused] = pipeline.readings(paths, settings, data=data)
        if place:
            found = pipeline.remember(opened.enter_context(_ledger(place)), found, settings)
        for reading in _with_progress(found, paths):
            if lines is not None:
                for record in getattr(reading, "records", ()):
                    lines.write(encoded(record) + b"\n")
            yield reading


def _settings(file: Path | None, published: Any, outlet: str) -> "Settings":
    import msgspec

    from realpolitik.settings import Settings, settings_from

    settings = settings_from(file) if file else Settings()
    given = {"published": published.date().isoformat() if published else "", "outlet": outlet}
    known = {name: value for name, value in given.items() if value}
    return msgspec.structs.replace(settings, read=msgspec.structs.replace(settings.read, **known))


def _with_progress(found: Iterable[Any], paths: tuple[str, ...]) -> Iterator[Any]:
    """The same, with a count on a terminal where there is more than one article to wait for."""
    long = len(paths) > 1 or any(Path(path).is_dir() or path.endswith(".jsonl") for path in paths)
    if not (long and sys.stderr.isatty()):
        yield from found
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} articles"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=None)
        for reading in found:
            progress.advance(task)
            yield reading


@contextmanager
def _output(file: Path) -> Iterator[IO[bytes]]:
    try:
        with file.open("wb") as opened:
            yield opened
    except OSError as error:
        raise LedgerError(f"{file} cannot be written: {error.strerror}; choose another place") from None


def _ledger(place: str, *, read_only: bool = False) -> "Ledger":
    from realpolitik.remember import duck, postgres

    if place.startswith(postgres.SCHEMES):
        return postgres.open_ledger(place, read_only=read_only)
    return duck.open_ledger(place, read_only=read_only)


def _actor_id(ledger: "Ledger", name: str) -> str:
    """The id of the actor meant: an id as it is, else the best fit for a name.

    Errors: InputError if nobody in the ledger bears the name.
    """
    if not name:
        return ""
    found = ledger.find_actors(name)
    if not found:
        raise InputError(f"nobody in the ledger has the name or id {name!r}; try a part of a name")
    return found[0].id


def _summary(reading: "Reading | Refused") -> dict[str, Any]:
    from realpolitik.records.readings import Refused

    row: dict[str, Any] = {"reference": reading.reference, "outcome": reading.outcome.value}
    if isinstance(reading, Refused):
        return {**row, **dict.fromkeys(ABOUT), "document": "", "records": 0, "why": [reading.refusal.reason]}
    failures = [f"{failure.step}: {failure.message}" for failure in reading.failures]
    return {
        **row,
        "document": reading.document.id,
        "published": _day_of(reading.document),
        "title": reading.document.title,
        "outlet": reading.document.outlet,
        "records": len(reading.records),
        "why": [*reading.document.notes, *reading.notes, *failures],
    }


def _day_of(document: "Document") -> str | None:
    day = document.published.end if document.published else None
    return day.isoformat() if day else None


def _account(rows: list[dict[str, Any]]) -> int:
    """Says on stderr what was not read whole, and why; returns the exit code."""
    for row in rows:
        if row["outcome"] != "read":
            why = "; ".join(row["why"])
            # A reason may name its file by itself.
            named = "" if why.startswith(row["reference"]) else f"{row['reference']}: "
            click.echo(f"{row['outcome']}: {named}{why}", err=True)
    undated = [row["reference"] for row in rows if row["outcome"] != "refused" and row["published"] is None]
    if undated:
        named = undated[0] if len(undated) == 1 else f"{len(undated)} articles, such as {undated[0]}"
        click.echo(
            f"no day of publication: {named}; “last week” gets no date there. Give --published, or put the day "
            "into the file's name, as in 2024-05-03-budget.txt",
            err=True,
        )
    counts = {name: sum(row["outcome"] == name for row in rows) for name in ("read", "partly", "refused")}
    click.echo(" · ".join(f"{count:,} {name}" for name, count in counts.items()), err=True)
    if counts["refused"] == len(rows):
        return NOTHING
    return 0 if counts["read"] == len(rows) else SOME_LOST


def _tell(readings: list[Any], about: tuple[str, str] | None, output: Path | None) -> None:
    from realpolitik.records.readings import Reading
    from realpolitik.tell import markdown, page
    from realpolitik.tell.brief import brief_of

    read = [reading for reading in readings if isinstance(reading, Reading)]
    if not read:
        return
    told = brief_of(read, about=about)
    if output is None:
        click.echo(markdown.written(told))
        return
    text = (page if output.suffix.lower() in HTML else markdown).written(told)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise LedgerError(f"{output} cannot be written: {error.strerror}; choose another place with -o") from None


def _under_name(reading: Any, name: str) -> Any:
    return replace(reading, document=replace(reading.document, reference=name))


def _print_records(found: Iterable["Record"], articles: dict[str, str], machine: bool) -> None:
    from realpolitik.tell.listing import in_two_lines

    for record in found:
        shown = json.dumps(_line(record), ensure_ascii=False) if machine else ""
        click.echo(shown or in_two_lines(record, articles[record.document]))


def _line(record: "Record") -> dict[str, Any]:
    from realpolitik.records.lines import as_line

    return as_line(record)
