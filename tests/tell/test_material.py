"""Whom a brief is about: the two that matter, and nobody where no two do."""

from dataclasses import replace

import pytest

from realpolitik.errors import InputError
from realpolitik.records.actors import ActorKind
from realpolitik.records.documents import Passage, PassageKind
from realpolitik.records.events import EventType
from realpolitik.records.mentions import Mention, Naming
from realpolitik.records.readings import Reading
from realpolitik.tell.brief import brief_of
from realpolitik.tell.material import material_of
from tests.builders import actor, event, reading, record, who

TEXT = (
    "Ghana and Togo quarrel\n\nGhana fined Togo. Ghana met Togo. Ghana warned of floods. Ghana and Togo wait. Chad "
    "praised Cuba once.\n\nGive to Mali now, Mali and Mali!"
)
STATES = {"Ghana": "GHA", "Togo": "TGO", "Chad": "TCD", "Cuba": "CUB", "Mali": "MLI"}


def passages() -> tuple[Passage, ...]:
    """Title, body and appeal."""
    title, body, appeal = TEXT.split("\n\n")
    kinds = (PassageKind.TITLE, PassageKind.BODY, PassageKind.APPEAL)
    return tuple(
        record(Passage, TEXT, words, passage=kind) for words, kind in zip((title, body, appeal), kinds, strict=True)
    )


FINE = event(TEXT, "Ghana fined Togo", EventType.SANCTION, "Ghana=GHA", "Togo=TGO")
MEETING = event(TEXT, "Ghana met Togo", EventType.CONSULT, "Ghana=GHA", "Togo=TGO", reciprocal=True)
PRAISE = event(TEXT, "Chad praised Cuba", EventType.SUPPORT, "Chad=TCD", "Cuba=CUB")


def told(*records: object) -> Reading:
    """The article with these records."""
    actors = [actor(id, name) for name, id in STATES.items()]
    return reading(TEXT, [*passages(), *records], actors=actors, passages=passages())  # type: ignore[list-item]


def test_the_two_who_face_each_other_are_the_main_parties() -> None:
    """Not two who are named once, in passing."""
    assert material_of([told(FINE, MEETING, PRAISE)], None).main == ("GHA", "TGO")


def test_one_passing_act_makes_no_main_parties() -> None:
    """The brief says so, and weighs nothing."""
    reading = told(PRAISE)
    assert material_of([reading], None).main is None
    brief = brief_of([reading])
    assert not any(section.title.startswith("Win-win") for section in brief.sections)
    notes = [note for section in brief.sections[:1] for group in section.groups for note in group.notes]
    assert any("No two parties" in note for note in notes)


def test_a_headline_names_them() -> None:
    """Two who stand in the title together are what the article is about."""
    named = [record(Mention, TEXT, name, actor=who(TEXT, name, STATES[name])) for name in ("Ghana", "Togo")]
    assert material_of([told(*named)], None).main == ("GHA", "TGO")


def test_a_title_that_names_one_of_them_counts() -> None:
    """Of two pairs of whom as much is told, the one that the title speaks of."""
    text = "Ghana waits\n\nCuba fined Chad. Cuba met Chad. Ghana fined Togo. Ghana met Togo."
    title, body = text.split("\n\n")
    passages = (
        record(Passage, text, title, passage=PassageKind.TITLE),
        record(Passage, text, body, passage=PassageKind.BODY),
    )
    acts = [
        event(text, f"{a} {verb} {b}", type, f"{a}={STATES[a]}", f"{b}={STATES[b]}")
        for a, b in (("Cuba", "Chad"), ("Ghana", "Togo"))
        for verb, type in (("fined", EventType.SANCTION), ("met", EventType.CONSULT))
    ]
    named = record(Mention, text, "Ghana", actor=who(text, "Ghana", "GHA"))
    assert material_of([reading(text, [*passages, *acts], passages=passages)], None).main == ("CUB", "TCD")
    assert material_of([reading(text, [*passages, *acts, named], passages=passages)], None).main == ("GHA", "TGO")


def test_appeals_make_nobody_prominent() -> None:
    """However often they name somebody."""
    named = [record(Mention, TEXT, name, actor=who(TEXT, name, STATES[name])) for name in ("Ghana", "Mali")]
    assert material_of([told(*named)], None).prominent == ("GHA",)


@pytest.mark.parametrize(
    "about",
    [
        pytest.param(("Ghana", "TGO"), id="a name and an id"),
        pytest.param(("Mensah", "Togo"), id="a person stands for its state"),
        pytest.param(("Accra", "Tog"), id="as the text calls it, and a part of a name"),
    ],
)
def test_the_two_asked_for_are_parties(about: tuple[str, str]) -> None:
    """Whoever is named: what can be weighed is what a state or an organisation wants."""
    text = "Mensah of Ghana met Togo in May. Accra waits."
    envoy = who(text, "Mensah", "~mensah", acts_for="GHA")
    met = event(text, "Mensah of Ghana met Togo", EventType.CONSULT, (envoy,), "Togo=TGO")
    capital = record(Mention, text, "Accra", actor=who(text, "Accra", "GHA", name="Ghana"))
    actors = [actor("GHA", "Ghana"), actor("TGO", "Togo"), actor("~mensah", "Mensah", ActorKind.PERSON)]
    assert material_of([reading(text, [met, capital], actors=actors)], about).main == ("GHA", "TGO")


def test_one_party_is_not_two() -> None:
    """A state does not bargain with itself."""
    with pytest.raises(InputError, match="one party"):
        material_of([told(FINE)], ("Ghana", "GHA"))


def test_an_article_without_politics_is_told_as_such() -> None:
    """Nothing is made of nothing."""
    text = "Basil wants light. The cook waters it."
    brief = brief_of([reading(text)])
    notes = [note for section in brief.sections[:1] for group in section.groups for note in group.notes]
    assert any("no political news" in note for note in notes)


def test_the_order_of_records_changes_no_name() -> None:
    """Two names of one actor that stand equally often: always the same one is taken."""
    both = [
        record(Mention, TEXT, "Ghana", actor=who(TEXT, "Ghana", "~x", name=name), naming=naming)
        for name, naming in (("Accra", Naming.METONYM), ("Ghana", Naming.NAME))
    ]
    names = [
        material_of([replace(told(), records=tuple(replace(each, run=told().run.id) for each in order))], None).names[
            "~x"
        ]
        for order in (both, both[::-1])
    ]
    assert names[0] == names[1]
