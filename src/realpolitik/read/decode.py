"""Bytes become text: encodings found, binary files refused, characters that no text should hold replaced."""

import re
from dataclasses import dataclass

from realpolitik.errors import InputError

# A thousand times a long article; more is a dump or a mistake, and does not fit beside the language model.
MAX_BYTES = 64 * 1024 * 1024
# The HTML standard asks for the declaration within the first 1,024 bytes; real pages put scripts before it.
DECLARATION_BYTES = 4096
# An encoding is guessed from this much: enough words to tell alphabets apart, and still a few milliseconds.
SAMPLE_BYTES = 16_384
# In Western text only accents and curly quotes lie beyond ASCII: below one byte in ten, chosen by hand.
MAX_WESTERN_SHARE = 0.1
# UTF-8 with few broken places, such as a cut end, is still UTF-8: at most one in 20, chosen by hand.
MAX_BROKEN_SHARE = 0.05
# Text has no control characters but tab and line ends; more than one in 50 is a binary file, chosen by hand.
MAX_CONTROL_SHARE = 0.02

# The first bytes by which formats name themselves, each with what a reader would call it.
SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive (or a DOCX, ODT or EPUB file)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a WebP, WAV or AVI file"),
    (b"OggS", "an Ogg file"),
    (b"ID3", "an MP3 file"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"PAR1", "a Parquet file"),
)
# The longest mark first: the mark of UTF-32 begins with that of UTF-16.
BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
DECLARED = re.compile(rb"""charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
XML_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([A-Za-z0-9_.:-]{1,40})""")
# What browsers take these names for: supersets (WHATWG Encoding Standard, table of labels).
TAKEN_FOR = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
SURROGATES = re.compile("[\ud800-\udfff]")
NEWLINES = re.compile("\r\n?|\u2028|\u2029|\x85")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The characters of an input, and what was lost or guessed on the way to them."""

    text: str
    notes: tuple[str, ...] = ()


def decoded(data: bytes, reference: str = "") -> Decoded:
    """The text that these bytes hold, with line ends as \\n and no control characters but tabs.

    Errors: InputError for an empty, oversized or binary input, saying what it looks like.
    """
    _refuse_unreadable(data, reference)
    text, notes = _characters(data)
    controls = len(CONTROLS.findall(text.replace("\r", "\n")))
    if controls > MAX_CONTROL_SHARE * len(text):
        raise InputError(
            f"{_name(reference)} is a binary file: {controls} of its {len(text)} characters are control "
            "characters; give the page as text or HTML"
        )
    clean, more = cleaned(text)
    if not clean.strip():
        raise InputError(f"{_name(reference)} holds nothing but white space; give a file with text")
    return Decoded(text=clean, notes=(*notes, *more))


def cleaned(text: str) -> tuple[str, tuple[str, ...]]:
    """The text as it can be stored, and a note for every kind of character that had to be replaced."""
    notes = []
    text = NEWLINES.sub("\n", text)
    text, surrogates = SURROGATES.subn("\ufffd", text)
    if surrogates:
        notes.append(f"half characters (lone surrogates) replaced: {surrogates}")
    text, controls = CONTROLS.subn(" ", text)
    if controls:
        notes.append(f"control characters replaced by spaces: {controls}")
    return text, tuple(notes)


def _refuse_unreadable(data: bytes, reference: str) -> None:
    if not data:
        raise InputError(f"{_name(reference)} is empty; give a file with text or HTML")
    if len(data) > MAX_BYTES:
        raise InputError(f"{_name(reference)} has {len(data)} bytes, and one document may have {MAX_BYTES}; split it")
    for signature, looks_like in SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"{_name(reference)} looks like {looks_like}; give its text or HTML instead")


def _name(reference: str) -> str:
    return reference or "the input"


def _characters(data: bytes) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), ()
    declared = _declared(data)
    if declared not in {"", "utf-8"} and (text := _strictly(data, declared)) is not None:
        return text, ()
    if (text := _strictly(data, "utf-8")) is not None:
        return text, ()
    return _guessed(data)


def _declared(data: bytes) -> str:
    """The encoding that the page names for itself, as Python calls it; "" if it names none that exists."""
    head = data[:DECLARATION_BYTES]
    found = (DECLARED.search(head) if b"<" in head else None) or XML_DECLARED.search(head)
    if not found:
        return ""
    label = found[1].decode("ascii").lower()
    label = TAKEN_FOR.get(label, label)
    # A page whose declaration can be read byte by byte is not in UTF-16, whatever it says.
    if label.startswith(("utf-16", "utf-32", "utf8", "utf-8")):
        return "utf-8"
    return label


def _strictly(data: bytes, encoding: str) -> str | None:
    """The text, if every byte fits; UTF-8 may hold half characters, which are replaced later."""
    try:
        return data.decode(encoding, "surrogatepass" if encoding == "utf-8" else "strict")
    except (UnicodeError, LookupError, ValueError):
        return None


def _guessed(data: bytes) -> tuple[str, tuple[str, ...]]:
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond_ascii = sum(1 for character in text if character > "\x7f")
    if broken <= MAX_BROKEN_SHARE * beyond_ascii or (broken == 1 and text.endswith("\ufffd")):
        return text, (f"broken UTF-8: {broken} places replaced",)
    encoding = "cp1252"
    if beyond_ascii > MAX_WESTERN_SHARE * len(data):
        encoding = _likely_encoding(data)
    name = encoding.replace("cp125", "windows-125")
    return data.decode(encoding, "replace"), (f"read as {name}: the page does not say its encoding",)


def _likely_encoding(data: bytes) -> str:
    """The encoding in which these bytes read most like a language."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE_BYTES]).best()
    return best.encoding if best is not None else "cp1252"
