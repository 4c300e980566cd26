"""How firmly clauses are put, in political prose."""

from datetime import date

import pytest

from realpolitik.records.evidence import Factuality, Polarity
from realpolitik.records.times import TimeFrame
from realpolitik.understand.actors import names_in
from realpolitik.understand.certainty import Judgement, certainty_in
from realpolitik.understand.coreference import cast_of
from realpolitik.understand.quotes import speeches_in
from realpolitik.understand.sentences import parse
from realpolitik.understand.times import times_in
from tests.builders import document

pytestmark = pytest.mark.model

DAY = date(2016, 6, 6)
ASSERTED, REPORTED, PLANNED = Factuality.ASSERTED, Factuality.REPORTED, Factuality.PLANNED
DENIED, HYPOTHETICAL = Factuality.DENIED, Factuality.HYPOTHETICAL


def judged(text: str, word: str) -> Judgement:
    """How a word of a text of that day is put."""
    article = document(text, DAY)
    doc = parse(article)
    speeches = speeches_in(article, doc, cast_of(article, doc, names_in(article, doc)))
    certainty = certainty_in(article, doc, speeches, times_in(article, doc))
    return certainty.of(next(token for token in doc if token.text == word))


@pytest.mark.parametrize(
    ("text", "word", "factuality"),
    [
        pytest.param("Laos recalled its envoy.", "recalled", ASSERTED, id="told"),
        pytest.param("The envoy said that the jet was shot down.", "shot", REPORTED, id="said"),
        pytest.param("The consul is said to have fled.", "fled", REPORTED, id="unnamed"),
        pytest.param("Peru dropped its plan to recall the envoy.", "recall", DENIED, id="dropped"),
        pytest.param("Peru walked back threats to recall its envoy.", "recall", DENIED, id="walked back"),
        pytest.param("Peru will recall its envoy.", "recall", PLANNED, id="will"),
        pytest.param("Peru is going to recall its envoy.", "recall", PLANNED, id="going to"),
        pytest.param("Chad agreed to withdraw.", "withdraw", PLANNED, id="agreed to"),
        pytest.param("The junta threatened to attack.", "attack", PLANNED, id="threatened to"),
        pytest.param("They are scheduled to meet.", "meet", PLANNED, id="scheduled"),
        pytest.param("Haiti plans an election.", "election", PLANNED, id="plans a thing"),
        pytest.param("The minister said he would resign.", "resign", PLANNED, id="said he would"),
        pytest.param("He said he would visit Oman to help it.", "visit", PLANNED, id="said he would, what for"),
        pytest.param("The ministers meet on 12 June.", "meet", PLANNED, id="a present with a date ahead"),
        pytest.param("Troops were sent to restore order.", "restore", PLANNED, id="purpose"),
        pytest.param("Mali did not sign.", "sign", DENIED, id="not"),
        pytest.param("Togo failed to agree.", "agree", DENIED, id="failed to"),
        pytest.param("The widow denied that Bonn had paid.", "paid", DENIED, id="denied that"),
        pytest.param("Sudan left without signing.", "signing", DENIED, id="without"),
        pytest.param("Ghana cancelled the visit.", "visit", DENIED, id="cancelled"),
        pytest.param("They reached no agreement.", "agreement", DENIED, id="no agreement"),
        pytest.param("They have neither fed nor armed the rebels.", "armed", DENIED, id="nor"),
        pytest.param("Togo has no plan of helping Benin.", "helping", DENIED, id="no plan of"),
        pytest.param("The lack of agreement hurt both.", "agreement", DENIED, id="lack of"),
        pytest.param("The king was too weak to act.", "act", DENIED, id="too weak to"),
        pytest.param("The premier ruled out a coalition.", "coalition", DENIED, id="ruled out"),
        pytest.param("The army may intervene.", "intervene", HYPOTHETICAL, id="may"),
        pytest.param("If the rebels withdraw, Somalia will respond.", "withdraw", HYPOTHETICAL, id="if"),
        pytest.param("He asked whether troops had left.", "left", HYPOTHETICAL, id="whether"),
        pytest.param("Chile wants to join.", "join", HYPOTHETICAL, id="wants to"),
        pytest.param("Egypt urged Sudan to stop.", "stop", HYPOTHETICAL, id="urged to"),
        pytest.param("The nun called for a ceasefire.", "ceasefire", HYPOTHETICAL, id="called for"),
        pytest.param("The bishop hopes that the king will abdicate.", "abdicate", HYPOTHETICAL, id="hopes it will"),
        pytest.param("He doubts that Spain will vote.", "vote", HYPOTHETICAL, id="doubts"),
        pytest.param("Did Serbia attack?", "attack", HYPOTHETICAL, id="a question"),
        pytest.param("It is like telling them: “Please invade us.”", "invade", HYPOTHETICAL, id="imagined"),
        pytest.param("It is possible that he fled.", "fled", HYPOTHETICAL, id="possible that"),
        pytest.param("Oman managed to mediate.", "mediate", ASSERTED, id="managed to"),
        pytest.param("Oslo was able to mediate.", "mediate", ASSERTED, id="was able to"),
        pytest.param("Oslo is able to mediate.", "mediate", HYPOTHETICAL, id="is able to"),
        pytest.param("He regrets that he signed.", "signed", ASSERTED, id="regrets that"),
        pytest.param("Laos accused Siam of shelling a village.", "shelling", REPORTED, id="accused of"),
        pytest.param("Who attacked Serbia?", "attacked", ASSERTED, id="who takes it for granted"),
        pytest.param("Oman did not rule out a strike.", "strike", HYPOTHETICAL, id="not ruled out"),
        pytest.param("Sato was the first premier to resign.", "resign", ASSERTED, id="the first to"),
        pytest.param("Oman has not decided whether it will vote.", "vote", HYPOTHETICAL, id="whether it will"),
        pytest.param("Oman may act regardless of the killing.", "killing", ASSERTED, id="given behind a preposition"),
        pytest.param("The levy was not named during his visit.", "visit", ASSERTED, id="during a visit that was"),
        pytest.param("The levy will be named during his visit.", "visit", PLANNED, id="during a visit ahead"),
        pytest.param("Their invasion did not help the king.", "invasion", ASSERTED, id="what the clause is about"),
        pytest.param("If the recent raid harms trade, prices rise.", "raid", ASSERTED, id="recent"),
        pytest.param("If an invasion harms trade, prices rise.", "invasion", HYPOTHETICAL, id="any invasion"),
        pytest.param("The invasion may begin soon.", "invasion", HYPOTHETICAL, id="whether it comes to be"),
    ],
)
def test_factuality_is_that_of_the_innermost_claim(text: str, word: str, factuality: Factuality) -> None:
    """Stated, reported, planned, denied or only thought of."""
    assert judged(text, word).factuality is factuality


@pytest.mark.parametrize(
    ("text", "word", "time"),
    [
        pytest.param("Laos recalled its envoy.", "recalled", TimeFrame.PAST, id="past"),
        pytest.param("Laos is recalling its envoy.", "recalling", TimeFrame.ONGOING, id="ongoing"),
        pytest.param("Laos controls the river.", "controls", TimeFrame.ONGOING, id="standing"),
        pytest.param("Laos will recall its envoy.", "recall", TimeFrame.FUTURE, id="will"),
        pytest.param("Laos may recall its envoy.", "recall", TimeFrame.FUTURE, id="may"),
        pytest.param("Laos may have recalled its envoy.", "recalled", TimeFrame.PAST, id="may have"),
        pytest.param("Laos recalled its envoy in 1972.", "recalled", TimeFrame.HISTORICAL, id="history"),
        pytest.param("Laos recalled its envoy in 2015.", "recalled", TimeFrame.PAST, id="not yet history"),
        pytest.param("Laos votes on 12 July.", "votes", TimeFrame.FUTURE, id="a date ahead"),
    ],
)
def test_time_is_seen_from_the_dateline(text: str, word: str, time: TimeFrame) -> None:
    """By the date in the words, else by the tense and by what is put so."""
    assert judged(text, word).time is time


def test_what_is_undone_twice_is_done() -> None:
    """ "Did not fail to" affirms; "did not know that" leaves the knowledge in doubt and not the fact."""
    assert judged("Oman did not fail to pay.", "pay").polarity is Polarity.POSITIVE
    assert judged("Oman failed to pay.", "pay").polarity is Polarity.NEGATIVE
    assert judged("He did not know that Rome had fallen.", "fallen").factuality is REPORTED


def test_a_plan_not_to_is_denied_and_ahead() -> None:
    """ "Agreed not to" and "will not" deny an act of the future."""
    for text in ("Cuba agreed not to attack.", "Cuba will not attack."):
        found = judged(text, "attack")
        assert (found.factuality, found.polarity, found.time) == (DENIED, Polarity.NEGATIVE, TimeFrame.FUTURE)


def test_what_cannot_be_is_hypothetical_still() -> None:
    """What is negated but was never stated as so stays hypothetical, with its polarity."""
    found = judged("Cuba cannot attack.", "attack")
    assert (found.factuality, found.polarity) == (HYPOTHETICAL, Polarity.NEGATIVE)


def test_a_joined_verb_shares_what_stands_before_both() -> None:
    """ "Will" and "wants to" hold for both verbs; "did not" does not reach a verb with a form of its own."""
    assert judged("Peru will recall its envoy and close the border.", "close").factuality is PLANNED
    assert judged("Peru wants to rearm and close the border.", "close").factuality is HYPOTHETICAL
    assert judged("Peru told them to leave and closed the border.", "closed").factuality is ASSERTED
    assert judged("Peru did not answer and closed the border.", "closed").factuality is ASSERTED


@pytest.mark.parametrize("text", ["to", "not", "will", "No.", "if if if", "to to leave", "Would?", "Please", "?!"])
def test_fragments_are_judged_too(text: str) -> None:
    """Any word of any fragment gets a judgement within the scale."""
    assert -3 <= judged(text, text.split()[0].rstrip("?.!") or "?").score <= 3
