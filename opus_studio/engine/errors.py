"""What is wrong with a request, in words for the person who made it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class RequestError(ValueError):
    """A request that cannot be fulfilled as it stands.

    Attributes:
        code: One of the API's error codes, such as `out_of_range`.
        message: A clear sentence that names the field, the value and what is allowed.
        field: The field at fault, such as `parameters.sofa_arm_circular/arm_height`.
    """

    def __init__(self, code: str, message: str, field: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field

    def __reduce__(self) -> tuple[type[RequestError], tuple[str, str, str]]:
        """So that it crosses a process border whole."""
        return (RequestError, (self.code, self.message, self.field))


def nearest(word: str, known: Iterable[str], limit: int = 3) -> str:
    """The known words most like `word`, as the end of a sentence."""
    names = sorted(set(known))
    close = difflib.get_close_matches(word, names, n=limit, cutoff=0.4) or names[:limit]
    if not close:
        return "There are none."
    return f"Did you mean {' or '.join(close)}?"
