"""Title, byline, caption, body and donation appeal told apart; every part of the page is kept."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from realpolitik.lexicon import loader
from realpolitik.read.text import paragraphs
from realpolitik.records.documents import Passage, PassageKind
from realpolitik.records.spans import span_of

TABLE = "cues/passages.tsv"

# A paragraph is of a kind when the weights of its cues reach this: one sure cue, or two that only hint.
ENOUGH = 1.0
# Captions, bylines and links are lines, not paragraphs: two lines of print, chosen by hand.
SHORT_CHARS = 220
# No caption or appeal of the pages that we read (40 by hand) was longer; the news is more likely.
MAX_ASIDE_CHARS = 1500
# A headline fills at most three lines; the longest of 2,000 dated news articles has 160 characters.
MAX_TITLE_CHARS = 200
# Names of image files and alternative texts are a few words.
MAX_SLUG_WORDS = 5
# A standfirst is one to three sentences; chosen by hand.
MAX_TEASER_CHARS = 420
# A standfirst says in short what the paragraph under it says at length; chosen by hand.
TEASER_SHARED_WORDS = 0.4
# So much may come before the first paragraph of news: headline, images, names, date, standfirst.
MAX_HEAD_PARAGRAPHS = 12
# The name of an outlet, or of a person with all given names.
MAX_NAME_WORDS = 4
# What a cue may ask of the place of its paragraph; "lead" and "foot" are asked where all paragraphs are known.
STATES = frozenset({"head", "below", "inside", "lead", "foot"})
# How often such a rule is right; a guess, never measured.
CONFIDENCE = 0.8

# What goes on under a heading of these kinds are lines: links, points of a summary.
LISTS = frozenset({PassageKind.RELATED, PassageKind.TEASER})

WORD = re.compile(r"\w+(?:[-'’]\w+)*")
NAME = re.compile(r"[A-Z][\w.'’-]{0,20}(?: (?:[A-Z][\w.'’-]{0,20}|de|del|van|von|bin|al|der)){1,3}")
NAME_DIVIDERS = re.compile(r",? and |, ?")
# An appeal that someone is quoted with is news.
QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")
FILE_NAME = re.compile(r"[\w-]{1,80}\.(?:jpe?g|png|gif|webp|svg|tiff?|bmp)", re.IGNORECASE)
SENTENCE_END = (".", "!", "?", "…", ".”", '."', "?”", '?"', "!”", '!"', ".’", ".'", ":", ";", ",")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words that give away what a paragraph does, and where in it they must stand.

    `where` holds one of whole, opens, ends, holds (where in the paragraph) and lead (at the start of the news). It
    may also hold short (only in a line), long (also in a paragraph longer than any aside), head (only above the
    news), below (only under it), foot (only as the first or last words of the news, about someone whom the news does
    not name), section (what follows is likely of the same kind), inside (counts in such a section only) and once (no
    other paragraph begins so).
    """

    id: str
    kind: PassageKind
    pattern: re.Pattern[str]
    needle: str
    where: frozenset[str]
    weight: float

    def counts_in(self, words: str, folded: str) -> bool:
        """Whether the cue stands in this paragraph."""
        if self.needle not in folded or ("short" in self.where and len(words) > SHORT_CHARS):
            return False
        if "whole" in self.where:
            return self.pattern.fullmatch(words) is not None
        if "opens" in self.where:
            return self.pattern.match(words) is not None
        if "ends" in self.where:
            return any(found.end() == len(words) for found in self.pattern.finditer(words))
        return self.pattern.search(words) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of the text, and what it was found to be by which rule."""

    start: int
    end: int
    words: str
    kind: PassageKind | None = None
    rule: str = ""

    def named(self, kind: PassageKind, rule: str) -> "Part":
        """The same stretch, its kind found."""
        return replace(self, kind=kind, rule=rule)


def passages_in(text: str, document: str, *, title: str = "") -> tuple[Passage, ...]:
    """The parts of a stored text, in their order: together they hold all of its words.

    `title` is the headline, where the page names it; otherwise the first line may be taken for one.

    Example:
        >>> found = passages_in("Talks end\\n\\nBoth ministers left Oslo.\\n\\nRead more: The road", "doc-1")
        >>> [(str(passage.passage), passage.evidence[0].quote) for passage in found]
        [('title', 'Talks end'), ('body', 'Both ministers left Oslo.'), ('related', 'Read more: The road')]
    """
    parts = [Part(start=start, end=end, words=text[start:end]) for start, end in paragraphs(text)]
    parts = list(_with_title(list(_by_cues(parts)), title))
    for step in (_slugs, _sections, _datelines_alone, _names_above, _about_authors, _teaser, _rest):
        parts = list(step(parts))
    return tuple(_passage(text, document, group) for group in _groups(_with_datelines(text, parts)))


@cache
def cues() -> tuple[Cue, ...]:
    """The cues of the table, in its order."""
    return tuple(_cue(row) for row in loader.rows(TABLE))


def _cue(row: loader.Row) -> Cue:
    pattern = row["pattern"]
    if pattern.startswith("re:"):
        needle, compiled = "", re.compile(pattern[3:])
    else:
        needle = pattern.casefold()
        compiled = re.compile(rf"(?<!\w){re.escape(pattern)}(?!\w)", re.IGNORECASE)
    return Cue(
        id=row["id"],
        kind=PassageKind(row["kind"]),
        pattern=compiled,
        needle=needle,
        where=frozenset(loader.many(row["where"])),
        weight=float(row["weight"]),
    )


def _by_cues(parts: Sequence[Part]) -> Iterator[Part]:
    """Every paragraph by the words in it."""
    above, sentences = True, 0
    for part in parts:
        found = _judged(part, ({"head"} if above else set()) | ({"below"} if sentences > 1 or not above else set()))
        above = above and (found.kind is not None or len(part.words) <= SHORT_CHARS)
        # The first that ends like a sentence may be a standfirst.
        sentences += found.kind is None and part.words.endswith(SENTENCE_END)
        yield found


def _judged(part: Part, state: set[str]) -> Part:
    """The part with the kind whose cues weigh most, if they weigh enough."""
    needed = {"long"} if len(part.words) > MAX_ASIDE_CHARS else set()
    said = {words: words.casefold() for words in (part.words, QUOTED.sub("“”", part.words))}
    *_, unquoted = said
    found: dict[PassageKind, list[Cue]] = {}
    for cue in cues():
        words = unquoted if cue.kind is PassageKind.APPEAL else part.words
        if needed <= cue.where and cue.where & STATES <= state and cue.counts_in(words, said[words]):
            found.setdefault(cue.kind, []).append(cue)
    weights = {kind: sum(cue.weight for cue in of_kind) for kind, of_kind in found.items()}
    kind = max(weights, key=lambda each: weights[each], default=None)
    if kind is None or weights[kind] < ENOUGH:
        return part
    # Named by the surest cue, so that a reader sees why.
    return part.named(kind, max(found[kind], key=lambda cue: cue.weight).id)


def _with_title(parts: Sequence[Part], title: str) -> Iterator[Part]:
    """The headline: the first paragraph, if it is the title that was given or looks like one."""
    for number, part in enumerate(parts):
        if number == 0 and (_same(part.words, title) or (not title and _looks_like_title(parts))):
            yield part.named(PassageKind.TITLE, "title")
        else:
            yield part


def _same(words: str, others: str) -> bool:
    return bool(others) and WORD.findall(words.casefold()) == WORD.findall(others.casefold())


def _looks_like_title(parts: Sequence[Part]) -> bool:
    first = parts[0]
    return (
        len(parts) > 1
        and first.kind is None
        and len(first.words) <= MAX_TITLE_CHARS
        and not first.words.endswith((".", ",", ":", ";", ".”", '."'))
        and len(WORD.findall(first.words)) > 1
    )


def _slugs(parts: Sequence[Part]) -> Iterator[Part]:
    """Names of image files, and alternative texts that the caption beside them repeats."""
    for number, part in enumerate(parts):
        beside = [parts[other].words for other in (number - 1, number + 1) if 0 <= other < len(parts)]
        captions = [
            parts[other].words
            for other in (number - 1, number + 1)
            if 0 <= other < len(parts) and parts[other].kind is PassageKind.CAPTION
        ]
        if part.kind is None and (_is_file_name(part.words) or _is_slug(part.words, captions, beside)):
            yield part.named(PassageKind.IMAGE_SLUG, "slug")
        else:
            yield part


def _is_file_name(words: str) -> bool:
    return FILE_NAME.fullmatch(words) is not None


def _is_slug(words: str, captions: Sequence[str], beside: Sequence[str]) -> bool:
    """A few words in lower case, or words that the caption beside them says again."""
    found = WORD.findall(words)
    if not 1 <= len(found) <= MAX_SLUG_WORDS or words.endswith(SENTENCE_END):
        return False
    if words == words.lower() and all(word[0].isalpha() for word in found) and len(found) > 1:
        return re.fullmatch(r"[\w -]+", words) is not None
    said = [set(WORD.findall(caption.casefold())) for caption in captions]
    names = {word.casefold() for word in found if word[0].isupper()}
    return bool(names) and any(names <= words_said for words_said in said)


def _sections(parts: Sequence[Part]) -> Iterator[Part]:
    """Appeals and lists of links go on under their heading, until something else is sure to begin."""
    opened = {cue.id for cue in cues() if "section" in cue.where}
    section: PassageKind | None = None
    for part in parts:
        if part.kind is None and section is not None:
            part = _continued(part, section)
        section = section if part.kind is section and section is not None else None
        if part.rule in opened:
            section = part.kind
        yield part


def _continued(part: Part, section: PassageKind) -> Part:
    if not WORD.search(part.words):
        return part.named(section, "section")
    if section in LISTS:
        is_item = len(part.words) <= SHORT_CHARS and not part.words.endswith(SENTENCE_END)
        return part.named(section, "section") if is_item else part
    found = _judged(part, {"inside"})
    return found if found.kind is section else part


def _datelines_alone(parts: Sequence[Part]) -> Iterator[Part]:
    """A dateline in a paragraph of its own above the news."""
    for number, part in enumerate(parts):
        if part.kind is None and number < MAX_HEAD_PARAGRAPHS and len(part.words) <= SHORT_CHARS:
            found = _lead(f"{part.words} A")
            if found and found[1] > len(part.words):
                part = part.named(PassageKind.DATELINE, found[0])
        yield part


def _names_above(parts: Sequence[Part]) -> Iterator[Part]:
    """Lines of names above the news are its authors, unless the news names them; their outlet stands below."""
    news = next((number for number, part in enumerate(parts) if _is_news(part)), 0)
    before: PassageKind | None = None
    for number, part in enumerate(parts):
        if part.kind is None and number < min(news, MAX_HEAD_PARAGRAPHS):
            below = parts[number + 1 :]
            if _is_outlet_line(part.words, before, below[0]) or _are_authors(part.words, below):
                part = part.named(PassageKind.BYLINE, "names")
        before = part.kind
        yield part


def _is_news(part: Part) -> bool:
    return part.kind is None and (len(part.words) > SHORT_CHARS or part.words.endswith(SENTENCE_END))


def _is_outlet_line(words: str, before: PassageKind | None, below: Part) -> bool:
    """Whether a few words stand where an outlet's name does: under the authors or above the dateline."""
    few = len(words.split()) <= MAX_NAME_WORDS and not words.endswith(SENTENCE_END)
    return few and words[:1].isupper() and (before is PassageKind.BYLINE or _lead(below.words) is not None)


def _are_authors(words: str, below: Sequence[Part]) -> bool:
    names = _names_in(words)
    rest = set(WORD.findall(" ".join(part.words for part in below)))
    return bool(names) and not any(name.split()[-1] in rest for name in names)


def _names_in(words: str) -> tuple[str, ...]:
    """The people that a line names, if it is nothing but names: "Ana Silva, Li Wei and Jo de Vries"."""
    names = tuple(name for name in NAME_DIVIDERS.split(words) if name)
    return names if all(NAME.fullmatch(name) for name in names) else ()


def _about_authors(parts: Sequence[Part]) -> Iterator[Part]:
    """The last or first words of the news are about its author, if they say what someone is whom it names nowhere."""
    news = [number for number, part in enumerate(parts) if part.kind is None]
    for number, part in enumerate(parts):
        if len(news) > 1 and number in {news[0], news[-1]} and (rule := _about_author(number, parts)):
            part = part.named(PassageKind.BYLINE, rule)
        yield part


def _about_author(number: int, parts: Sequence[Part]) -> str:
    words = parts[number].words
    name = NAME.match(words)
    folded = words.casefold()
    rule = next((cue.id for cue in cues() if "foot" in cue.where and cue.counts_in(words, folded)), "")
    if not name or not rule:
        return ""
    rest = [part.words for other, part in enumerate(parts) if other != number and part.kind is None]
    return "" if name[0].split()[-1] in WORD.findall(" ".join(rest)) else rule


def _teaser(parts: Sequence[Part]) -> Iterator[Part]:
    """The standfirst: what stands between headline and news and says the news in short."""
    open_parts = [number for number, part in enumerate(parts) if part.kind is None]
    first = open_parts[0] if open_parts else -1
    for number, part in enumerate(parts):
        if number == first and len(open_parts) > 1 and _is_teaser(parts, number, open_parts[1]):
            yield part.named(PassageKind.TEASER, "standfirst")
        else:
            yield part


def _is_teaser(parts: Sequence[Part], number: int, following: int) -> bool:
    part, news = parts[number], parts[following]
    few = len(part.words.split()) <= MAX_NAME_WORDS
    if few or number > MAX_HEAD_PARAGRAPHS or len(part.words) > MAX_TEASER_CHARS or _lead(part.words):
        return False
    if not any(other.kind is PassageKind.TITLE for other in parts[:number]):
        return False
    if number == 1 and _is_telegram(part.words) and news.words.endswith(SENTENCE_END):
        return True
    between = {other.kind for other in parts[number + 1 : following]}
    if between & {PassageKind.BYLINE, PassageKind.DATELINE} or _lead(news.words):
        return True
    if len(news.words) < len(part.words):
        return False
    words, said = _content(part.words), _content(news.words)
    return bool(words) and len(words & said) >= TEASER_SHARED_WORDS * len(words)


def _is_telegram(words: str) -> bool:
    """Whether this is put like a headline: a sentence without its stop."""
    return len(words.split()) > MAX_NAME_WORDS and not words.endswith(SENTENCE_END)


# Words shorter than this are mostly articles and prepositions.
MIN_CONTENT_CHARS = 4


def _content(words: str) -> set[str]:
    """The words that carry meaning, cut to their stems' length so that "talks" and "talk" are one."""
    return {word[:6] for word in WORD.findall(words.casefold()) if len(word) >= MIN_CONTENT_CHARS}


def _rest(parts: Sequence[Part]) -> Iterator[Part]:
    """What is left is news, but a line without words belongs to what stands above it."""
    kind, rule = PassageKind.BODY, "body"
    for part in parts:
        if part.kind is None and WORD.search(part.words):
            part = part.named(PassageKind.BODY, "body")
        elif part.kind is None:
            part = part.named(kind, rule)
        kind, rule = part.kind or PassageKind.BODY, part.rule
        yield part


def _with_datelines(text: str, parts: Iterable[Part]) -> Iterator[Part]:
    """The first paragraph of the news without its dateline, and the dateline before it."""
    parts = tuple(parts)
    waiting = True
    for part in parts:
        if part.kind is not PassageKind.BODY:
            yield part
            continue
        found = _lead(part.words, parts) if waiting else None
        waiting = False
        if found is None or found[1] >= len(part.words):
            yield part
            continue
        rule, end = found
        line = span_of(text, part.start, part.start + end)
        news = span_of(text, part.start + end, part.end)
        yield Part(start=line.start, end=line.end, words=line.quote, kind=PassageKind.DATELINE, rule=rule)
        yield replace(part, start=news.start, words=news.quote)


def _lead(words: str, parts: Sequence[Part] = ()) -> tuple[str, int] | None:
    """The dateline with which the news begins: its rule and its length.

    Cues that hold once only are speakers' names where a second paragraph begins so, as in a transcript.
    """
    for cue in cues():
        found = cue.pattern.match(words) if "lead" in cue.where else None
        once = "once" not in cue.where or sum(1 for part in parts if cue.pattern.match(part.words)) < 2
        if found and once:
            return cue.id, found.end()
    return None


def _groups(parts: Iterable[Part]) -> Iterator[list[Part]]:
    group: list[Part] = []
    for part in parts:
        if group and group[-1].kind is not part.kind:
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _passage(text: str, document: str, group: Sequence[Part]) -> Passage:
    first = group[0]
    span = span_of(text, first.start, group[-1].end)
    return Passage(
        document=document,
        evidence=(span,),
        passage=first.kind or PassageKind.BODY,
        confidence=CONFIDENCE,
        rule=f"passages:{first.rule}",
    )
