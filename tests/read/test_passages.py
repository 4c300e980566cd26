"""The parts of a page told apart by what they do, on pages of our own writing."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realpolitik.lexicon import loader
from realpolitik.read.pages import read_page
from realpolitik.read.passages import TABLE, passages_in
from realpolitik.records.documents import PassageKind

NEWS = "The foreign ministers of Angola and Zambia met in Luanda on Tuesday and signed a protocol on the railway. " * 2
MORE = "Neither side gave figures. Officials in Lusaka had feared that the port would raise its fees before the rains."

# Makes a caption longer than a line.
QUEUE = ", where trucks have been waiting for days and the two customs services no longer speak to each other" * 2

# Each line is a paragraph under its kind; what a careful reader would say.
PAGES = {
    "a re-published analysis": """
        title: Angola and Zambia: A Railway and Two Debts
        image_slug: benguela railway
        caption: Zambian Foreign Minister Grace Phiri (R) and her Angolan colleague in Luanda. (Reuters/File)
        teaser: Zambia wants a port and Angola wants its loans back, an analyst says, and both could have their way.
        byline: By: Tendai Moyo, The Lobito Herald
        body: {news}
        image_slug: grace phiri
        caption: Foreign Minister Grace Phiri (Wikimedia Commons)
        body: {more}
        related: Read more: The long way to Lobito
        body: {news}
        appeal: Do You Love Free Trade? All Gifts DOUBLED!
        appeal: Your gift will be matched. Please show your support today!
        source_line: Source: Friends of the Railway
        copyright: © 2007 The Lobito Herald. All rights reserved.
        """,
    "a wire story": """
        title: Peru recalls envoy from Santiago
        dateline: LIMA, Nov 9 (Reuters) -
        body: {news}
        caption: Peru's foreign minister at the border post of Santa Rosa{queue}, Nov. 8, 2009. REUTERS/Lena Roth
        body: {more}
        related: PERU SAYS IT CAUGHT SPY PAID BY NEIGHBOUR
        body: {news}
        byline: (Reporting by Lea Roth; Editing by Ivo Hadar)
        """,
    "an opinion": """
        title: The treaty that nobody read
        byline: Lea Roth
        body: {news}
        body: {more}
        appeal: Sign up for our newsletter
        body: {news}
        byline: Lea Roth is a lecturer in law at the University of Bergen. Follow her on Mastodon.
        """,
    "a page of a broadcaster": """
        title: Malta and Libya agree on fishing
        teaser: Foreign minister says patrols will end in May as Tripoli drops its claim
        dateline: 3 May 1994
        body: {news}
        caption: Photos: Valletta harbour A trawler. Hide Caption 1 of 2 Photos: Valletta A boat. Hide Caption 2 of 2
        body: {more}
        related: Inside Valletta:How one harbour fed four navies
        body: {news}
        source_line: Correction: This piece was changed; its first version misspelled the name of a port.
        """,
}


def expected(page: str) -> list[tuple[str, str]]:
    """Kind and words of each paragraph."""
    lines = (line.strip().split(": ", 1) for line in PAGES[page].strip().splitlines())
    return [(kind, words.format(news=NEWS.strip(), more=MORE, queue=QUEUE)) for kind, words in lines]


def text_of(parts: list[tuple[str, str]]) -> str:
    """The page as it is pasted: a dateline that ends in a dash stands before its news."""
    text = ""
    for kind, words in parts:
        text += words + (" " if kind == "dateline" and words.endswith("-") else "\n\n")
    return text


@pytest.mark.parametrize("page", PAGES)
def test_every_paragraph_is_of_the_right_kind(page: str) -> None:
    """Neighbours of one kind are one passage, and all paragraphs lie in passages of their kind."""
    parts = expected(page)
    text = text_of(parts)
    found = passages_in(text, "doc-1")
    for kind, words in parts:
        assert any(p.passage.value == kind and words in p.evidence[0].quote for p in found), (kind, words, found)
    kinds = [passage.passage for passage in found]
    assert all(one is not other for one, other in pairwise(kinds))


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("“Please help us,” the mayor wrote to the governor in May.", id="an appeal that is quoted"),
        pytest.param("Sweden will donate 40 tractors to Zambia, the ministry said.", id="a donation that is news"),
        pytest.param("Both sides agreed to follow the rules of the river commission.", id="following that is news"),
        pytest.param("The newsletter of the ruling party called the envoy a traitor.", id="a newsletter that is news"),
        pytest.param("He read more than forty cables that night, the envoy said.", id="reading that is news"),
        pytest.param("Dow spoke to reporters after the session; Hale declined to comment.", id="names in the news"),
    ],
)
def test_news_is_not_lost_to_appeals_and_links(words: str) -> None:
    """A paragraph of news stays news, whatever words of the trade it uses."""
    found = passages_in(f"Talks end\n\n{NEWS}\n\n{words}\n\n{MORE}", "doc-1")
    assert [p.passage for p in found] == [PassageKind.TITLE, PassageKind.BODY]


def test_someone_whom_the_news_names_is_not_its_author() -> None:
    """The last words are about the author only if the news does not speak of the same person."""
    last = "Grace Phiri is a former editor and writes on mines."
    assert passages_in(f"Talks end\n\n{NEWS}\n\n{last}", "doc-1")[-1].passage is PassageKind.BYLINE
    named = f"{NEWS} Phiri refused to sign."
    assert passages_in(f"Talks end\n\n{named}\n\n{last}", "doc-1")[-1].passage is PassageKind.BODY


def test_a_web_page_keeps_its_kinds() -> None:
    """The same parts are told apart in HTML; its metadata name outlet and day."""
    shown = "".join(f"<p>{words}</p>" for _, words in expected("a wire story")[1:])
    page = (
        "<html><head><title>Peru recalls envoy from Santiago</title>"
        '<meta property="og:site_name" content="Nordpost">'
        '<meta property="article:published_time" content="2009-11-10T08:00:00Z"></head><body><nav>Home</nav>'
        f"<article><h1>Peru recalls envoy from Santiago</h1>{shown}</article>"
        "<footer>Terms of use</footer></body></html>"
    )
    document = read_page(page.encode(), reference="page.html")
    kinds = {passage.passage for passage in document.passages}
    assert kinds >= {PassageKind.TITLE, PassageKind.DATELINE, PassageKind.BODY}
    assert document.published is not None
    assert document.published.start is not None
    assert document.published.start.isoformat() == "2009-11-10"
    assert document.outlet == "Nordpost"
    body = " ".join(p.evidence[0].quote for p in document.passages if p.passage is PassageKind.BODY)
    assert "REUTERS/" not in body
    assert "Terms of use" not in document.text


EXAMPLES = [cell.split(" ¶ ")[-1] for row in loader.rows(TABLE) for cell in (row["example"], row["counter"])]
PARAGRAPHS = st.one_of(
    st.sampled_from([NEWS, MORE, *EXAMPLES]),
    st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=40),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PARAGRAPHS, min_size=1, max_size=12), st.sampled_from(["", "Talks end", NEWS]))
def test_passages_hold_the_whole_text_in_order(parts: list[str], title: str) -> None:
    """Whatever stands in a text, its passages quote it, do not overlap, and leave out only white space."""
    text = "\n\n".join(parts)
    found = passages_in(text, "doc-1", title=title)
    at = 0
    for passage in found:
        (span,) = passage.evidence
        assert text[span.start : span.end] == span.quote
        assert text[at : span.start].strip() == ""
        at = span.end
    assert text[at:].strip() == ""
    assert found == passages_in(text, "doc-1", title=title)
