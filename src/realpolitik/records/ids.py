"""Ids made from content: the same content always has the same id, different contents never the same one."""

import hashlib
from collections.abc import Iterable

# 80 bits: among 10 million records the chance of any two sharing an id is below 5e-11 (birthday bound).
ID_HEX_DIGITS = 20


def content_id(kind: str, parts: Iterable[object]) -> str:
    """The id of a thing of this kind made of these parts, in this order.

    Every part is preceded by its length, so ("ab", "c") and ("a", "bc") differ.

    Example:
        >>> content_id("x", ["ab", "c"]) == content_id("x", ["a", "bc"])
        False
    """
    digest = hashlib.sha256()
    for part in (kind, *parts):
        # A lone surrogate has no UTF-8 form; it still must have an id.
        raw = str(part).encode("utf-8", "surrogatepass")
        digest.update(len(raw).to_bytes(8, "big"))
        digest.update(raw)
    return f"{kind}-{digest.hexdigest()[:ID_HEX_DIGITS]}"
