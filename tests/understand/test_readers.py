"""How certain readers would be: what the rules alone cannot tell apart, and the pieces that the network reads."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realpolitik.lexicon.weights import pieces_of
from realpolitik.understand.readers import FURTHEST, LONGEST_SENTENCE, learned_scores, pieces_in, scores_at
from realpolitik.understand.sentences import parse
from realpolitik.understand.steps import STEPS, work_through
from tests.builders import document


def scores(marked: str) -> tuple[float, ...]:
    """The scores of the words in brackets, all of one sentence."""
    text = marked.replace("[", "").replace("]", "")
    starts, taken = [], 0
    for place, sign in enumerate(marked):
        if sign == "[":
            starts.append(place - taken)
        taken += sign in "[]"
    workings = work_through(STEPS[:8], {"document": document(text)})
    tokens = [token for token in workings["doc"] if token.idx in starts]
    return scores_at(workings["certainty"], tokens)


@pytest.mark.model
@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        pytest.param("The decision to [join] was mocked.", "The need to [join] was mocked.", id="noun"),
        pytest.param("Mongolia got to [join].", "Mongolia got no invitation to [join].", id="got to"),
        pytest.param("Bread [rose] in Tunis.", "Bread may [rise] in Tunis.", id="may"),
        pytest.param("She was glad to [win].", "She was desperate to [win].", id="adjective"),
        pytest.param("Who [shot] the viceroy?", "Did they [shoot] the viceroy?", id="question"),
        pytest.param("Paraguay [sold] its fleet.", "[Sell] the fleet, Paraguay.", id="order"),
        pytest.param("They arrived in time to [vote].", "They arrived too late to [vote].", id="too late"),
    ],
)
def test_what_happened_stands_above_what_did_not(surer: str, less_sure: str) -> None:
    """Of two sentences that differ in a word or two, the one whose act happened has the higher score."""
    assert scores(surer)[0] > scores(less_sure)[0]


@pytest.mark.model
def test_scores_stay_on_the_scale_and_are_the_same_alone_and_together() -> None:
    """From -3 to +3; what else is asked about does not matter."""
    together = scores("The Sami [marched], [sang] and hope to [win].")
    alone = [
        *scores("The Sami [marched], sang and hope to win."),
        *scores("The Sami marched, [sang] and hope to win."),
        *scores("The Sami marched, sang and hope to [win]."),
    ]
    assert together == pytest.approx(alone, abs=1e-4)
    assert all(abs(score) <= FURTHEST for score in together)


@pytest.mark.model
def test_beyond_the_end_of_what_is_read_nothing_is_said() -> None:
    """A word that stands too far on in a very long sentence scores 0 by itself; asked about nothing, nothing comes."""
    article = document("Delegates of " + "tiny Ruritania and " * 60 + "Borduria left")
    doc = parse(article)
    assert learned_scores(doc[:], [doc[-1]]) == (0.0,)
    assert scores_at(work_through(STEPS[:8], {"document": article})["certainty"], []) == ()


@given(st.text(max_size=60))
def test_every_piece_lies_in_the_text_and_after_the_one_before(text: str) -> None:
    """Whatever the text: places in order, within it, between the two marks, and no more than are read."""
    pieces = pieces_in(text, pieces_of("certainty"))
    inner = pieces[1:-1]
    assert len(pieces) <= LONGEST_SENTENCE
    assert all(0 <= piece.start < piece.end <= len(text) for piece in inner)
    assert all(a.start <= b.start for a, b in pairwise(inner))


def test_words_fall_into_the_longest_known_pieces() -> None:
    """Worked by hand: lower case, no accents, marks alone, an unknown sign as a whole word."""
    known = {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "cafe": 3, "##s": 4, "!": 5, "ca": 6, "##fe": 7}
    found = [(piece.row, piece.start, piece.end) for piece in pieces_in("Cafés! 😀", known)]
    assert found[1:-1] == [
        (3, 0, 4),
        (4, 4, 5),
        (5, 5, 6),
        (0, 7, 8),
    ]
