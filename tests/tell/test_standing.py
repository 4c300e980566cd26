"""How the parties stand and what each wants, line by line."""

import pytest

from realpolitik.records.actors import Participant
from realpolitik.records.interests import Direction, Interest
from realpolitik.records.relations import Relation
from realpolitik.records.spans import Span
from realpolitik.tell.material import material_of
from realpolitik.tell.standing import ties, wanted
from tests.builders import actor, reading, record, span, who

TEXT = "The Lake Bloc, led by Kenya and Uganda, met. Kenya urged Uganda to open its ports."
ACTORS = [actor("bloc", "The Lake Bloc"), actor("KEN", "Kenya"), actor("UGA", "Uganda")]


def test_a_tie_of_several_is_told_of_the_two_in_the_line() -> None:
    """Both lead the bloc: the line about the second does not name the first."""
    leaders = (who(TEXT, "Kenya", "KEN"), who(TEXT, "Uganda", "UGA"))
    led = record(
        Relation,
        TEXT,
        "led by Kenya and Uganda",
        relation="leads",
        sign=1,
        directed=True,
        a=leaders,
        b=(who(TEXT, "The Lake Bloc", "bloc"),),
    )
    section = ties(material_of([reading(TEXT, [led], actors=ACTORS)], None))
    found = [each.text for group in section.groups for each in group.sentences]
    assert any(line.startswith("Kenya and The Lake Bloc: leads (Kenya → The Lake Bloc)") for line in found)
    assert any(line.startswith("Uganda and The Lake Bloc: leads (Uganda → The Lake Bloc)") for line in found)


@pytest.mark.parametrize(
    ("text", "pronoun", "wish"),
    [
        pytest.param("Kenya seeks his downfall.", "his", "“his [Moi’s] downfall”", id="owner"),
        pytest.param("Kenya seeks a deal with him.", "him", "“a deal with him [Moi]”", id="person"),
        pytest.param("Kenya seeks talks with the US.", "US", "“talks with the US”", id="no pronoun"),
    ],
)
def test_a_pronoun_in_a_wish_has_its_name_beside_it(text: str, pronoun: str, wish: str) -> None:
    """The sentence that named him is not in the brief."""
    found = record(
        Interest,
        text,
        text.rstrip("."),
        direction=Direction.WANT,
        object=span(text, text[len("Kenya seeks ") : -1]),
        holder=(who(text, "Kenya", "KEN"),),
        toward=(who(text, pronoun, "~moi", name="Moi"),),
    )
    (line,) = wanted(material_of([reading(text, [found], actors=ACTORS)], None)).groups[0].sentences
    assert line.text == f"Kenya wants {wish}"


def test_many_who_begin_a_sentence_are_many() -> None:
    """A noun is no name for its capital."""
    text = "Miners want a road. Some left."
    found = record(
        Interest,
        text,
        "Miners want a road",
        direction=Direction.WANT,
        object=span(text, "a road"),
        holder=(who(text, "Miners"),),
    )
    (line,) = wanted(material_of([reading(text, [found])], None)).groups[0].sentences
    assert line.text == "Miners want “a road”"


def test_what_another_is_asked_to_do_is_told_as_theirs() -> None:
    """Kenya does not want to open its own ports."""
    near = TEXT.index("Uganda to open")
    toward = Participant(actor="UGA", name="Uganda", span=Span(start=near, end=near + 6, quote="Uganda"))
    asked = record(
        Interest,
        TEXT,
        "Kenya urged Uganda to open its ports",
        direction=Direction.WANT,
        object=span(TEXT, "to open its ports"),
        holder=(who(TEXT, "Kenya", "KEN"),),
        toward=(toward,),
    )
    section = wanted(material_of([reading(TEXT, [asked], actors=ACTORS)], None))
    found = [each.text for group in section.groups for each in group.sentences]
    assert found == ["Kenya wants Uganda to “open its ports”"]
