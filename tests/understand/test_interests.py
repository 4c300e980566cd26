"""Wants stated in the text: who holds them, which way they lean, what they are about, in which words."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from realpolitik.records.evidence import Factuality
from realpolitik.records.interests import Direction
from tests.understand.statements import interests, parties, spans_are_exact, workings

pytestmark = pytest.mark.model

WANT, NEED, PREVENT, OPPOSE = Direction.WANT, Direction.NEED, Direction.PREVENT, Direction.OPPOSE


@pytest.mark.parametrize(
    ("text", "holder", "direction", "object"),
    [
        # verbs
        pytest.param("Peru wants a port.", "PER", WANT, "a port", id="want a thing"),
        pytest.param("Peru wants Chile to open the port.", "PER", WANT, "Chile to open the port", id="want an act"),
        pytest.param("Kenya called for an end to the siege.", "KEN", WANT, "an end to the siege", id="call for"),
        pytest.param("Kenya urged Somalia to end the siege.", "KEN", WANT, "to end the siege", id="urge"),
        pytest.param("Mali called on Niger to open the road.", "MLI", WANT, "to open the road", id="call on"),
        pytest.param("Oman insists that Yemen withdraw.", "OMN", WANT, "Yemen withdraw", id="insist, subjunctive"),
        pytest.param("Finland fears a blockade.", "FIN", PREVENT, "a blockade", id="fear"),
        pytest.param("Turkey opposes a new canal.", "TUR", OPPOSE, "a new canal", id="oppose"),
        pytest.param("Spain refused to sign the charter.", "ESP", OPPOSE, "to sign the charter", id="refuse"),
        pytest.param("Denmark ruled out a sale.", "DNK", OPPOSE, "a sale", id="verb with particle"),
        pytest.param("Latvia would like to host the talks.", "LVA", WANT, "to host the talks", id="would like"),
        pytest.param("The plan was rejected by Fiji.", "FJI", OPPOSE, "The plan", id="passive"),
        pytest.param("Nepal needs a road.", "NPL", NEED, "a road", id="need"),
        pytest.param("Libya wants them to stay for good.", "LBY", WANT, "them to stay for good", id="someone known"),
        pytest.param("Lima wants peace, Quito wants the port back.", "ECU", WANT, "the port", id="back"),
        pytest.param("Lima wants peace, Quito wants the port back.", "PER", WANT, "peace", id="before a comma"),
        # light verbs and nouns
        pytest.param("Turkey made a bid for a seat.", "TUR", WANT, "a seat", id="light verb"),
        pytest.param("Ankara took a hard line on the islands.", "TUR", WANT, "the islands", id="hard line"),
        pytest.param("Ghana's goal is to cut its debt.", "GHA", WANT, "to cut its debt", id="its goal is"),
        pytest.param("The aim of Togo is a new census.", "TGO", WANT, "a new census", id="the aim of"),
        pytest.param(
            "It is in Kenya's interest to reopen the port.", "KEN", WANT, "to reopen the port", id="in the interest"
        ),
        pytest.param("A foreign base is a red line for Serbia.", "SRB", OPPOSE, "A foreign base", id="red line"),
        pytest.param(
            "Reopening the port is a priority for Kenya.", "KEN", WANT, "Reopening the port", id="priority for"
        ),
        pytest.param("Norway has little appetite for a boycott.", "NOR", PREVENT, "a boycott", id="little appetite"),
        # adjectives
        pytest.param("Rwanda is keen on a rail link.", "RWA", WANT, "a rail link", id="keen on"),
        pytest.param("Belgium is reluctant to lift the ban.", "BEL", OPPOSE, "to lift the ban", id="reluctant"),
        pytest.param("Taiwan is wary of a trade trap.", "TWN", PREVENT, "a trade trap", id="wary of"),
        pytest.param("Austria is opposed to nuclear power.", "AUT", OPPOSE, "nuclear power", id="opposed to"),
        # purposes
        pytest.param("Kenya built a wall to deter smugglers.", "KEN", PREVENT, "smugglers", id="to deter"),
        pytest.param("Spain built a fence to keep migrants out of Ceuta.", "ESP", PREVENT, "migrants", id="keep out"),
        pytest.param(
            "Mali sent troops so that aid could reach the north.",
            "MLI",
            WANT,
            "aid could reach the north",
            id="so that",
        ),
        pytest.param(
            "Peru raised tariffs in order to save its mills.", "PER", WANT, "to save its mills", id="in order to"
        ),
        # conditions
        pytest.param("Peru will not sign unless Chile withdraws.", "PER", NEED, "Chile withdraws", id="unless"),
        pytest.param("Peru will sign only if Chile withdraws.", "PER", NEED, "Chile withdraws", id="only if"),
        # concessions
        pytest.param(
            "Sudan is ready to give up the triangle.", "SDN", WANT, "to give up the triangle", id="ready to give up"
        ),
        pytest.param("Kenya is not opposed to a census.", "KEN", WANT, "a census", id="not opposed"),
        # what is meant by not wanting
        pytest.param("Iran does not want a war.", "IRN", PREVENT, "a war", id="does not want"),
        pytest.param("Laos does not support the treaty.", "LAO", OPPOSE, "the treaty", id="does not support"),
        pytest.param("Oman does not seek a war.", "OMN", PREVENT, "a war", id="does not seek"),
        pytest.param("Oslo wants to prevent a famine.", "NOR", PREVENT, "a famine", id="wants to prevent"),
        pytest.param(
            "Egypt warned Ethiopia not to fill the dam.", "EGY", PREVENT, "to fill the dam", id="warned not to"
        ),
        pytest.param("Israel will not allow a garrison there.", "ISR", PREVENT, "a garrison", id="will not allow"),
        # what a speaker wants of another
        pytest.param("France said Turkey must withdraw.", "FRA", WANT, "Turkey must withdraw", id="said it must"),
    ],
)
def test_an_interest_is_read(text: str, holder: str, direction: Direction, object: str) -> None:
    """Holder, direction and object come from the words."""
    found = [(parties(one.holder), one.direction, one.object.quote) for one in interests(text)]
    assert ([holder], direction, object) in [(who, way, words[: len(object)]) for who, way, words in found]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The soup wants salt.", id="no actor"),
        pytest.param("Ghana insisted that the port was full.", id="insisting on a fact"),
        pytest.param("Peru declined to comment.", id="refusing words"),
        pytest.param("Peru wants it.", id="a bare pronoun"),
        pytest.param("Cuba has not called for a summit.", id="what was not called for"),
        pytest.param("Cuba did not seek a summit.", id="what was not sought"),
        pytest.param("It is better for Oslo to seek a truce.", id="what nobody is said to seek"),
        pytest.param("Mali sought this week.", id="a date is no object"),
        pytest.param("Chad does not need an airport.", id="what is not needed"),
        pytest.param("Mali did not fear the drought.", id="what is not feared"),
        pytest.param("Laos supports Cuba.", id="support of an actor is a tie"),
        pytest.param("Kenya lost the ability to protect its herds.", id="an ability is no purpose"),
        pytest.param("Fiji rejected the allegation.", id="a denial"),
        pytest.param("The analyst said that Peru should dance.", id="advice of nobody's side"),
    ],
)
def test_what_is_no_interest(text: str) -> None:
    """Without an actor, an object or a stance there is no interest."""
    assert not interests(text)


@pytest.mark.parametrize(
    ("text", "toward"),
    [
        pytest.param("Chile pushed Lima to open the ports of Peru.", "Lima", id="asked before named"),
        pytest.param("The Peruvian senate urged the president of Peru to resign.", "of Peru", id="own state"),
    ],
)
def test_of_whom_it_is_asked_stands_first(text: str, toward: str) -> None:
    """Whoever is asked is the one toward whom it is wanted, by the words that name them at the verb."""
    (found,) = interests(text)
    assert found.toward[0].span.quote.endswith(toward)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Peru's commitment to Chile is deep.", id="somebody to stand by"),
        pytest.param("Peru's plan to leave was not the result of talks.", id="what is denied is something else"),
    ],
)
def test_a_noun_is_no_wish_against_its_own_object(text: str) -> None:
    """A commitment to somebody is no want of somebody; what is denied of a plan does not turn it round."""
    assert all(found.direction is WANT and found.object.quote != "Chile" for found in interests(text))


def test_neither_side_is_a_shared_wish_to_prevent() -> None:
    """What neither wants, both want to prevent."""
    found = interests("Ghana and Togo met. Neither side wants a war over the lake.")
    assert [(parties(one.holder), one.direction) for one in found] == [(["GHA", "TGO"], PREVENT)]


def test_both_hold_a_shared_interest() -> None:
    """Two who want the same thing in one clause hold one interest."""
    (found,) = interests("Chile and Peru want a treaty on anchovies.")
    assert parties(found.holder) == ["CHL", "PER"]


def test_of_whom_it_is_wanted() -> None:
    """Who is asked, and who is named in the object, is whom the interest is toward."""
    (asked,) = interests("Kenya urged Somalia to reopen the crossing.")
    (named,) = interests("Greece wants an apology from Turkey.")
    assert parties(asked.toward) == ["SOM"]
    assert parties(named.toward) == ["TUR"]


def test_what_is_asked_is_the_want_of_who_asks() -> None:
    """That the one who is asked wants it too is not said."""
    found = interests("Chile asked Peru to seek a truce.")
    assert [parties(one.holder) for one in found] == [["CHL"]]


def test_what_somebody_is_to_stop_is_not_what_he_wants() -> None:
    """A want inside the words for another's want is not told as a fact."""
    found = interests("Peru wants Chile to stop supporting smugglers in Bolivia.")
    assert [[who.party for who in interest.holder] for interest in found] == [["PER"]]


def test_nominal_actors_hold_interests() -> None:
    """Rebels without a name are holders, under the words that name them."""
    (found,) = interests("The rebels want a corridor to the sea.")
    assert parties(found.holder) == ["The rebels"]


def test_these_interests_are_whose_they_were() -> None:
    """An owner named before holds what "these interests" are said to be; "making sure that not" is preventing."""
    (found,) = interests("Chile has its own interests. These interests include making sure that rebels do not cross.")
    assert (parties(found.holder), found.direction) == (["CHL"], PREVENT)


@pytest.mark.parametrize(
    ("text", "salience"),
    [
        pytest.param("Above all, Eritrea wants access to the fair.", 1.0, id="above all"),
        pytest.param("Malta urgently needs tankers.", 0.9, id="urgently"),
        pytest.param("Oman has a minor interest in the strait.", 0.2, id="minor"),
        pytest.param("Sudan is ready to cede the strip.", 0.2, id="a concession"),
    ],
)
def test_words_weigh_an_interest(text: str, salience: float) -> None:
    """How much it matters is said by words beside the cue."""
    assert [one.salience for one in interests(text)] == [salience]


def test_the_want_is_a_fact_where_its_object_is_not() -> None:
    """Not wanting is no denial, and what is wanted lies ahead while the want is now."""
    for text in ("Iran does not want a war.", "Peru would like to join the fund.", "Chile will not allow a base."):
        (found,) = interests(text)
        assert found.factuality is Factuality.ASSERTED, text


def test_voices_are_kept() -> None:
    """What someone says that another wants is told by that voice."""
    (found,) = interests("Lima said that Chile wants a canal.")
    assert [voice.actor for voice in found.attribution] == ["PER"]


def test_evidence_is_the_shortest_stretch() -> None:
    """The holder is a further span where other words stand between it and the cue."""
    (near,) = interests("In May, after a long debate, Peru wants a port.")
    (far,) = interests("Peru, a country of thirty million people, wants a port.")
    assert [span.quote for span in near.evidence] == ["Peru wants a port"]
    assert [span.quote for span in far.evidence] == ["wants a port", "Peru"]


def test_reasons_are_no_part_of_the_object() -> None:
    """Why something is wanted is left out of what is wanted."""
    (found,) = interests("Peru wants a port because its exports are growing.")
    assert found.object.quote == "a port"


WORDS = [
    "Peru",
    "Chile",
    "wants",
    "not",
    "to",
    "prevent",
    "a war",
    "“peace”",
    "in search of",
    ",",
    "the rebels",
    "only if",
]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from([*WORDS, "unless", "its goal is", "-", "\n\n", "?", "said", "must go", "é"]), max_size=14)
)
def test_spans_are_exact(words: list[str]) -> None:
    """Whatever the text, every span holds the words that stand there."""
    text = "So " + " ".join(words) + "."
    given = workings(text)
    assert spans_are_exact(text, (*given["interests"], *given["arrangements"], *given["claims"]))


def test_not_to_insist_is_no_wish_against() -> None:
    """Who does not insist on something does not therefore want to prevent it."""
    assert not interests("Greece did not insist on an apology. Greece will not insist that Malta pay.")
