"""What the tests of understanding read: a text of a day, its names and its cast."""

from datetime import date
from typing import TYPE_CHECKING

from realpolitik.records.actors import Participant
from realpolitik.records.documents import Document
from realpolitik.records.relations import Relation, Tenure
from realpolitik.understand.actors import Name, names_in
from realpolitik.understand.certainty import certainty_in
from realpolitik.understand.coreference import Cast, cast_of
from realpolitik.understand.framing import Framing, framing_of
from realpolitik.understand.places import places_in
from realpolitik.understand.quotes import speeches_in
from realpolitik.understand.relations import relations_in
from realpolitik.understand.sentences import parse
from realpolitik.understand.tenures import tenures_in
from realpolitik.understand.times import times_in
from tests.builders import document

if TYPE_CHECKING:
    from spacy.tokens import Doc

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


def relations(text: str, day: date | None = DAY) -> tuple[Relation, ...]:
    """The ties that a text of that day states."""
    article, doc, found, framing = _framed(text, day)
    return relations_in(article, doc, found, framing)


def tenures(text: str, day: date | None = DAY) -> tuple[Tenure, ...]:
    """The tenures that a text of that day states."""
    article, doc, found, framing = _framed(text, day)
    return tenures_in(article, doc, found, framing)


def _framed(text: str, day: date | None) -> tuple[Document, "Doc", Cast, Framing]:
    article = document(text, day)
    doc = parse(article)
    found = cast_of(article, doc, names_in(article, doc))
    speeches, times = speeches_in(article, doc, found), times_in(article, doc)
    certainty = certainty_in(article, doc, speeches, times)
    return article, doc, found, framing_of(speeches, certainty, times, places_in(article, doc), day)
