"""The stretches between quotation marks, and who is credited beside them: enough to know whom "I" and "we" mean."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from realpolitik.lexicon.cues import cues

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Nothing can be read out of a longer "sentence" (in tokens), such as a list without stops; it would only take long.
LONGEST_SENTENCE = 1000
OPENING = frozenset({"“", "``", "„", "«"})
CLOSING = frozenset({"”", "»"})
# Single marks; which of them are apostrophes, the tags tell.
INNER_OPENING = frozenset({"‘", "'"})
INNER_CLOSING = frozenset({"’", "'"})
# Relative pronouns, "this" and "there" credit nobody.
NOBODY = frozenset({"WDT", "WP", "DT", "EX"})
# Who says something is credited before who merely acts this much nearer (in tokens). Chosen by hand, never calibrated.
OF_ANOTHER_VERB = 12
# What stands between two opening marks of one quotation is short (in tokens). Chosen by hand, never calibrated.
LONGEST_BROKEN = 40
# Marks that open as well as close; two apostrophes stand for a mark in old newspaper files.
EITHER = frozenset({'"', "''"})


@dataclass(frozen=True, slots=True)
class Quotation:
    """The tokens from one quotation mark to the other; `speaker` is the subject credited beside it, if there is one."""

    start: int
    end: int
    speaker: "Token | None" = None
    continues: bool = False

    @property
    def tokens(self) -> range:
        """Its tokens, the marks included."""
        return range(self.start, self.end + 1)

    def words(self, doc: "Doc") -> list[int]:
        """Its words, without marks and punctuation."""
        return [at for at in self.tokens if at < len(doc) and doc[at].is_alpha]


@dataclass(frozen=True, slots=True)
class Quotations:
    """All quotations of a document, in the order of the text."""

    found: tuple[Quotation, ...] = ()
    starts: tuple[int, ...] = ()

    def around(self, token: "Token") -> Quotation | None:
        """The quotation in which a token stands."""
        place = bisect_right(self.starts, token.i) - 1
        return self.found[place] if place >= 0 and token.i <= self.found[place].end else None


def quotations_in(doc: "Doc") -> Quotations:
    """Every stretch between quotation marks with the subject nearest to it; a speaker holds for a paragraph."""
    found: list[Quotation] = []
    for start, end in _stretches(doc):
        continues = bool(found) and _goes_on(doc, found[-1], start)
        speaker = found[-1].speaker if continues else _speaker(doc, start, end)
        if speaker is None and found and not any("\n" in token.text for token in doc[found[-1].end : start]):
            speaker = found[-1].speaker
        found.append(Quotation(start, end, speaker, continues))
    return Quotations(tuple(found), tuple(quotation.start for quotation in found))


def _stretches(doc: "Doc") -> Iterator[tuple[int, int]]:
    """From mark to mark. A mark that is never closed ends with its paragraph."""
    start = -1
    for token in doc:
        if "\n" in token.text:
            if start >= 0:
                yield start, token.i - 1
            start = -1
        elif start < 0 and (_opening(token) or token.text in EITHER):
            start = token.i
        elif start >= 0 and _opening(token) and (comma := _left_open(doc, start, token.i)):
            yield start, comma
            start = token.i
        elif start >= 0 and (token.text in CLOSING or token.text in EITHER):
            yield start, token.i
            start = -1
    if start >= 0:
        yield start, len(doc) - 1


def _opening(token: "Token") -> bool:
    """Whether it opens a quotation; two grave accents are a mark in old newspaper files."""
    accent = token.text == "`" and token.i + 1 < len(token.doc) and token.nbor().text == "`"
    return token.text in OPENING or accent


def _left_open(doc: "Doc", start: int, end: int) -> int:
    """Where a quotation ends that is opened twice around its cue: "“Chad, said Obi, “is in trouble."; 0 if nowhere."""
    if doc[end - 1].text != "," or end - start > LONGEST_BROKEN:
        return 0
    verb = next((token for token in doc[start + 1 : end] if token.pos_ == "VERB" and says(token)), None)
    commas = [token.i for token in doc[start + 1 : verb.i] if token.text == ","] if verb is not None else []
    return commas[-1] if commas else 0


def inner_quotations(doc: "Doc", outer: Quotation) -> Iterator[Quotation]:
    """The quotations between single marks inside a quotation."""
    start = -1
    for token in doc[outer.start + 1 : outer.end + 1]:
        if token.text in INNER_OPENING and token.tag_ == "``" and start < 0:
            start = token.i
        elif token.text in INNER_CLOSING and token.tag_ == "''" and start >= 0:
            yield Quotation(start, token.i)
            start = -1


def _goes_on(doc: "Doc", before: Quotation, start: int) -> bool:
    """Whether a quotation goes on in a new paragraph: the one before was left open, and this opens the next."""
    between = doc[before.end + 1 : start]
    unclosed = doc[before.end].text not in CLOSING and doc[before.end].text not in EITHER
    return unclosed and len(between) > 0 and all(token.is_space for token in between)


def _speaker(doc: "Doc", start: int, end: int) -> "Token | None":
    """The nearest subject in the sentences that touch the marks, in the same paragraph; who says so before who acts."""
    places = [start - 1, start, end, end + 1]
    if any(token.text == "," for token in doc[max(end - 1, 0) : end + 2]) and end + 1 < len(doc):
        # "We agree," said Cdr. Obi: the stop of a title ends no sentence.
        after = doc[end + 1].sent.end
        places += [after] if after - end <= OF_ANOTHER_VERB else []
    edges = [doc[i] for i in places if 0 <= i < len(doc) and "\n" not in doc[i].text]
    subjects = [
        (token, verb)
        for sentence in {edge.sent.start: edge.sent for edge in edges}.values()
        for verb in (sentence if len(sentence) <= LONGEST_SENTENCE else ())
        if verb.pos_ == "VERB" and not start <= verb.i <= end
        for token in _subjects(verb)
        if not start <= token.i <= end and token.tag_ not in NOBODY and token.ent_type_ not in {"DATE", "TIME"}
    ]
    ranked = [(_remoteness(token, verb, start, end), token.i, token) for token, verb in subjects]
    return min(ranked, key=lambda row: row[:2])[2] if ranked else None


def _subjects(verb: "Token") -> list["Token"]:
    own = [child for child in verb.children if child.dep_ == "nsubj"]
    if not own and says(verb) and (behind := inverted(verb)) is not None:
        return [behind]
    return own


def _remoteness(token: "Token", verb: "Token", start: int, end: int) -> int:
    """How far a subject is from the marks; who only acts is as far as `OF_ANOTHER_VERB` tokens more."""
    return min(abs(token.i - start), abs(token.i - end)) + (0 if says(verb) else OF_ANOTHER_VERB)


def says(verb: "Token", asking: bool = False) -> bool:
    """Whether a verb is one of saying, or also of asking."""
    row = cues("cues/speech.tsv", "verb").get(verb.lemma_.lower())
    return row is not None and (row["class"] == "say" or (asking and row["class"] == "ask"))


def inverted(verb: "Token") -> "Token | None":
    """The speaker behind the verb, whom the parse takes for an object: "..., said the envoy"."""
    if any(child.dep_ == "ccomp" and child.i > verb.i for child in verb.children):
        return None
    before = verb.nbor(-1) if verb.i > verb.sent.start else None
    if before is None or not (before.is_punct or before.is_quote):
        return None
    return next((child for child in verb.rights if child.dep_ in {"dobj", "attr", "npadvmod"}), None)
