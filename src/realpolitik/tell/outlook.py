"""The answer in short, and the verdict: win-win, for whom, who pays, what is assumed and what would turn it round."""

from collections.abc import Iterable, Iterator

from realpolitik.analyse.issues import Issue, Standing, issues_of
from realpolitik.analyse.network import ties_of
from realpolitik.analyse.series import Dyad, Lane, dyad_of
from realpolitik.analyse.sheet import (
    HALF_MET_WORTH,
    MET_WORTH,
    OPEN_WORTH,
    SILENT_WEIGHT,
    SPREAD,
    Cell,
    Option,
    Sheet,
    Topic,
)
from realpolitik.analyse.verdict import Outlook, Unknown, Verdict, verdict_of
from realpolitik.records.claims import Question
from realpolitik.records.documents import Passage, PassageKind
from realpolitik.records.findings import Finding
from realpolitik.records.interests import Direction, Interest
from realpolitik.tell.account import kinds_of, lines_of, rank, shortly
from realpolitik.tell.cite import Clause, Sentence, sentence
from realpolitik.tell.gaps import single_voice
from realpolitik.tell.material import Material
from realpolitik.tell.sections import Group, Section, Table, section
from realpolitik.tell.wording import count, listed, prevented, quoted, shortened, the, wish

# As many of each as a reader takes in at a glance. Chosen by hand.
MOST_SHARED = 2
MOST_TOUCHED = 3
MOST_NAMED = 3
MOST_NEWS = 1
ALONE_NEWS = 3  # where there is little to tell of the two
# The words of an issue in a cell of the sheet.
MOST_WORDS_IN_CELL = 12

HEADLINES = frozenset({PassageKind.TITLE, PassageKind.TEASER})

NEWS_LANES = frozenset({Lane.HAPPENED, Lane.PLANNED, Lane.DENIED})

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
    """The bottom line: what is asked, whether both gain and who pays, what the two share, what is told at the top."""
    asked = _asked(material)
    sentences = [*asked]
    if verdict is not None and verdict.value is not None:
        sentences += [_win_win(material, verdict.value), *_payers(material, verdict.value)[:1]]
    if material.main:
        sentences += [*_shared(material, *material.main), *_acts(material, *material.main)]
    sentences += _news(material, MOST_NEWS if len(sentences) > 1 else ALONE_NEWS)
    return section("In short", Group(sentences=tuple(sentences), notes=tuple(_notes(material, verdict, bool(asked)))))


def _notes(material: Material, verdict: Finding[Verdict] | None, asked: bool) -> Iterator[str]:
    """Who it is about and what cannot be answered; a verdict that nobody asked for is not missed up here."""
    named = [f"{material.name(who)} ({material.mentions[who]})" for who in material.prominent[:MOST_NAMED]]
    if named:
        yield f"Named most often: {listed(named)}."
    voice = single_voice(material)
    if voice:
        name, times, total = voice
        yield f"Mostly one voice: {name} stands behind {times} of {count(total, 'attributed statement')}."
    if not material.tells:
        yield "No act, tie, wish or arrangement of a political actor was found; this may be no political news at all."
    elif verdict is None:
        yield "No two parties are put in relation often enough to weigh a deal between them."
    elif verdict.value is None and (asked or material.asked):
        yield f"Win-win? No answer, because {_because(material, verdict)}."


def _news(material: Material, most: int) -> list[Sentence]:
    """What the head of the article tells, or failing that what matters most of the rest; nothing old or imagined."""
    happened = [line for line in lines_of(material) if line[0].lane in NEWS_LANES]
    head = [line for line in happened if material.in_lead(line[0].first)]
    kept = sorted(head or happened, key=lambda line: rank(material, line))[:most]
    kept.sort(key=lambda line: (line[0].first.document, line[0].first.start))
    return [shortly(material, line) for line in kept]


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
        _of_lane(material, dyad.value, lane, word)
        for lane, word in ((Lane.HAPPENED, "told as having happened"), (Lane.PLANNED, "planned"))
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
    text = f"{word}: {kinds_of(acts)}"
    return Clause(text=text, records=material.by_id(id for act in acts for id in act.records))


def _stated(material: Material, a: str, b: str) -> list[Clause]:
    """How the two stand by what is said of their tie itself."""
    ties = [tie for tie in ties_of(list(material.records.values())) if {tie.a, tie.b} == {a, b} and tie.stated]
    sign = {1: "friendly", -1: "hostile", 0: "mixed"}
    return [Clause(text=f"their tie is told as {sign[tie.sign]}", records=material.by_id(tie.records)) for tie in ties]


def _shared(material: Material, a: str, b: str) -> list[Sentence]:
    """What both want, what both want to prevent, and where they clash: a sentence each."""
    found: dict[str, list[tuple[str, Issue]]] = {}
    for issue in issues_of(material.of(Interest)):
        if {a, b} <= set(issue.holders) and issue.standing is not Standing.UNCLEAR:
            verb, words = _both(issue, a)
            found.setdefault(verb, []).append((words, issue))
    both = f"{material.name(a)} and {material.name(b)}"
    return [
        Sentence(
            lead=both,
            clauses=tuple(
                Clause(text=f"{' and' if n else verb} {words}", records=issue.interests)
                for n, (words, issue) in enumerate(issues[:MOST_SHARED])
            ),
            flowing=True,
        )
        for verb, issues in found.items()
    ]


def _both(issue: Issue, a: str) -> tuple[str, str]:
    """A verb for the two together, and the words of the thing."""
    first = issue.interests[0]
    verb, words = wish(first.direction, first.object)
    if issue.standing is Standing.SHARED:
        joint = "both want to prevent" if issue.leaning_of(a) < 0 else "both want"
        return (f"{joint} to" if verb == "wants to" else joint), words
    return f"have {issue.standing.value} interests in", words


def _because(material: Material, verdict: Finding[Verdict]) -> str:
    """The reason why there is no answer, ids replaced by names."""
    parties = material.main or ()
    return " ".join(the(material.name(word)) if word in parties else word for word in verdict.because.split(" "))


def _win_win(material: Material, verdict: Verdict) -> Sentence:
    a, b = (the(material.name(party)) for party in verdict.sheet.parties)
    assumed = sum(cell.assumed for cell in verdict.sheet.cells)
    hangs = "holds over nearly all that is assumed" if verdict.robust else "hangs on what is assumed"
    return sentence(
        f"Against no deal, a deal between {a} and {b} leaves both better off in {verdict.share_win_win:.0%} of the "
        f"valuations tried; {assumed} of {len(verdict.sheet.cells)} cells of its sheet are assumed",
        material.by_id(id for party in verdict.parties for id in party.records),
        lead="Win-win?",
        tags=(hangs,),
        flowing=True,
    )


def _payers(material: Material, verdict: Verdict) -> list[Sentence]:
    return [
        sentence(
            f"loses against no deal in {loser.share_loses:.0%} of the valuations tried, and gains in "
            f"{loser.share_gains:.0%}",
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
    name = topic.issue.name
    against = topic.issue.interests[0].direction is Direction.PREVENT
    return f"“{shortened(prevented(name) if against else name, MOST_WORDS_IN_CELL)}”"


def _settled(material: Material, sheet: Sheet, option: Option) -> str:
    sides = {Option.FIRST: sheet.parties[0], Option.SECOND: sheet.parties[1]}
    return f"goes to {material.name(sides[option])}" if option in sides else SETTLED[option]


def _gainer(material: Material, outlook: Outlook) -> Sentence:
    return sentence(
        f"gains in {outlook.share_gains:.0%} of the valuations tried, against the better of no deal and what it can "
        "reach elsewhere",
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
    yield (
        f"Where a want is stated, its weight lies within {SPREAD:g} of what the emphasis of the words suggests. A deal "
        f"that brings it about is worth {_ends(*MET_WORTH)} of it, halfway {_ends(*HALF_MET_WORTH)}, and no deal "
        f"{_range(OPEN_WORTH)}. Where a party is silent, the issue weighs {_range(SILENT_WEIGHT)} and any outcome may "
        "be the better one. All of this is assumed."
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
    return f"; with all else at its middle, the party's gain turns at {unknown.flips_at:.2f}"


def _range(cell: Cell) -> str:
    return _ends(cell.low, cell.high)


def _ends(low: float, high: float) -> str:
    return f"{low:.2g} to {high:.2g}"


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
        line = "; red line" if stake.red_line else ""
        return Clause(text=f"{lean}, weighs {_range(stake.weight)}{line}", records=material.by_id(stake.weight.records))
    named = tuple(id for cell in stake.worth for id in cell.records)
    if named:
        return Clause(text=f"named; assumed against, {_range(stake.weight)}", records=material.by_id(named))
    return Clause(text=f"silent; assumed {_range(stake.weight)}")


def _outside(material: Material, cell: Cell) -> Clause:
    text = f"assumed {_range(cell)}" if cell.assumed else f"another backer is named; assumed {_range(cell)}"
    return Clause(text=text, records=material.by_id(cell.records))
