"""Predictions for a measuring set: `python -m eval.predict TASK IN.jsonl OUT.jsonl`.

A line in, a line out, matched by "id". Only what a task gives is read (text, title, date or dct, and the spans, pair or
page that the task is about); annotations that happen to stand in the input are never looked at.
"""

import argparse
import gzip
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from eval.parses import Parses
from realpolitik.errors import RealpolitikError
from realpolitik.lexicon.actors import actors as actors_known
from realpolitik.lexicon.gazetteer import gazetteer
from realpolitik.records.actors import Participant
from realpolitik.records.documents import Document
from realpolitik.records.events import Event
from realpolitik.records.evidence import Factuality, Polarity
from realpolitik.records.ids import content_id
from realpolitik.records.mentions import Naming
from realpolitik.records.spans import Span, span_of
from realpolitik.records.times import Basis, on
from realpolitik.understand.coreference import Cast
from realpolitik.understand.steps import STEPS, work_through

Item = Mapping[str, Any]
Answer = dict[str, Any]


class Reader:
    """Reads items as the program reads articles, with a cache of parses beside it."""

    def __init__(self, folder: Path, parses: Parses) -> None:
        self.folder = folder
        self.parses = parses

    def workings(self, item: Item, upto: str = "") -> dict[str, Any]:
        """What the steps give for the item's text, up to the step named."""
        document = document_of(item)
        steps = STEPS[1:]
        if upto:
            names = [step.gives for step in steps]
            steps = steps[: names.index(upto) + 1]
        return work_through(steps, {"document": document, "doc": self.parses.of(document.text)})


def document_of(item: Item) -> Document:
    """The item's text as a document, dated by its date or dct."""
    text = str(item["text"])
    day = _day(item.get("date") or item.get("dct") or item.get("published"))
    return Document(
        id=content_id("document", [text, day or ""]),
        text=text,
        original=text.encode("utf-8", "surrogatepass"),
        reference=str(item["id"]),
        title=str(item.get("title") or ""),
        outlet=str(item.get("outlet") or item.get("publisher") or item.get("source") or ""),
        published=on(day, basis=Basis.GIVEN) if day else None,
    )


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None


def events(item: Item, reader: Reader) -> Answer:
    """Events in the scorer's columns with CAMEO codes; a reciprocal act is given in both directions."""
    return {"events": list(_event_rows(item, reader)) or list(_statement_rows(item, reader))}


HAPPENED = frozenset({Factuality.ASSERTED, Factuality.REPORTED})


def coded(told: Sequence[Event], doc: Any) -> Sequence[Event]:
    """What a coding scheme counts: acts that happened, between two sides, of which a promise or demand is one.

    We record the promised act beside the promise, acts that leave a side open, and what came of an act (", killing
    two"); CAMEO and PLOVER code the promise alone, the act itself, and who did what to whom. Where a text tells no
    more, they code what there is, if it is not denied.
    """
    told = [event for event in told if not _is_outcome(event, told, doc)]
    happened = [event for event in told if event.factuality in HAPPENED]
    happened = happened or [event for event in told if event.polarity is not Polarity.NEGATIVE]
    return [event for event in happened if event.initiator and event.recipient] or happened


def _is_outcome(event: Event, told: Sequence[Event], doc: Any) -> bool:
    """Whether an act is told by a participle below another act: "shelled the camp, killing two"."""
    words = {
        other.trigger.start: doc.char_span(other.trigger.start, other.trigger.end) for other in told if other.trigger
    }
    word = words.get(event.trigger.start) if event.trigger else None
    if word is None or word.root.dep_ != "advcl" or word.root.tag_ != "VBG":
        return False
    return any(other is not None and other.root.is_ancestor(word.root) for other in words.values())


def _event_rows(item: Item, reader: Reader) -> Iterator[Answer]:
    """A row for each initiator and recipient; everyone on a side stands in the words of the whole side."""
    workings = reader.workings(item, "events")
    naming = naming_words(workings["cast"])
    for event in coded(workings["events"], workings["doc"]):
        sides = _side_span(event.initiator, naming), _side_span(event.recipient, naming)
        if all(sides) and sides[0][0] < sides[1][1] and sides[1][0] < sides[0][1]:
            sides = (), ()
        for initiator in event.initiator or (None,):
            for recipient in event.recipient or (None,):
                pair = (initiator, sides[0]), (recipient, sides[1])
                yield _event_row(event, *pair)
                if event.reciprocal:
                    yield _event_row(event, *reversed(pair))


# PLOVER's sectors of those whose word counts in politics even where no table knows them by name.
PUBLIC = frozenset({"GOV", "LEG", "MIL", "IGO", "NGO", "PTY", "OPP", "REB", "JUD"})


def _statement_rows(item: Item, reader: Reader) -> Iterator[Answer]:
    """CAMEO's 010 where a text tells no more than that someone known spoke; to us that is speech and no event."""
    workings = reader.workings(item, "events")
    naming = naming_words(workings["cast"])
    for speech in workings["speeches"].records:
        for who in speech.speaker:
            if who.country or who.acts_for or (who.actor and (not who.actor.startswith("~") or who.sector in PUBLIC)):
                row: Answer = {"code": "010", "scheme": "CAMEO"}
                source = _side("source", who, _side_span((who,), naming))
                for whom in speech.addressee or (None,):
                    yield row | source | _side("target", whom, ())


def naming_words(cast: Cast) -> dict[Span, Span]:
    """For each pronoun the words before it that name whom it stands for: annotators mark those."""
    pronouns = {mention.evidence[0] for mention in cast.mentions if mention.naming is Naming.PRONOUN}
    found: dict[Span, Span] = {}
    for chain in cast.chains:
        named = None
        for span in chain:
            if span not in pronouns:
                named = span
            elif named is not None:
                found[span] = named
    return found


Party = tuple[Participant | None, tuple[int, ...]]


def _event_row(event: Event, source: Party, target: Party) -> Answer:
    row: Answer = {
        "code": event.cameo or event.event_type.value,
        "scheme": "CAMEO" if event.cameo else "PLOVER",
    }
    return row | _side("source", *source) | _side("target", *target)


def _side(name: str, who: Participant | None, span: tuple[int, ...]) -> Answer:
    return {
        name: _code(who) if who else None,
        f"{name}_text": who.span.quote if who else None,
        f"{name}_span": list(span or (who.span.start, who.span.end)) if who else None,
    }


def _code(who: Participant) -> str:
    """As CAMEO writes it: state and sector, and those who act for a body of many states under that."""
    party = actors_known().by_id.get(who.party)
    international = INTERNATIONAL_SECTOR if not who.country and party and party.sector == INTERNATIONAL_SECTOR else ""
    return (who.country or international) + who.sector


INTERNATIONAL_SECTOR = "IGO"


def _side_span(side: Sequence[Participant], naming: Mapping[Span, Span]) -> tuple[int, ...]:
    spans = [naming.get(who.span, who.span) for who in side]
    return (min(span.start for span in spans), max(span.end for span in spans)) if side else ()


def quotes(item: Item, reader: Reader) -> Answer:
    """Who says, thinks or wants what, as widely as the set takes it: source, cue and content spans."""
    from realpolitik.understand.quotes import attributions_in

    workings = reader.workings(item, "cast")
    found = attributions_in(workings["document"], workings["doc"], workings["cast"])
    return {
        "attributions": [
            {part: [_span(span) for span in getattr(one, part)] for part in ("source", "cue", "content")}
            for one in found
        ]
    }


def spans(item: Item, reader: Reader) -> Answer:
    """Entities with their types."""
    from realpolitik.understand.entities import entities_in

    workings = reader.workings(item, "cast")
    found = entities_in(workings["document"], workings["doc"], workings["names"], workings["cast"], workings["times"])
    return {"entities": [{**_span(span), "type": kind} for span, kind in found]}


def rels(item: Item, reader: Reader) -> Answer:
    """Relations between the entities given."""
    from realpolitik.understand.entity_ties import relations_between

    workings = reader.workings(item, "framing")
    given = [(e["start"], e["end"], e["type"]) for e in item["entities"]]
    found = relations_between(workings["document"], workings["doc"], workings["cast"], given)
    return {
        "relations": [
            {"type": kind, "source": {"start": a[0], "end": a[1]}, "target": {"start": b[0], "end": b[1]}}
            for kind, a, b in found
        ]
    }


def coref(item: Item, reader: Reader) -> Answer:
    """Chains of spans that mean the same."""
    chains = reader.workings(item, "cast")["cast"].chains
    return {"clusters": [[[span.start, span.end] for span in chain] for chain in chains]}


def timex(item: Item, reader: Reader) -> Answer:
    """Time expressions with TimeML type and value."""
    found = reader.workings(item, "times")["times"].expressions
    return {"timex": [{**_span(words.span), "type": words.type, "value": words.value} for words in found]}


def geo(item: Item, reader: Reader) -> Answer:
    """Places with their coordinates; the sets count a country's adjective as a naming of the country."""
    workings = reader.workings(item, "names")
    found = [(mention.span, mention.place) for mention in workings["places"].mentions]
    for name in workings["names"]:
        country = gazetteer().country(name.actor.country) if name.naming is Naming.ADJECTIVE else None
        if country and not any(span.overlaps(name.span) for span, _ in found):
            found.append((name.span, country.place))
    return {
        "toponyms": [
            {**_span(span), "lat": place.latitude, "lon": place.longitude, "geonameid": place.geonames or None}
            for span, place in found
        ]
    }


def fact(item: Item, reader: Reader) -> Answer:
    """How certain each given predicate is, from -3 to +3."""
    from realpolitik.understand.readers import scores_at
    from realpolitik.understand.sentences import words_of

    workings = reader.workings(item, "certainty")
    rows = []
    for predicate in item["predicates"]:
        words = words_of(workings["doc"], predicate["start"], predicate["end"])
        score = scores_at(workings["certainty"], [words.root])[0] if words is not None else 0.0
        rows.append({"start": predicate["start"], "end": predicate["end"], "factuality": score})
    return {"predicates": rows}


def stance(item: Item, reader: Reader) -> Answer:
    """The label of the given pair, in the set's own labels; where one is always right, with the context before it."""
    from realpolitik.understand.stance import leaning_between, stance_between

    if "subject" in item:
        context = str(item.get("context") or "")
        seen = reader.workings({**item, "text": context + str(item["text"])}, "cast")
        pair = [_named(str(item[side])) for side in ("subject", "object")]
        value = leaning_between(seen["document"], seen["doc"], seen["cast"], pair[0], pair[1], len(context))
        return {"label": "positive" if value > 0 else "negative"}
    seen = reader.workings(item, "cast")
    p, q = (span_of(str(item["text"]), *item[side]) for side in ("p_span", "q_span"))
    values = {
        "pq": stance_between(seen["document"], seen["doc"], seen["cast"], p, q),
        "qp": stance_between(seen["document"], seen["doc"], seen["cast"], q, p),
    }
    direction = max(values, key=lambda key: (abs(values[key]), key == "pq"))
    value = values[direction]
    if abs(value) < STANCE_THRESHOLD:
        return {"label": "neutral"}
    return {"label": f"{'pos' if value > 0 else 'neg'}_{direction}"}


# Below this a pair counts as neutral: macro-F1 on a sample of 3,000 is .398, .407, .408, .398 at .2, .25, .3, .35.
STANCE_THRESHOLD = 0.3


def _named(name: str) -> str:
    """The name; the set has words of its own for one whom it does not list."""
    return "" if name in {"None", "Not in the list"} else name


def actors(item: Item, reader: Reader) -> Answer:
    """Country and sector of a mention that stands alone."""
    from realpolitik.understand.resolution import resolve

    arguments = list(item.get("args") or ())
    given = (item.get("kw") or {}).get("query_date") or (arguments[2] if len(arguments) > 2 else None)
    found = resolve(str(item["text"]), _day(item.get("date") or given))
    return {"country": found.country, "sector": found.sector, "name": found.name}


def extract(item: Item, reader: Reader) -> Answer:
    """The article's text out of its page."""
    from realpolitik.read.html import article_text

    if "html" in item:
        return {"text": article_text(str(item["html"]).encode())}
    return {"text": article_text(gzip.decompress((reader.folder / str(item["html_gz"])).read_bytes()))}


TASKS: dict[str, Callable[[Item, Reader], Answer]] = {
    task.__name__: task for task in (events, quotes, spans, rels, coref, timex, geo, fact, stance, actors, extract)
}


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def predict(task: str, source: Path, target: Path, parses: Path | None = None) -> int:
    """Writes an answer for every line of `source` to `target`; an item that fails is named and answered empty."""
    reader = Reader(source.parent, Parses(parses))
    failed = 0
    with source.open(encoding="utf-8") as lines, target.open("w", encoding="utf-8") as out:
        for line in filter(str.strip, lines):
            item = json.loads(line)
            try:
                answer = TASKS[task](item, reader)
            except RealpolitikError as error:
                print(f"{item['id']}: {error}", file=sys.stderr)
                answer, failed = {}, failed + 1
            out.write(json.dumps({"id": item["id"], **answer}, ensure_ascii=False) + "\n")
    return failed


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=sorted(TASKS))
    parser.add_argument("source", type=Path, metavar="IN.jsonl")
    parser.add_argument("target", type=Path, metavar="OUT.jsonl")
    parser.add_argument("--parses", type=Path, help="a folder that keeps parses for the next time")
    given = parser.parse_args()
    return 1 if predict(given.task, given.source, given.target, given.parses) else 0


if __name__ == "__main__":
    raise SystemExit(main())
