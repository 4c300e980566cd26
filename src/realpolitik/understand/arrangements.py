"""Agreements, mechanisms and proposals: who is party to what, for what purpose, how far it has come."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from realpolitik.lexicon.loader import many, rows
from realpolitik.records.actors import Participant
from realpolitik.records.arrangements import Arrangement, Status
from realpolitik.records.documents import Document
from realpolitik.records.evidence import Factuality, Polarity
from realpolitik.records.spans import Span
from realpolitik.understand.clauses import antecedent, governing_verb, objects_behind, passive_subject_of, subject_of
from realpolitik.understand.coreference import Cast
from realpolitik.understand.framing import Frame, Framing
from realpolitik.understand.interests import words_under
from realpolitik.understand.sentences import news_tokens, span_between

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CLAUSES = frozenset({"relcl", "acl", "advcl", "appos"})
NAMES = frozenset({"NOUN", "PROPN"})
BESIDE = ("between", "with", "among", "by", "amongst")
# Behind one of these stands what a proposal is for.
ABOUT = ("for", "on", "to", "between", "over")
MODIFIERS = frozenset({"amod", "compound", "nmod", "poss"})
# How a purpose can be put: "aimed at", "designed to", "meant to".
DESIGNED = frozenset({"aimed", "designed", "intended", "meant"})


@dataclass(frozen=True, slots=True)
class _Found:
    """An arrangement's noun, what governs it, and who are its parties."""

    noun: "Token"
    head: "Token"
    status: Status | None
    parties: tuple[Participant, ...]


@cache
def _table(role: str) -> Mapping[str, str]:
    """What the words of one role (noun, verb, broker, fate, word, member) say, by lemma."""
    return {
        lemma: row["effect"]
        for row in rows("cues/arrangements.tsv")
        if row["role"] == role
        for lemma in many(row["lemmas"])
    }


def kind_of(noun: "Token") -> str:
    """Whether a noun names an agreement, a mechanism or a proposal; "" for any other."""
    lemma = noun.lemma_.lower()
    longer = (f"{child.lower_} {lemma}" for child in noun.lefts)
    return next((_table("noun")[words] for words in (*longer, lemma) if words in _table("noun")), "")


def arrangements_in(document: Document, doc: "Doc", cast: Cast, framing: Framing) -> tuple[Arrangement, ...]:
    """Every arrangement that the passages with news state, in the order of the text."""
    news = news_tokens(document, doc)
    found = []
    for token in doc:
        if token.i not in news:
            continue
        if token.pos_ == "VERB" and token.lemma_.lower() in _table("deed"):
            found.append(_agreed(document, doc, cast, framing, token))
        elif token.lower_ == "under" and token.dep_ == "prep":
            found.append(_laid_down(document, doc, cast, framing, token))
        elif token.pos_ in NAMES and kind_of(token) and not cast.at(token):
            found.append(_named(document, doc, cast, framing, token))
    return tuple({one.id: one for one in found if one}.values())


# What is agreed to be done.


def _agreed(document: Document, doc: "Doc", cast: Cast, framing: Framing, verb: "Token") -> Arrangement | None:
    """What two or more agree to do, or are proposed to: "the two agreed to coordinate flights"."""
    status = Status(_table("deed")[verb.lemma_.lower()])
    content = next((child for child in verb.rights if _is_deed(child, status)), None)
    who = verb if status is Status.AGREED else content
    subject = None if who is None else subject_of(who) or passive_subject_of(who)
    if subject is None or content is None or (status is Status.PROPOSED and content.dep_ != "ccomp"):
        return None
    partners = [one for word in objects_behind(verb, "with") for one in cast.group(word)]
    parties = _parties((*cast.group(subject), *partners))
    if len(parties) < 2:
        return None
    frame = framing.state(verb)
    purpose = _purpose(content)
    words = words_under(doc, content, set() if purpose is None else {token.i for token in purpose.subtree})
    if frame["polarity"] is not Polarity.POSITIVE:
        status = Status.REFUSED
    return _arrangement(
        document,
        _Found(verb, verb, status, parties),
        (_evidence(doc, words, verb, parties), *_apart(doc, purpose)),
        words,
        None if purpose is None else words_under(doc, purpose, set()),
        frame,
    )


def _laid_down(document: Document, doc: "Doc", cast: Cast, framing: Framing, under: "Token") -> Arrangement | None:
    """What a plan or an accord says shall be done: "under the plan, the rebels would disarm"."""
    noun = next((child for child in under.children if child.dep_ == "pobj"), None)
    deed = under.head
    kind = "" if noun is None else kind_of(noun)
    subject = subject_of(deed) or passive_subject_of(deed)
    if kind not in {"agreement", "proposal"} or subject is None or not _is_due(deed):
        return None
    parties = _parties(cast.group(subject))
    if not parties:
        return None
    words = words_under(doc, deed, {token.i for token in under.subtree})
    status = Status.PROPOSED if kind == "proposal" else Status.AGREED
    frame = framing.state(deed)
    if frame["factuality"] in {Factuality.HYPOTHETICAL, Factuality.PLANNED}:
        # "Would" is what the plan says; that it says so is no guess.
        frame["factuality"] = Factuality.REPORTED if frame["attribution"] else Factuality.ASSERTED
    return _arrangement(document, _Found(deed, deed, status, parties), (words,), words, None, frame)


def _is_due(verb: "Token") -> bool:
    """Whether it shall be done: "would hand over", "will leave", "must disarm", "is to leave"."""
    return any(child.dep_ == "aux" and child.tag_ in {"MD", "TO"} for child in verb.children)


def _is_deed(clause: "Token", status: Status) -> bool:
    """What shall be done, not what is held to be so: "to coordinate flights", "that troops would leave"."""
    if clause.dep_ == "xcomp":
        return True
    # "Proposed that the two share the lake": what is proposed is never said to be so.
    untensed = status is Status.PROPOSED and clause.tag_ in {"VB", "VBP"}
    return clause.dep_ == "ccomp" and (_is_due(clause) or untensed)


def _apart(doc: "Doc", purpose: "Token | None") -> tuple[Span, ...]:
    return () if purpose is None else (words_under(doc, purpose, set()),)


# What is named by a noun.


def _named(document: Document, doc: "Doc", cast: Cast, framing: Framing, noun: "Token") -> Arrangement | None:
    """An arrangement named by a noun, with the parties that stand beside it or act on it."""
    found = _found(cast, noun)
    if found is None:
        return None
    frame = framing.state(found.head)
    # The verbs around a noun are not its name: "a pact that binds both", "a pact to share the lake".
    clauses = {token.i for child in noun.rights if child.dep_ in CLAUSES for token in child.subtree}
    named = words_under(doc, noun, clauses)
    purpose = _purpose(noun) or (_purpose(found.head) if found.head.pos_ == "VERB" else None)
    return _arrangement(
        document,
        found,
        (_evidence(doc, named, found.head, found.parties),),
        named,
        None if purpose is None else words_under(doc, purpose, set()),
        frame,
    )


def _found(cast: Cast, noun: "Token") -> _Found | None:
    """Whose arrangement it is, and how far it has come by what governs it; None if it is nobody's."""
    if _is_taken_up(cast, noun):
        return None
    kind = kind_of(noun)
    beside = [one for word in _beside(noun) for one in cast.group(word)]
    status, head, acting = _governed(cast, noun)
    if kind == "mechanism" and status is Status.ENDED:
        acting = ()  # "ended his mission": whoever ends one is not thereby bound by it
    parties = _parties((*acting, *beside, *_members(cast, noun)))
    joint = any(_table("word").get(child.lower_) == "joint" for child in noun.lefts)
    several = len({one.party for one in parties if one.party}) > 1
    maker, broker = _maker(noun), _broker(cast, noun)
    if kind == "proposal":
        # Everyone has plans; one is a proposal to others if it says for whom, or what arrangement it would make.
        owned = any(child.dep_ == "poss" and cast.group(child) for child in noun.lefts)
        made = bool(acting) and status is not Status.IN_FORCE
        enough = several or ((made or owned) and _is_for_someone(cast, noun))
    elif kind == "mechanism":
        enough = several or (joint and (bool(parties) or maker is not None))
    elif _is_only_wished(head):
        # Whoever alone wants a treaty has an interest in one, and no treaty.
        enough = several
    else:
        # "A deal" of one party alone says too little to be found again.
        told = any(child.dep_ in {*MODIFIERS, "prep", "acl", "relcl"} for child in noun.children)
        enough = several or broker or bool(_members(cast, noun)) or (told and status not in {None, Status.IN_FORCE})
    named = any(one.party for one in parties) or broker or maker is not None
    if maker is not None:
        status = Status.PROPOSED if kind_of(maker) == "proposal" else Status.AGREED
    elif broker and status is None:
        status = Status.AGREED
    return _Found(noun, head, status, parties) if named and enough else None


def _is_taken_up(cast: Cast, noun: "Token") -> bool:
    """ "The truce", "his plan": one told of before, of which the words by themselves say nothing new."""
    own = [child for child in noun.children if child.dep_ not in {"punct", "case", "cc", "conj", "predet"}]
    pointing = [
        child
        for child in own
        if (child.dep_ == "det" and child.lower_ not in {"a", "an", "no"})
        or (child.dep_ == "poss" and child.pos_ == "PRON")
    ]
    bound = noun.dep_ == "pobj" and bool(_members(cast, noun))
    fate = noun.dep_ in {"nsubj", "nsubjpass"} and noun.head.lemma_.lower() in _table("fate")
    return bool(own) and len(pointing) == len(own) and not bound and not fate and not _with_partner(cast, noun)


def _with_partner(cast: Cast, noun: "Token") -> bool:
    """ "Cuba did not sign the treaty with Spain": the parser often lets the partner hang on the verb."""
    verb, _ = governing_verb(noun)
    return verb is not None and any(cast.group(word) for word in objects_behind(verb, "with"))


def _is_only_wished(verb: "Token") -> bool:
    return verb.pos_ == "VERB" and verb.lemma_.lower() in _table("wish")


def _maker(noun: "Token") -> "Token | None":
    """The plan or accord that makes it: "the plan sets up a joint commission"."""
    verb, _ = governing_verb(noun)
    subject = None if verb is None else subject_of(verb)
    made = verb is not None and _table("verb").get(verb.lemma_.lower()) in {"agreed", "proposed"}
    return subject if made and subject is not None and kind_of(subject) in {"proposal", "agreement"} else None


def _broker(cast: Cast, noun: "Token") -> bool:
    """ "A truce brokered by Chad": someone named stands behind it, even where its parties are not named."""
    brokered = [child for child in noun.rights if child.dep_ in {"acl", "relcl"}]
    return any(
        child.lemma_.lower() in _table("broker") and any(cast.group(word) for word in objects_behind(child, "by"))
        for child in brokered
    )


def _is_for_someone(cast: Cast, noun: "Token") -> bool:
    """ "Its vision for Syria", "a plan for a federation": for someone, somewhere, or some arrangement."""
    if any(f"{child.lower_}" in _table("noun") for child in noun.lefts):
        return True
    found = [word for name in ABOUT for word in objects_behind(noun, name)]
    return any(cast.at(word) or word.ent_type_ in {"GPE", "LOC", "NORP"} or kind_of(word) for word in found)


def _governed(cast: Cast, noun: "Token") -> tuple[Status | None, "Token", tuple[Participant, ...]]:
    """What the verb above says of its state, the word that frames it, and those whom the verb makes parties."""
    verb, preposition = governing_verb(noun)
    if (
        verb is not None and verb.lower_ in DESIGNED
    ):  # "a pact aimed at ...": what is done to it is said by another verb
        verb = noun.head if noun.dep_ in {"dobj", "nsubjpass"} else None
    if verb is not None and preposition not in {"under", "after", "before", "during", "despite", "since", "of"}:
        lemma = verb.lemma_.lower()
        partners = [one for word in objects_behind(verb, "with") for one in cast.group(word)]
        if lemma in _table("verb"):
            subject = subject_of(verb)
            acting = cast.group(subject) if subject is not None else ()
            return Status(_table("verb")[lemma]), verb, (*acting, *partners)
        if lemma in _table("broker"):
            return Status(_table("broker")[lemma]), verb, ()
    if noun.dep_ == "nsubj" and noun.head.lemma_.lower() in _table("fate"):
        return Status(_table("fate")[noun.head.lemma_.lower()]), noun.head, ()
    return None, noun, ()


def _beside(noun: "Token") -> Iterator["Token"]:
    """The words beside a noun that name parties: "between A and B", "with B", "A's", "the A-B accord"."""
    yield from (child for child in noun.lefts if child.dep_ in MODIFIERS)
    for preposition in BESIDE:
        yield from objects_behind(noun, preposition)
    for child in noun.rights:
        # "A pact signed by A and B", "that binds A and B"
        if child.dep_ in {"acl", "relcl"} and child.lemma_.lower() in _table("verb"):
            yield from (word for name in BESIDE for word in objects_behind(child, name))
        # "A pact under which the two navies share data"
        if child.dep_ == "relcl" and child.left_edge.lower_ in {"under", "whereby"}:
            subject = subject_of(child)
            if subject is not None:
                yield subject


def _members(cast: Cast, noun: "Token") -> tuple[Participant, ...]:
    """ "Chad, a signatory to the pact": those who are called a party to it."""
    role = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"to", "of"} or role.lemma_.lower() not in _table("member"):
        return ()
    who = role.head if role.dep_ == "appos" else subject_of(role.head) if role.dep_ == "attr" else None
    return cast.group(antecedent(who)) if who is not None else ()


def _parties(found: Iterable[Participant]) -> tuple[Participant, ...]:
    """Each party once; those without a name by their words."""
    return tuple({one.party or one.name: one for one in found if one.party or one.sector}.values())


def _status(found: _Found, frame: Frame) -> Status:
    """How far it has come: by the words at the noun, by its verb, else by what kind of thing it is."""
    words = (_table("word").get(child.lower_, "") for child in found.noun.lefts)
    said = next((Status(word) for word in words if word not in {"", "joint"}), None)
    status = said or found.status
    if status is None:
        return Status.PROPOSED if kind_of(found.noun) == "proposal" else Status.IN_FORCE
    if status is Status.AGREED:
        above = found.head.head if found.head.dep_ == "xcomp" else found.head
        if _table("verb").get(above.lemma_.lower()) == "refused":
            return Status.REFUSED
        # What is not reached, or only may be, lies on the table; so does what somebody sets out to build.
        sets_out = found.head.dep_ in {"advcl", "acl"} and any(child.tag_ == "TO" for child in found.head.children)
        open_yet = sets_out or frame["factuality"] in {Factuality.HYPOTHETICAL, Factuality.DENIED}
        return Status.PROPOSED if open_yet or _is_proposal(found) else Status.AGREED
    return status


def _is_proposal(found: _Found) -> bool:
    return found.noun.pos_ in NAMES and kind_of(found.noun) == "proposal" and found.head.lemma_ in {"make", "launch"}


# Words.


def _arrangement(
    document: Document, found: _Found, evidence: tuple[Span, ...], words: Span, purpose: Span | None, frame: Frame
) -> Arrangement:
    return Arrangement(
        document=document.id,
        evidence=evidence,
        object=words,
        purpose=purpose,
        status=_status(found, frame) if found.noun.pos_ in NAMES else (found.status or Status.AGREED),
        parties=found.parties,
        rule=f"arrangement:{found.noun.lemma_.lower()}",
        confidence=0.6 if len(found.parties) > 1 else 0.5,
        **frame,
    )


def _purpose(head: "Token") -> "Token | None":
    """The head of what says what it is for: "to curb piracy", "aimed at curbing piracy"."""
    for child in head.rights:
        to = any(word.dep_ == "aux" and word.lower_ == "to" for word in child.children)
        if to and child.dep_ in {"advcl", "acl", "relcl"} and child.tag_ == "VB":
            return child
        if child.dep_ in {"acl", "advcl"} and child.lower_ in DESIGNED:
            inner = [word for word in child.children if word.dep_ in {"xcomp", "advcl"}]
            behind = [w for at in child.children if at.lower_ in {"at", "for"} for w in at.children]
            found = next((word for word in [*inner, *behind] if word.dep_ in {"xcomp", "advcl", "pcomp", "pobj"}), None)
            if found is not None:
                return found
    return None


def _evidence(doc: "Doc", words: Span, head: "Token", parties: tuple[Participant, ...]) -> Span:
    """The object with what governs it and the parties beside it."""
    sentence = head.sent
    near = [one.span for one in parties if sentence.start_char <= one.span.start < sentence.end_char]
    start = min([words.start, head.idx, *(span.start for span in near)])
    end = max([words.end, head.idx + len(head), *(span.end for span in near)])
    found = doc.char_span(start, end, alignment_mode="expand")
    return span_between(doc, found[0], found[-1]) if found is not None else words
