"""Who holds or held which office, of what, and when."""

from datetime import date

import pytest

from realpolitik.lexicon.loader import Row, rows
from realpolitik.records.evidence import Factuality
from realpolitik.records.times import TimeFrame
from tests.understand.reading import tenures

pytestmark = pytest.mark.model


@pytest.mark.parametrize("row", [pytest.param(row, id=row["id"]) for row in rows("cues/tenures.tsv")])
def test_a_verb_tells_its_tenure(row: Row) -> None:
    """The example of every row gives one tenure by this row, the counter-example none."""
    assert [found.rule for found in tenures(row["example"])] == [f"tenure:{row['id']}"]
    assert tenures(row["counter"]) == ()


@pytest.mark.parametrize(
    ("text", "office", "person", "of"),
    [
        pytest.param(
            "Peruvian Foreign Minister Maria Lopez left.", "Foreign Minister", "Maria Lopez", "PER", id="title"
        ),
        pytest.param("President of Chile Maria Lopez left.", "President", "Maria Lopez", "CHL", id="title with of"),
        pytest.param("Foreign Minister Maria Lopez left.", "Foreign Minister", "Maria Lopez", "", id="of nobody named"),
        pytest.param("Maria Lopez, the envoy of Ghana, left.", "envoy", "Maria Lopez", "GHA", id="apposition"),
        pytest.param(
            "Hezbollah's leader, Tomas Brandt, left.", "leader", "Tomas Brandt", "hezbollah", id="name behind"
        ),
        pytest.param("Maria Lopez is the prime minister of Chad.", "prime minister", "Maria Lopez", "TCD", id="copula"),
        pytest.param(
            "Ghana appointed Maria Lopez ambassador to Mali.", "ambassador to Mali", "Maria Lopez", "", id="to"
        ),
        pytest.param("Tomas Brandt, a member of Hamas, left.", "member", "Tomas Brandt", "hamas", id="membership"),
    ],
)
def test_office_person_and_organisation(text: str, office: str, person: str, of: str) -> None:
    """The office is given without whose it is; whose it is only where the words say so."""
    (found,) = tenures(text)
    assert (found.office, found.person[0].name) == (office, person)
    assert "".join(one.actor for one in found.organisation) == of


def test_one_office_in_two_places() -> None:
    """Every posting has its own date."""
    first, second = tenures(
        "Tomas Brandt, who served as Kenya's ambassador to Chad in 1993 and to Ghana in 1998, spoke."
    )
    assert [first.office, second.office] == ["ambassador to Chad", "ambassador to Ghana"]
    assert [first.happened and first.happened.start, second.happened and second.happened.start] == [
        date(1993, 1, 1),
        date(1998, 1, 1),
    ]


def test_a_beginning_leaves_the_end_open() -> None:
    """Elected in 2012: from then on. Resigned in May 2015: until then."""
    (elected,) = tenures("Maria Lopez was elected president of Peru in 2012.")
    (resigned,) = tenures("Tomas Brandt resigned as governor in May 2015.")
    assert elected.happened is not None
    assert resigned.happened is not None
    assert (elected.happened.start, elected.happened.end) == (date(2012, 1, 1), None)
    assert (resigned.happened.start, resigned.happened.end) == (None, date(2015, 5, 31))


@pytest.mark.parametrize(
    ("text", "factuality", "time"),
    [
        pytest.param("Maria Lopez is president.", Factuality.ASSERTED, TimeFrame.ONGOING, id="is"),
        pytest.param("Former president Maria Lopez left.", Factuality.ASSERTED, TimeFrame.PAST, id="former"),
        pytest.param("Maria Lopez is not the president.", Factuality.DENIED, TimeFrame.ONGOING, id="not"),
        pytest.param("Tomas Brandt was nominated as governor.", Factuality.PLANNED, TimeFrame.FUTURE, id="nominated"),
    ],
)
def test_how_firmly_and_when(text: str, factuality: Factuality, time: TimeFrame) -> None:
    """A title says that it is so now, "former" that it was."""
    (found,) = tenures(text)
    assert (found.factuality, found.time) == (factuality, time)


def test_the_same_office_is_one_tenure() -> None:
    """A title that comes again says nothing new; the statement that names the state stays."""
    found = tenures("Chilean President Maria Lopez spoke. President Maria Lopez left.")
    assert [(one.office, one.organisation[0].actor) for one in found] == [("President", "CHL")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Mr Tomas Brandt left.", id="courtesy"),
        pytest.param("Colonel Tomas Brandt left.", id="rank alone"),
        pytest.param("Maria Lopez is a doctor.", id="profession"),
        pytest.param("The president left.", id="nobody named"),
        pytest.param("Several ministers left.", id="many"),
    ],
)
def test_not_every_title_is_an_office(text: str) -> None:
    """Courtesy, rank and profession are no offices; an office without a person is no tenure."""
    assert tenures(text) == ()


def test_every_span_stands_in_the_text() -> None:
    """Evidence and participants quote the text as it stands."""
    text = "Iran’s Foreign Minister Tomas Brandt, and Maria Lopez – who heads the World Bank – met."
    found = tenures(text)
    spans = [span for one in found for span in one.evidence] + [who.span for one in found for who in one.participants]
    assert found
    assert all(text[span.start : span.end] == span.quote for span in spans)
