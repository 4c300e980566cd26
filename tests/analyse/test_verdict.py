"""The sheet drafted from records and the verdict on it: nothing without words, everything else a range."""

from typing import Any

import pytest

from realpolitik.analyse.issues import Standing
from realpolitik.analyse.sheet import Cell, Guess, Option, sheet_of
from realpolitik.analyse.verdict import DRAWS, verdict_of
from realpolitik.errors import SheetError
from realpolitik.records.arrangements import Arrangement, Status
from realpolitik.records.evidence import Factuality, Record
from realpolitik.records.findings import Exactness
from realpolitik.records.interests import Direction, Interest
from realpolitik.records.mentions import Mention
from realpolitik.records.relations import Relation
from tests.builders import record, span, who

TEXT = (
    "Guyana wants a pipeline to the coast. Suriname needs a share of the revenue. Suriname opposes a pipeline to the "
    "coast. Both want to keep Brazil out of the talks. Guyana is an ally of Trinidad. They proposed a joint board. "
    "Brazil criticised Guyana."
)
IDS = {"Guyana": "GUY", "Suriname": "SUR", "Brazil": "BRA", "Trinidad": "TTO"}
PAIR = ("GUY", "SUR")


def interest(words: str, object: str, *holders: str, direction: Direction = Direction.WANT, **fields: Any) -> Interest:
    """An interest of these holders."""
    found = tuple(who(TEXT, holder, IDS[holder]) for holder in holders)
    return record(Interest, TEXT, words, holder=found, object=span(TEXT, object), direction=direction, **fields)


PIPELINE = interest("Guyana wants a pipeline to the coast", "a pipeline to the coast", "Guyana", issue="energy")
SHARE = interest(
    "Suriname needs a share of the revenue",
    "a share of the revenue",
    "Suriname",
    direction=Direction.NEED,
    issue="trade",
)
AGAINST = interest(
    "Suriname opposes a pipeline to the coast",
    "a pipeline to the coast",
    "Suriname",
    direction=Direction.OPPOSE,
    issue="energy",
    salience=0.9,
)
KEEP_OUT = interest(
    "Both want to keep Brazil out of the talks", "keep Brazil out", "Guyana", "Suriname", direction=Direction.PREVENT
)
NAMED = record(Mention, TEXT, "Brazil", actor=who(TEXT, "Brazil", "BRA"))
CRITIC = record(
    Relation, TEXT, "Brazil criticised Guyana", relation="rival", sign=-1, a=(who(TEXT, "Brazil", "BRA"),),
    b=(who(TEXT, "Guyana", "GUY"),),
)  # fmt: skip
ALLY = record(
    Relation, TEXT, "Guyana is an ally of Trinidad", relation="ally", sign=1, a=(who(TEXT, "Guyana", "GUY"),),
    b=(who(TEXT, "Trinidad", "TTO"),),
)  # fmt: skip


def test_every_cell_cites_or_is_a_range() -> None:
    """No bare number: a cell without a record has two different ends, save the middle of silence by definition."""
    sheet = sheet_of([PIPELINE, SHARE, KEEP_OUT, NAMED, CRITIC], PAIR)
    for cell in sheet.cells:
        assert not cell.assumed or cell.low < cell.high or cell.low == 0.5
    assert set(sheet.records) == {PIPELINE.id, SHARE.id, KEEP_OUT.id}


def test_silence_is_no_statement() -> None:
    """Where a party says nothing its stake is assumed, not zero."""
    sheet = sheet_of([PIPELINE, SHARE], PAIR)
    stake = sheet.topics[0].stake_of("SUR")
    assert sheet.topics[0].issue.name == "a pipeline to the coast"
    assert not stake.stated
    assert stake.weight.assumed


def test_a_clash_can_be_settled_either_way_or_halfway() -> None:
    """The options of a clash; the best of the one is the worst of the other."""
    (topic,) = sheet_of([PIPELINE, AGAINST], PAIR).topics
    assert topic.issue.standing is Standing.CLASHING
    assert topic.options == (Option.LEFT, Option.DONE, Option.PREVENTED, Option.HALFWAY)
    done = topic.options.index(Option.DONE)
    assert topic.stake_of("GUY").worth[done].high == 1.0
    assert topic.stake_of("SUR").worth[done].high == 0.0


def test_a_red_line_is_not_crossed() -> None:
    """A pressing opposition keeps the deal from bringing about what is opposed."""
    (topic,) = sheet_of([PIPELINE, AGAINST], PAIR).topics
    assert topic.stake_of("SUR").red_line
    finding = verdict_of([PIPELINE, AGAINST, SHARE, KEEP_OUT], PAIR)
    assert finding.value is not None
    at = [each.issue.name for each in finding.value.sheet.topics].index("a pipeline to the coast")
    assert finding.value.deal[at] is not Option.DONE


def test_another_backer_is_an_outside_option() -> None:
    """A named ally gives its friend more to fall back on, with the words that say so."""
    without, with_ally = (sheet_of([PIPELINE, SHARE, *more], PAIR).outside for more in ((), (ALLY,)))
    assert with_ally[0].records == (ALLY.id,)
    assert with_ally[0].middle > without[0].middle
    assert with_ally[1].assumed


def test_whom_both_want_to_keep_out_is_affected() -> None:
    """A third party named in what others prevent stands on the sheet, and is said to lose rather than gain."""
    verdict = verdict_of([PIPELINE, SHARE, KEEP_OUT, NAMED, CRITIC], PAIR).value
    assert verdict is not None
    (loser,) = verdict.losers
    assert loser.who == "BRA"
    assert loser.records == (KEEP_OUT.id,)


def test_who_plays_no_part_is_not_affected() -> None:
    """A name alone makes nobody a third party."""
    assert sheet_of([PIPELINE, SHARE, KEEP_OUT, NAMED], PAIR).affected == ()


def test_an_arrangement_is_found_on_its_issue() -> None:
    """An agreement whose words are what an interest is about belongs to that issue."""
    board = record(
        Arrangement,
        TEXT,
        "They proposed a joint board",
        object=span(TEXT, "a joint board"),
        purpose=span(TEXT, "a share of the revenue"),
        status=Status.PROPOSED,
    )
    sheet = sheet_of([PIPELINE, SHARE, board], PAIR)
    assert {topic.issue.name: topic.arrangements for topic in sheet.topics} == {
        "a pipeline to the coast": (),
        "a share of the revenue": (board.id,),
    }


@pytest.mark.parametrize(
    "records",
    [
        pytest.param((), id="nothing"),
        pytest.param((PIPELINE,), id="one party silent"),
        pytest.param(
            (PIPELINE, interest("Suriname needs a share", "a share", "Suriname", factuality=Factuality.HYPOTHETICAL)),
            id="only imagined",
        ),
    ],
)
def test_without_two_stated_interests_there_is_no_answer(records: tuple[Record, ...]) -> None:
    """Nobody's gain is invented: the finding says why it has no answer."""
    finding = verdict_of(records, PAIR)
    assert finding.exactness is Exactness.NO_ANSWER
    assert "stated" in finding.because


@pytest.mark.parametrize(
    ("more", "answered"),
    [
        pytest.param((), False, id="each wants from the rest of the world"),
        pytest.param((KEEP_OUT,), True, id="a shared want"),
        pytest.param((AGAINST,), True, id="a clash"),
    ],
)
def test_wants_that_do_not_hang_on_the_other_give_no_answer(more: tuple[Record, ...], answered: bool) -> None:
    """A deal can only give what the other has a say in; and no word of "win-win" makes up for that."""
    finding = verdict_of([PIPELINE, SHARE, *more], PAIR)
    assert (finding.exactness is not Exactness.NO_ANSWER) is answered
    if not answered:
        assert finding.because == "nothing that GUY wants is said to hang on SUR"


def test_a_want_toward_the_other_hangs_on_it() -> None:
    """Each wants something from the other, by name."""
    toward = [
        interest(words, object, holder, toward=(who(TEXT, other, IDS[other]),))
        for words, object, holder, other in (
            ("Guyana wants a pipeline to the coast", "a pipeline to the coast", "Guyana", "Suriname"),
            ("Suriname needs a share of the revenue", "a share of the revenue", "Suriname", "Guyana"),
        )
    ]
    assert verdict_of(toward, PAIR).value is not None


def test_flat_contradiction_has_no_answer() -> None:
    """Where all that is wanted is opposed beyond a red line on both sides, no deal is better than none."""
    hard = interest(
        "Guyana wants a pipeline to the coast",
        "a pipeline to the coast",
        "Guyana",
        direction=Direction.NEED,
        issue="energy",
        salience=0.9,
    )
    finding = verdict_of([hard, AGAINST], PAIR)
    assert finding.value is None or finding.value.share_win_win < 0.9


def test_the_verdict_is_the_same_every_time() -> None:
    """Fixed seed, streams of their own: the same bytes, and a further third party changes no share of the two."""
    records = [PIPELINE, SHARE, KEEP_OUT]
    assert verdict_of(records, PAIR) == verdict_of(list(reversed(records)), PAIR)
    alone, watched = (verdict_of([*records, *more], PAIR).value for more in ((), (NAMED, CRITIC)))
    assert alone is not None
    assert watched is not None
    assert alone.share_win_win == watched.share_win_win


def test_it_does_not_matter_who_is_named_first() -> None:
    """The same two give the same shares."""
    records = [PIPELINE, SHARE, KEEP_OUT]
    one, other = (verdict_of(records, pair).value for pair in (PAIR, PAIR[::-1]))
    assert one is not None
    assert other is not None
    assert one.share_win_win == other.share_win_win
    assert {party.who: party.share_gains for party in one.parties} == {
        party.who: party.share_gains for party in other.parties
    }


def test_shares_are_shares_of_draws() -> None:
    """Both gain no more often than each; gains and losses never exceed all draws."""
    verdict = verdict_of([PIPELINE, SHARE, KEEP_OUT, NAMED, CRITIC], PAIR).value
    assert verdict is not None
    assert verdict.share_win_win <= min(party.share_gains for party in verdict.parties)
    for outlook in (*verdict.parties, *verdict.affected):
        assert 0 <= outlook.share_gains + outlook.share_loses <= 1
    assert (verdict.share_win_win * DRAWS) == pytest.approx(round(verdict.share_win_win * DRAWS))


def test_the_answer_flips_where_a_party_stops_gaining() -> None:
    """By hand, for one shared want: met at m, open at .3, outside .25, the party gains above m = .3."""
    shared = interest("Both want to keep Brazil out of the talks", "keep Brazil out", "Guyana", "Suriname")
    verdict = verdict_of([shared], PAIR).value
    assert verdict is not None
    flips = {unknown.guess: unknown.flips_at for unknown in verdict.unknowns}
    assert flips[Guess.MET] == pytest.approx(0.3, abs=1e-3)


def test_one_shared_want_against_the_closed_form() -> None:
    """P(win-win) of one shared want, by hand.

    For one party: m uniform on [.4, 1]; open uniform on [0, .6], so P(open < m) = min(m / .6, 1); outside uniform on
    [0, .5], so P(outside < m) = min(m / .5, 1). The mean of the product over m is
    (∫.4-.5 m²/.3 dm + ∫.5-.6 m/.6 dm + .4) / .6 = (.06778 + .09167 + .4) / .6 = .93241, and its square .86939.
    """
    shared = interest("Both want to keep Brazil out of the talks", "keep Brazil out", "Guyana", "Suriname")
    verdict = verdict_of([shared], PAIR).value
    assert verdict is not None
    # Four standard errors of a share of 10,000 draws.
    assert verdict.share_win_win == pytest.approx(0.86939, abs=0.0135)


@pytest.mark.parametrize(("low", "high"), [(0.6, 0.4), (-0.1, 0.5), (0.5, 1.1), (float("nan"), 0.5)])
def test_a_cell_that_is_no_range_is_refused(low: float, high: float) -> None:
    """A wrong sheet cannot exist."""
    with pytest.raises(SheetError):
        Cell(low=low, high=high, guess=Guess.MET)
