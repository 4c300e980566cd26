"""Who is named: titles, aliases, metonyms (Kremlin, Jerusalem); a city or its government, a title or a name."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from realpolitik.lexicon.actors import FAMILY_NAME_FIRST, SURNAME, Actors, actors
from realpolitik.lexicon.loader import rows
from realpolitik.lexicon.names import folded
from realpolitik.records.actors import Actor, ActorKind, Alias
from realpolitik.records.documents import Document
from realpolitik.records.mentions import Naming
from realpolitik.records.spans import Span
from realpolitik.understand.candidates import (
    PERSON_LABEL,
    Candidate,
    candidates_in,
    ends_given_name,
    is_generic,
    is_personal,
    organisation_sector,
)
from realpolitik.understand.descriptions import Description
from realpolitik.understand.metonyms import governs, only_place
from realpolitik.understand.sentences import span_between
from realpolitik.understand.titles import ADJECTIVES, Titles

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Of several kinds of alias with the same spelling the plainest counts first ("Singapore": the state, not the city).
ALIAS_ORDER = ("name", "acronym", "short", "adjective", "demonym", "former", "metonym", "capital", SURNAME)


# Known to all by the family name alone, wherever the report is from.
LEADERS = frozenset({"head_of_state", "head_of_government", "organisation_head"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in the text and the actor it stands for; `first` and `last` are token indices, `last` included.

    `acts` is False where the words name a state only as a place ("in Syria"): no actor of the sentence, but someone
    whom "the country" can refer back to. `said` is what the document says of a person beside the name.
    """

    span: Span
    first: int
    last: int
    actor: Actor
    naming: Naming = Naming.NAME
    acts: bool = True
    said: Description | None = None


def names_in(document: Document, doc: "Doc") -> tuple[Name, ...]:
    """Every naming of an actor by a name, a title with a name, an adjective or a metonym, in the order of the text.

    A name seen in full decides who its short form is, wherever the document uses it.
    """
    return _Reader(doc, day_of(document)).names()


def day_of(document: Document) -> date | None:
    """The day the document was published, if that is known."""
    return document.published.start if document.published else None


def slug(name: str) -> str:
    """The id of an actor known by its name in a text alone.

    Example:
        >>> slug("Côte d'Or Group")
        '~cote-d-or-group'
    """
    return "~" + re.sub(r"[\W_]+", "-", folded(name).lower()).strip("-")


@dataclass(slots=True)
class _Reader:
    """One reading of one document: `found` are the names in the order of the text, `at` the same by token.

    `states` counts how often it names which state.
    """

    doc: "Doc"
    day: date | None
    known: Actors = field(default_factory=actors)
    found: list[Candidate] = field(default_factory=list)
    at: dict[int, Candidate] = field(default_factory=dict)
    states: Counter[str] = field(default_factory=Counter)

    def names(self) -> tuple[Name, ...]:
        """The steps in their order: who is meant, short forms, titles, what the document says of whom."""
        self._keep(candidates_in(self.doc, self.day, self.known))
        self._choose()
        self._introduced_acronyms()
        self._short_forms()
        self._titles()
        told = self._told()
        in_title = {i for name in self.found if name.start >= 0 for i in range(name.start, name.first)}
        return tuple(
            self._name(name, name.actor, told.get(name.actor.id))
            for name in self.found
            if name.actor is not None and name.first not in in_title
        )

    def _keep(self, found: Iterable[Candidate]) -> None:
        self.found = sorted(found, key=lambda name: (name.first, name.last))
        self.at = {i: name for name in self.found for i in range(name.first, name.last + 1)}

    # Who is meant.

    def _choose(self) -> None:
        full = {
            alias.actor
            for name in self.found
            for alias in name.aliases
            if not name.single and self.known.by_id[alias.actor].kind is ActorKind.PERSON
        }
        self._states_named()
        # "President Makarios": from there on the name alone is enough, whatever the model takes it for.
        full |= {
            name.aliases[0].actor
            for name in self.found
            if name.single
            and len({alias.actor for alias in name.aliases}) == 1
            and self._follows_title(self.doc[name.first])
        }
        for name in self.found:
            name.aliases = name.aliases or self._opening(name)
            if name.aliases:
                name.aliases = self._of_the_acronym_behind(name) or self._of_the_state_before(name)
                name.alias = self._alias(name, full) if name.aliases else None
                name.actor = self.known.by_id[name.alias.actor] if name.alias else None
            else:
                name.actor = self._stranger(name)
        self._keep(name for name in self.found if name.actor)

    def _opening(self, name: Candidate) -> tuple[Alias, ...]:
        """ "Al-Shara said": a known name with a small first letter that opens a sentence."""
        token = self.doc[name.first]
        if name.label != PERSON_LABEL or token.i != token.sent.start:
            return ()
        words = self.doc[name.first : name.last + 1].text
        return self.known.named(words[:1].lower() + words[1:], self.day)

    def _alias(self, name: Candidate, full: set[str]) -> Alias | None:
        """The likeliest of several actors: named in full elsewhere, in office on the day, of a state named nearby."""
        best = min(name.aliases, key=lambda alias: self._likeliness(alias, full))
        if self.known.by_id[best.actor].kind is not ActorKind.PERSON or not name.single or best.actor in full:
            return best
        token = self.doc[name.first]
        if best.kind == SURNAME:
            sure = self._follows_title(token) or (token.ent_type_ == PERSON_LABEL and self._in_view(best))
        else:
            sure = token.pos_ == "PROPN"
        return best if sure and self._remoteness(best, full) < 2 else None

    def _in_view(self, alias: Alias) -> bool:
        """Whether a surname alone may be meant: of whoever leads, and of a minister where the state is spoken of."""
        actor = self.known.by_id[alias.actor]
        office = actor.office_on(self.day)
        return self.states[actor.country] > 0 or office is None or office.role in LEADERS

    def _likeliness(self, alias: Alias, full: set[str]) -> tuple[int, int, int, str]:
        """What speaks for an actor, the most likely first; the plainest alias decides in the end."""
        actor = self.known.by_id[alias.actor]
        named = 0 if actor.kind is ActorKind.STATE else -self.states[actor.country]
        return self._remoteness(alias, full), named, _kind_order(alias), alias.actor

    def _states_named(self) -> None:
        """How often the document names each state, by whatever can mean no other."""
        for name in self.found:
            named = {alias.actor for alias in name.aliases}
            if len(named) == 1 and self.known.by_id[name.aliases[0].actor].kind is ActorKind.STATE:
                self.states.update(named)

    def _of_the_acronym_behind(self, name: Candidate) -> tuple[Alias, ...]:
        """ "National Liberation Army (ELN)": of several bodies of that name the one with the acronym."""
        behind = self.at.get(name.last + 2)
        if behind is None or self.doc[name.last + 1].text != "(" or name.single:
            return ()
        meant = {alias.actor for alias in behind.aliases}
        return tuple(alias for alias in name.aliases if alias.actor in meant)

    def _of_the_state_before(self, name: Candidate) -> tuple[Alias, ...]:
        """ "Peru's Congress" is not the one in Washington: the state before an institution rules the others out."""
        at = name.first - 1
        while at >= 0 and self.doc[at].tag_ == "POS":
            at -= 1
        before = self.at.get(at)
        states = {self.known.by_id[alias.actor].country for alias in before.aliases} if before else set()
        if not states or not self.known.agent([self.doc[name.last].lower_]):
            return name.aliases
        return tuple(alias for alias in name.aliases if self.known.by_id[alias.actor].country in {"", *states})

    def _follows_title(self, token: "Token") -> bool:
        return token.i > 0 and self.doc[token.i - 1].lower_.rstrip(".") in self.known.titles

    def _remoteness(self, alias: Alias, full: set[str]) -> int:
        actor = self.known.by_id[alias.actor]
        if alias.actor in full or actor.kind is not ActorKind.PERSON:
            return 0
        return 1 if actor.office_on(self.day) else 2

    def _stranger(self, name: Candidate) -> Actor | None:
        """A person or organisation that no table knows."""
        words = self.doc[name.first : name.last + 1]
        if name.label == PERSON_LABEL:
            if not is_personal(self.doc, name):
                return None
            return Actor(id=slug(words.text), name=words.text, kind=ActorKind.PERSON, detail="person")
        if name.single or words.root.lower_ in not_organisations() or not words.text[0].isupper():
            return None
        if is_generic(self.doc, self.known, name):
            return None
        place = next((token.text for token in words if token.text in self.known.aliases), "")
        behind = self.known.named(place, self.day)
        return Actor(
            id=slug(words.text),
            name=words.text,
            kind=ActorKind.ORGANISATION,
            country=self.known.by_id[behind[0].actor].country if behind else "",
            sector=organisation_sector(self.doc, self.known, name),
        )

    # Short forms.

    def _introduced_acronyms(self) -> None:
        """ "Movement for Unity (MFU)": from there on MFU is the movement."""
        meant: dict[str, Actor] = {}
        for name in self.found:
            after = self.doc[name.last + 1 : name.last + 4]
            bracketed = len(after) == 3 and after[0].text == "(" and after[2].text == ")"
            if bracketed and name.actor and name.actor.kind is ActorKind.ORGANISATION and after[1].text.isupper():
                meant.setdefault(after[1].text, name.actor)
        short = [
            Candidate(token.i, token.i, actor=meant[token.text])
            for token in self.doc
            if token.text in meant and token.i not in self.at
        ]
        self._keep([*self.found, *short])

    def _short_forms(self) -> None:
        """A surname alone is the person last named in full with it, whatever the model takes it for."""
        full: dict[str, list[tuple[int, Actor]]] = defaultdict(list)
        for name in self.found:
            if name.is_person and name.actor and not name.single:
                asian = name.actor.country in FAMILY_NAME_FIRST or ends_given_name(self.doc[name.last])
                first = asian and name.last - name.first > 1
                full[self.doc[name.first if first else name.last].text].append((name.last, name.actor))
        short = []
        for token in self.doc:
            named = full.get(token.text, [])
            if named and token.text[0].isupper() and self._may_be_surname(token, named):
                place = bisect_right([at for at, _ in named], token.i) - 1
                short.append(Candidate(token.i, token.i, label=PERSON_LABEL, actor=named[max(place, 0)][1]))
        short += self._first_names(full)
        taken = {name.first for name in short}
        self._keep([name for name in self.found if not (name.single and name.first in taken)] + short)

    def _first_names(self, full: Mapping[str, Sequence[tuple[int, Actor]]]) -> list[Candidate]:
        """ "Jean added": the one person named in full before whose first name it is, whom no table knows."""
        strangers = {actor.name: (at, actor) for named in full.values() for at, actor in named if actor.id[0] == "~"}
        first = Counter(name.split()[0] for name in strangers)
        known = {name.split()[0]: found for name, found in strangers.items() if first[name.split()[0]] == 1}
        return [
            Candidate(name.first, name.last, label=PERSON_LABEL, actor=known[word][1])
            for name in self.found
            if name.single and not name.aliases and name.label == PERSON_LABEL and name.actor is not None
            if (word := self.doc[name.first].text) in known and known[word][0] < name.first and word not in full
        ]

    def _may_be_surname(self, token: "Token", named: list[tuple[int, Actor]]) -> bool:
        """Whether a word known as a surname is one here: not within a longer name, nor a town that someone is in."""
        name = self.at.get(token.i)
        if name is None or not name.aliases:
            return name is None or name.single
        if not name.single:
            return False
        if name.is_person:
            return name.actor not in [actor for _, actor in named] and not self._spoken_of(name, named[0][0])
        return token.ent_type_ == PERSON_LABEL or (named[0][0] < token.i and not only_place(token))

    def _spoken_of(self, name: Candidate, full: int) -> bool:
        """Whether the text knows someone by that surname before another is named in full: "Moi ... Ada Moi"."""
        if name.actor is None or name.actor.office_on(self.day) is None:
            return False
        if self._follows_title(self.doc[name.first]):
            return True
        return any(other.single and other.actor == name.actor and other.first < full for other in self.found)

    # What is said of a person beside the name.

    def _titles(self) -> None:
        titles = Titles(self.doc, self.known, self.at)
        for name in self.found:
            if name.is_person:
                title = titles.before(name)
                if title is not None:
                    name.start, name.said = title
                if name.said is None or not name.said.sector:
                    name.said = titles.beside(name) or name.said
        full = {name.actor.id for name in self.found if name.actor and not name.single}
        self._keep(
            name
            for name in self.found
            # A single word that no table knows and that nothing introduces is too often no person at all.
            if not (name.is_person and name.is_stranger and name.single and name.said is None)
            or (name.actor and name.actor.id in full)
        )

    def _told(self) -> dict[str, Description]:
        """By person: the fullest thing that the document says of them."""
        found: dict[str, Description] = {}
        for name in self.found:
            if name.is_person and name.actor and name.said and name.said.sector:
                before = found.get(name.actor.id)
                if before is None or (before.behind is None and name.said.behind is not None):
                    found[name.actor.id] = name.said
        return found

    # The result.

    def _name(self, name: Candidate, actor: Actor, said: Description | None) -> Name:
        start = name.start if name.start >= 0 else name.first
        naming, acts = self._naming(name, actor)
        if name.is_person and name.is_stranger and said:
            actor = replace(actor, country=said.country, sector=said.sector)
        return Name(
            span=span_between(self.doc, self.doc[start], self.doc[name.last]),
            first=start,
            last=name.last,
            actor=actor,
            naming=Naming.TITLE if start < name.first else naming,
            acts=acts,
            said=name.said or said,
        )

    def _naming(self, name: Candidate, actor: Actor) -> tuple[Naming, bool]:
        """How the words name the actor, and whether as an actor or as a mere place."""
        root = self.doc[name.first : name.last + 1].root
        kind = name.alias.kind if name.alias else ""
        if kind in ADJECTIVES:
            return Naming.ADJECTIVE, True
        if kind == "capital":
            return Naming.METONYM, governs(root) and not self._addressed(name)
        if kind == "metonym":
            return Naming.METONYM, not only_place(root)
        return Naming.NAME, actor.kind is not ActorKind.STATE or not only_place(root)

    def _addressed(self, name: Candidate) -> bool:
        """ "Paris, France", "CAIRO (Reuters)": a city with its country, or the dateline of a report."""
        following = self.doc[name.last + 1 : name.last + 3]
        if len(following) < 2 or following[0].text not in {",", "("}:
            return False
        after = self.at.get(following[1].i)
        opens = name.first == 0 or "\n" in self.doc[name.first - 1].text
        return bool(opens or (after and after.alias and after.alias.kind == "name"))


def _kind_order(alias: Alias) -> int:
    return ALIAS_ORDER.index(alias.kind) if alias.kind in ALIAS_ORDER else len(ALIAS_ORDER)


@cache
def not_organisations() -> frozenset[str]:
    """Nouns whose names the model takes for organisations: plans, treaties, wars."""
    return frozenset(row["word"] for row in rows("cues/not_organisations.tsv"))
