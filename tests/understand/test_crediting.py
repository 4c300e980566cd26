"""Which quotation belongs to which cue."""

import pytest

from realpolitik.understand.crediting import Crediting, Cue, never_said
from realpolitik.understand.quotation_marks import quotations_in
from realpolitik.understand.sayings import sayings_in
from realpolitik.understand.sentences import parse_text

pytestmark = pytest.mark.model


def cues(text: str) -> list[Cue]:
    """The cues of a text with the quotations that are theirs."""
    doc = parse_text(text)
    return Crediting(doc, quotations_in(doc).found).cues(sayings_in(doc, frozenset(range(len(doc)))))


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        pytest.param("The mayor spoke at noon and said: “We agree to it all.”", ["mayor"], id="before, with a colon"),
        pytest.param("“We agree to it all,” the mayor said in a hall.", ["mayor"], id="behind"),
        pytest.param("The mayor said:\n\n“We agree to it all.”", ["mayor"], id="the paragraph behind a colon"),
        pytest.param("“We agree to it all.”", [], id="nobody"),
    ],
)
def test_a_quotation_is_given_to_the_cue_beside_it(text: str, speakers: list[str]) -> None:
    """To the one whose sentence it stands in, or that ends with a colon before it."""
    found = [cue for cue in cues(text) if cue.spoken]
    assert [cue.source.text for cue in found if cue.source is not None] == speakers


def test_a_cue_inside_a_quotation_does_not_leave_it() -> None:
    """What a quoted speaker thinks ends where the quotation ends."""
    thought = next(cue for cue in cues("“I think it fell,” the mayor said in a hall.") if cue.token.text == "think")
    assert all(thought.token.doc[at].text not in {"mayor", "said", "hall"} for at in thought.content)


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        pytest.param("He would say that it fell.", "say", True, id="would"),
        pytest.param("It is like telling them that it fell.", "telling", True, id="like telling"),
        pytest.param("It is a way of saying that it fell.", "saying", True, id="a way of saying"),
        pytest.param("He will say that it fell.", "say", False, id="will"),
        pytest.param("He resigned after saying that it fell.", "saying", False, id="after saying"),
    ],
)
def test_what_was_never_said_is_told_from_what_was(text: str, verb: str, expected: bool) -> None:
    """A conditional, a comparison and a way of putting it are no utterances."""
    (token,) = [token for token in parse_text(text) if token.text == verb]
    assert never_said(token) is expected
