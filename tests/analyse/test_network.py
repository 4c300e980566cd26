"""Ties, triads and their balance."""

from typing import Any

import pytest

from realpolitik.analyse.network import Tie, census, ties_of, triads_of, unbalanced_triads
from realpolitik.records.events import Event, EventType
from realpolitik.records.evidence import Factuality, Polarity
from realpolitik.records.relations import Relation
from realpolitik.records.times import TimeFrame
from tests.builders import event, record, who

TEXT = "Norland is an ally of Sudland. Sudland fights Westland. Norland and Westland are partners. Norland hit Sudland."
WORDS = {"N": "Norland", "S": "Sudland", "W": "Westland"}


def tie(words: str, a: str, b: str, sign: int, **fields: Any) -> Relation:
    """A relation of two of the three."""
    sides = {"a": (who(TEXT, WORDS[a], a),), "b": (who(TEXT, WORDS[b], b),)}
    return record(Relation, TEXT, words, relation="ally" if sign > 0 else "enemy", sign=sign, **sides, **fields)


ALLIED = tie("Norland is an ally of Sudland", "N", "S", 1)
FIGHTING = tie("Sudland fights Westland", "S", "W", -1)
PARTNERS = tie("Norland and Westland are partners", "W", "N", 1)


def hit(**fields: Any) -> Event:
    """An attack of the one ally on the other."""
    return event(TEXT, "Norland hit Sudland", EventType.ASSAULT, "Norland=N", "Sudland=S", goldstein=-10.0, **fields)


def test_the_friend_of_two_enemies_is_a_strange_bedfellow() -> None:
    """Heider 1946: two friendly sides and a hostile one are out of balance."""
    (triad,) = unbalanced_triads(ties_of([ALLIED, FIGHTING, PARTNERS]))
    assert triad.actors == ("N", "S", "W")
    assert triad.signs == (1, 1, -1)
    assert set(triad.records) == {ALLIED.id, FIGHTING.id, PARTNERS.id}


@pytest.mark.parametrize(
    ("signs", "balanced", "counted"),
    [
        pytest.param((1, 1, 1), True, "+++", id="three friends"),
        pytest.param((1, 1, -1), False, "++-", id="friend of enemies"),
        pytest.param((1, -1, -1), True, "+--", id="common enemy"),
        pytest.param((-1, -1, -1), False, "---", id="all against all"),
    ],
)
def test_balance_is_the_product_of_signs(signs: tuple[int, int, int], balanced: bool, counted: str) -> None:
    """The four triads of Cartwright and Harary 1956."""
    pairs = (("N", "S"), ("N", "W"), ("S", "W"))
    ties = [
        Tie(a=a, b=b, friendly=int(sign > 0), hostile=int(sign < 0), records=("x",))
        for (a, b), sign in zip(pairs, signs, strict=True)
    ]
    (triad,) = triads_of(ties)
    assert triad.balanced is balanced
    assert dict(census([triad]))[counted] == 1


def test_a_relation_outweighs_a_single_act() -> None:
    """One blow does not undo an alliance, but is seen."""
    (found,) = ties_of([ALLIED, hit()])
    assert (found.sign, found.mixed, found.stated) == (1, True, True)
    assert set(found.records) == {ALLIED.id, hit().id}


def test_three_acts_weigh_as_much_as_a_relation() -> None:
    """Then the tie is neither, and makes no triad."""
    blows = [
        event(TEXT, words, type, "Norland=N", "Sudland=S", goldstein=-5.0)
        for words, type in (
            ("Norland hit Sudland", EventType.ASSAULT),
            ("Norland hit", EventType.COERCE),
            ("hit Sudland", EventType.THREATEN),
        )
    ]
    ties = ties_of([ALLIED, *blows, FIGHTING, PARTNERS])
    assert next(tie for tie in ties if (tie.a, tie.b) == ("N", "S")).sign == 0
    assert triads_of(ties) == ()


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"factuality": Factuality.DENIED}, id="denied"),
        pytest.param({"factuality": Factuality.HYPOTHETICAL}, id="hypothetical"),
        pytest.param({"factuality": Factuality.PLANNED}, id="planned"),
        pytest.param({"time": TimeFrame.HISTORICAL}, id="historical"),
        pytest.param({"polarity": Polarity.NEGATIVE}, id="negated"),
    ],
)
def test_what_does_not_hold_now_makes_no_tie(fields: dict[str, Any]) -> None:
    """History, plans, denials and hypotheses never leak into the present."""
    assert ties_of([tie("Norland is an ally of Sudland", "N", "S", 1, **fields), hit(**fields)]) == ()


@pytest.mark.parametrize(("goldstein", "ties"), [(-0.3, 0), (0.4, 0), (-1.0, 1), (1.0, 1)])
def test_what_is_neither_friendly_nor_hostile_makes_no_tie(goldstein: float, ties: int) -> None:
    """An appeal or a statement makes neither friends nor foes."""
    act = event(TEXT, "Norland hit Sudland", EventType.REQUEST, "Norland=N", "Sudland=S", goldstein=goldstein)
    assert len(ties_of([act])) == ties


def test_a_person_ties_the_state_it_acts_for() -> None:
    """The party behind a person bears the tie; an act within one party makes none."""
    minister = who(TEXT, "Norland", "n-minister", acts_for="N")
    other = event(TEXT, "Norland hit Sudland", EventType.AID, (minister,), "Sudland=S", goldstein=7.0)
    within = event(TEXT, "Norland hit", EventType.AID, (minister,), "Norland=N", goldstein=7.0)
    assert [(tie.a, tie.b) for tie in ties_of([other, within])] == [("N", "S")]


def test_whoever_heads_a_body_ties_nobody_else_to_it() -> None:
    """An institute is not tied to the bureau that its fellow once headed."""
    fellow = who(TEXT, "Norland", "n-fellow", acts_for="N")
    heads = record(Relation, TEXT, "Norland hit", relation="leads", sign=1, a=(fellow,), b=(who(TEXT, "Sudland", "S"),))
    assert ties_of([heads]) == ()


def test_renaming_moves_no_balance() -> None:
    """Balance knows signs, not names."""
    again = [
        Tie(a="B", b="C", friendly=1, hostile=0, records=("x",)),
        Tie(a="A", b="C", friendly=0, hostile=1, records=("y",)),
        Tie(a="A", b="B", friendly=1, hostile=0, records=("z",)),
    ]
    assert census(triads_of(again)) == census(triads_of(ties_of([ALLIED, FIGHTING, PARTNERS])))


def test_a_military_move_makes_no_enemies() -> None:
    """Troops sent to a country may be sent for it: where forces go is not against whom."""
    sent = event(TEXT, "Norland hit Sudland", EventType.MOBILIZE, "Norland=N", "Sudland=S", goldstein=-7.2)
    assert not ties_of([sent])
