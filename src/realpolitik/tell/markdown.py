"""A brief written down in Markdown; words of the articles cannot turn into markup."""

import re

from realpolitik.records.evidence import Record
from realpolitik.tell.brief import Brief

# What means something to Markdown or HTML; a backslash before it makes it a plain character.
MARKUP = re.compile(r"([\\`*_{}\[\]<>#|!~&])")


def written(brief: Brief) -> str:
    """The brief in Markdown, footnotes at its end."""
    lines = [f"# {plain(brief.title)}", "", plain(brief.subtitle), ""]
    for section in brief.sections:
        lines += [f"## {section.title}", ""]
        for sentence in section.sentences:
            marks = "".join(f"[^{number}]" for number in brief.footnotes.cite(sentence.records))
            lines.append(f"- {plain(sentence.text)}{marks}")
        lines += [f"- *{plain(note)}*" for note in section.notes]
        if section.more:
            lines.append(f"- and {section.more} more in the records")
        lines.append("")
    lines.append(f"Made by run `{brief.run}`.")
    lines.append("")
    references = {document.id: document.reference for document in brief.documents}
    for number, record in enumerate(brief.footnotes.records, start=1):
        lines.append(f"[^{number}]: {_footnote(record, references[record.document])}")
    return "\n".join(lines) + "\n"


def plain(text: str) -> str:
    """The text on one line, with nothing in it that Markdown would act on."""
    return MARKUP.sub(r"\\\1", " ".join(text.split()))


def _footnote(record: Record, reference: str) -> str:
    words = " … ".join(f"“{plain(span.quote)}” ({span.start}–{span.end})" for span in record.evidence)
    return f"{record.kind}, {record.factuality.value}: {words}, {plain(reference)}"
