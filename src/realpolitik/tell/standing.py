"""How the parties stand and what each wants: signed ties, strange bedfellows, interests shared and clashing."""

from collections.abc import Iterable, Sequence

from realpolitik.analyse.issues import Issue, Standing, compatible, issues_of
from realpolitik.analyse.network import Tie, Triad, leaning, ties_of, unbalanced_triads
from realpolitik.analyse.series import acts_of
from realpolitik.records.interests import Direction, Interest
from realpolitik.records.relations import Relation
from realpolitik.tell.account import kinds_of
from realpolitik.tell.cite import Clause, Sentence, sentence
from realpolitik.tell.material import Material
from realpolitik.tell.sections import Group, Section, capped, section
from realpolitik.tell.wording import capital, firmness, listed, of_many, plural, quoted, the, wish, with_names

# A page and a half for one article; the rest is counted. Chosen by hand.
MOST_TIES = 8
MOST_TRIADS = 3
MOST_HOLDERS = 6
MOST_WANTS = 4
MOST_ISSUES = 5
MOST_QUOTES_A_TIE = 3
BOTH = 2

SIGNS = {1: "friendly", -1: "hostile", 0: "mixed"}


def ties(material: Material) -> Section:
    """Each pair once, with the words that say how they stand; then the triads out of balance.

    A single act, told above, makes no tie worth a line, unless it is between the main parties. Three who are all at
    odds are out of balance too, but no bedfellows.
    """
    found = ties_of(list(material.records.values()))
    ranked = sorted(found, key=lambda tie: (-_main_ends(material, tie), not tie.stated, -tie.friendly - tie.hostile))
    kept = [tie for tie in ranked if tie.stated or tie.friendly + tie.hostile > 1 or _main_ends(material, tie) == BOTH][
        :MOST_TIES
    ]
    odd = [triad for triad in unbalanced_triads(found) if triad.signs.count(-1) == 1]
    triads = sorted(odd, key=lambda triad: -len(set(triad.actors) & set(material.main or ())))
    return section(
        "How the parties stand",
        Group(sentences=tuple(_tie(material, tie) for tie in kept), more=len(found) - len(kept) if kept else 0),
        capped("Strange bedfellows", [_triad(material, triad) for triad in triads], MOST_TRIADS),
    )


def _main_ends(material: Material, tie: Tie) -> int:
    return len({tie.a, tie.b} & set(material.main or ()))


def sign_of(tie: Tie) -> str:
    """Friendly, hostile or mixed, in one word."""
    return "mixed" if tie.mixed and not tie.stated else SIGNS[tie.sign]


def _tie(material: Material, tie: Tie) -> Sentence:
    """The words that speak of the tie itself; acts, which are told elsewhere, are only counted."""
    records = material.by_id(tie.records)
    relations = [record for record in records if isinstance(record, Relation)]
    acts = acts_of(records)
    clauses = [
        Clause(text=f"{'; ' if number else ''}{_ground(material, tie, record)}", records=(record,))
        for number, record in enumerate(relations[:MOST_QUOTES_A_TIE])
    ]
    if len(relations) > MOST_QUOTES_A_TIE:
        clauses.append(Clause(text="; more to the same", records=tuple(relations[MOST_QUOTES_A_TIE:])))
    for sign, way in ((1, "friendly"), (-1, "hostile")):
        own = [act for act in acts if leaning(act) == sign]
        if own:
            text = f"{'; ' if clauses else ''}{f'{way} acts: ' if tie.mixed else ''}{kinds_of(own)}"
            clauses.append(Clause(text=text, records=tuple(event for act in own for event in act.events)))
    return Sentence(
        lead=f"{material.name(tie.a)} and {material.name(tie.b)}",
        clauses=tuple(clauses),
        tags=(sign_of(tie), *(() if tie.stated else ("from acts alone",))),
    )


def _ground(material: Material, tie: Tie, record: Relation) -> str:
    tags = ", ".join(firmness(record))
    after = f" ({tags})" if tags else ""
    kind = record.relation.replace("_", " ")
    if record.directed and record.a and record.b:
        # A relation may have several on a side; the line is about two.
        first = tie.a if any(one.party == tie.a for one in record.a) else tie.b
        kind = f"{kind} ({material.name(first)} → {material.name(tie.b if first == tie.a else tie.a)})"
    return f"{kind}: {quoted(record.evidence)}{after}"


def _triad(material: Material, triad: Triad) -> Sentence:
    """Who is friendly with two who are at odds."""
    (hostile,) = (tie for tie in triad.ties if tie.sign < 0)
    (friend,) = set(triad.actors) - {hostile.a, hostile.b}
    friendly = [tie for tie in triad.ties if tie.sign > 0]
    ties = [(tie, material.name(tie.b if tie.a == friend else tie.a)) for tie in friendly]
    clauses = [
        Clause(text=f"{' and' if n else 'is friendly with both'} {the(name)}", records=material.by_id(tie.records))
        for n, (tie, name) in enumerate(ties)
    ]
    clauses.append(Clause(text=", who are hostile to each other", records=material.by_id(hostile.records)))
    return Sentence(lead=material.name(friend), clauses=tuple(clauses), flowing=True)


def wanted(material: Material) -> Section:
    """What each wants, the main parties first; then which interests are shared and which clash."""
    issues = issues_of(material.of(Interest))
    held: dict[str, list[Issue]] = {}
    for issue in issues:
        for holder in issue.holders:
            held.setdefault(holder, []).append(issue)
    holders = sorted(held, key=lambda holder: (holder not in (material.main or ()), -len(held[holder]), holder))
    return section(
        "What each wants",
        capped("", [_holder(material, holder, held[holder]) for holder in holders], MOST_HOLDERS),
        capped("Shared and clashing", [*_common(material, issues), *_compatible(material, issues)], MOST_ISSUES),
    )


def _holder(material: Material, holder: str, issues: Sequence[Issue]) -> Sentence:
    """What one of them wants: each thing once, with all the words that say so."""
    kept = sorted(issues, key=lambda issue: (-_own(issue, holder)[0].salience, issue.interests[0].start))[:MOST_WANTS]
    kept.sort(key=lambda issue: ([*Direction].index(_own(issue, holder)[0].direction), issue.interests[0].start))
    clauses: list[Clause] = []
    name, last = material.name(holder), ""
    for issue in kept:
        interests = _own(issue, holder)
        first = interests[0]
        behind = material.text_of(first)[: first.object.start].rstrip().endswith(" that")
        said = with_names(first.object, first.toward)
        verb, words = wish(first.direction, said, _doer(first), clause=behind)
        # Of those whom no table knows the name is what a sentence calls them, and may only begin it.
        known = all(one.actor for one in first.holder)
        verb = of_many(verb) if plural(name if known else name[:1].lower() + name[1:]) else verb
        before = ", " if verb == last else f"{'; ' if clauses else ''}{verb} "
        said_by = dict.fromkeys(", ".join(firmness(each)) for each in interests)
        after = "; ".join(filter(None, said_by))
        author = "; also the author" if "" in said_by and after else ""
        clauses.append(Clause(text=f"{before}{words}{f' ({after}{author})' if after else ''}", records=interests))
        last = verb
    more = len(issues) - len(kept)
    if more:
        clauses.append(Clause(text=f"; and {more} more in the records"))
    return Sentence(lead=capital(name), clauses=tuple(clauses), flowing=True)


def _doer(interest: Interest) -> str:
    """Who shall do what is wanted, if the words just before it name someone: "urged Lima to pay"."""
    asked = (one for one in interest.toward if 0 < interest.object.start - one.span.end <= 1)
    return next((the(one.name) for one in asked), "")


def _own(issue: Issue, holder: str) -> tuple[Interest, ...]:
    """What a holder holds in an issue, the most pressing first."""
    interests = next(holding.interests for holding in issue.holdings if holding.holder == holder)
    return tuple(sorted(interests, key=lambda interest: (-interest.salience, interest.start)))


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
    first = issue.interests[0]
    _, words = wish(first.direction, with_names(first.object, first.toward))
    text = f"{words}: {', '.join(sides)}"
    return sentence(text, issue.interests, lead=issue.standing.value.capitalize())


def _compatible(material: Material, issues: Sequence[Issue]) -> list[Sentence]:
    """What the two main parties want of one issue, where it is not the same thing: a sentence for each issue."""
    if material.main is None:
        return []
    pairs = compatible(issues, *material.main)
    return [
        Sentence(
            clauses=tuple(
                clause
                for n, (who, at) in enumerate(zip(material.main, (0, 1), strict=True))
                for clause in _own_wants(
                    f"{'; ' if n else ''}{material.name(who)}: ",
                    dict.fromkeys(pair[at] for pair in pairs if pair[0].id == id),
                )
            ),
            lead="Different wants on one issue",
            tags=(id, "whether both can be had is not said"),
        )
        for id in dict.fromkeys(one.id for one, _ in pairs)
    ]


def _own_wants(before: str, issues: Iterable[Issue]) -> list[Clause]:
    return [
        Clause(text=f"{', ' if n else before}{quoted([issue.interests[0].object])}", records=issue.interests)
        for n, issue in enumerate(issues)
    ]
