"""Who did what to whom."""

from datetime import date

import pytest

from realpolitik.records.actors import Participant
from realpolitik.records.events import Event
from realpolitik.records.evidence import Factuality
from realpolitik.understand.sentences import parse
from realpolitik.understand.steps import STEPS, work_through
from tests.builders import document

pytestmark = pytest.mark.model

DAY = date(2016, 6, 6)
UPTO_EVENTS = STEPS[1 : 1 + [step.gives for step in STEPS].index("events")]


def events(text: str) -> tuple[Event, ...]:
    """The events in a text of that day."""
    article = document(text, DAY)
    found: tuple[Event, ...] = work_through(UPTO_EVENTS, {"document": article, "doc": parse(article)})["events"]
    return found


def told(text: str) -> list[str]:
    """Each event in a line: who, CAMEO code, to whom; states by their codes, anyone else in the words of the text."""
    return [f"{_side(event.initiator)} {event.cameo} {_side(event.recipient)}" for event in events(text)]


def _side(side: tuple[Participant, ...]) -> str:
    return "+".join(who.country or who.party or who.span.quote for who in side) or "-"


@pytest.mark.parametrize(
    ("text", "act"),
    [
        pytest.param("Ethiopia bombed Eritrea in 1999.", "ETH 195 ERI", id="active"),
        pytest.param("Two soldiers of Mali were killed by rebels from Niger.", "NER 180 MLI", id="passive"),
        pytest.param("The bombing of Gdansk by Germany began at dawn.", "DEU 183 POL", id="a noun, and a city"),
        pytest.param("Togo came under attack by Benin.", "BEN 190 TGO", id="a light verb that turns the sides round"),
        pytest.param("Egypt recalled its ambassador from Doha.", "EGY 161 QAT", id="a capital for its state"),
        pytest.param("Ghana imposed sanctions on Togo in March.", "GHA 163 TGO", id="sanctions"),
        pytest.param("Mexico lifted sanctions on Nicaragua.", "MEX 085 NIC", id="sanctions lifted"),
        pytest.param("Canada lifted a travel ban imposed on Peru.", "CAN 081 PER", id="what was imposed and on whom"),
        pytest.param("Japan sent food to Laos after the flood.", "JPN 073 LAO", id="aid"),
        pytest.param("Chile suspended humanitarian aid to Fiji.", "CHL 1623 FJI", id="aid suspended"),
        pytest.param("Brazil's president visited Portugal in May.", "BRA 042 PRT", id="a visit"),
        pytest.param("The king of Jordan arrived in Cairo on Tuesday.", "JOR 042 EGY", id="a visit to a city"),
        pytest.param("The rebels declared a ceasefire with Colombia.", "The rebels 0871 COL", id="a ceasefire"),
        pytest.param("Farmers from France blocked the border with Spain.", "FRA 144 ESP", id="a blockade"),
        pytest.param("Teachers in Bolivia went on strike.", "BOL 143 -", id="a strike"),
        pytest.param("Ukraine extradited two bankers to Poland.", "UKR 063 POL", id="an extradition"),
        pytest.param("Croatia released forty prisoners from Serbia.", "HRV 0841 SRB", id="a release"),
        pytest.param("Tunisia withdrew its troops from Libya.", "TUN 0874 LBY", id="a withdrawal"),
        pytest.param("Finland mobilised reservists along the border with Russia.", "FIN 154 RUS", id="a mobilisation"),
        pytest.param("Chad severed diplomatic relations with Qatar.", "TCD 161 QAT", id="relations severed"),
        pytest.param("Iceland's parliament recognised Estonia in 1991.", "ISL 054 EST", id="a recognition"),
        pytest.param("Norway accused Sweden of spying.", "NOR 1125 SWE", id="an accusation"),
        pytest.param("A court in Kenya found the rebel leader guilty.", "KEN 116 the rebel leader", id="a verdict"),
        pytest.param("Sudan's army is responsible for the killing of two priests.", "SDN 180 two priests", id="blame"),
        pytest.param("Sudan destroyed a rebel camp in Chad.", "SDN 190 TCD", id="ground, where nobody else is named"),
    ],
)
def test_an_act_has_its_sides(text: str, act: str) -> None:
    """Initiator, code and recipient are those of the sentence, however it puts them."""
    assert told(text)[:1] == [act]


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        pytest.param("Peru and Chile held talks on Monday.", "PER", "CHL", id="held talks"),
        pytest.param("Bolivia's foreign minister took part in talks with Paraguay.", "BOL", "PRY", id="took part"),
        pytest.param("Angola and Zambia signed a treaty.", "AGO", "ZMB", id="a treaty"),
        pytest.param("India and Pakistan exchanged fire along the river.", "IND", "PAK", id="an exchange of fire"),
        pytest.param("Cuban and Haitian officials met in Kingston.", "CUB", "HTI", id="joined adjectives"),
        pytest.param("Oman and Yemen failed to reach an agreement.", "OMN", "YEM", id="the failure of both"),
    ],
)
def test_a_joint_act_goes_both_ways(text: str, one: str, other: str) -> None:
    """What two do together each does with the other."""
    act = next(event for event in events(text) if event.factuality is Factuality.ASSERTED)
    assert act.reciprocal
    assert (_side(act.initiator), _side(act.recipient)) == (one, other)


@pytest.mark.parametrize(
    ("text", "words", "acts"),
    [
        pytest.param(
            "Kenya threatened to invade Somalia.",
            ["threatened", "invade"],
            [("1384", Factuality.ASSERTED), ("190", Factuality.PLANNED)],
            id="a threat and the act",
        ),
        pytest.param(
            "Cuba offered to send doctors to Haiti.",
            ["offered", "send"],
            [("0333", Factuality.ASSERTED), ("073", Factuality.PLANNED)],
            id="an offer and the act",
        ),
        pytest.param(
            "Kenya said that Uganda must withdraw its troops from Somalia.",
            ["must", "withdraw"],
            [("1056", Factuality.ASSERTED), ("0874", Factuality.HYPOTHETICAL)],
            id="a demand under speech",
        ),
        pytest.param(
            "Vietnam refused to release two journalists from France.",
            ["refused", "release"],
            [("1243", Factuality.ASSERTED), ("0841", Factuality.DENIED)],
            id="a refusal and what is refused",
        ),
        pytest.param(
            "Nigeria did not attack Cameroon.", ["attack"], [("190", Factuality.DENIED)], id="a plain negation"
        ),
    ],
)
def test_an_act_within_an_act_is_a_record_of_its_own(
    text: str, words: list[str], acts: list[tuple[str, Factuality]]
) -> None:
    """A promise and what is promised are two records, and only the promise happened."""
    found = events(text)
    assert [event.trigger.quote for event in found if event.trigger] == words
    assert [(event.cameo, event.factuality) for event in found] == acts


@pytest.mark.parametrize(
    ("text", "initiator", "recipient"),
    [
        pytest.param("Police in Kampala arrested six opposition leaders.", "UGA", "UGA", id="at home"),
        pytest.param("Austria deported children to Kosovo.", "AUT", "XKX", id="where to"),
        pytest.param("Soldiers from Chad killed four villagers in Mali.", "TCD", "MLI", id="on whose ground"),
        pytest.param("Gunmen kidnapped three nurses at dawn.", "Gunmen", "three nurses", id="nobody's people"),
        pytest.param("MANILA -- President Fidel Ramos of the Philippines visited Peru.", "PHL", "PER", id="a dateline"),
    ],
)
def test_people_without_a_name_take_part(text: str, initiator: str, recipient: str) -> None:
    """Nouns for people are parties; their country is the one that the sentence gives them."""
    (act,) = events(text)
    assert (_side(act.initiator), _side(act.recipient)) == (initiator, recipient)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        pytest.param("Chad carried out strikes in Libya.", "TCD 190 LBY", id="strikes of war"),
        pytest.param("Peru's criticism of Chile was sharp.", "PER 111 CHL", id="criticism of its recipient"),
        pytest.param("Togo denied that its troops had left Benin.", "TGO 016 -", id="a denial is a statement"),
        pytest.param("To ease travel for Fiji, Peru appealed to Chile.", "PER 020 CHL", id="an appeal and what for"),
        pytest.param("Togo fought side by side with Benin.", "TGO 062 BEN", id="side by side"),
        pytest.param("The envoy's arrest by Somalia was brief.", "SOM 173 The envoy", id="whose arrest it was"),
        pytest.param("Laos vetoed the bill, which would harm ties with Peru.", "LAO 129 -", id="no party of an aside"),
    ],
)
def test_words_with_two_meanings(text: str, act: str) -> None:
    """What stands around a word decides what it tells and who takes part."""
    assert told(text)[0] == act


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        pytest.param(
            "Republicans attacked Barack Obama over the budget.", ["USA 111 USA"], id="a party attacks in words"
        ),
        pytest.param("Senators went to war over the budget.", [], id="a war of senators"),
        pytest.param("Saddam Hussein attacked Kuwait.", ["IRQ 190 KWT"], id="a leader attacks a state"),
        pytest.param("The invasion of Angola began at dawn.", ["- 190 AGO"], id="who is invaded invades nobody"),
        pytest.param("Syria's civil war goes on.", [], id="a war in a country is not by it"),
        pytest.param("The war between Iran and Iraq was long.", ["IRN 190 IRQ"], id="a war of two"),
        pytest.param("The trade war with China goes on.", [], id="a trade war"),
        pytest.param("Police in Kenya questioned two envoys of Togo.", ["KEN 170 TGO"], id="questioned by police"),
        pytest.param("Lawmakers questioned Norway's loyalty to NATO.", [], id="a quality that is questioned"),
        pytest.param("Israel committed war crimes in 1956.", [], id="a crime is no commitment"),
        pytest.param("Peru seeks to block exports of Chile.", [], id="to seek to do is no request"),
        pytest.param("The central bank of Peru was forced to act.", [], id="forced by nobody"),
    ],
)
def test_words_in_their_other_sense(text: str, acts: list[str]) -> None:
    """Fights in words, dangers, qualities and crimes are not the acts that their words mostly tell."""
    assert told(text) == acts


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        pytest.param("Mali accused the Front of lying.", ["MLI 112 Front"], id="a name that no table knows"),
        pytest.param("Libya and the rebels accuse each other of lying.", ["LBY 112 the rebels"], id="each other"),
        pytest.param(
            "Peru's envoy warned that Lima would leave the talks if Bolivia raised its fees.",
            ["PER 134 BOL", "PER 164 -"],
            id="who is threatened stands in the condition",
        ),
        pytest.param("Peru warned that the drought would harm Bolivia.", [], id="a forecast is no threat"),
        pytest.param("The envoy of Togo will go to Cairo and Oman.", ["TGO 042 EGY+OMN"], id="two places visited"),
        pytest.param("Seven rockets were fired into Sudan.", ["- 194 SDN"], id="heavy weapons by nobody named"),
        pytest.param("Seven rockets from Chad were fired into Sudan.", ["TCD 194 SDN"], id="where rockets come from"),
        pytest.param("On Tuesday rebels shelled a camp in Mali.", ["Tuesday rebels 194 MLI"], id="behind a day"),
        pytest.param(
            "Rebels shelled a fort in Mali, wounding four soldiers.",
            ["Rebels 194 MLI", "Rebels 182 four soldiers"],
            id="what came of it",
        ),
        pytest.param(
            "Two sailors were freed by Chad, ending a feud with Sudan.",
            ["TCD 0841 Two sailors", "TCD 087 SDN"],
            id="by whom it ended",
        ),
        pytest.param(
            "Sweden proposed that Peru and Chile share the harvest.", ["SWE 020 PER+CHL"], id="who is to do it"
        ),
        pytest.param(
            "Chad's minister met Peru's envoy to discuss the border.", ["TCD 040 PER"], id="a meeting to discuss is one"
        ),
        pytest.param(
            "Chad's ally, the armed group Ansar Dine, attacked the army of Ghana.",
            ["MLI 190 GHA"],
            id="the name behind two nouns",
        ),
        pytest.param("Ghana committed to raising the pressure on Togo.", [], id="what is promised about someone"),
        pytest.param("Togo fired a ballistic missile over Benin.", ["TGO 150 BEN"], id="over whom"),
        pytest.param("Ghana investigated the launch over Benin.", ["GHA 090 -"], id="what flies over is not theirs"),
        pytest.param("Norway left the Iran deal.", ["NOR 160 -"], id="a deal is not one party's"),
    ],
)
def test_sides_are_arguments(text: str, acts: list[str]) -> None:
    """Whoever takes part fills a place of the word, in its clause or in the one that it hangs on."""
    assert told(text) == acts


def test_who_is_called_on_is_to_act() -> None:
    """What someone is called on or pressed to do is his to do, not the caller's."""
    assert "UGA 0841 CVL" not in told("Kenya called on Uganda to release two prisoners.")
    assert told("Kenya called on Uganda to release two prisoners.")[1].startswith("UGA 0841")


def test_there_is_nobody_in_there_is() -> None:
    """ "There will be" promises nothing on the part of whoever says so."""
    assert not any(act.startswith("USA 13") for act in told("Obama said there will be no attack on Iran."))


def test_a_party_is_named_once() -> None:
    """However often a side is named, it is one participant."""
    (act, *_) = events("Peru's envoy held talks with Iran and with the Iranians.")
    assert len({who.party for who in act.recipient}) == len(act.recipient)


def test_confidence_is_higher_where_more_is_known() -> None:
    """Both sides told as so are right more often than one side, a noun, or what is only thought of."""
    (firm,) = events("Ethiopia bombed Eritrea in 1999.")
    (open_,) = events("Ethiopia may bomb Eritrea.")
    (one,) = events("Tonga was bombed.")
    assert firm.confidence > one.confidence > open_.confidence


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param(
            "Talks between Peru and Chile were held in Moscow on Friday.", "Moscow", id="a noun with its verb"
        ),
        pytest.param("Peru and Chile held talks in Moscow.", "Moscow", id="beside the noun"),
        pytest.param("Chad condemned the raid in Agadez by Niger.", "", id="of what is condemned"),
        pytest.param(
            "They saw the ruins, which Kuwait and Oman blame on Tehran.", "", id="a capital for its government"
        ),
    ],
)
def test_an_act_is_placed_where_its_words_say(text: str, place: str) -> None:
    """The place is that of the act itself, or none."""
    found = events(text)
    assert found
    assert (found[0].place.name if found[0].place else "") == place


def test_what_there_is_none_of_is_denied() -> None:
    """ "No agreement" was reached by nobody."""
    (act,) = events("Peru and Chile reached no agreement.")
    assert act.factuality is Factuality.DENIED


def test_a_request_that_is_rejected_was_made() -> None:
    """The request is told as made, and what was requested as neither done nor planned."""
    found = {
        event.cameo[:2]: event.factuality
        for event in events("Fiji rejected a request from Peru to carry out airstrikes.")
    }
    assert found["02"] is Factuality.ASSERTED


def test_who_did_it_is_condemned_and_not_the_victim() -> None:
    """In the condemnation of an act between others its doer is the recipient."""
    (act,) = events("The United Nations condemned the shelling of Zambia by Zimbabwe.")
    assert (_side(act.initiator), _side(act.recipient)) == ("united-nations", "ZWE")


def test_nobody_acts_on_himself() -> None:
    """A pronoun for the initiator is no recipient."""
    (act,) = events("Ruritanian rebels said they will not lay down their weapons.")[:1]
    assert _side(act.recipient) in {"-", ""}


def test_a_noun_that_repeats_its_verb_is_no_second_event() -> None:
    """A meeting for talks is one consultation."""
    assert told("Brazil's envoy met the president of Guyana for talks.") == ["BRA 040 GUY"]


def test_evidence_holds_act_and_parties() -> None:
    """The words of an event run from its first to its last part, and no further."""
    (act,) = events("On Sunday, after a long winter, Peru expelled two envoys of Chile, a newspaper wrote.")
    assert act.evidence[0].quote.startswith("Peru expelled")
    assert "winter" not in act.evidence[0].quote


def test_evidence_does_not_end_before_a_noun() -> None:
    """A party that is named by an adjective alone brings its noun with it."""
    (act,) = events("Ghana imposed a tariff on Togolese imports in June.")
    assert act.evidence[0].quote == "Ghana imposed a tariff on Togolese imports"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Spain beat Italy in the final after the goalkeeper saved a penalty.", id="sport"),
        pytest.param("Police arrested a thief in the market.", id="crime without politics"),
        pytest.param("The company sued its rival over a patent.", id="business"),
        pytest.param("The bank's shares fell after talks with investors.", id="business talks"),
        pytest.param("The bakery declared war on stale bread.", id="a figure of speech"),
        pytest.param("The battle of ideas goes on in the seminar.", id="a metaphor"),
        pytest.param("The virus attacks the lungs.", id="medicine"),
        pytest.param("The storm killed forty cows.", id="weather"),
        pytest.param("Thousands of homes in Kampala were destroyed by the waters.", id="a flood"),
        pytest.param("The famine killed two million Koreans.", id="hunger"),
        pytest.param("Airbus warned Boeing of delays.", id="firms among themselves"),
        pytest.param("Chad seems ready to try anything.", id="ready for nothing in particular"),
        pytest.param("Pyongyang began a charm offensive.", id="an offensive of charm"),
        pytest.param("The rebels of Mali gave conflicting details.", id="news to nobody"),
        pytest.param("Fidel Ramos lived in Manila from 1998 on.", id="a life"),
        pytest.param("Sign up for our newsletter and support our work.", id="the page's own appeal"),
        pytest.param("The general strike of the clock came late in March.", id="a month is no march"),
    ],
)
def test_what_is_no_event(text: str) -> None:
    """Nothing is told without political actors."""
    assert told(text) == []
