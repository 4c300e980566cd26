"""Words that say that something is said, thought or wanted: the cue, whose it is, and which words are its content.

A cue of the table `cues/speech.tsv` takes complements: a clause, an infinitive, an object, a phrase behind a
preposition. Those in its column `takes` are speech or thought and make records; those in `also` only show how someone
stands to something ("praised the accord", "wants to leave"): an attribution in the wider sense, never a voice.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from realpolitik.lexicon.cues import cue_at, cues
from realpolitik.lexicon.loader import many, rows
from realpolitik.understand.clauses import (
    RELATIVES,
    governing_verb,
    is_passive,
    objects_behind,
    objects_of,
    passive_subject_of,
    subject_of,
)
from realpolitik.understand.coreference import Cast
from realpolitik.understand.phrases import NOBODY, persons, voices
from realpolitik.understand.quotation_marks import LONGEST_SENTENCE, inverted, says

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from realpolitik.lexicon.loader import Row

TABLE = "cues/speech.tsv"
# Complements that are clauses; where one of them is there, an object is whom it is told, not what is said.
CLAUSAL = frozenset({"clause", "infinitive", "gerund"})
# A speaker before a colon is told in few words, and says more than a caption's two. Chosen by hand, never calibrated.
NAME_WORDS = 6
FEWEST_SAID = 3
# A word of one of these kinds beside a verb may be half of the cue: "point out", "make clear".
COMPANIONS = frozenset({"prt", "prep", "acomp", "advmod", "oprd", "ccomp"})
# A name that opens so many lines is that of someone who takes turns in an interview. Chosen by hand, never calibrated.
FEWEST_TURNS = 3
# Cues of these classes can be put into what they tell: "The talks, he thought, had failed"; no promise can.
INSERTED = frozenset({"say", "believe", "show", "claim"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
Parts = Mapping[str, frozenset[int]]


@dataclass(frozen=True, slots=True, eq=False)
class Saying:
    """A cue, whose saying it is, and what is said.

    `row` is the lemma of the cue's row in the table, `manner` its class; `parts` are the tokens of each complement by
    its kind, `taken` those kinds that make it speech. `relative` is the pronoun that stands for the source in the
    cue's own clause ("who said"). `hearsay`: the words name nobody.
    """

    token: "Token"
    last: "Token"
    source: "Token | None"
    row: str
    manner: str
    parts: Parts = field(default_factory=dict)
    taken: frozenset[str] = frozenset()
    relative: "Token | None" = None
    hearsay: bool = False

    @property
    def spoken(self) -> frozenset[int]:
        """The tokens said or thought, as the records know it."""
        return _union(self.parts, self.taken)

    @property
    def content(self) -> frozenset[int]:
        """All that the source says, wants, praises ... ; an object only where no clause says it."""
        kinds = set(self.parts)
        return _union(self.parts, kinds - {"object"} if kinds & CLAUSAL else kinds)


def _union(parts: Parts, kinds: Iterable[str]) -> frozenset[int]:
    return frozenset().union(*(parts[kind] for kind in kinds if kind in parts))


@cache
def speech_cues(pos: str) -> Mapping[str, "Row"]:
    """The cues of one part of speech, by lemma."""
    return cues(TABLE, pos)


def can_speak(source: "Token", cast: Cast) -> bool:
    """Whether a source has a voice, as an actor, a person, a body, a document; no lack has one, no year, nobody."""
    if any(child.dep_ == "det" and child.lower_ in {"no", "neither"} for child in source.lefts):
        return False
    named = cast.named_by.get(source.i)
    if cast.group(source) and voices().get(source.lower_) != NOBODY:
        return True
    head = named.head if named is not None else source
    if voices().get(head.lower_) == NOBODY:
        return bool(cast.group(source)) and source.lower_ in {"it", "this", "that", "which"}
    if head.ent_type_ in {"DATE", "TIME"}:
        return False
    if head.pos_ != "NOUN" or head.lemma_.lower() in voices():
        return True
    return head.lemma_.lower() in persons() or head.ent_type_ in {"PERSON", "ORG", "NORP"}


@cache
def light_verbs() -> frozenset[str]:
    """Verbs whose subject does what their object names: "made a promise"."""
    return frozenset(row["lemma"] for row in rows("events/light_verbs.tsv") if row["subject"] == "initiator")


def sayings_in(doc: "Doc", among: frozenset[int]) -> Iterator[Saying]:
    """Every cue among these tokens, in the order of the text, also one whose content is still to be found."""
    for sentence in doc.sents:
        for token in sentence if len(sentence) <= LONGEST_SENTENCE else ():
            found = _saying(token) if token.i in among else None
            if found is not None:
                yield found


def _saying(token: "Token") -> Saying | None:
    if token.pos_ == "VERB" and (row := _row(token, "verb")):
        return _verb(token, row)
    if (row := _row(token, "adj") or speech_cues("adj").get(token.lower_)) and (
        token.pos_ == "ADJ" or token.tag_ in {"VBN", "VBD"}
    ):
        return _adjective(token, row)
    if token.pos_ == "NOUN":
        row = _row(token, "noun")
        return _view(token) or (_noun(token, row) if row else None)
    if token.lower_ == "according":
        return _according(token)
    if token.pos_ == "ADV" and (row := _row(token, "adv")) and token.head.pos_ in {"VERB", "AUX"}:
        parts = {"clause": _rest(token.head, token)}
        return Saying(token, token, None, row["lemma"], row["class"], parts, frozenset(parts), hearsay=True)
    return None


def _row(token: "Token", pos: str) -> "Row | None":
    companions = [child.lower_ for child in token.children if child.dep_ in COMPANIONS]
    return cue_at(speech_cues(pos), token.lemma_.lower(), companions)


def _verb(token: "Token", row: "Row") -> Saying | None:
    taken = frozenset(many(row["takes"]))
    parts = _parts(token, taken | set(many(row["also"])))
    source, relative = source_of(token)
    if source is not None and source.lower_ in {"it", "there"} and source.pos_ == "PRON" and _expletive(token):
        source = None
    last = next((child for child in token.children if child.dep_ == "prt"), token)
    hearsay = False
    if is_passive(token) and token.dep_ != "conj":
        agents = objects_behind(token, "by")
        source, relative, hearsay = (agents[0] if agents else None), None, not agents
        if hearsay:  # "the appeal was denied": by nobody
            parts.pop("object", None)
        if "clause" in taken:  # "is said to have fled"
            taken |= {"infinitive"}
            parts |= _parts(token, {"infinitive"})
    if "clause" in taken and row["class"] in INSERTED and not parts.keys() & CLAUSAL and not hearsay:
        parts |= _around(token, source)
    if _run_on(token, row["class"]):
        parts.pop("clause", None)
    if source is not None and source.dep_ == "dobj" and source.head == token and "clause" in parts:
        parts["clause"] -= _tokens([child for child in token.lefts if child.dep_ == "nsubj"])  # who quotes them
    if source is not None and "clause" in parts and (begun := _begun(token, source)):
        parts["clause"] |= begun
    if source is None and not hearsay and not parts and token.dep_ != "pcomp":
        return None
    return Saying(token, last, source, row["lemma"], row["class"], parts, taken, relative, hearsay)


def _expletive(verb: "Token") -> bool:
    """Whether a verb without a subject of its own takes over an "it" that means nothing: "it is like telling them"."""
    return all(child.dep_ not in {"nsubj", "nsubjpass"} for child in verb.children)


def source_of(verb: "Token") -> tuple["Token | None", "Token | None"]:
    """Who says it, and the relative pronoun that stands for them in the verb's own clause, if one does."""
    own = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    relative = own if own is not None and own.lower_ in RELATIVES else None
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    # Of two subjects the one behind the verb speaks: "The treaty, said the envoy, is dead."
    source = subjects[-1] if len(subjects) > 1 and subjects[-1].i > verb.i else _speaker_above(verb) or subject_of(verb)
    if source is None and _misread(verb):
        source = verb.head
    if verb.lemma_ in {"quote", "cite"} and (quoted := _quoted(verb)) is not None:
        source, relative = quoted, None
    if source is None and verb.dep_ == "ROOT" and verb.tag_ in {"VBD", "VBZ", "VBP"}:
        source = _before_date(verb)
    if source is None and verb.dep_ == "pcomp" and verb.head.head.lemma_ == "way":
        source = _whose_way(verb.head.head)
    if source is None and verb.pos_ == "VERB":
        source = inverted(verb)
    if source is not None and relative is not None and relative.lower_ == "who" and source.ent_type_ in PLACES:
        source = _of_whom(source)
    if source is not None and source.pos_ == "NOUN" and verb.dep_ == "acl":
        # "a statement saying that": the speaker is whose statement it is.
        row = speech_cues("noun").get(source.lemma_.lower())
        source = (_holder(source) if row else None) or source
    return source, relative


def _whose_way(way: "Token") -> "Token | None":
    """ "Chad's visit is a way of saying", "the visit by Chad is a way of telling them": Chad's."""
    subject = subject_of(way.head) if way.dep_ == "attr" else None
    if subject is not None and subject.pos_ == "VERB":
        # "Chad has its own troubles, and flaunting its ties is a way of saying": Chad's.
        return subject_of(way.head.head) if way.head.dep_ == "conj" else None
    if subject is None or subject.pos_ == "PRON":
        return None
    return subject if subject.pos_ == "PROPN" else _holder(subject)


def _run_on(verb: "Token", manner: str) -> bool:
    """ "He has met them, he will continue to meet them": two clauses with a comma between, none of them told."""
    clauses = [child for child in verb.children if child.dep_ == "ccomp"]
    behind = {child.dep_ for child in verb.rights}
    whole = "xcomp" in behind or (manner == "promise" and "dobj" in behind)
    return whole and bool(clauses) and all(child.i < verb.i for child in clauses)


def _quoted(verb: "Token") -> "Token | None":
    """ "The agency quoted Obi as saying": Obi says it."""
    saying = any(child.lower_ == "as" and any(t.dep_ == "pcomp" for t in child.children) for child in verb.rights)
    return next((child for child in verb.rights if child.dep_ == "dobj"), None) if saying else None


def _before_date(verb: "Token") -> "Token | None":
    """ "To calm Chad, Obi on Friday called ...": the name before the day, which the parse has joined to another."""
    at = verb.i - 1
    while at > verb.sent.start and (verb.doc[at].ent_type_ == "DATE" or verb.doc[at].pos_ in {"ADP", "ADV"}):
        at -= 1
    found = verb.doc[at]
    return found if verb.sent.start <= at < verb.i - 1 and found.pos_ == "PROPN" and found.dep_ == "appos" else None


def _of_whom(place: "Token") -> "Token":
    """ "The senator from Ohio, who said": not the place but whoever is from there."""
    above = place.head
    return above.head if above.dep_ == "prep" and above.head.pos_ in {"NOUN", "PROPN"} else place


def _misread(verb: "Token") -> bool:
    """ "One diplomat called it a trap", parsed as "one diplomat who was called"."""
    if verb.dep_ != "acl" or verb.tag_ not in {"VBN", "VBD"}:
        return False
    if verb.head.dep_ == "ROOT":
        return objects_of(verb)[:1] != [verb.head]
    return verb.head.dep_ == "nsubj" and any(child.dep_ in {"dobj", "ccomp"} for child in verb.rights)


def _speaker_above(verb: "Token") -> "Token | None":
    """Who goes on speaking behind what was said, though the words were parsed into the clause that is said."""
    if any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children):
        return None
    cue = _told_by(verb.head) if joined_above(verb) or _beside(verb) else None
    return source_of(cue)[0] if cue is not None else None


def _beside(verb: "Token") -> bool:
    """Whether a participle behind what is said adds to it: "said that Chad had agreed, adding that ..."."""
    if verb.dep_ != "advcl" or verb.tag_ != "VBG" or not verb.i or verb.nbor(-1).text != "," or not says(verb):
        return False
    if _told_by(verb.head) is None:
        return False
    inner = subject_of(verb.head)
    person = inner is not None and (inner.ent_type_ == "PERSON" or inner.tag_ == "PRP")
    # "Said the king had left, adding": the king adds nothing; "said the king had left, vowing to fight" is open.
    return not person or verb.lemma_ == "add"


def _told_by(verb: "Token") -> "Token | None":
    """The verb of saying whose clause this verb heads."""
    while verb.dep_ in {"conj", "xcomp"} and verb.head != verb:
        verb = verb.head
    return verb.head if verb.dep_ == "ccomp" and says(verb.head) else None


def _begun(verb: "Token", source: "Token") -> frozenset[int]:
    """What is said of before the cue, and parsed as its subject: "The treaty, said the envoy, is dead."."""
    if source.i < verb.i:
        return frozenset()
    return _tokens([child for child in verb.lefts if child.dep_ == "nsubj"])


def _parts(token: "Token", takes: Iterable[str]) -> dict[str, frozenset[int]]:
    """The tokens of every complement of these kinds."""
    found = {take: _tokens(_heads(token, take)) for take in takes}
    return {take: tokens for take, tokens in found.items() if tokens}


def _heads(token: "Token", take: str) -> list["Token"]:
    """The heads of the complements of one kind."""
    children = [child for child in token.children if not child.is_punct]
    if take == "clause":
        return [child for child in children if child.dep_ in {"ccomp", "parataxis"} and not _to(child)]
    if take == "infinitive":
        return [child for child in children if child.dep_ in {"xcomp", "ccomp"} and _to(child)]
    if take == "gerund":
        return [child for child in children if child.dep_ in {"xcomp", "ccomp"} and child.tag_ == "VBG"]
    if take == "object":
        return objects_of(token)
    if take.endswith("+gerund"):
        name = take.removesuffix("+gerund")
        prepositions = [child for child in children if child.dep_ == "prep" and child.lower_ == name]
        return [inner for child in prepositions for inner in child.children if inner.dep_ == "pcomp"]
    if take == "predicate":
        return [child for child in children if child.dep_ in {"oprd", "acomp", "xcomp"} and child.pos_ != "VERB"]
    prepositions = [child for child in children if child.dep_ in {"prep", "prt"} and child.lower_ == take]
    return [inner for child in prepositions for inner in child.children if inner.dep_ in {"pobj", "pcomp"}]


def _to(verb: "Token") -> bool:
    """Whether a verb is an infinitive: "to leave"."""
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)


def _tokens(heads: Iterable["Token"]) -> frozenset[int]:
    """What these words head, without what the parse has joined to them though it goes on with the cue itself."""
    found: set[int] = set()
    for head in heads:
        words = {token.i for token in head.subtree}
        for token in head.subtree:
            if token != head and (joined_above(token) or _beside(token)):
                words.difference_update(other.i for other in token.subtree)
        found |= words
    return frozenset(found)


def joined_above(verb: "Token") -> bool:
    """Whether a past verb goes on with the verb above an infinitive: "told them to leave and closed the port"."""
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or verb.head.tag_ != "VB":
        return False
    return not any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children)


def _around(token: "Token", source: "Token | None") -> dict[str, frozenset[int]]:
    """The sentence into which a cue is put: "The talks, he said, had failed", "as he said"."""
    as_said = token.dep_ == "advcl" and any(child.lower_ == "as" for child in token.lefts)
    beside = token.dep_ == "parataxis" or (token.dep_ == "conj" and _unlinked(token))
    whole = any(child.dep_ in {"xcomp", "ccomp"} for child in token.children)  # "it failed, he continued to hope"
    if source is None or whole or not (beside or as_said):
        return {}
    return {"clause": _rest(token.head, token)}


def _unlinked(token: "Token") -> bool:
    """Whether a clause with a subject of its own hangs on another by a comma alone: "It failed, she told them"."""
    linked = any(child.dep_ == "cc" and child.i < token.i for child in token.head.children)
    return not linked and any(child.dep_ == "nsubj" for child in token.lefts)


def _rest(head: "Token", without: "Token") -> frozenset[int]:
    """A clause without one of its parts."""
    own = {token.i for token in without.subtree} | {without.i}
    return frozenset(token.i for token in head.subtree if token.i not in own)


def _adjective(token: "Token", row: "Row") -> Saying | None:
    if token.dep_ not in {"acomp", "ROOT", "ccomp", "advcl", "relcl", "oprd", "conj", "acl"}:
        return None
    taken = frozenset(many(row["takes"]))
    parts = _parts(token, taken | set(many(row["also"])))
    verb = token.head if token.dep_ in {"acomp", "oprd"} else token
    if verb.lemma_ == "make":  # "making sure that" is no certainty
        return None
    own = next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    source = passive_subject_of(verb) or subject_of(verb)
    relative = own if own is not None and own.lower_ in RELATIVES else None
    if source is None or source.lower_ in {"it", "there"} or not parts:
        return None
    return Saying(token, token, source, row["lemma"], row["class"], parts, taken, relative)


def _noun(token: "Token", row: "Row") -> Saying | None:
    taken = frozenset(many(row["takes"]))
    parts = _parts(token, {take for take in (*taken, *many(row["also"])) if take not in CLAUSAL})
    marked = [child for child in token.rights if child.dep_ in {"acl", "ccomp", "relcl"} and _marked(child)]
    if token.dep_ == "nsubj" and token.head.lemma_ == "be":
        marked += [child for child in token.head.rights if child.dep_ == "ccomp"]
    infinitives = [child for child in token.rights if child.dep_ in {"acl", "relcl", "xcomp"} and _to(child)]
    wanted = {*taken, *many(row["also"])}
    if marked and "clause" in wanted:
        parts["clause"] = _tokens(marked)
    if infinitives and "infinitive" in wanted:
        parts["infinitive"] = _tokens(infinitives)
    if not parts:
        return None
    source = _holder(token, of="of" not in parts)
    return Saying(token, token, source, row["lemma"], row["class"], parts, taken, hearsay=source is None)


def _marked(child: "Token") -> bool:
    """Whether a clause behind a noun says what the noun is: "that", "whether"; not "which"."""
    return any(mark.dep_ == "mark" and mark.lower_ in {"that", "whether", "if"} for mark in child.lefts)


def _holder(noun: "Token", of: bool = True) -> "Token | None":
    """Whose statement, plan or fear it is: "its", "by the envoy", or who makes, has or voices it."""
    owner = next((child for child in noun.lefts if child.dep_ == "poss"), None)
    if owner is not None:
        return owner if owner.ent_type_ not in {"DATE", "TIME"} else None
    behind = [
        found for name in ("by", "from", "among", *(("of",) if of else ())) for found in objects_behind(noun, name)
    ]
    if behind:
        return behind[0]
    verb, _ = governing_verb(noun)
    if verb is None or not _light(verb):
        return None
    return objects_behind(verb, "by")[0] if objects_behind(verb, "by") else subject_of(verb)


def _light(verb: "Token") -> bool:
    """Whether the verb only says that the thing its object names is done: "issued a warning"."""
    return verb.lemma_.lower() in light_verbs()


def _view(token: "Token") -> Saying | None:
    """ "In her view", "in the words of the envoy"."""
    preposition = token.head
    if token.dep_ != "pobj" or f"{preposition.lower_} {token.lemma_.lower()}" not in speech_cues("phrase"):
        return None
    row = speech_cues("phrase")[f"{preposition.lower_} {token.lemma_.lower()}"]
    owner = next((child for child in token.lefts if child.dep_ == "poss"), None)
    owner = owner if owner is not None else next(iter(objects_behind(token, "of")), None)
    head = _clause_of(preposition)
    first = preposition.i == preposition.sent.start
    if not first and preposition.nbor(-1).text != ",":  # "The money is in his account."
        return None
    if owner is None or head is None:
        return None
    return Saying(
        preposition,
        token,
        owner,
        row["lemma"],
        row["class"],
        {"clause": _rest(head, preposition)},
        frozenset({"clause"}),
    )


def _according(token: "Token") -> Saying | None:
    preposition = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if preposition is None or preposition.lower_ != "to":
        return None
    sources = [o for holder in (preposition, token) for o in holder.children if o.dep_ == "pobj"]
    head = _clause_of(token)
    if not sources or head is None:
        return None
    own = {token.i, preposition.i} | {t.i for t in sources[0].subtree}
    content = _rest(head, token) - own
    return Saying(token, preposition, sources[0], "according to", "say", {"clause": content}, frozenset({"clause"}))


def _clause_of(token: "Token") -> "Token | None":
    """The verb of the clause in which a phrase stands; where there is none, the head of the fragment."""
    head: Token = token.head
    while head.pos_ not in {"VERB", "AUX"} and head.head.i != head.i:
        head = head.head
    return head if head.i != token.i else None


def headlines_in(doc: "Doc", among: frozenset[int], cast: Cast) -> Iterator[Saying]:
    """Lines with a speaker, a colon and what is said: "Kremlin: no talks are planned", the turns of an interview."""
    lines = [parts for line in _lines(doc, among) if (parts := _at_colon(line)) is not None]
    turns = Counter(" ".join(token.text for token in name) for name, _, _ in lines)
    for name, colon, said in lines:
        speaker = _named_speaker(name, cast)
        if (
            speaker is None
            and turns[" ".join(token.text for token in name)] >= FEWEST_TURNS
            and name[-1].pos_ == "PROPN"
        ):
            speaker = name[-1]
        if speaker is not None:
            content = {"clause": frozenset(token.i for token in said)}
            yield Saying(colon, colon, speaker, ":", "say", content, frozenset(content))


def _lines(doc: "Doc", among: frozenset[int]) -> Iterator[list["Token"]]:
    line: list[Token] = []
    for token in doc:
        if token.i in among and not token.is_space:
            line.append(token)
        if "\n" in token.text:
            yield line
            line = []
    yield line


def _at_colon(line: Sequence["Token"]) -> tuple[Sequence["Token"], "Token", Sequence["Token"]] | None:
    """The few words before a line's colon, the colon, and what stands behind it; None if it is no such line."""
    at = next((at for at, token in enumerate(line[: NAME_WORDS + 1]) if token.text == ":"), 0)
    name, said = line[:at], line[at + 1 :]
    if not name or sum(token.is_alpha for token in said) < FEWEST_SAID or any(t.pos_ in {"VERB", "AUX"} for t in name):
        return None
    return name, line[at], said


def _named_speaker(name: Sequence["Token"], cast: Cast) -> "Token | None":
    heads = [
        t for t in name if t.ent_type_ in {"PERSON", "ORG"} or ((t.head not in name or t.head == t) and cast.group(t))
    ]
    # "Nairobi: two killed" says where; a known person or organisation speaks, whatever the model takes it for.
    speakers = [t for t in heads if t.ent_type_ != "GPE" or any(who.actor != who.country for who in cast.group(t))]
    return speakers[-1] if speakers else None
