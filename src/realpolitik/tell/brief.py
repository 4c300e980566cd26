"""The brief: what articles say about who did, said and wants what, every sentence with its words.

    material -> sections -> Markdown or one HTML page

The words of a record are quoted, never retold: a brief may say less than its records, never more. What stands in
captions, appeals and related links carries no records but names, and so is never told.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from realpolitik.errors import InputError
from realpolitik.records.documents import Document
from realpolitik.records.readings import Reading, Run
from realpolitik.tell.account import arranged, happened, labelled, said
from realpolitik.tell.cite import Footnotes
from realpolitik.tell.gaps import unknown
from realpolitik.tell.material import material_of
from realpolitik.tell.outlook import in_short, verdict_on, win_win
from realpolitik.tell.sections import Section
from realpolitik.tell.standing import ties, wanted
from realpolitik.tell.wording import interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What some articles say, ready to be written down; its footnotes are numbered in reading order."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    documents: tuple[Document, ...]
    run: Run
    footnotes: Footnotes = field(default_factory=Footnotes)

    def __post_init__(self) -> None:
        for section in self.sections:
            for records in section.records:
                self.footnotes.cite(records)

    @property
    def method(self) -> str:
        """With what it was made, so that it can be made again."""
        run = self.run
        model = f", language model {run.model}" if run.model else ""
        return (
            f"Read by a program and checked by nobody: realpolitik {run.code}{model}, tables {run.tables[:12] or '-'}, "
            f"run {run.id}. Each footnote opens the words that its sentence rests on."
        )


def brief_of(readings: Sequence[Reading], *, about: tuple[str, str] | None = None) -> Brief:
    """What these articles say; `about` names the two whose relation is asked for (ids or names).

    Errors: InputError without a reading, UnknownName if one of the two is nowhere in the readings.
    """
    if not readings:
        raise InputError("a brief needs at least one article that was read")
    material = material_of(readings, about)
    verdict = verdict_on(material)
    sections = (
        in_short(material, verdict),
        happened(material),
        said(material),
        ties(material),
        wanted(material),
        arranged(material),
        win_win(material, verdict),
        labelled(material),
        unknown(material),
    )
    documents = material.documents
    return Brief(
        title=_title(documents),
        subtitle=_subtitle(documents),
        sections=tuple(filter(None, sections)),
        documents=documents,
        run=readings[0].run,
    )


def _title(documents: Sequence[Document]) -> str:
    if len(documents) == 1:
        return documents[0].title or documents[0].reference or "An article without a title"
    return f"{len(documents)} articles"


def _subtitle(documents: Sequence[Document]) -> str:
    """Who published it and when, by whom it was written, and who took it over."""
    parts = []
    for part in ("outlet", "author"):
        names = sorted({name for document in documents if (name := getattr(document, part))})
        parts.append(", ".join(names) if len(names) < 4 else f"{len(names)} {part}s")
    again = sorted({document.republisher for document in documents if document.republisher})
    days = sorted(day for document in documents if document.published and (day := document.published.end))
    parts.append(interval(days[0], days[-1]) if days else "no day of publication")
    parts.append(f"taken over by {', '.join(again)}" if again else "")
    return " · ".join(filter(None, parts))
