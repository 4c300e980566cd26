"""Records on a terminal: whole, in order, and harmless."""

from datetime import date

from realpolitik.records.events import EventType
from realpolitik.records.evidence import Factuality, Voice
from realpolitik.records.times import on
from realpolitik.tell.listing import in_two_lines, whole
from tests.builders import TEXT, document, event

ENVOY = (Voice(actor="", name="its envoy"),)
THREAT = event(
    TEXT,
    "Peru threatened Chile with tariffs",
    EventType.THREATEN,
    "Peru=PER",
    "Chile=CHL",
    cameo="1321",
    goldstein=-5.8,
    happened=on(date(2001, 4, 3)),
    factuality=Factuality.REPORTED,
    attribution=ENVOY,
)


def test_two_lines_tell_a_record() -> None:
    """What, who, when and who says so; then the words."""
    first, second = in_two_lines(THREAT).splitlines()
    assert first.startswith(THREAT.id[:14])
    assert first.endswith("event THREATEN · initiator Peru; recipient Chile · 3 April 2001 · according to its envoy")
    assert second == "    “Peru threatened Chile with tariffs”"


def test_a_record_is_shown_whole() -> None:
    """Codes, voices down to the author, the article and the words with what stands around them."""
    shown = whole(THREAT, document(title="Tariffs"))
    for words in (
        THREAT.id,
        "CAMEO 1321, Goldstein -5.8",
        "its envoy, told by the author",
        "3 April 2001",
        "article.txt  Tariffs",
        ">>Peru threatened Chile with tariffs<<. Chile wants",
    ):
        assert words in shown


def test_a_terminal_is_given_no_orders() -> None:
    """Control characters of a page are left out."""
    text = "Peru \x1b[31mthreatened\x07 Chile\u202e."
    told = event(text, text[:-1], EventType.THREATEN, "Peru=PER", "Chile=CHL")
    for shown in (in_two_lines(told), whole(told, document(text))):
        assert not {"\x1b", "\x07", "\u202e"} & set(shown)


def test_a_quotation_has_its_own_marks_only() -> None:
    """Words that are in quotation marks already get no second ones."""
    text = '"We will not pay," the envoy of Peru said.'
    said = event(text, '"We will not pay,"', EventType.REJECT, "Peru=PER", "")
    assert in_two_lines(said).splitlines()[1] == '    "We will not pay,"'


def test_the_article_stands_behind_the_words() -> None:
    """Whoever looks for a statement sees where it stands."""
    second = in_two_lines(THREAT, "lima.txt").splitlines()[1]
    assert second == "    “Peru threatened Chile with tariffs”  [lima.txt]"
