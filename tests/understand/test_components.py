"""The steps as spaCy components."""

from importlib.metadata import entry_points

import pytest

pytestmark = pytest.mark.model

TEXT = "The foreign minister of Ghana met the president of Togo in Lomé on Monday."


def test_every_step_has_an_entry_point() -> None:
    """spaCy finds each step by its name without an import of ours."""
    from realpolitik.understand.components import FACTORIES

    found = {point.name for point in entry_points(group="spacy_factories") if point.value.startswith("realpolitik.")}
    assert found == set(FACTORIES)


def test_a_pipeline_of_steps_gives_what_the_table_gives() -> None:
    """The component for all steps fills the same values as `understand` does."""
    from realpolitik.understand.components import document_of
    from realpolitik.understand.sentences import model
    from realpolitik.understand.steps import understand

    nlp = model()
    nlp.add_pipe("realpolitik", config={"published": "2019-05-14"})
    try:
        doc = nlp(TEXT)
    finally:
        nlp.remove_pipe("realpolitik")
    alone = understand(document_of(doc, "2019-05-14"))
    assert doc._.realpolitik_events == alone.workings["events"]
    assert doc._.realpolitik_cast.mentions == alone.workings["cast"].mentions


def test_single_steps_build_on_each_other() -> None:
    """A pipeline may hold only the steps one needs, in the order of the table."""
    from realpolitik.understand.sentences import model

    nlp = model()
    nlp.add_pipe("realpolitik_times", config={"published": "2019-05-14"})
    nlp.add_pipe("realpolitik_names")
    try:
        problems = nlp.analyze_pipes()["problems"]
        doc = nlp(TEXT)
    finally:
        nlp.remove_pipe("realpolitik_times")
        nlp.remove_pipe("realpolitik_names")
    assert problems["realpolitik_names"] == []
    assert [name.actor.id for name in doc._.realpolitik_names][:1] == ["GHA"]
