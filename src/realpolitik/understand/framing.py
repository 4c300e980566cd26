"""Framing: for any clause, who says it, how firmly, when and where; every record takes these fields from here."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from realpolitik.records.evidence import Factuality, Polarity, Voice
from realpolitik.records.places import Place
from realpolitik.records.times import Basis, Precision, TimeFrame, When
from realpolitik.understand.certainty import Certainty
from realpolitik.understand.places import Places
from realpolitik.understand.quotes import Speeches
from realpolitik.understand.times import Times

if TYPE_CHECKING:
    from datetime import date

    from spacy.tokens import Token


class Frame(TypedDict):
    """The fields that a record takes from its clause: `Event(**framing.act(token), ...)`."""

    attribution: tuple[Voice, ...]
    factuality: Factuality
    polarity: Polarity
    time: TimeFrame
    happened: When | None
    place: Place | None


@dataclass(frozen=True, slots=True)
class Framing:
    """Who says a clause, how firmly, when and where."""

    speeches: Speeches
    certainty: Certainty
    times: Times
    places: Places
    dateline: "date | None"

    def act(self, token: "Token") -> Frame:
        """The frame of an act: without a date in the words it lies before or after the dateline."""
        frame = self.state(token)
        if frame["happened"] is None:
            frame["happened"] = self._open(frame["time"])
        return frame

    def state(self, token: "Token") -> Frame:
        """The frame of a standing tie or interest: it has a date only if the words give one."""
        judgement = self.certainty.of(token)
        return Frame(
            attribution=self.speeches.voices_at(token),
            factuality=judgement.factuality,
            polarity=judgement.polarity,
            time=judgement.time,
            happened=self.times.of(token),
            place=self.places.of(token),
        )

    def _open(self, time: TimeFrame) -> When | None:
        if self.dateline is None or time is TimeFrame.UNKNOWN:
            return None
        ahead = time is TimeFrame.FUTURE
        return When(
            start=self.dateline if ahead else None,
            end=None if ahead else self.dateline,
            precision=Precision.OPEN,
            basis=Basis.DATELINE,
        )


def framing_of(
    speeches: Speeches, certainty: Certainty, times: Times, places: Places, dateline: "date | None"
) -> Framing:
    """The framing of a document, dated by its dateline."""
    return Framing(speeches, certainty, times, places, dateline)
