"""Extension points."""

import pytest

from realpolitik.errors import RealpolitikError, UnknownName
from realpolitik.plugins import Registry


def test_a_member_is_found_by_its_name() -> None:
    """A registry gives the thing that was put under a name."""
    assert Registry("way", {"text": 1})["text"] == 1


def test_an_unknown_name_lists_the_known() -> None:
    """Asking for what is not there says what is."""
    with pytest.raises(UnknownName, match="unknown way 'pdf'; known: html, text"):
        Registry("way", {"text": 1, "html": 2})["pdf"]


def test_an_empty_registry_says_that_nothing_is_known() -> None:
    """The message makes sense without any member."""
    assert str(UnknownName("way", "pdf", ())) == "unknown way 'pdf'; known: none"


def test_adding_leaves_the_first_registry_alone() -> None:
    """A registry is a value: another member makes another registry."""
    first = Registry("way", {"text": 1})
    second = first.with_member("html", 2)
    assert (sorted(first), sorted(second), len(second)) == (["text"], ["html", "text"], 2)


def test_every_error_has_one_parent() -> None:
    """Catching RealpolitikError catches an unknown name too."""
    assert issubclass(UnknownName, RealpolitikError)


def test_of_very_many_names_those_most_like_it_are_listed() -> None:
    """A slip of the pen is answered with what was meant, not with a page of names."""
    message = str(UnknownName("actor", "Kirgizstan", [*map(str, range(500)), "Kyrgyzstan"]))
    assert "known: Kyrgyzstan" in message
    assert message.endswith("more")
    assert len(message) < 200
