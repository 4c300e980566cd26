"""Whether two actors are shown as friendly or hostile, and which of them holds the view."""

import pytest

from realpolitik.lexicon.loader import Row, rows
from realpolitik.understand.actors import names_in
from realpolitik.understand.coreference import cast_of
from realpolitik.understand.sentences import parse
from realpolitik.understand.stance import leaning_between, namings, stance_between
from tests.builders import document, span


def stance(text: str, holder: str, toward: str) -> float:
    """The holder's stance toward the other in a text."""
    article = document(text)
    doc = parse(article)
    return stance_between(article, doc, cast_of(article, doc, names_in(article, doc)), holder, toward)


def sign(value: float) -> int:
    """-1, 0 or +1."""
    return (value > 0) - (value < 0)


@pytest.mark.model
@pytest.mark.parametrize("row", rows("cues/stance_effects.tsv"), ids=lambda row: row["effect"])
def test_every_effect_does_what_its_row_says(row: Row) -> None:
    """The example has the sign given, the counter its own."""
    assert sign(stance(row["example"], row["holder"], row["toward"])) == int(row["sign"])
    assert sign(stance(row["counter"], row["holder"], row["toward"])) == int(row["counter_sign"])


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "holder", "toward", "expected"),
    [
        pytest.param("Peru thanked Chile.", "Peru", "Chile", 1, id="subject to object"),
        pytest.param("Chile was praised by Peru.", "Peru", "Chile", 1, id="passive"),
        pytest.param("Kenya protested against Uganda.", "Kenya", "Uganda", -1, id="against"),
        pytest.param("Norway voted against the plan of Iceland.", "Norway", "Iceland", -1, id="preposition decides"),
        pytest.param("Mali's criticism of Niger grew.", "Mali", "Niger", -1, id="noun with possessor"),
        pytest.param("Nepal refused to support Bhutan.", "Nepal", "Bhutan", -1, id="refused"),
        pytest.param("Nepal did not condemn Bhutan.", "Nepal", "Bhutan", 1, id="negated"),
        pytest.param("Oman said that Qatar is dishonest.", "Oman", "Qatar", -1, id="said of them"),
        pytest.param("Zambia, which attacked Malawi, apologised.", "Zambia", "Malawi", -1, id="relative clause"),
        pytest.param("Zambia hailed Malawi, which had joined.", "Zambia", "Malawi", 1, id="beside a relative"),
        pytest.param("Perry, an ally of Peru, arrived.", "Perry", "Peru", 1, id="an ally beside the name"),
        pytest.param("Perry has been critical of Peru.", "Perry", "Peru", -1, id="an adjective with a preposition"),
        pytest.param("Critics of Laos condemned Thailand.", "Laos", "Thailand", 0, id="not its critics"),
        pytest.param("Gabon and Ghana lie in Africa.", "Gabon", "Ghana", 0, id="nothing said"),
    ],
)
def test_the_way_from_one_to_the_other_decides(text: str, holder: str, toward: str, expected: int) -> None:
    """What the holder does, says or thinks of the other gives the sign; what others do gives next to nothing."""
    value = stance(text, holder, toward)
    assert sign(value if abs(value) >= 0.1 else 0) == expected


@pytest.mark.model
def test_the_one_who_acts_holds_the_stance() -> None:
    """Of two directions the one from the doer is stronger."""
    text = "Peru accused Chile of theft."
    assert abs(stance(text, "Peru", "Chile")) > abs(stance(text, "Chile", "Peru"))


@pytest.mark.model
def test_a_naming_may_be_given_as_a_span() -> None:
    """Names and spans of the text lead to the same stance."""
    text = "Peru accused Chile of theft."
    article = document(text)
    doc = parse(article)
    cast = cast_of(article, doc, names_in(article, doc))
    by_span = stance_between(article, doc, cast, span(text, "Peru"), span(text, "Chile"))
    assert by_span == stance_between(article, doc, cast, "Peru", "Chile")


@pytest.mark.model
def test_a_leaning_is_hostile_where_nothing_tells() -> None:
    """Where a stance is known to be there and no word tells of it, it is taken for hostile."""
    article = document("Gabon and Ghana lie in Africa.")
    doc = parse(article)
    cast = cast_of(article, doc, names_in(article, doc))
    assert leaning_between(article, doc, cast, "Gabon", "Ghana") < 0


@pytest.mark.model
def test_namings_share_most_of_the_name() -> None:
    """An adjective before a noun names its country there; a word in common with a longer name does not."""
    article = document("The Chilean navy sailed. The Justice Department of Peru objected.")
    doc = parse(article)
    cast = cast_of(article, doc, names_in(article, doc))
    assert "navy" in [token.text for token in namings(doc, cast, "Chile")]
    assert namings(doc, cast, "Ministry of Foreign Trade and Justice Reform") == []
