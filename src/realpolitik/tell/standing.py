"""How the parties stand and what each wants: signed ties, strange bedfellows, interests shared and clashing."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from realpolitik.analyse.issues import Issue, Standing, compatible, issues_of
from realpolitik.analyse.network import Tie, Triad, ties_of, unbalanced_triads
from realpolitik.records.events import Event
from realpolitik.records.interests import Direction, Interest
from realpolitik.records.relations import Relation
from realpolitik.tell.cite import Clause, Sentence, sentence
from realpolitik.tell.material import Material
from realpolitik.tell.sections import Section, capped, section
from realpolitik.tell.wording import firmness, listed, quoted

# A page and a half for one article; the rest is counted. Chosen by hand.
MOST_TIES = 8
MOST_TRIADS = 3
MOST_HOLDERS = 6
MOST_WANTS = 4
MOST_ISSUES = 5
MOST_QUOTES_A_TIE = 3

SIGNS = {1: "friendly", -1: "hostile", 0: "mixed"}
WANTS = {
    Direction.WANT: "wants",
    Direction.NEED: "needs",
    Direction.PREVENT: "wants to prevent",
    Direction.OPPOSE: "opposes",
}


def ties(material: Material) -> Section:
    """Each pair once, with the words that say how they stand; then the triads out of balance."""
    found = ties_of(list(material.records.values()))
    ranked = sorted(found, key=lambda tie: (-_main_ends(material, tie), not tie.stated, -tie.friendly - tie.hostile))
    triads = sorted(unbalanced_triads(found), key=lambda triad: -len(set(triad.actors) & set(material.main or ())))
    return section(
        "How the parties stand",
        capped("", [_tie(material, tie) for tie in ranked], MOST_TIES),
        capped("Strange bedfellows", [_triad(material, triad) for triad in triads], MOST_TRIADS),
    )


def _main_ends(material: Material, tie: Tie) -> int:
    return len({tie.a, tie.b} & set(material.main or ()))


def sign_of(tie: Tie) -> str:
    """Friendly, hostile or mixed, in one word."""
    return "mixed" if tie.mixed and not tie.stated else SIGNS[tie.sign]


def _tie(material: Material, tie: Tie) -> Sentence:
    records = material.by_id(tie.records)
    relations = [record for record in records if isinstance(record, Relation)]
    shown: Sequence[Relation | Event] = relations or [record for record in records if isinstance(record, Event)]
    clauses = [
        Clause(text=f"{'; ' if number else ''}{_ground(material, record)}", records=(record,))
        for number, record in enumerate(shown[:MOST_QUOTES_A_TIE])
    ]
    rest = tuple(record for record in records if record not in shown[:MOST_QUOTES_A_TIE])
    if rest:
        clauses.append(Clause(text="; more to the same" if relations else "; further acts", records=rest))
    return Sentence(
        lead=f"{material.name(tie.a)} and {material.name(tie.b)}",
        clauses=tuple(clauses),
        tags=(sign_of(tie), *(() if tie.stated else ("from acts alone",))),
    )


def _ground(material: Material, record: Relation | Event) -> str:
    tags = ", ".join(firmness(record))
    after = f" ({tags})" if tags else ""
    if isinstance(record, Event):
        return f"{quoted(record.evidence)}{after}"
    kind = record.relation.replace("_", " ")
    if record.directed and record.a and record.b:
        kind = f"{kind}, from {material.name(record.a[0].party)} to {material.name(record.b[0].party)}"
    return f"{kind}: {quoted(record.evidence)}{after}"


def _triad(material: Material, triad: Triad) -> Sentence:
    clauses = []
    for number, tie in enumerate(triad.ties):
        text = f"{material.name(tie.a)} and {material.name(tie.b)} {SIGNS[tie.sign]}"
        clauses.append(Clause(text=f"{', ' if number else ''}{text}", records=material.by_id(tie.records)))
    lead = listed([material.name(actor) for actor in triad.actors])
    return Sentence(lead=lead, clauses=tuple(clauses), tags=("out of balance",))


def wanted(material: Material) -> Section:
    """What each wants, the main parties first; then which interests are shared and which clash."""
    interests = [interest for interest in material.of(Interest) if interest.holder]
    held: dict[str, list[Interest]] = {}
    for interest in interests:
        for holder in dict.fromkeys(each.party or each.name for each in interest.holder):
            held.setdefault(holder, []).append(interest)
    holders = sorted(held, key=lambda holder: (holder not in (material.main or ()), -len(held[holder])))
    issues = issues_of(interests)
    return section(
        "What each wants",
        capped("", [_holder(material, holder, held[holder]) for holder in holders], MOST_HOLDERS),
        capped("Shared and clashing", [*_common(material, issues), *_compatible(material, issues)], MOST_ISSUES),
    )


def _holder(material: Material, holder: str, interests: Sequence[Interest]) -> Sentence:
    kept = sorted(interests, key=lambda interest: (-interest.salience, interest.start))[:MOST_WANTS]
    kept.sort(key=lambda interest: ([*Direction].index(interest.direction), firmness(interest)))
    clauses: list[Clause] = []
    for (direction, tags), same in groupby(kept, key=lambda interest: (interest.direction, firmness(interest))):
        clauses += _wants(direction, tags, list(same), first=not clauses)
    more = len(interests) - len(kept)
    if more:
        clauses.append(Clause(text=f"; and {more} more in the records"))
    return Sentence(lead=material.name(holder), clauses=tuple(clauses), flowing=True)


def _wants(direction: Direction, tags: Iterable[str], same: Sequence[Interest], *, first: bool) -> list[Clause]:
    how = ", ".join(tags)
    verb = f"{'' if first else '; '}{WANTS[direction]}{f' ({how})' if how else ''} "
    return [
        Clause(text=f"{', ' if number else verb}{quoted([interest.object])}", records=(interest,))
        for number, interest in enumerate(same)
    ]


def _common(material: Material, issues: Iterable[Issue]) -> list[Sentence]:
    several = [issue for issue in issues if issue.standing is not Standing.ALONE]
    several.sort(key=lambda issue: -len(set(issue.holders) & set(material.main or ())))
    return [_issue(material, issue) for issue in several]


def _issue(material: Material, issue: Issue) -> Sentence:
    names = {
        sign: listed([material.name(holding.holder) for holding in issue.holdings if holding.leaning == sign])
        for sign in (1, -1, 0)
    }
    sides = [
        f"{names[sign]} {verb}"
        for sign, verb in ((1, "for it"), (-1, "against it"), (0, "leaning both ways"))
        if names[sign]
    ]
    text = f"{quoted([issue.interests[0].object])}: {', '.join(sides)}"
    return sentence(text, issue.interests, lead=issue.standing.value.capitalize())


def _compatible(material: Material, issues: Sequence[Issue]) -> list[Sentence]:
    if material.main is None:
        return []
    a, b = material.main
    return [
        Sentence(
            clauses=(
                Clause(text=f"{material.name(a)}: {quoted([one.interests[0].object])}", records=one.interests),
                Clause(text=f"; {material.name(b)}: {quoted([other.interests[0].object])}", records=other.interests),
            ),
            lead="Compatible",
            tags=(f"both on {one.id}",),
        )
        for one, other in compatible(issues, a, b)
    ]
