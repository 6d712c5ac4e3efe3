"""What is wrong with an input, in the words of whoever has to correct it."""

from typing import Any

from linkage.law.refusal import Reason

SENTENCES = {
    "missing": "缺少这一项",
    "extra_forbidden": "没有这一项",
    "string_type": "须是文字",
    "string_unicode": "含有无效的字符",
    "string_too_short": "至少 {min_length} 个字符",
    "string_too_long": "至多 {max_length} 个字符",
    "too_short": "至少 {min_length} 项",
    "too_long": "至多 {max_length} 项",
    "list_type": "须是列表",
    "dict_type": "须是对象",
    "model_type": "须是对象",
    "model_attributes_type": "须是对象",
    "literal_error": "只能是 {expected}",
    "int_type": "须是整数",
    "int_parsing": "须是整数",
    "int_from_float": "须是整数",
    "int_parsing_size": "数字过大",
    "bool_type": "只能是 true 或 false",
    "bool_parsing": "只能是 true 或 false",
    "greater_than_equal": "不能小于 {ge}",
    "less_than_equal": "不能大于 {le}",
    "json_invalid": "不是 JSON",
    "uuid_parsing": "不是有效的编号",
    "uuid_type": "不是有效的编号",
}
"""By pydantic's type of error; an error of our own carries its sentence with it."""


def reason(error: dict[str, Any]) -> Reason:
    """One of pydantic's errors as a reason: which field, what is wrong with it. The code is the type of error."""
    kind, context = str(error["type"]), error.get("ctx") or {}
    sentence = SENTENCES[kind].format_map(context) if kind in SENTENCES else str(error["msg"])
    place = ".".join(
        str(part) for part in error["loc"] if part not in ("body", "query", "path", "header", "form", "file")
    )
    return Reason(f"{place}：{sentence}。" if place else f"{sentence}。", code=kind)
