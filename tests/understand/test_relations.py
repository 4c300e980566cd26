"""Ties stated in the text: who is whose ally, proxy, enemy, which way, how firmly and in whose words."""

from itertools import chain

import pytest

from realpolitik.records.evidence import Factuality, Polarity
from realpolitik.records.relations import Relation
from realpolitik.records.times import TimeFrame
from tests.understand.reading import relations

pytestmark = pytest.mark.model


def ends(relation: Relation) -> tuple[str, str]:
    """The parties of both ends."""
    return tuple("+".join(one.party or one.name for one in side) for side in (relation.a, relation.b))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "kind", "sign", "a", "b"),
    [
        pytest.param("Iran's proxy Hezbollah rearmed.", "proxy", 1, "IRN", "hezbollah", id="from patron to proxy"),
        pytest.param("Laos, a client of Vietnam, agreed.", "client", 1, "VNM", "LAO", id="from patron to client"),
        pytest.param("Cuba's patron, the Soviet Union, sent oil.", "patron", 1, "SUN", "CUB", id="patron named behind"),
        pytest.param("Hungary's foe Romania protested.", "enemy", -1, "ROU", "HUN", id="name behind the noun"),
        pytest.param("Kenya and Uganda are rivals.", "rival", -1, "KEN", "UGA", id="both in the subject"),
        pytest.param("Peru met Chile. The two rivals signed.", "rival", -1, "CHL", "PER", id="both behind one noun"),
        pytest.param("Rebels backed by Libya crossed the border.", "backs", 1, "LBY", "Rebels", id="participle behind"),
        pytest.param("Libyan-backed rebels crossed it.", "backs", 1, "LBY", "Libyan-backed rebels", id="hyphen"),
        pytest.param("Iceland, which belongs to NATO, has no army.", "member", 1, "ISL", "nato", id="relative clause"),
        pytest.param("Japan regards China as a rival.", "rival", -1, "CHN", "JPN", id="seen as"),
        pytest.param("Mali formed an alliance with Guinea.", "ally", 1, "MLI", "GIN", id="noun of the tie"),
        pytest.param("Cuban-Angolan friendship lasted.", "friend", 1, "CUB", "AGO", id="two adjectives"),
        pytest.param(
            "Hezbollah has been fighting alongside Syria.", "fights_alongside", 1, "hezbollah", "SYR", id="alongside"
        ),
    ],
)
def test_a_tie_has_its_kind_sign_and_ends(text: str, kind: str, sign: int, a: str, b: str) -> None:
    """Wherever the sentence puts the two, the tie runs as the codebook says."""
    (found,) = relations(text)
    assert (found.relation, found.sign, *ends(found)) == (kind, sign, a, b)


@pytest.mark.parametrize(
    ("text", "factuality", "polarity"),
    [
        pytest.param("Oman is an ally of Qatar.", Factuality.ASSERTED, Polarity.POSITIVE, id="asserted"),
        pytest.param("Oman is not an ally of Qatar.", Factuality.DENIED, Polarity.NEGATIVE, id="negated"),
        pytest.param("Oman is no longer an ally of Qatar.", Factuality.DENIED, Polarity.NEGATIVE, id="no longer"),
        pytest.param("Oman severed its alliance with Qatar.", Factuality.DENIED, Polarity.NEGATIVE, id="ended"),
        pytest.param("Oman may become an ally of Qatar.", Factuality.HYPOTHETICAL, Polarity.POSITIVE, id="may"),
        pytest.param("Oman, a potential ally of Qatar, paid.", Factuality.HYPOTHETICAL, Polarity.POSITIVE, id="hedged"),
        pytest.param("Oman may visit its ally Qatar.", Factuality.ASSERTED, Polarity.POSITIVE, id="beside a name"),
        pytest.param(
            "Oman is an ally of Qatar, the Kuwaiti minister said.", Factuality.REPORTED, Polarity.POSITIVE, id="said"
        ),
    ],
)
def test_a_tie_is_as_firm_as_its_words(text: str, factuality: Factuality, polarity: Polarity) -> None:
    """Denied, ended, possible and reported ties are told apart; what stands beside a name is so."""
    (found,) = relations(text)
    assert (found.factuality, found.polarity) == (factuality, polarity)


def test_a_former_ally_is_past() -> None:
    """ "Former" puts a tie behind us without denying it."""
    (found,) = relations("Albania, a former ally of China, joined the talks.")
    assert (found.time, found.factuality) == (TimeFrame.PAST, Factuality.ASSERTED)


def test_a_label_belongs_to_who_uses_it() -> None:
    """A loaded word still gives the signed tie; whose word it is stands in the attribution."""
    (found,) = relations('"Eritrea is the sworn enemy of Ethiopia," Abiy Ahmed said.')
    assert (found.relation, found.sign) == ("enemy", -1)
    assert [voice.name for voice in found.attribution] == ["Abiy Ahmed"]


def test_a_tie_has_a_date_only_if_the_words_give_one() -> None:
    """The date of the clause is not the tie's: "met its ally on 3 May" dates the meeting."""
    (undated,) = relations("Togo met its ally Benin on 3 May 2016.")
    (dated,) = relations("Togo and Benin, allies since 1990, met.")
    assert undated.happened is None
    assert dated.happened is not None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Togo and its allies met.", id="nobody named"),
        pytest.param("Russia's friend Russia smiled.", id="itself"),
        pytest.param("The president of Peru is a friend of Peru.", id="its own state"),
        pytest.param("Syria supported the resolution.", id="no actor"),
        pytest.param("Sudan backed Chad in the vote on Monday.", id="an act, not a tie"),
        pytest.param("The alliance met in Oslo.", id="no ends"),
    ],
)
def test_no_tie_without_two_ends(text: str) -> None:
    """A tie needs two different parties and words that speak of a standing state."""
    assert relations(text) == ()


TEXTS = (
    "Iran’s Lebanon-based proxy Hezbollah, and Syria, a country bordering Israel, are foes of Jordan.",
    "Turkey, a member of NATO, backs the Free Syrian Army; pro-Iranian militias and US-backed fighters oppose it.",
    "Relations between Japan, South Korea and China are tense, said the envoy of Mongolia, a neighbour of China’s.",
    "Sara, the wife of Benjamin Netanyahu, and the friend of Russia, Belarus, whose rival Poland supports Ukraine.",
)


@pytest.mark.parametrize("text", TEXTS)
def test_every_span_stands_in_the_text(text: str) -> None:
    """Evidence and ends quote the text as it stands."""
    found = relations(text)
    spans = [
        *chain.from_iterable(tie.evidence for tie in found),
        *(who.span for tie in found for who in tie.participants),
    ]
    assert found
    assert all(text[span.start : span.end] == span.quote for span in spans)


@pytest.mark.parametrize("text", TEXTS)
def test_nobody_is_tied_to_himself(text: str) -> None:
    """No actor stands at both ends."""
    for tie in relations(text):
        assert not {who.actor for who in tie.a if who.actor} & {who.actor for who in tie.b}
