"""Every row of the tables of speech and certainty: a sentence in which it counts, and one in which it does not."""

from collections import defaultdict

import pytest

from realpolitik.lexicon.cues import cue_at, cues
from realpolitik.lexicon.loader import rows
from realpolitik.understand.certainty import constructions, way_of
from realpolitik.understand.sayings import sayings_in
from realpolitik.understand.sentences import parse_text

SPEECH = "cues/speech.tsv"
CERTAINTY = "cues/certainty.tsv"
# What becomes of a clause in the past or present under the effects that only hand on how the word itself is put.
PASSING = {
    "so": {"asserted", "present"},
    "held": {"asserted", "present"},
    "able": {"asserted"},
    "liked": {"asserted", "present"},
    "forgotten": {"negated"},
    "excluded": {"negated"},
}
POS = {"verb": {"VERB"}, "noun": {"NOUN"}, "adj": {"ADJ", "VERB"}, "adv": {"ADV"}, "phrase": {"ADP"}}


@pytest.fixture(scope="module")
def said() -> dict[str, set[tuple[str, str]]]:
    """For each sentence of the speech table, the cues whose content was found in it: lemma and part of speech."""
    sentences = [row[kind] for row in rows(SPEECH) for kind in ("example", "counter")]
    doc = parse_text("\n".join(dict.fromkeys(sentences)))
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for saying in sayings_in(doc, frozenset(range(len(doc)))):
        if saying.content:
            line = doc.text[doc.text.rfind("\n", 0, saying.token.idx) + 1 :].split("\n", 1)[0]
            found[line].add((saying.row, saying.token.pos_))
    return found


@pytest.mark.model
@pytest.mark.parametrize(("kind", "counts"), [("example", True), ("counter", False)])
def test_every_cue_of_speech_has_a_sentence_for_and_against(
    said: dict[str, set[tuple[str, str]]], kind: str, counts: bool
) -> None:
    """The real reader finds what is said in the example, and nothing said in the counter."""
    wrong = [
        (row["lemma"], row["pos"], row[kind])
        for row in rows(SPEECH)
        if any(lemma == row["lemma"] and pos in POS[row["pos"]] for lemma, pos in said[row[kind]]) is not counts
    ]
    assert wrong == []


@pytest.fixture(scope="module")
def put() -> dict[str, str]:
    """For each sentence of the certainty table, the way in which the word in brackets is put."""
    sentences = list(dict.fromkeys(row[kind] for row in rows(CERTAINTY) for kind in ("example", "counter")))
    doc = parse_text("\n".join(sentence.replace("[", "").replace("]", "") for sentence in sentences))
    starts = {token.idx: token for token in doc}
    found: dict[str, str] = {}
    start = 0
    for sentence in sentences:
        found[sentence] = way_of(starts[start + sentence.index("[")])
        start += len(sentence) - 1  # two brackets less, one line break more
    return found


@pytest.mark.model
@pytest.mark.parametrize(("kind", "counts"), [("example", True), ("counter", False)])
def test_every_cue_of_certainty_has_a_sentence_for_and_against(put: dict[str, str], kind: str, counts: bool) -> None:
    """The word in brackets is put as the row says in the example, and in another way in the counter."""
    wrong = [
        (row["lemma"], row[kind], put[row[kind]])
        for row in rows(CERTAINTY)
        if (put[row[kind]] in PASSING.get(row["effect"], {row["effect"]})) is not counts
    ]
    assert wrong == []


def test_every_effect_is_a_way_or_a_way_to_pass_one_on() -> None:
    """A word makes of a clause one of the ways of the table, or hands on how it is put itself."""
    assert {row["effect"] for row in rows(CERTAINTY)} - set(constructions()) - set(PASSING) == set()


def test_readers_trust_a_plain_statement_most() -> None:
    """What is stated counts for more than what is planned, possible, wanted or ordered."""
    score = {way: float(row["score"]) for way, row in constructions().items()}
    assert score["asserted"] == max(score.values())
    assert all(score["asserted"] > score["present"] > score[way] for way in ("planned", "possible", "wanted", "will"))
    assert all(-3 <= value <= 3 for value in score.values())


def test_a_word_with_its_companion_goes_before_the_word_alone() -> None:
    """ "Point out" is speech of its own kind, and "hoping", which the model takes for hopping, is hope."""
    known = cues(SPEECH, "verb")
    assert cue_at(known, "point", ["out"]) == known["point out"]
    assert cue_at(known, "point", ["north"]) == known["point"]
    assert cue_at(known, "hop") == known["hope"]
    assert cue_at(known, "xylophone", ["out"]) is None


def test_no_cue_of_speech_stands_twice() -> None:
    """A lemma has one row for each part of speech."""
    keys = [(row["lemma"], row["pos"]) for row in rows(SPEECH)]
    assert len(keys) == len(set(keys))
