"""Documents, records and readings of every kind, drawn at random for properties that hold for all."""

from datetime import date

from hypothesis import strategies as st

from realpolitik.records.actors import Actor, ActorKind, Office, Participant, Validity
from realpolitik.records.arrangements import Arrangement, Status
from realpolitik.records.claims import Claim, Label, Question
from realpolitik.records.documents import Document, Passage, PassageKind, Refusal
from realpolitik.records.events import Event, EventType, Quad
from realpolitik.records.evidence import Factuality, Polarity, Record, Voice
from realpolitik.records.ids import content_id
from realpolitik.records.interests import Direction, Interest
from realpolitik.records.mentions import Mention, Naming
from realpolitik.records.places import Place
from realpolitik.records.quotes import Quote, Report
from realpolitik.records.readings import Reading, Refused, Run, StepFailure
from realpolitik.records.relations import Relation, Tenure
from realpolitik.records.spans import Span
from realpolitik.records.times import Basis, Precision, TimeFrame, When

# Longer texts show nothing new and are slow to shrink.
LONGEST_TEXT = 60

names = st.text(max_size=12)
ids = st.sampled_from(["", "PER", "CHL", "andean-parliament", "~envoy"])
texts = st.text(min_size=1, max_size=LONGEST_TEXT).filter(lambda text: text.strip())
days = st.dates(min_value=date(1800, 1, 1), max_value=date(2100, 1, 1))
runs = st.builds(Run, code=st.sampled_from(["1.0", "1.1"]), model=names, tables=names, settings=names)


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    """Any stretch of the text."""
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return Span(start=start, end=end, quote=text[start:end])


@st.composite
def whens(draw: st.DrawFn) -> When:
    """Any interval, open or closed."""
    bounds = sorted([draw(days), draw(days)])
    start, end = (draw(st.sampled_from([day, None])) for day in bounds)
    return When(
        start=start,
        end=end,
        precision=draw(st.sampled_from(Precision)),
        basis=draw(st.sampled_from(Basis)),
        timex=draw(names),
    )


@st.composite
def places(draw: st.DrawFn) -> Place:
    """Any place, with a point or without."""
    point = draw(st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180)))
    return Place(
        id=draw(names),
        name=draw(names),
        kind=draw(names),
        latitude=point and point[0],
        longitude=point and point[1],
        radius_km=draw(st.floats(0, 1000)),
        country=draw(ids),
        holder=tuple(draw(st.lists(ids, max_size=2))),
        claimants=tuple(draw(st.lists(ids, max_size=2))),
        geonames=draw(st.integers(0, 10**8)),
    )


def participants(text: str) -> st.SearchStrategy[Participant]:
    """Anyone whom the text names."""
    return st.builds(Participant, actor=ids, name=names, span=spans(text), acts_for=ids, country=ids, sector=names)


def actors() -> st.SearchStrategy[Actor]:
    """Any actor, with offices or without."""
    terms = st.tuples(days, days).map(sorted).map(lambda bounds: Validity(start=bounds[0], end=bounds[1]))
    offices = st.builds(Office, title=names, role=names, actor=ids, sector=names, validity=terms)
    return st.builds(
        Actor,
        id=ids.filter(bool),
        name=st.text(min_size=1, max_size=12),
        kind=st.sampled_from(ActorKind),
        country=ids,
        sector=names,
        validity=terms,
        offices=st.lists(offices, max_size=2).map(tuple),
    )


def records_of(kind: type[Record], text: str, *, document: str, run: str) -> st.SearchStrategy[Record]:
    """Any record of this kind that the text can bear."""
    words = spans(text)
    some = st.lists(participants(text), max_size=2).map(tuple)
    own: dict[type[Record], dict[str, st.SearchStrategy[object]]] = {
        Passage: {"passage": st.sampled_from(PassageKind), "evidence": st.tuples(words)},
        Mention: {"actor": participants(text), "naming": st.sampled_from(Naming)},
        Quote: {"speaker": some, "addressee": some, "cue": st.none() | words, "imagined": st.booleans()},
        Report: {"speaker": some, "addressee": some, "cue": st.none() | words},
        Event: {
            "event_type": st.sampled_from(EventType),
            "mode": names,
            "cameo": names,
            "goldstein": st.floats(-10, 10) | st.integers(-10, 10),
            "quad": st.sampled_from(Quad),
            "trigger": st.none() | words,
            "initiator": some,
            "recipient": some,
            "reciprocal": st.booleans(),
        },
        Relation: {
            "relation": names,
            "sign": st.sampled_from([-1, 0, 1]),
            "directed": st.booleans(),
            "a": some,
            "b": some,
        },
        Interest: {
            "direction": st.sampled_from(Direction),
            "object": words,
            "issue": names,
            "salience": st.floats(0, 1),
            "holder": some,
            "toward": some,
        },
        Arrangement: {
            "object": words,
            "purpose": st.none() | words,
            "status": st.sampled_from(Status),
            "parties": some,
        },
        Claim: {"about": some},
        Label: {"about": some, "label": names},
        Question: {"about": some},
        Tenure: {"office": names, "person": some, "organisation": some},
    }
    common: dict[str, st.SearchStrategy[object]] = {
        "document": st.just(document),
        "evidence": st.lists(words, min_size=1, max_size=2).map(tuple),
        "attribution": st.lists(st.builds(Voice, actor=ids, name=names, imagined=st.booleans()), max_size=2).map(tuple),
        "factuality": st.sampled_from(Factuality),
        "polarity": st.sampled_from(Polarity),
        "time": st.sampled_from(TimeFrame),
        "happened": st.none() | whens(),
        "place": st.none() | places(),
        "confidence": st.floats(0, 1),
        "rule": names,
        "run": st.just(run),
    }
    return st.builds(kind, **(common | own[kind]))


KINDS = (
    Passage,
    Mention,
    Quote,
    Report,
    Event,
    Relation,
    Interest,
    Arrangement,
    Claim,
    Label,
    Question,
    Tenure,
)


def records(text: str, *, document: str = "document-1", run: str = "run-1") -> st.SearchStrategy[Record]:
    """Any record of any kind that the text can bear."""
    return st.one_of([records_of(kind, text, document=document, run=run) for kind in KINDS])


@st.composite
def documents(draw: st.DrawFn, run: str = "") -> Document:
    """Any document, with passages or without."""
    text = draw(texts)
    id = content_id("document", [text])
    return Document(
        id=id,
        text=text,
        original=draw(st.binary(max_size=20)),
        reference=draw(names),
        title=draw(names),
        published=draw(st.none() | whens()),
        outlet=draw(names),
        author=draw(names),
        republisher=draw(names),
        language=draw(st.sampled_from(["en", "de"])),
        way=draw(names),
        notes=tuple(draw(st.lists(names, max_size=2))),
        passages=tuple(draw(st.lists(records_of(Passage, text, document=id, run=run), max_size=2))),
    )


@st.composite
def readings(draw: st.DrawFn, run: Run | None = None) -> Reading:
    """Any reading of any document."""
    run = run or draw(runs)
    document = draw(documents(run=run.id))
    return Reading(
        document=document,
        run=run,
        records=tuple(draw(st.lists(records(document.text, document=document.id, run=run.id), max_size=4))),
        actors=tuple(draw(st.lists(actors(), max_size=3))),
        notes=tuple(draw(st.lists(names, max_size=1))),
        failures=tuple(draw(st.lists(st.builds(StepFailure, step=names, message=names), max_size=1))),
    )


def refusals(run: Run | None = None) -> st.SearchStrategy[Refused]:
    """Any refusal of any input."""
    refusal = st.builds(Refusal, reference=names, reason=names, step=names)
    return st.builds(Refused, refusal=refusal, run=st.just(run) if run else runs)
