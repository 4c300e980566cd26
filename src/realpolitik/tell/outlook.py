"""The answer in short, and the verdict: win-win, for whom, who pays, what is assumed and what would turn it round."""

from collections.abc import Iterable

from realpolitik.analyse.issues import Issue, Standing, issues_of
from realpolitik.analyse.network import ties_of
from realpolitik.analyse.series import Dyad, Lane, dyad_of
from realpolitik.analyse.sheet import Cell, Option, Sheet, Topic
from realpolitik.analyse.verdict import Outlook, Unknown, Verdict, verdict_of
from realpolitik.records.claims import Question
from realpolitik.records.documents import Passage, PassageKind
from realpolitik.records.findings import Finding
from realpolitik.records.interests import Interest
from realpolitik.tell.cite import Clause, Sentence, sentence
from realpolitik.tell.material import Material
from realpolitik.tell.sections import Group, Section, Table, section
from realpolitik.tell.wording import count, in_words, listed, quoted, shortened

# As many of each as a reader takes in at a glance. Chosen by hand.
MOST_SHARED = 2
MOST_TOUCHED = 3
# The words of an issue in a cell of the sheet.
MOST_WORDS_IN_CELL = 12

HEADLINES = frozenset({PassageKind.TITLE, PassageKind.TEASER})

SETTLED = {
    Option.DONE: "comes about",
    Option.PREVENTED: "is prevented",
    Option.HALFWAY: "is met halfway",
    Option.LEFT: "is left as it is",
}


def verdict_on(material: Material) -> Finding[Verdict] | None:
    """The verdict on a deal between the two main parties; None where there are no two."""
    return verdict_of(list(material.records.values()), material.main) if material.main else None


def in_short(material: Material, verdict: Finding[Verdict] | None) -> Section:
    """The bottom line: what is asked, how the two stand, what they share, whether both gain and who pays."""
    sentences = [*_asked(material)]
    notes: tuple[str, ...] = ()
    if material.main is None or verdict is None:
        notes = ("No two parties are told of together, so there is nothing to weigh.",)
    else:
        if verdict.value is None:
            notes = (f"Win-win? No answer, because {_because(material, verdict)}.",)
        else:
            sentences += [_win_win(material, verdict.value), *_payers(material, verdict.value)[:1]]
        sentences += [*_shared(material, *material.main), *_acts(material, *material.main)]
    return section("In short", Group(sentences=tuple(sentences), notes=notes))


def _asked(material: Material) -> list[Sentence]:
    """The question of the headline, if it asks one."""
    headlines = [passage for passage in material.of(Passage) if passage.passage in HEADLINES]
    asked = [
        question
        for question in material.of(Question)
        if any(
            passage.document == question.document and passage.evidence[0].covers(question.evidence[0])
            for passage in headlines
        )
    ]
    # The longest says most of what is asked: a title is short, and the teaser spells it out.
    asked.sort(key=lambda question: -len(question.evidence[0].quote))
    return [sentence(quoted(question.evidence), (question,), lead="The article asks") for question in asked[:1]]


def _acts(material: Material, a: str, b: str) -> list[Sentence]:
    dyad = dyad_of(list(material.records.values()), a, b)
    if dyad.value is None:
        return []
    told = [
        _of_lane(material, dyad.value, lane, word) for lane, word in ((Lane.HAPPENED, ""), (Lane.PLANNED, "planned"))
    ]
    clauses = [clause for clause in told if clause]
    clauses += _stated(material, a, b)
    if not clauses:
        return []
    joined = [
        Clause(text=f"{'; ' if n else ''}{clause.text}", records=clause.records) for n, clause in enumerate(clauses)
    ]
    return [Sentence(lead=f"{material.name(a)} and {material.name(b)}", clauses=tuple(joined))]


def _of_lane(material: Material, dyad: Dyad, lane: Lane, word: str) -> Clause | None:
    acts = dyad.acts_in(lane)
    if not acts:
        return None
    kinds = [
        count(number, f"act of {kind}", f"acts of {kind}")
        for kind, number in (
            ("cooperation", sum(act.first.goldstein > 0 for act in acts)),
            ("conflict", sum(act.first.goldstein < 0 for act in acts)),
        )
        if number
    ]
    if not kinds:
        return None
    text = f"at least {listed(kinds)} {'planned' if word else 'told as having happened'}"
    return Clause(text=text, records=material.by_id(id for act in acts for id in act.records))


def _stated(material: Material, a: str, b: str) -> list[Clause]:
    """How the two stand by what is said of their tie itself."""
    ties = [tie for tie in ties_of(list(material.records.values())) if {tie.a, tie.b} == {a, b} and tie.stated]
    sign = {1: "friendly", -1: "hostile", 0: "mixed"}
    return [Clause(text=f"their tie is told as {sign[tie.sign]}", records=material.by_id(tie.records)) for tie in ties]


def _shared(material: Material, a: str, b: str) -> list[Sentence]:
    """What both want, what both want to prevent, and where they clash: a sentence each."""
    found: dict[str, list[Issue]] = {}
    for issue in issues_of(material.of(Interest)):
        if {a, b} <= set(issue.holders) and issue.standing is not Standing.UNCLEAR:
            found.setdefault(_both(issue, a), []).append(issue)
    both = f"{material.name(a)} and {material.name(b)}"
    return [
        Sentence(
            lead=both,
            clauses=tuple(
                Clause(text=f"{' and' if n else verb} {quoted([issue.interests[0].object])}", records=issue.interests)
                for n, issue in enumerate(issues[:MOST_SHARED])
            ),
            flowing=True,
        )
        for verb, issues in found.items()
    ]


def _both(issue: Issue, a: str) -> str:
    if issue.standing is Standing.SHARED:
        return "both want" if issue.leaning_of(a) > 0 else "both want to prevent"
    return f"have {issue.standing.value} interests in"


def _because(material: Material, verdict: Finding[Verdict]) -> str:
    """The reason why there is no answer, ids replaced by names."""
    reason = verdict.because
    for party in material.main or ():
        reason = reason.replace(f"of {party} ", f"of {material.name(party)} ")
    return reason


def _win_win(material: Material, verdict: Verdict) -> Sentence:
    a, b = (material.name(party) for party in verdict.sheet.parties)
    hangs = "holds over nearly all that is assumed" if verdict.robust else "hangs on what is assumed"
    return sentence(
        f"A deal between {a} and {b} {in_words(verdict.share_win_win)} leave both better off than no deal: "
        f"both gain in {verdict.share_win_win:.0%} of the valuations tried",
        material.by_id(id for party in verdict.parties for id in party.records),
        lead="Win-win?",
        tags=(hangs,),
        flowing=True,
    )


def _payers(material: Material, verdict: Verdict) -> list[Sentence]:
    return [
        sentence(
            f"would lose against no deal in {loser.share_loses:.0%} of the valuations tried",
            material.by_id(loser.records),
            lead=material.name(loser.who),
            flowing=True,
            tags=("" if _holds(verdict, loser) else "assumed: it is named in what others want to prevent",),
        )
        for loser in verdict.losers
    ]


def _holds(verdict: Verdict, outlook: Outlook) -> bool:
    """Whether a third party's own interest is stated, so that its loss is not only assumed."""
    return any(topic.stake_of(outlook.who).stated for topic in verdict.sheet.topics)


def win_win(material: Material, verdict: Finding[Verdict] | None) -> Section:
    """The verdict with its deal, its gainers and payers, what it assumes, what would turn it round, and its sheet."""
    title = "Win-win, for whom, and who pays"
    if verdict is None:
        return section(title)
    if verdict.value is None:
        return section(title, Group(notes=(f"No answer, because {_because(material, verdict)}.",)))
    value = verdict.value
    sentences = (
        *(_gainer(material, outlook) for outlook in value.parties),
        *_payers(material, value),
        *_touched(material, value),
        _deal(material, value),
    )
    return section(
        title,
        Group(sentences=tuple(sentences)),
        Group(heading="What this assumes", notes=(*_assumptions(value, verdict), *_unknowns(material, value))),
        table=_table(material, value.sheet),
    )


def _deal(material: Material, verdict: Verdict) -> Sentence:
    settled = [
        Clause(text=f"{_words(topic)} {_settled(material, verdict.sheet, option)}", records=topic.issue.interests)
        for topic, option in zip(verdict.sheet.topics, verdict.deal, strict=True)
    ]
    joined = [
        Clause(text=f"{'; ' if n else ''}{clause.text}", records=clause.records) for n, clause in enumerate(settled)
    ]
    tags = ("no other outcome is better for one and no worse for the other",) if verdict.efficient else ()
    return Sentence(lead="The deal looked at", clauses=tuple(joined), tags=tags)


def _words(topic: Topic) -> str:
    return f"“{shortened(topic.issue.name, MOST_WORDS_IN_CELL)}”"


def _settled(material: Material, sheet: Sheet, option: Option) -> str:
    sides = {Option.FIRST: sheet.parties[0], Option.SECOND: sheet.parties[1]}
    return f"goes to {material.name(sides[option])}" if option in sides else SETTLED[option]


def _gainer(material: Material, outlook: Outlook) -> Sentence:
    return sentence(
        f"{in_words(outlook.share_gains)} gain against the better of no deal and what it can reach elsewhere "
        f"({outlook.share_gains:.0%} of the valuations tried)",
        material.by_id(outlook.records),
        lead=material.name(outlook.who),
        flowing=True,
    )


def _touched(material: Material, verdict: Verdict) -> list[Sentence]:
    """Third parties at odds with one of the two: what brings the two closer may cost them; no number is invented."""
    reckoned = {outlook.who for outlook in verdict.affected}
    found = []
    for tie in ties_of(list(material.records.values())):
        ends = {tie.a, tie.b}
        others = ends - set(verdict.sheet.parties)
        if tie.sign < 0 and tie.stated and len(others) == 1 and not others & reckoned:
            (party,) = ends - others
            text = f"is at odds with {material.name(party)} and may lose by what brings the two closer"
            tags = ("assumed, no stake is stated",)
            found.append(
                sentence(text, material.by_id(tie.records), lead=material.name(others.pop()), tags=tags, flowing=True)
            )
    return found[:MOST_TOUCHED]


def _assumptions(verdict: Verdict, finding: Finding[Verdict]) -> Iterable[str]:
    cells = verdict.sheet.cells
    assumed = sum(cell.assumed for cell in cells)
    settings = dict(finding.settings)
    yield (
        f"{assumed} of {len(cells)} cells of the sheet below are assumed, because the text is silent on them; each "
        f"was drawn {int(settings['draws']):,} times from its range (seed {settings['seed']}). A share of these draws "
        "is no probability of anything in the world."
    )
    if verdict.sheet.left_off:
        yield f"{count(verdict.sheet.left_off, 'further issue')} found no room on the sheet."


def _unknowns(material: Material, verdict: Verdict) -> Iterable[str]:
    for unknown in verdict.unknowns:
        yield (
            f"{material.name(unknown.who)}: {unknown.guess.value} (assumed {unknown.low:.2g} to {unknown.high:.2g}). "
            f"Both gain in {unknown.share_low:.0%} of the draws where it is low, in {unknown.share_high:.0%} where "
            f"it is high{_flip(unknown)}."
        )


def _flip(unknown: Unknown) -> str:
    if unknown.flips_at is None:
        return ""
    return f"; all else at its middle, the answer flips at {unknown.flips_at:.2f}"


def _range(cell: Cell) -> str:
    return f"{cell.low:.2g} to {cell.high:.2g}"


def _table(material: Material, sheet: Sheet) -> Table:
    rows = [_row(material, sheet, topic) for topic in sheet.topics]
    outside = [_outside(material, cell) for cell in sheet.outside]
    rows.append((Clause(text="Outside option"), *outside, *(Clause(text="not asked") for _ in sheet.affected)))
    return Table(
        caption="The bargaining sheet drafted from the text: what each issue weighs (0 to 1) and which way each leans",
        header=("Issue", *(material.name(who) for who in (*sheet.parties, *sheet.affected))),
        rows=tuple(rows),
    )


def _row(material: Material, sheet: Sheet, topic: Topic) -> tuple[Clause, ...]:
    arranged = material.by_id(topic.arrangements)
    head = Clause(text=f"{_words(topic)}{' (arrangement found)' if arranged else ''}", records=arranged)
    return (head, *(_cell(material, topic, who) for who in (*sheet.parties, *sheet.affected)))


def _cell(material: Material, topic: Topic, who: str) -> Clause:
    stake = topic.stake_of(who)
    if stake.stated:
        lean = {1: "for", -1: "against", 0: "both ways"}[topic.issue.leaning_of(who)]
        line = ", red line" if stake.red_line else ""
        return Clause(text=f"{lean}, {_range(stake.weight)}{line}", records=material.by_id(stake.weight.records))
    named = tuple(id for cell in stake.worth for id in cell.records)
    if named:
        return Clause(text=f"named; assumed against, {_range(stake.weight)}", records=material.by_id(named))
    return Clause(text=f"no statement found; assumed {_range(stake.weight)}")


def _outside(material: Material, cell: Cell) -> Clause:
    text = f"assumed {_range(cell)}" if cell.assumed else f"another backer is named; assumed {_range(cell)}"
    return Clause(text=text, records=material.by_id(cell.records))
