"""A page in another language is said to be one."""

import pytest

from realpolitik.read import language


@pytest.mark.parametrize(
    "text",
    [
        "Die Regierung in Wien hat am Montag ihren Botschafter aus Prag abberufen, teilte das Ministerium mit. " * 3,
        "Le gouvernement a rappelé lundi son ambassadeur à Tunis, a indiqué un porte-parole du ministère. " * 3,
        "Правительство отозвало в понедельник посла из Таллина, сообщило министерство иностранных дел. " * 3,
        "外務省は月曜日に大使を召還したと発表した。" * 12,
    ],
)
def test_another_language_is_noted(text: str) -> None:
    """A text without English words gets a note, whatever its script."""
    (note,) = language.doubts(text)
    assert "only English is understood" in note


@pytest.mark.parametrize(
    "text",
    [
        "Malta recalled its ambassador from Tunis on Monday, the foreign ministry said. " * 4,
        "Señor Núñez of Asunción met Präsident Müller in Köln, and the two of them talked for an hour. " * 4,
        "Madrid y Lisboa",
        "",
    ],
)
def test_english_and_what_is_too_short_to_tell_is_not(text: str) -> None:
    """English with foreign names, and a few words of any language, get none."""
    assert language.doubts(text) == ()
