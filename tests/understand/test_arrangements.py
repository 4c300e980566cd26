"""Agreements, mechanisms and proposals: parties, object, purpose, status."""

import pytest

from realpolitik.records.arrangements import Status
from tests.understand.statements import arrangements, parties

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "who", "status", "object"),
    [
        pytest.param(
            "Chile and Peru signed a pact on anchovies.", ["CHL", "PER"], Status.AGREED, "a pact", id="signed"
        ),
        pytest.param(
            "The truce between Chad and Libya collapsed.", ["LBY", "TCD"], Status.ENDED, "The truce", id="collapsed"
        ),
        pytest.param("Norway proposed a plan for Lebanon.", ["NOR"], Status.PROPOSED, "a plan", id="proposed"),
        pytest.param("Syria rejected a deal with Turkey.", ["SYR", "TUR"], Status.REFUSED, "a deal", id="rejected"),
        pytest.param(
            "Spain refused to sign a treaty with France.",
            ["ESP", "FRA"],
            Status.REFUSED,
            "a treaty",
            id="refused to sign",
        ),
        pytest.param(
            "Tonga and Samoa renewed a pact on tuna.", ["TON", "WSM"], Status.IN_FORCE, "a pact", id="renewed"
        ),
        pytest.param(
            "Cooperation between Mali and Niger is close.", ["MLI", "NER"], Status.IN_FORCE, "Cooperation", id="stands"
        ),
        pytest.param(
            "Iran and Oman want an agreement.", ["IRN", "OMN"], Status.PROPOSED, "an agreement", id="only wanted"
        ),
        pytest.param(
            "Cuba did not sign the treaty with Spain.", ["CUB", "ESP"], Status.PROPOSED, "the treaty", id="not signed"
        ),
        pytest.param(
            "Bolivia withdrew from a treaty with Chile.", ["BOL", "CHL"], Status.ENDED, "a treaty", id="withdrew from"
        ),
        pytest.param("Israel and Russia set up a hotline.", ["ISR", "RUS"], Status.AGREED, "a hotline", id="mechanism"),
        pytest.param(
            "Russia and Ukraine agreed on a prisoner exchange.",
            ["RUS", "UKR"],
            Status.AGREED,
            "a prisoner exchange",
            id="agreed on",
        ),
        pytest.param(
            "Ghana and Togo agreed to share the lake.",
            ["GHA", "TGO"],
            Status.AGREED,
            "to share the lake",
            id="agreed to do",
        ),
        pytest.param(
            "Malta proposed that Chad and Libya share the wells.",
            ["LBY", "TCD"],
            Status.PROPOSED,
            "Chad and Libya share the wells",
            id="proposed that they do",
        ),
        pytest.param(
            "Under the Tunis plan, Libya would reopen the port.",
            ["LBY"],
            Status.PROPOSED,
            "Libya would reopen the port",
            id="laid down in a plan",
        ),
        pytest.param(
            "A truce brokered by Qatar took effect.", [], Status.AGREED, "A truce", id="brokered, parties open"
        ),
        pytest.param(
            "The plan sets up a joint commission on wells.", [], Status.PROPOSED, "a joint commission", id="by a plan"
        ),
        pytest.param(
            "Eritrea broke a truce with Ethiopia.", ["ERI", "ETH"], Status.IN_FORCE, "a truce", id="broken, not ended"
        ),
        pytest.param(
            "Kenya sent envoys to Chad to build a coalition on water.",
            ["KEN"],
            Status.PROPOSED,
            "a coalition",
            id="set out to build",
        ),
        pytest.param("Togo is a signatory to the pact.", ["TGO"], Status.IN_FORCE, "the pact", id="signatory"),
    ],
)
def test_an_arrangement_is_read(text: str, who: list[str], status: Status, object: str) -> None:
    """Parties, status and object come from the words."""
    found = [(parties(one.parties), one.status, one.object.quote[: len(object)]) for one in arrangements(text)]
    assert (who, status, object) in found


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The deal was good.", id="a deal of nobody"),
        pytest.param("Peru signed a deal.", id="one party and no content"),
        pytest.param("Chile has plans.", id="plans of one's own"),
        pytest.param("The European Union met in Riga.", id="a name of an actor"),
        pytest.param("The committee chose a song.", id="a committee"),
        pytest.param("Ghana and Togo agreed that the lake is deep.", id="agreeing that it is so"),
        pytest.param("Ghana and Togo agreed that the lakes are deep.", id="agreeing that they are so"),
        pytest.param("Peru wants a binding treaty.", id="only one party's wish"),
        pytest.param("Georgia has accepted his plan.", id="taken up again: his plan"),
        pytest.param("Chad and Mali praised the truce.", id="taken up again: the truce"),
        pytest.param("Kenya threatened to end its mission in Somalia.", id="one's own mission ended"),
    ],
)
def test_what_is_no_arrangement(text: str) -> None:
    """Without parties, or without content, there is none."""
    assert not arrangements(text)


def test_who_brings_it_about_is_no_party() -> None:
    """The broker of a truce between two others stands outside it."""
    (found,) = arrangements("Qatar brokered a truce between Chad and Libya.")
    assert parties(found.parties) == ["LBY", "TCD"]


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        pytest.param("India and Nepal signed a treaty to curb floods.", "to curb floods", id="infinitive"),
        pytest.param("Mali and Niger made a pact aimed at ending raids.", "ending raids", id="aimed at"),
        pytest.param("Chad and Mali agreed to share posts, to stop raids.", "to stop raids", id="of what is agreed"),
    ],
)
def test_the_purpose_is_read(text: str, purpose: str) -> None:
    """What an arrangement is for is a span of its own."""
    found = [one.purpose.quote for one in arrangements(text) if one.purpose is not None]
    assert purpose in found


def test_since_when_is_read() -> None:
    """A date at the arrangement says since when."""
    (found,) = arrangements("Peru and Chile signed a treaty on tuna in 1994.")
    assert found.happened is not None
    assert found.happened.start is not None
    assert found.happened.start.year == 1994
