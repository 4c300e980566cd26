"""What the tests of wants, arrangements and claims read: the records of a short text, and how to look at them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from realpolitik.records.actors import Participant
from realpolitik.records.arrangements import Arrangement
from realpolitik.records.claims import About, Claim, Label, Question
from realpolitik.records.evidence import Record
from realpolitik.records.interests import Interest
from realpolitik.understand.steps import STEPS, work_through
from tests.builders import document
from tests.understand.reading import DAY


def workings(text: str, day: date | None = DAY) -> dict[str, Any]:
    """What the steps give for a text of that day, up to the claims."""
    return work_through(STEPS, {"document": document(text, day)})


def interests(text: str) -> tuple[Interest, ...]:
    """The interests that a text states."""
    found: tuple[Interest, ...] = workings(text)["interests"]
    return found


def arrangements(text: str) -> tuple[Arrangement, ...]:
    """The arrangements that a text states."""
    found: tuple[Arrangement, ...] = workings(text)["arrangements"]
    return found


def abouts(text: str) -> tuple[About, ...]:
    """The claims, labels and questions of a text."""
    found: tuple[About, ...] = workings(text)["claims"]
    return found


def claims(text: str) -> list[Claim]:
    """The claims of a text."""
    return [one for one in abouts(text) if isinstance(one, Claim)]


def labels(text: str) -> list[Label]:
    """The labels of a text."""
    return [one for one in abouts(text) if isinstance(one, Label)]


def questions(text: str) -> list[Question]:
    """The questions of a text."""
    return [one for one in abouts(text) if isinstance(one, Question)]


def parties(participants: Iterable[Participant]) -> list[str]:
    """Who answers for the parts, sorted; by their words where no name is known."""
    return sorted(one.party or one.name for one in participants)


def spans_are_exact(text: str, records: Iterable[Record]) -> bool:
    """Whether every span of every record holds the words that stand there in the text."""
    spans = [span for record in records for span in record.evidence]
    spans += [one.span for record in records for one in record.participants]
    for record in records:
        if isinstance(record, Interest | Arrangement):
            spans.append(record.object)
        if isinstance(record, Arrangement) and record.purpose is not None:
            spans.append(record.purpose)
    return all(text[span.start : span.end] == span.quote for span in spans)
