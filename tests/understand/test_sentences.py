"""Parsing the stored text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realpolitik.understand import sentences

pytestmark = pytest.mark.model


def test_a_paragraph_is_never_in_two_sentences() -> None:
    """A heading without a full stop does not run into the sentence after it."""
    doc = sentences.parse_text("Talks in Bamako\n\nThe two envoys met on Friday.")
    assert [sentence.text.strip() for sentence in doc.sents] == [
        "Talks in Bamako",
        "The two envoys met on Friday.",
    ]


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="aä —\n.“”é中𝄞 B", min_size=1, max_size=60))
def test_tokens_keep_the_text(text: str) -> None:
    """Whatever the text, the tokens put together are that text and offsets are its code points."""
    doc = sentences.parse_text(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


def test_a_long_text_is_parsed_in_pieces_and_stays_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Offsets after the first piece are those of the whole text."""
    monkeypatch.setattr(sentences, "PIECE", 80)
    text = "\n\n".join(f"Envoy number {n} met the minister in Dakar." for n in range(12))
    doc = sentences.parse_text(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


def test_pieces_end_where_words_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without paragraphs a piece ends with a word; without words it ends anyway."""
    monkeypatch.setattr(sentences, "PIECE", 10)
    assert list(sentences._pieces("one two three four")) == ["one two ", "three four"]
    assert list(sentences._pieces("x" * 25)) == ["x" * 10, "x" * 10, "x" * 5]


def test_a_phrase_leaves_out_what_is_told_besides() -> None:
    """The phrase of a head ends before its relative clause."""
    doc = sentences.parse_text("The president of Chile, who won in May, resigned.")
    head = next(token for token in doc if token.text == "president")
    assert sentences.phrase(head).text == "The president of Chile"


def test_news_begins_a_sentence_after_its_dateline() -> None:
    """A place, a day and a dash before the news are no part of its first sentence."""
    text = "NAIROBI, 4 March 2014 - Kenya signed a treaty with Uganda on Monday."
    doc = sentences.parse_text(text, frozenset({text.index("Kenya")}))
    (signed,) = [token for token in doc if token.text == "signed"]
    assert signed.sent.text == "Kenya signed a treaty with Uganda on Monday."
