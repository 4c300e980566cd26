"""Where the syntax puts who does what to whom; trees by hand, so that no model decides."""

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc, Token

from realpolitik.understand.clauses import (
    antecedent,
    belonging,
    complements_of,
    conditions_of,
    governing_verb,
    holder_of,
    indirect_object_of,
    is_passive,
    is_purpose,
    is_reciprocal,
    objects_of,
    prepositional_objects,
    speech_around,
    subject_of,
)

POS = {"V": "VERB", "N": "NOUN", "I": "ADP", "D": "DET", "J": "ADJ", "T": "PART", "W": "PRON", "P": "PRON"}


# Of English, so that words know how they read in lower case.
VOCABULARY = English().vocab


def tree(text: str) -> Doc:
    """A parsed sentence from "word/TAG/dependency/head" for each word; the head is the number of a word, from 1."""
    parts = [part.split("/") for part in text.split()]
    words, tags, deps, heads = zip(*parts, strict=True)
    return Doc(
        VOCABULARY,
        words=list(words),
        tags=list(tags),
        pos=["PROPN" if tag.startswith("NNP") else POS.get(tag[0], "X") for tag in tags],
        deps=list(deps),
        heads=[int(head) - 1 for head in heads],
        lemmas=[word.lower() for word in words],
        sent_starts=[place == 0 for place in range(len(words))],
    )


def word(doc: Doc, text: str) -> Token:
    """The first token that reads so."""
    return next(token for token in doc if token.text == text)


def texts(tokens: list[Token]) -> list[str]:
    """What the tokens read."""
    return [token.text for token in tokens]


ACTIVE = "Peru/NNP/nsubj/2 attacked/VBD/ROOT/2 Chile/NNP/dobj/2 and/CC/cc/3 Cuba/NNP/conj/3"
PASSIVE = "Chile/NNP/nsubjpass/3 was/VBD/auxpass/3 attacked/VBN/ROOT/3 by/IN/agent/3 Peru/NNP/pobj/4"
DATELINE = "MANILA/NNP/nsubj/4 --/:/punct/4 Ramos/NNP/nsubj/4 pardoned/VBD/ROOT/4 rebels/NNS/dobj/4"
INFINITIVE = "Peru/NNP/nsubj/2 threatened/VBD/ROOT/2 to/TO/aux/4 attack/VB/xcomp/2 Chile/NNP/dobj/4"
CONTROL = "Peru/NNP/nsubj/2 told/VBD/ROOT/2 Chile/NNP/dobj/2 to/TO/aux/5 leave/VB/xcomp/2"
GERUND = "Peru/NNP/nsubj/2 accused/VBD/ROOT/2 Chile/NNP/dobj/2 of/IN/prep/2 spying/VBG/pcomp/4"
RELATIVE = "rebels/NNS/ROOT/1 who/WP/nsubj/3 attacked/VBD/relcl/1 Chile/NNP/dobj/3"
JOINED = "Peru/NNP/nsubj/2 attacked/VBD/ROOT/2 and/CC/cc/2 took/VBD/conj/2 Arica/NNP/dobj/4"
REDUCED = "sailors/NNS/ROOT/1 captured/VBN/acl/1 by/IN/agent/2 Chile/NNP/pobj/3"
NOWHERE = "talks/NNS/ROOT/1 ended/VBD/dep/1"


@pytest.mark.parametrize(
    ("sentence", "verb", "subject"),
    [
        pytest.param(ACTIVE, "attacked", "Peru", id="active"),
        pytest.param(PASSIVE, "attacked", "Peru", id="the agent of a passive"),
        pytest.param(DATELINE, "pardoned", "Ramos", id="not the dateline"),
        pytest.param(INFINITIVE, "attack", "Peru", id="an infinitive's from above"),
        pytest.param(CONTROL, "leave", "Chile", id="the object is to do it"),
        pytest.param(GERUND, "spying", "Chile", id="who is accused did it"),
        pytest.param(RELATIVE, "attacked", "rebels", id="behind a relative pronoun"),
        pytest.param(JOINED, "took", "Peru", id="a second verb shares it"),
        pytest.param(REDUCED, "captured", "Chile", id="a participle behind its noun"),
    ],
)
def test_subjects(sentence: str, verb: str, subject: str) -> None:
    """Who does it is found in the clause, in its passive agent, or in the clause above."""
    found = subject_of(word(tree(sentence), verb))
    assert found is not None
    assert found.text == subject


def test_no_subject_is_none() -> None:
    """A headline's noun has no subject."""
    assert subject_of(word(tree(NOWHERE), "talks")) is None
    assert subject_of(None) is None


@pytest.mark.parametrize(
    ("sentence", "verb", "objects"),
    [
        pytest.param(ACTIVE, "attacked", ["Chile", "Cuba"], id="both that are joined"),
        pytest.param(PASSIVE, "attacked", ["Chile"], id="the subject of a passive"),
        pytest.param(RELATIVE, "attacked", ["Chile"], id="inside a relative clause"),
        pytest.param(REDUCED, "captured", ["sailors"], id="the noun before a participle"),
        pytest.param(NOWHERE, "ended", [], id="none"),
    ],
)
def test_objects(sentence: str, verb: str, objects: list[str]) -> None:
    """What is acted on is found in actives and passives, with all that is joined to it."""
    assert texts(objects_of(word(tree(sentence), verb))) == objects


@pytest.mark.parametrize(
    ("sentence", "verb", "passive"),
    [(ACTIVE, "attacked", False), (PASSIVE, "attacked", True), (REDUCED, "captured", True)],
    ids=["active", "passive", "participle"],
)
def test_passives(sentence: str, verb: str, passive: bool) -> None:
    """A verb is passive if its subject undergoes it."""
    assert is_passive(word(tree(sentence), verb)) is passive


@pytest.mark.parametrize(
    ("sentence", "host", "found"),
    [
        pytest.param(
            "Peru/NNP/nsubj/2 sent/VBD/ROOT/2 food/NN/dobj/2 to/IN/prep/2 Chile/NNP/pobj/4",
            "sent",
            ["Chile"],
            id="at the verb",
        ),
        pytest.param(
            "Peru/NNP/nsubj/2 sent/VBD/ROOT/2 food/NN/dobj/2 to/IN/prep/3 Chile/NNP/pobj/4",
            "sent",
            ["Chile"],
            id="at the object",
        ),
        pytest.param(
            "Peru/NNP/nsubj/2 sent/VBD/ROOT/2 tons/NNS/dobj/2 of/IN/prep/3 rice/NN/pobj/4 to/IN/prep/5 Fiji/NNP/pobj/6",
            "sent",
            ["Fiji"],
            id="at what is measured",
        ),
        pytest.param(
            "Peru/NNP/nsubj/2 returned/VBD/ROOT/2 arms/NNS/dobj/2 given/VBN/acl/3 to/IN/prep/4 Chile/NNP/pobj/5",
            "returned",
            ["Chile"],
            id="at the object's participle",
        ),
        pytest.param(
            "Peru/NNP/nsubj/2 went/VBD/ROOT/2 back/RB/advmod/2 to/IN/prep/3 Chile/NNP/pobj/4",
            "went",
            ["Chile"],
            id="at the particle",
        ),
    ],
)
def test_phrases_behind_a_preposition(sentence: str, host: str, found: list[str]) -> None:
    """A phrase counts wherever the parser hangs it."""
    assert texts(prepositional_objects(word(tree(sentence), host), "to")) == found


def test_an_indirect_object() -> None:
    """ "Gave Chad a loan" names to whom."""
    doc = tree("Peru/NNP/nsubj/2 gave/VBD/ROOT/2 Chad/NNP/dative/2 loans/NNS/dobj/2")
    found = indirect_object_of(word(doc, "gave"))
    assert found is not None
    assert found.text == "Chad"


@pytest.mark.parametrize(
    ("sentence", "noun", "verb", "preposition"),
    [
        pytest.param("Peru/NNP/nsubj/2 held/VBD/ROOT/2 talks/NNS/dobj/2", "talks", "held", "", id="object"),
        pytest.param(
            "Peru/NNP/nsubj/2 engaged/VBD/ROOT/2 in/IN/prep/2 talks/NNS/pobj/3", "talks", "engaged", "in", id="phrase"
        ),
        pytest.param(
            "Peru/NNP/nsubj/2 took/VBD/ROOT/2 part/NN/dobj/2 in/IN/prep/3 talks/NNS/pobj/4",
            "talks",
            "took",
            "in",
            id="took part in",
        ),
        pytest.param("talks/NNS/ROOT/1 held/VBN/acl/1", "talks", "held", "", id="participle"),
    ],
)
def test_the_verb_that_carries_a_noun(sentence: str, noun: str, verb: str, preposition: str) -> None:
    """A light verb is found around its noun, with the preposition between them."""
    found, between = governing_verb(word(tree(sentence), noun))
    assert found is not None
    assert (found.text, between) == (verb, preposition)


def test_a_noun_for_itself_has_no_verb() -> None:
    """A noun that heads its sentence is carried by nothing."""
    assert governing_verb(word(tree(NOWHERE), "talks")) == (None, "")


def test_a_plan_is_its_owners() -> None:
    """ "Peru's plan": whose it is stands before it."""
    doc = tree("Peru/NNP/poss/3 's/POS/case/1 plan/NN/ROOT/3")
    found = holder_of(word(doc, "plan"))
    assert found is not None
    assert found.text == "Peru"


def test_what_belongs_to_a_noun() -> None:
    """What stands behind "of" or "in", and what is beside it, says whose it is."""
    doc = tree("positions/NNS/ROOT/1 of/IN/prep/1 forces/NNS/pobj/2 in/IN/prep/1 Togo/NNP/pobj/4")
    assert texts(belonging(word(doc, "positions"))) == ["forces", "Togo"]


def test_complements_come_in_the_order_of_their_hold() -> None:
    """A clause is governed before an object."""
    doc = tree("Peru/NNP/nsubj/2 asked/VBD/ROOT/2 Chile/NNP/dobj/2 to/TO/aux/5 leave/VB/xcomp/2")
    assert texts(complements_of(word(doc, "asked"))) == ["leave", "Chile"]


def test_a_purpose_is_told_from_a_circumstance() -> None:
    """ "Marched to demand" says what for; "while marching" does not."""
    doc = tree("They/PRP/nsubj/2 marched/VBD/ROOT/2 to/TO/aux/4 demand/VB/advcl/2 while/IN/mark/6 singing/VBG/advcl/2")
    assert is_purpose(word(doc, "demand"))
    assert not is_purpose(word(doc, "singing"))


def test_the_speech_around_a_clause() -> None:
    """ "Said it was ready": the verb that tells."""
    doc = tree("Peru/NNP/nsubj/2 said/VBD/ROOT/2 it/PRP/nsubj/5 will/MD/aux/5 leave/VB/ccomp/2")
    found = speech_around(word(doc, "leave"))
    assert found is not None
    assert found.text == "said"


def test_a_relative_pronoun_stands_for_its_noun() -> None:
    """ "Rebels who": the rebels; any other word is its own."""
    doc = tree(RELATIVE)
    assert antecedent(word(doc, "who")).text == "rebels"
    assert antecedent(word(doc, "Chile")).text == "Chile"


@pytest.mark.parametrize(
    ("sentence", "pronoun", "noun"),
    [
        pytest.param(
            "the/DT/det/2 strike/NN/ROOT/2 on/IN/prep/2 guards/NNS/pobj/3 who/WP/nsubj/6 fled/VBD/relcl/2",
            "who",
            "guards",
            id="no act",
        ),
        pytest.param(
            "ties/NNS/ROOT/1 with/IN/prep/1 guards/NNS/pobj/2 who/WP/nsubj/5 fled/VBD/relcl/3",
            "who",
            "guards",
            id="the noun",
        ),
    ],
)
def test_who_is_a_person(sentence: str, pronoun: str, noun: str) -> None:
    """ "Who" stands for whom an act befell, not for the act."""
    assert antecedent(word(tree(sentence), pronoun)).text == noun


def test_each_other_is_each_of_those_who_act() -> None:
    """ "Each other" names nobody new, "the other" only where each does it."""
    assert is_reciprocal(word(tree("they/PRP/nsubj/2 blame/VBP/ROOT/2 each/DT/det/4 other/JJ/dobj/2"), "other"))
    sides = "each/DT/det/2 side/NN/nsubj/3 blamed/VBD/ROOT/3 the/DT/det/5 other/JJ/dobj/3"
    assert is_reciprocal(word(tree(sides), "other"))
    assert not is_reciprocal(word(tree("Peru/NNP/nsubj/2 blamed/VBD/ROOT/2 the/DT/det/4 other/JJ/dobj/2"), "other"))


def test_on_whom_an_act_hangs() -> None:
    """The subject of a condition is who can bring the act about."""
    sentence = "Peru/NNP/nsubj/3 will/MD/aux/3 leave/VB/ROOT/3 if/IN/mark/6 Chad/NNP/nsubj/6 signs/VBZ/advcl/3"
    assert [found.text for found in conditions_of(word(tree(sentence), "leave"))] == ["Chad"]


def test_a_subject_behind_a_day() -> None:
    """A noun that the parser took for a part of the day is who acts."""
    sentence = "On/IN/prep/4 Tuesday/NNP/compound/3 rebels/NNS/pobj/1 left/VBD/ROOT/4"
    doc = tree(sentence)
    doc.set_ents([doc.char_span(3, 10, label="DATE")])
    assert getattr(subject_of(doc[3]), "text", "") == "rebels"
