"""Identifiers by their check digit: 公民身份号码 (GB 11643—1999), 统一社会信用代码 (GB 32100—2015). Nothing is repaired.

Each function answers None, or the sentence that says what is wrong with the number as it was typed: how many characters,
which character at which place, or the check digit. A number that passes is well formed; that it was ever issued, and to
this party, is for the register to say.
"""

from datetime import date

PERSON_LENGTH = UNIT_LENGTH = 18
_PERSON_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_PERSON_CHECKS = "10X98765432"
_PROVINCES = frozenset(
    str(code)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
    for code in range(first, last + 1)
)
_UNIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_UNIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_UNIT_REGION = range(2, 8)
"""Where the code of the registering region stands: digits only."""


def fault_of_person(number: str, today: date) -> str | None:
    """What is wrong with a 公民身份号码: length, characters, region, day of birth, check digit (mod 11-2)."""
    return (
        _fault_of_shape(number)
        or _fault_of_person_characters(number)
        or _fault_of_birth(number[6:14], today)
        or _fault_of_person_check(number)
    )


def fault_of_unit(number: str) -> str | None:
    """What is wrong with a 统一社会信用代码: length, characters, region, check character (mod 31)."""
    return (
        _fault_of_shape(number)
        or _fault_of_length("统一社会信用代码", number, UNIT_LENGTH)
        or _fault_of_unit_characters(number)
        or _fault_of_unit_check(number)
    )


def _fault_of_shape(number: str) -> str | None:
    if any(character.isspace() for character in number):
        return "号码中有空格，请去掉。"
    if not number.isascii():
        return "号码中有全角字符或者汉字，请用半角数字和字母。"
    return None


def _fault_of_length(name: str, number: str, length: int) -> str | None:
    return None if len(number) == length else f"{name}应为{length}位，现在是{len(number)}位。"


def _fault_of_person_characters(number: str) -> str | None:
    if len(number) == 15 and number.isdigit():
        return "15位的旧号码已经停用，请填写18位公民身份号码。"
    if fault := _fault_of_length("公民身份号码", number, PERSON_LENGTH):
        return fault
    if number[-1] == "x":
        return "末位应写大写的 X。"
    for place, character in enumerate(number[:-1], start=1):
        if not character.isdigit():
            return f"第{place}位“{character}”不对，公民身份号码前17位应为数字。"
    if number[-1] not in _PERSON_CHECKS:
        return f"末位“{number[-1]}”不对，应为数字或者 X。"
    if number[:2] not in _PROVINCES:
        return f"开头两位“{number[:2]}”不是行政区划代码，请核对。"
    return None


def _fault_of_birth(digits: str, today: date) -> str | None:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return f"第7至14位“{digits}”不是一个日期，请核对。"
    if date(1900, 1, 1) <= born <= today:
        return None
    return f"第7至14位的出生日期 {born} 不可能，请核对。"


def _fault_of_person_check(number: str) -> str | None:
    total = sum(int(digit) * weight for digit, weight in zip(number[:-1], _PERSON_WEIGHTS, strict=True))
    if _PERSON_CHECKS[total % 11] == number[-1]:
        return None
    return "校验位不符，号码中有一位或者几位写错，请对照证件核对。"


def _fault_of_unit_characters(number: str) -> str | None:
    for place, character in enumerate(number):
        if character.islower():
            return f"第{place + 1}位“{character}”应写大写。"
        if character not in _UNIT_ALPHABET:
            return f"第{place + 1}位“{character}”不会出现在统一社会信用代码中，请核对（字母 I、O、S、V、Z 不使用）。"
        if place in _UNIT_REGION and not character.isdigit():
            return f"第{place + 1}位“{character}”不对，第3至8位是登记机关行政区划码，应为数字。"
    return None


def _fault_of_unit_check(number: str) -> str | None:
    total = sum(_UNIT_ALPHABET.index(c) * w for c, w in zip(number[:-1], _UNIT_WEIGHTS, strict=True))
    if _UNIT_ALPHABET[(31 - total % 31) % 31] == number[-1]:
        return None
    return "校验位不符，代码中有一位或者几位写错，请对照证照核对。"
