"""The corrections of parts of speech, made quickly."""

from typing import TYPE_CHECKING

import pytest

from realpolitik.understand.sentences import installed_model, model

if TYPE_CHECKING:
    from spacy.tokens import Doc

pytestmark = pytest.mark.model

TEXTS = {
    "plain": "The envoy of Peru met the minister in Quito on Friday, although he had not been invited.",
    "short forms": "It ain't over, y'all: let's see, they're gonna talk, c'm on! He's goin' and we've got ta.",
    "auxiliaries": "They do what they did. There is a treaty that it has, and there's one that you had.",
    "white space": "Talks\n\nin  Bamako \n end.\t",
    "odd signs": "“Yes”, said 3 of 4 — “№ 7” … 50%\u00a0(A/RES/12) :-)",
    "capitals": "THE COUNCIL DOES NOT HAVE WHAT IT NEEDS, BUT I DO",
}


def _readings(doc: "Doc") -> list[tuple[str, ...]]:
    return [(token.text, token.tag_, token.pos_, token.lemma_, token.dep_, str(token.morph)) for token in doc]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_quick_ruler_says_what_the_models_own_says(text: str) -> None:
    """Oracle: the model as installed. The second reading comes from what the first remembered."""
    wanted = _readings(installed_model()(text))
    assert _readings(model()(text)) == wanted
    assert _readings(model()(text)) == wanted
