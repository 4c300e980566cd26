"""A brief written down in Markdown; words of the articles cannot turn into markup."""

import re
from collections.abc import Iterable, Iterator

from realpolitik.records.documents import Document
from realpolitik.records.evidence import Record
from realpolitik.tell.brief import Brief
from realpolitik.tell.cite import Clause, Sentence
from realpolitik.tell.sections import Group, Table
from realpolitik.tell.wording import bare, firmness

# What means something to Markdown or HTML; a backslash before it makes it a plain character. The colon of "://" and
# the full stop of "www." too, or an address would become a link.
MARKUP = re.compile(r"([\\`*_{}\[\]<>#|!~&$^]|:(?=//)|(?<=www)\.)", re.IGNORECASE)
# What would begin a list or a heading at the start of a line.
OPENING = re.compile(r"^([-+=>]|\d+(?=[.)]))")
# Signs that change how their neighbours are shown, or that are not shown at all, such as those that turn the
# direction of writing.
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def written(brief: Brief) -> str:
    """The brief in Markdown, footnotes at its end."""
    lines = [f"# {plain(brief.title)}", "", _line_start(plain(brief.subtitle)), ""]
    for section in brief.sections:
        lines += [f"## {section.title}", ""]
        for group in section.groups:
            lines += _group(brief, group)
        lines += _table(brief, section.table) if section.table else []
    lines += [f"*{plain(brief.method)}*", ""]
    documents = {document.id: document for document in brief.documents}
    for number, record in enumerate(brief.footnotes.records, start=1):
        lines.append(f"[^{number}]: {_footnote(record, documents[record.document], len(documents) > 1)}")
    return "\n".join(lines) + "\n"


def plain(text: str) -> str:
    """The text on one line, with nothing in it that Markdown or a terminal would act on.

    Example:
        >>> plain("a *bold* <claim>")
        'a \\\\*bold\\\\* \\\\<claim\\\\>'
    """
    return MARKUP.sub(r"\\\1", UNSEEN.sub("", " ".join(text.split())))


def _line_start(text: str) -> str:
    return OPENING.sub(r"\\\1", text) if not text[:1].isdigit() else OPENING.sub(r"\1\\", text)


def _group(brief: Brief, group: Group) -> Iterator[str]:
    if group.heading:
        yield from (f"### {group.heading}", "")
    for sentence in group.sentences:
        yield f"- {_sentence(brief, sentence)}"
    for note in group.notes:
        yield f"- {_line_start(plain(note))}"
    if group.more:
        yield f"- *and {group.more} more in the records (`--ledger` keeps them for `realpolitik find`)*"
    yield ""


def _sentence(brief: Brief, sentence: Sentence) -> str:
    head = " · ".join(plain(part) for part in (sentence.when, sentence.lead) if part)
    said = "".join(_clause(brief, clause) for clause in sentence.clauses)
    tags = f" *({plain(', '.join(sentence.tags))})*" if sentence.tags else ""
    return f"{f'**{head}**{sentence.joint}' if head else ''}{said}{tags}"


def _clause(brief: Brief, clause: Clause) -> str:
    marks = "".join(f"[^{number}]" for number in brief.footnotes.cite(clause.records))
    joint = " " if clause.text.startswith(" ") else ""
    return f"{joint}{plain(clause.text)}{marks}"


def _table(brief: Brief, table: Table) -> Iterator[str]:
    yield from (f"*{plain(table.caption)}*", "")
    yield _row(plain(cell) for cell in table.header)
    yield _row("---" for _ in table.header)
    for row in table.rows:
        yield _row(_clause(brief, cell) for cell in row)
    yield ""


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _footnote(record: Record, document: Document, several: bool) -> str:
    words = " … ".join(f"“{plain(bare(span.quote))}”" for span in record.evidence)
    where = ", ".join(f"{span.start}–{span.end}" for span in record.evidence)
    title = f"{plain(document.title or document.reference)}, " if several else ""
    how = ", ".join((record.kind, record.factuality.value, *(tag for tag in firmness(record) if " " in tag)))
    return f"{words}: {title}characters {where}; {plain(how)}; `{record.id}`"
