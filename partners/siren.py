"""SIREN numbers: nine digits with a Luhn key. Plain Python, no Django."""

import re


def compact(text: str) -> str:
    """Drop the blanks, points and hyphens people write in a SIREN: « 224 800 011 » → "224800011"."""
    return re.sub(r"[\s.\-\u00a0\u202f]", "", text)


def grouped(siren: str) -> str:
    """Write a SIREN as people read it, by threes: "224800011" → « 224 800 011 »."""
    return "\u202f".join(siren[start : start + 3] for start in range(0, len(siren), 3))


def is_valid(siren: str) -> bool:
    """Tell whether *siren* is nine ASCII digits whose Luhn sum is a multiple of ten."""
    if not re.fullmatch(r"[0-9]{9}", siren):
        return False
    total = 0
    for position, digit in enumerate(map(int, siren)):
        doubled = digit * 2 if position % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
