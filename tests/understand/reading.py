"""What the tests of understanding read: a text of a day, its names and its cast."""

from datetime import date

from realpolitik.records.actors import Participant
from realpolitik.understand.actors import Name, names_in
from realpolitik.understand.coreference import Cast, cast_of
from realpolitik.understand.sentences import parse
from tests.builders import document

DAY = date(2016, 6, 6)


def names(text: str, day: date | None = DAY) -> tuple[Name, ...]:
    """The names in a text of that day."""
    article = document(text, day)
    return names_in(article, parse(article))


def cast(text: str, day: date | None = DAY) -> Cast:
    """The cast of a text of that day."""
    article = document(text, day)
    doc = parse(article)
    return cast_of(article, doc, names_in(article, doc))


def behind(text: str, word: str, day: date | None = DAY, nth: int = 0) -> tuple[Participant, ...]:
    """Who stands behind a word of the text: at its first place, or after `nth` others."""
    article = document(text, day)
    doc = parse(article)
    tokens = [token for token in doc if token.text == word]
    return cast_of(article, doc, names_in(article, doc)).at(tokens[nth])
