"""Articles that a page divides among several boxes."""

import pytest

from realpolitik.read.siblings import completed

WORDS = "The harbour masters of the %s strait met again and agreed on nothing but the date of the next meeting. " * 2
FIRST, SECOND, THIRD, FOURTH = (WORDS.replace("%s", name).strip() for name in ("first", "second", "third", "fourth"))


def page(*boxes: tuple[str, tuple[str, ...]]) -> str:
    """A page with boxes of a class, each holding paragraphs."""
    shown = "".join(f'<div class="{name}">{"".join(f"<p>{p}</p>" for p in held)}</div>' for name, held in boxes)
    return f"<html><body><main>{shown}</main></body></html>"


def test_a_divided_article_is_put_together() -> None:
    """Paragraphs of a second box of the same kind follow those of the first."""
    markup = page(("chunk", (FIRST, SECOND)), ("advert", ("Buy a boat.",)), ("chunk", (THIRD, FOURTH)))
    assert completed((FIRST, SECOND), markup) == (FIRST, SECOND, THIRD, FOURTH)


def test_what_stands_between_goes_between() -> None:
    """The order is the page's."""
    markup = page(("chunk", (FIRST,)), ("chunk", (SECOND,)), ("chunk", (THIRD,)))
    assert completed((FIRST, THIRD), markup) == (FIRST, SECOND, THIRD)


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param(page(("chunk", (FIRST, SECOND)), ("comment", (THIRD, FOURTH))), id="boxes of another kind"),
        pytest.param(page(("chunk", (FIRST, SECOND, THIRD, FOURTH))), id="left out of the same box"),
        pytest.param(page(("chunk", (FIRST, SECOND)), ("chunk", ("Read more",))), id="too short to be lost news"),
        pytest.param("", id="no page"),
    ],
)
def test_what_was_left_out_on_purpose_stays_out(markup: str) -> None:
    """Only a large part of the article in a box of its own is taken to be lost."""
    assert completed((FIRST, SECOND), markup) == (FIRST, SECOND)
