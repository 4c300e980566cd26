"""OPEN THIS FIRST: an article's whole way on one screen, read -> understand -> remember.

    bytes --read--> Document --understand--> records --remember--> ledger --analyse--> findings --tell--> people

`readings` is the way of the first two stages and `remember` of the third; `realpolitik.tell.brief` begins the last two.
Each stage can be read, tested and replaced alone: they meet only here and speak only in `realpolitik.records`.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from realpolitik import __version__
from realpolitik.lexicon import loader
from realpolitik.read.pages import read_path
from realpolitik.records.documents import Document, Refusal
from realpolitik.records.readings import Reading, Refused, Run, StepFailure, stamped
from realpolitik.remember.ledger import Ledger
from realpolitik.settings import Settings
from realpolitik.understand.sentences import model_name
from realpolitik.understand.steps import understand


def readings(
    paths: Iterable[Path | str] | Path, settings: Settings, *, data: bytes = b""
) -> Iterator[Reading | Refused]:
    """What comes of each input: a reading, or a refusal that says why. Nothing is passed over in silence.

    One path may stand by itself. `data` are the bytes of the path "-".
    """
    run = run_with(settings)
    published = date.fromisoformat(settings.read.published) if settings.read.published else None
    for path in [paths] if isinstance(paths, str | Path) else paths:
        for document in read_path(path, data=data, published=published, outlet=settings.read.outlet):
            if isinstance(document, Refusal):
                yield Refused(refusal=document, run=run)
            else:
                yield reading_of(document, run)


def reading_of(document: Document, run: Run) -> Reading:
    """A document understood. The one broad catch of the project stands here, around one document."""
    try:
        understood = understand(document, run=run.id)
    except Exception as error:  # whatever it is, it must not take the other documents with it
        failure = StepFailure(step=_step_of(error), message=f"{type(error).__name__}: {error}")
        return Reading(document=document, run=run, records=stamped(document.passages, run), failures=(failure,))
    return Reading(document=document, run=run, records=understood.records, actors=understood.actors)


def _step_of(error: Exception) -> str:
    """The step in which an error arose; `understand.steps` leaves its name as a note."""
    return next(iter(getattr(error, "__notes__", ())), "understand")


def remember(ledger: Ledger, found: Iterable[Reading | Refused], settings: Settings) -> Iterator[Reading | Refused]:
    """The same readings, each handed on once the batch that holds it is safely in the ledger."""
    batch: list[Reading | Refused] = []
    for reading in found:
        batch.append(reading)
        if len(batch) >= settings.remember.batch_documents:
            ledger.add_batch(batch)
            yield from batch
            batch = []
    ledger.add_batch(batch)
    yield from batch


def run_with(settings: Settings) -> Run:
    """With what documents are read now: code, model, tables and those settings that change what is read."""
    return Run(
        code=__version__,
        model=model_name(),
        tables=loader.digest(),
        settings=settings.digest,
    )
