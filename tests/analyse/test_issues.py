"""Issues: interests grouped by what they are about, and how their holders stand."""

from typing import Any

import pytest

from realpolitik.analyse.issues import Standing, compatible, issues_of, leaning
from realpolitik.records.evidence import Factuality, Polarity
from realpolitik.records.interests import Direction, Interest
from tests.builders import record, span, who

TEXT = (
    "Oslo wants a fishing quota. Bergen opposes a fishing quota. Malmo needs cheap grain. "
    "Neither Oslo nor Bergen wants a naval race. Malmo seeks control of the strait. "
    "Bergen seeks control of the strait, and grain storage."
)
IDS = {"Oslo": "OSL", "Bergen": "BER", "Malmo": "MAL"}


def interest(words: str, object: str, *holders: str, direction: Direction = Direction.WANT, **fields: Any) -> Interest:
    """An interest of these holders."""
    found = tuple(who(TEXT, holder, IDS[holder]) for holder in holders)
    at = TEXT.index(words)
    of = span(TEXT[: at + len(words)], object, nth=TEXT[:at].count(object))
    return record(Interest, TEXT, words, holder=found, object=of, direction=direction, **fields)


QUOTA = interest("Oslo wants a fishing quota", "a fishing quota", "Oslo", issue="fisheries")
AGAINST = interest(
    "Bergen opposes a fishing quota", "a fishing quota", "Bergen", direction=Direction.OPPOSE, issue="fisheries"
)
RACE = interest(
    "Neither Oslo nor Bergen wants a naval race", "a naval race", "Oslo", "Bergen", direction=Direction.PREVENT
)
STRAIT = interest("Malmo seeks control of the strait", "control of the strait", "Malmo", issue="territory")
STRAIT_TOO = interest("Bergen seeks control of the strait", "control of the strait", "Bergen", issue="territory")
GRAIN = interest("Malmo needs cheap grain", "cheap grain", "Malmo", direction=Direction.NEED, issue="trade")
STORAGE = interest("grain storage", "grain storage", "Bergen", issue="trade")


@pytest.mark.parametrize(
    ("interests", "standing"),
    [
        pytest.param((QUOTA,), Standing.ALONE, id="alone"),
        pytest.param((QUOTA, AGAINST), Standing.CLASHING, id="clashing"),
        pytest.param((RACE,), Standing.SHARED, id="shared by two holders of one interest"),
        pytest.param((STRAIT, STRAIT_TOO), Standing.RIVAL, id="what only one can have"),
    ],
)
def test_holders_stand_to_each_other(interests: tuple[Interest, ...], standing: Standing) -> None:
    """Same leaning is shared, opposite leanings clash, and two cannot hold one strait."""
    (issue,) = issues_of(interests)
    assert issue.standing is standing


def test_different_things_stay_apart() -> None:
    """A common issue is not enough: the objects must have words in common, and more than one in three."""
    assert len(issues_of([QUOTA, GRAIN, STRAIT])) == 3
    assert len(issues_of([GRAIN, STORAGE])) == 2


def test_different_wants_on_one_issue_are_compatible() -> None:
    """Each can have its own, if nobody else has a stake in it."""
    issues = issues_of([GRAIN, STORAGE, QUOTA, AGAINST])
    assert [(one.name, other.name) for one, other in compatible(issues, "MAL", "BER")] == [
        ("cheap grain", "grain storage")
    ]
    assert compatible(issues, "OSL", "BER") == ()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({}, 1, id="want"),
        pytest.param({"direction": Direction.NEED}, 1, id="need"),
        pytest.param({"direction": Direction.PREVENT}, -1, id="prevent"),
        pytest.param({"direction": Direction.OPPOSE}, -1, id="oppose"),
        pytest.param({"factuality": Factuality.DENIED}, -1, id="denied want"),
        pytest.param({"polarity": Polarity.NEGATIVE, "direction": Direction.PREVENT}, 1, id="negated prevent"),
    ],
)
def test_leaning_is_a_sign(fields: dict[str, Any], expected: int) -> None:
    """For it or against it; a denial turns it round."""
    assert leaning(interest("Oslo wants a fishing quota", "a fishing quota", "Oslo", **fields)) == expected


def test_who_leans_both_ways_makes_an_issue_unclear() -> None:
    """No shared interest is told where one holder contradicts itself."""
    both = interest("Bergen opposes a fishing quota", "a fishing quota", "Bergen", issue="fisheries")
    (issue,) = issues_of([QUOTA, AGAINST, both])
    assert issue.standing is Standing.UNCLEAR
    assert issue.leaning_of("BER") == 0


def test_the_order_of_records_makes_no_difference() -> None:
    """The same issues whichever way the records come."""
    all = [QUOTA, AGAINST, RACE, STRAIT, STRAIT_TOO, GRAIN, STORAGE]
    assert issues_of(all) == issues_of(reversed(all))


@pytest.mark.parametrize(
    ("holders", "expected"),
    [pytest.param(("Oslo", "Oslo"), 1, id="one holder"), pytest.param(("Oslo", "Bergen"), 2, id="two holders")],
)
def test_what_one_holder_wants_of_one_issue_is_one_thing(holders: tuple[str, str], expected: int) -> None:
    """Told again in other words it is no second want; of two holders, fewer common words make nothing shared."""
    text = f"{holders[0]} wants more influence in the North. {holders[1]} wants increased influence in the region."
    wants = [
        record(
            Interest,
            text,
            object,
            holder=(who(text, holder, IDS[holder]),),
            object=span(text, object),
            direction=Direction.WANT,
            issue="influence",
        )
        for holder, object in zip(
            holders, ("more influence in the North", "increased influence in the region"), strict=True
        )
    ]
    assert len(issues_of(wants)) == expected
