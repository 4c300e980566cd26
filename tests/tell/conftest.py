"""One article by hand, with a record of nearly every kind, for the tests of what is told."""

from datetime import date
from typing import Any

import pytest

from realpolitik.records.actors import ActorKind
from realpolitik.records.arrangements import Arrangement, Status
from realpolitik.records.claims import Label, Question
from realpolitik.records.documents import Passage, PassageKind
from realpolitik.records.events import EventType
from realpolitik.records.evidence import Factuality, Record, Voice
from realpolitik.records.interests import Direction, Interest
from realpolitik.records.mentions import Mention
from realpolitik.records.quotes import Quote, Report
from realpolitik.records.readings import Reading
from realpolitik.records.relations import Relation
from realpolitik.records.times import Basis, Precision, TimeFrame, When, on
from tests.builders import actor, event, reading, record, span, who

TEXT = """Can Namibia and Angola share the Kunene?

Presidents at a gala. (Photo: Agency)

Namibia met Angola in Windhoek on 4 May 2011. Angola reportedly cut the flow of the river. Angola will open two gates.
In 1978 South Africa raided Angola. "We need water for our towns," Namibian minister Tjivikua said. He called Angola a
bully. That is like saying, "Go thirsty, all of you," Tjivikua said. Angola said that dams cost money.
Angola wants a payment for
each dam. Namibia wants to keep South Africa out of the talks, and so does Angola. Zambia is a rival of Angola and an
ally of Namibia. Namibia and Angola are neighbours on good terms. They proposed a joint office, to measure the river.

Give now! Namibia needs your gift."""

MINISTER = Voice(actor="~tjivikua", name="Tjivikua")


def side(words: str, actor: str, **fields: Any) -> Any:
    """One participant."""
    return (who(TEXT, words, actor, **fields),)


def records() -> list[Record]:
    """What the article says."""
    speaker = side("Tjivikua", "~tjivikua", acts_for="NAM")
    return [
        record(Passage, TEXT, "Can Namibia and Angola share the Kunene?", passage=PassageKind.TITLE),
        record(Passage, TEXT, "Presidents at a gala. (Photo: Agency)", passage=PassageKind.CAPTION),
        record(Passage, TEXT, TEXT[TEXT.index("Namibia met") : TEXT.index("\n\nGive")], passage=PassageKind.BODY),
        record(Passage, TEXT, "Give now! Namibia needs your gift.", passage=PassageKind.APPEAL),
        record(Question, TEXT, "Can Namibia and Angola share the Kunene?", about=side("Namibia", "NAM")),
        record(Mention, TEXT, "South Africa out", actor=who(TEXT, "South Africa", "ZAF")),
        event(
            TEXT,
            "Namibia met Angola",
            EventType.CONSULT,
            "Namibia=NAM",
            "Angola=AGO",
            goldstein=1.0,
            reciprocal=True,
            happened=on(date(2011, 5, 4)),
        ),
        event(
            TEXT,
            "Angola reportedly cut the flow of the river",
            EventType.COERCE,
            "Angola=AGO",
            "Namibia=NAM",
            goldstein=-7.0,
            factuality=Factuality.REPORTED,
        ),
        event(
            TEXT,
            "Angola will open two gates",
            EventType.CONCEDE,
            "Angola=AGO",
            "Namibia=NAM",
            goldstein=5.0,
            factuality=Factuality.PLANNED,
        ),
        event(
            TEXT,
            "South Africa raided Angola",
            EventType.ASSAULT,
            "South Africa=ZAF",
            "Angola=AGO",
            goldstein=-10.0,
            time=TimeFrame.HISTORICAL,
            happened=When(
                start=date(1978, 1, 1), end=date(1978, 12, 31), precision=Precision.YEAR, basis=Basis.EXPLICIT
            ),
        ),
        record(Quote, TEXT, '"We need water for our towns,"', speaker=speaker),
        record(
            Quote,
            TEXT,
            '"Go thirsty, all of you,"',
            speaker=side("Angola", "AGO"),
            imagined=True,
            attribution=(MINISTER,),
            factuality=Factuality.HYPOTHETICAL,
        ),
        record(Quote, TEXT, '"Go thirsty, all of you," Tjivikua said', speaker=speaker),
        record(Report, TEXT, "that dams cost money", speaker=side("Angola", "AGO")),
        record(Label, TEXT, "a\nbully", label="bully", about=side("Angola", "AGO"), attribution=(MINISTER,)),
        record(
            Interest,
            TEXT,
            "We need water for our towns",
            direction=Direction.NEED,
            holder=side("Namibia", "NAM"),
            object=span(TEXT, "water for our towns"),
            issue="water",
            attribution=(MINISTER,),
            factuality=Factuality.REPORTED,
        ),
        record(
            Interest,
            TEXT,
            "Angola wants a payment for\neach dam",
            direction=Direction.WANT,
            holder=side("Angola", "AGO"),
            object=span(TEXT, "a payment for\neach dam"),
            issue="trade",
        ),
        record(
            Interest,
            TEXT,
            "Namibia wants to keep South Africa out of the talks, and so does Angola",
            direction=Direction.PREVENT,
            holder=(*side("Namibia", "NAM"), *side("Angola", "AGO")),
            object=span(TEXT, "South Africa out of the talks"),
        ),
        record(
            Relation,
            TEXT,
            "Zambia is a rival of Angola",
            relation="rival",
            sign=-1,
            a=side("Zambia", "ZMB"),
            b=side("Angola", "AGO"),
        ),
        record(
            Relation,
            TEXT,
            "Zambia is a rival of Angola and an\nally of Namibia",
            relation="ally",
            sign=1,
            a=side("Zambia", "ZMB"),
            b=side("Namibia", "NAM"),
        ),
        record(
            Relation,
            TEXT,
            "neighbours on good terms",
            relation="neighbour",
            sign=1,
            a=side("Namibia", "NAM"),
            b=side("Angola", "AGO"),
        ),
        record(
            Arrangement,
            TEXT,
            "They proposed a joint office, to measure the river",
            object=span(TEXT, "a joint office"),
            purpose=span(TEXT, "to measure the river"),
            status=Status.PROPOSED,
            parties=(*side("Namibia", "NAM"), *side("Angola", "AGO")),
        ),
    ]


@pytest.fixture
def kunene() -> Reading:
    """The article and what it says."""
    states = {"NAM": "Namibia", "AGO": "Angola", "ZAF": "South Africa", "ZMB": "Zambia"}
    people = [actor("~tjivikua", "Tjivikua", ActorKind.PERSON)]
    found = records()
    return reading(
        TEXT,
        found,
        published=date(2011, 5, 6),
        actors=[*(actor(id, name) for id, name in states.items()), *people],
        title="Can Namibia and Angola share the Kunene?",
        outlet="The Windhoek Example",
        passages=tuple(each for each in found if isinstance(each, Passage)),
    )
