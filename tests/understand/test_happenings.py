"""Which of the acts that words can tell are told."""

import pytest

from realpolitik.records.events import EventType
from realpolitik.understand.happenings import is_only_meant, is_only_named
from realpolitik.understand.sentences import parse
from tests.builders import document
from tests.understand.test_events import told

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        pytest.param("The envoy flew to Lima to settle the dispute.", "settle", True, id="a purpose"),
        pytest.param("Togo has an interest in isolating Benin.", "isolating", True, id="an interest"),
        pytest.param("Attacking the port would be a mistake.", "Attacking", True, id="a gerund as subject"),
        pytest.param("Togo wants to attack Benin.", "attack", True, id="a wish"),
        pytest.param("Togo managed to isolate Benin.", "isolate", False, id="what was managed"),
        pytest.param("Togo decided to attack Benin.", "attack", False, id="what was decided"),
        pytest.param("Togo is attacking Benin.", "attacking", False, id="a tense of its own"),
        pytest.param("Togo shelled Benin, killing two.", "killing", False, id="what came of it"),
        pytest.param("Togo might attack Benin.", "attack", False, id="a modal"),
    ],
)
def test_a_purpose_or_a_wish_is_only_meant(text: str, word: str, meant: bool) -> None:
    """Infinitives and gerunds that nothing makes true, planned or tried are somebody's purpose."""
    (token,) = (token for token in parse(document(text)) if token.text == word)
    assert is_only_meant(token) is meant


@pytest.mark.parametrize(
    ("text", "word", "kind", "sides", "named"),
    [
        pytest.param("The Peru deal was a farce.", "deal", EventType.AGREE, (True, False), True, id="a thing"),
        pytest.param("The treaty with Peru is old.", "treaty", EventType.AGREE, (False, True), True, id="with one"),
        pytest.param("Chile's visit was short.", "visit", EventType.CONSULT, (True, False), False, id="whose it was"),
        pytest.param("Talks with Peru resumed.", "Talks", EventType.CONSULT, (False, True), False, id="it took place"),
        pytest.param("Peru's treaty is old.", "treaty", EventType.AGREE, (True, False), True, id="a thing one has"),
        pytest.param("The Togolese raid was short.", "raid", EventType.ASSAULT, (True, False), False, id="violence"),
        pytest.param("The Chaco War was long.", "War", EventType.ASSAULT, (True, False), True, id="a proper name"),
    ],
)
def test_a_thing_is_only_named(text: str, word: str, kind: EventType, sides: tuple[bool, bool], named: bool) -> None:
    """Of a noun that no verb does, the sides and what the verb says of it decide whether it tells an act."""
    (token,) = (token for token in parse(document(text)) if token.text == word)
    assert is_only_named(token, kind, by_one=sides[0], to_one=sides[1]) is named


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        pytest.param(
            "Ghana agreed to share radar data, to prevent Togolese losses.", ["GHA 030 -"], id="agreed, what for"
        ),
        pytest.param(
            "Mali promised to send food to Niger.", ["MLI 0333 NER", "MLI 073 NER"], id="promised and the act"
        ),
        pytest.param("The resolution condemned Togo.", [], id="done by a paper that is nobody's"),
        pytest.param("Mali had to protect its own interests.", [], id="helped nobody else"),
        pytest.param("Chad will always defend its interests.", [], id="stood by itself"),
        pytest.param("Fiji wanted a deal between Mali and Niger.", [], id="a deal that is wished for"),
        pytest.param("Many tourists visit Fiji every year.", [], id="tourists"),
        pytest.param("No nation attacked Kenya.", ["- 190 KEN"], id="nobody is no party"),
        pytest.param("The agreement that Mali and Fiji reached lifted tariffs.", ["MLI 030 FJI"], id="told once"),
        pytest.param("A suspect travelled to Fiji.", [], id="a traveller of no state"),
        pytest.param("Fiji will not shell the port of Nauru.", ["FJI 194 NRU"], id="a denied attack is no refusal"),
        pytest.param("Peru met its obligations under the treaty.", [], id="a duty that is met"),
        pytest.param("The statement was released by Fiji on Sunday.", [], id="a paper that is released"),
        pytest.param("They need aid to rebuild Chad.", [], id="a need is no demand"),
        pytest.param("The cabinet of Peru discussed the border.", [], id="a discussion with nobody"),
        pytest.param("The Security Council discussed the famine.", ["united-nations 040 -"], id="a body of states"),
        pytest.param("The threat from Yemen is growing.", [], id="a danger is no threat"),
        pytest.param("Yemen's threats against Oman were noted.", ["YEM 130 OMN"], id="threats"),
        pytest.param("Merkel was asked about Mali.", [], id="a question of the press"),
        pytest.param("Chad was asked to withdraw its troops.", ["- 0256 TCD", "TCD 0874 -"], id="asked to do it"),
        pytest.param("Graves of Peru in Chile were recognised.", [], id="recognised by nobody named"),
        pytest.param("The minister of Iran declined to comment.", [], id="words toward nobody"),
    ],
)
def test_told_words(text: str, acts: list[str]) -> None:
    """Words and joint acts are told where they are done by one toward another."""
    assert told(text) == acts


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        pytest.param("Fiji has not decided whether it will send food to Nauru.", ["FJI 073 NRU"], id="an open choice"),
    ],
)
def test_only_what_happens_is_told(text: str, acts: list[str]) -> None:
    """An act that another governs is told, a purpose or the deed of no party is not."""
    assert told(text) == acts
