"""The same steps as spaCy pipeline components: `nlp.add_pipe("realpolitik_times")` fills `doc._.realpolitik_times`.

One component a step, named after what it gives, and "realpolitik" for all of them at once. spaCy finds them through
the entry points of this package; what each needs and gives is declared, so that `nlp.analyze_pipes()` can check it.
"""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

from realpolitik.records.documents import Document
from realpolitik.records.ids import content_id
from realpolitik.records.times import Basis, on
from realpolitik.understand.steps import GIVEN, STEPS, Step, work_through

if TYPE_CHECKING:
    Component = Callable[[Doc], Doc]
    Factory = Callable[[Language, str, str], Component]

PREFIX = "realpolitik_"
# The text is parsed by the pipeline that these components stand in.
COMPONENTS = tuple(step for step in STEPS if step.gives != "doc")


def document_of(doc: Doc, published: str = "") -> Document:
    """The text of a Doc as a document; `published` in ISO 8601, "" if it is not known."""
    return Document(
        id=content_id("document", [doc.text]),
        text=doc.text,
        original=doc.text.encode("utf-8", "surrogatepass"),
        published=on(date.fromisoformat(published), basis=Basis.GIVEN) if published else None,
    )


def run_on(doc: Doc, steps: tuple[Step, ...], published: str) -> Doc:
    """The same Doc, with what the steps give."""
    if doc._.realpolitik_document is None:
        doc._.realpolitik_document = document_of(doc, published)
    given = {"doc": doc, "document": doc._.realpolitik_document}
    for step in COMPONENTS:
        known = getattr(doc._, PREFIX + step.gives)
        if known is not None:
            given[step.gives] = known
    for name, value in work_through(steps, given).items():
        if name != "doc":
            setattr(doc._, PREFIX + name, value)
    return doc


def _extension(name: str) -> str:
    return f"doc._.{PREFIX}{name}"


def _declared(name: str, steps: tuple[Step, ...], needs: tuple[str, ...]) -> "Factory":
    def create(nlp: Language, name: str, published: str) -> "Component":
        return lambda doc: run_on(doc, steps, published)

    Language.factory(
        name,
        default_config={"published": ""},
        requires=[_extension(need) for need in needs if need not in {"doc", *GIVEN}],
        assigns=[_extension(step.gives) for step in steps],
        func=create,
    )
    return create


for _name in ("document", *(step.gives for step in COMPONENTS)):
    Doc.set_extension(PREFIX + _name, default=None, force=True)
FACTORIES = {PREFIX + step.gives: _declared(PREFIX + step.gives, (step,), step.needs) for step in COMPONENTS}
FACTORIES["realpolitik"] = _declared("realpolitik", COMPONENTS, ())


def __getattr__(name: str) -> "Factory":
    """The factories by name, for the entry points."""
    try:
        return FACTORIES[name]
    except KeyError:
        raise AttributeError(name) from None
