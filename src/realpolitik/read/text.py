"""Pasted page text, such as a copied article with its captions and appeals: paragraphs told apart."""

import re
from collections.abc import Iterator

# Lines of a text that was broken to fit a screen or a mail are at most this long, and all but the last about
# equally long; mail standards advise 78 (RFC 5322, 2.1.1), some programs break at 80 to 100.
MAX_WRAPPED_CHARS = 100
MIN_WRAPPED_CHARS = 40
# A broken line reaches nearly to the margin, where the next word did not fit; the slack is chosen by hand.
WRAPPED_SHARE = 0.7

BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")


def stored(text: str) -> str:
    """The text with a blank line between any two paragraphs, and otherwise as it came.

    Lines right under each other become paragraphs, unless they are the broken lines of one paragraph.
    """
    blocks = []
    at = 0
    for gap in BLANK_LINES.finditer(text):
        blocks.append(_separated(text[at : gap.start()]))
        blocks.append(gap.group())
        at = gap.end()
    blocks.append(_separated(text[at:]))
    return "".join(blocks)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every paragraph of a stored text, without the white space around it.

    Units: code points of `text`, end exclusive.
    """
    at = 0
    for gap in BLANK_LINES.finditer(text):
        yield from _trimmed(text, at, gap.start())
        at = gap.end()
    yield from _trimmed(text, at, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    if inner := words.strip():
        start += len(words) - len(words.lstrip())
        yield start, start + len(inner)


def _separated(block: str) -> str:
    inner = block.strip("\n")
    lines = inner.split("\n")
    if len(lines) < 2 or _is_wrapped(lines):
        return block
    start = block.index(inner)
    return block[:start] + "\n\n".join(lines) + block[start + len(inner) :]


def _is_wrapped(lines: list[str]) -> bool:
    """Whether these are the lines of one paragraph, broken at a margin, seldom at a sentence's end."""
    lengths = [len(line.rstrip()) for line in lines]
    margin = max(lengths)
    full = lines[:-1]
    ended = sum(1 for line in full if line.rstrip().endswith((".", "!", "?", "”", '"')))
    return (
        MIN_WRAPPED_CHARS <= margin <= MAX_WRAPPED_CHARS
        and min(lengths[:-1]) >= WRAPPED_SHARE * margin
        and ended <= len(full) / 2
    )
