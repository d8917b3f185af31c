"""Check digits of the identifiers agencies send."""

import re

_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def is_nhs_number(digits: str) -> bool:
    """Ten digits, modulus 11: weights 10 to 2; a remainder that would need 10 is never issued, nor ten equal digits."""
    if not re.fullmatch(r"[0-9]{10}", digits) or len(set(digits)) == 1:
        return False
    check = 11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return (0 if check == 11 else check) == int(digits[9])


def is_upn(upn: str) -> bool:
    """A check letter and twelve digits, the last of which may be the letter of a temporary number."""
    if not re.fullmatch(r"[A-Z][0-9]{11}[0-9A-Z]", upn):
        return False
    values = [int(digit) for digit in upn[1:12]]
    if upn[12].isdigit():
        values.append(int(upn[12]))
    elif upn[12] in _UPN_LETTERS:
        values.append(_UPN_LETTERS.index(upn[12]))
    else:
        return False
    return _UPN_LETTERS[sum(value * weight for weight, value in enumerate(values, start=2)) % 23] == upn[0]
