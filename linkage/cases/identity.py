"""Identity numbers by their check digit: 公民身份号码 (GB 11643), 统一社会信用代码 (GB 32100). Pure; nothing is repaired.

Each function answers the empty string, or the sentence that says what is wrong with the number as it was typed.
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


def fault_of_person(number: str, today: date) -> str:
    """What is wrong with a 公民身份号码 (GB 11643): length, characters, region, day of birth, check digit."""
    if fault := _fault_of_shape(number):
        return fault
    if len(number) == 15 and number.isdigit():
        return "15位的旧号码已经停用，请填写18位公民身份号码。"
    if len(number) != PERSON_LENGTH:
        return f"公民身份号码应为18位，现在是{len(number)}位。"
    if number[-1] == "x":
        return "末位应写大写的 X。"
    if not number[:-1].isdigit() or number[-1] not in _PERSON_CHECKS:
        return "公民身份号码前17位应为数字，末位为数字或者 X。"
    if number[:2] not in _PROVINCES:
        return f"开头两位“{number[:2]}”不是行政区划代码，请核对。"
    if fault := _fault_of_birth(number[6:14], today):
        return fault
    total = sum(int(digit) * weight for digit, weight in zip(number, _PERSON_WEIGHTS, strict=False))
    if _PERSON_CHECKS[total % 11] != number[-1]:
        return "校验位不符，号码中有一位或者几位写错，请对照证件核对。"
    return ""


def fault_of_unit(number: str) -> str:
    """What is wrong with a 统一社会信用代码 (GB 32100): length, characters, check character."""
    if fault := _fault_of_shape(number):
        return fault
    if len(number) != UNIT_LENGTH:
        return f"统一社会信用代码应为18位，现在是{len(number)}位。"
    if wrong := sorted({character for character in number if character not in _UNIT_ALPHABET}):
        if any(character.islower() for character in wrong):
            return "字母应写大写。"
        return f"统一社会信用代码中不会出现“{'、'.join(wrong)}”，请核对（字母 I、O、S、V、Z 不使用）。"
    total = sum(_UNIT_ALPHABET.index(c) * w for c, w in zip(number, _UNIT_WEIGHTS, strict=False))
    if _UNIT_ALPHABET[(31 - total % 31) % 31] != number[-1]:
        return "校验位不符，代码中有一位或者几位写错，请对照证照核对。"
    return ""


def _fault_of_shape(number: str) -> str:
    if any(character.isspace() for character in number):
        return "号码中有空格，请去掉。"
    if not number.isascii():
        return "号码中有全角字符或者汉字，请用半角数字和字母。"
    return ""


def _fault_of_birth(digits: str, today: date) -> str:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return f"第7至14位“{digits}”不是一个日期，请核对。"
    return "" if date(1900, 1, 1) <= born <= today else f"第7至14位的出生日期 {born} 不可能，请核对。"
