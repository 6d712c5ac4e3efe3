"""File names as they come from strangers: what is not a plain name is refused, never repaired in silence."""

import unicodedata

from linkage.law.refusal import Reason, Refused

LONGEST = 200
"""Characters. 200 Chinese characters are 600 bytes, too long for some disks, hence the second measure."""
MOST_BYTES = 240
_FORBIDDEN = frozenset('/\\:*?"<>|')
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))})
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def checked_name(name: str) -> str:
    """The name in NFC. Refused if it hides characters, names a path, or cannot be a file's name on an office computer."""
    name = unicodedata.normalize("NFC", name.strip())
    if fault := _fault(name):
        raise Refused(
            [Reason(f"文件“{shown(name)}”不能上传：{fault}", remedy="请改名后再传。", code="file_name")]
        )
    return name


def shown(name: str) -> str:
    """The name as it may stand in a sentence: nothing invisible, nothing endless."""
    visible = "".join("□" if unicodedata.category(c) in _INVISIBLE else c for c in name)
    return visible if len(visible) <= 60 else f"{visible[:40]}…{visible[-12:]}"


def extension_of(name: str) -> str:
    """The last extension in lower case, without the dot; empty if there is none."""
    stem, dot, last = name.rpartition(".")
    return last.lower() if dot and stem else ""


def _fault(name: str) -> str:
    if not name or name.strip(".") == "":
        return "没有文件名。"
    if any(unicodedata.category(c) in _INVISIBLE for c in name):
        return "文件名含有看不见的字符（控制符或文字方向符），可能用来伪装扩展名。"
    if _FORBIDDEN & set(name):
        return '文件名含有路径或符号 / \\ : * ? " < > | 之一。'
    if name.split(".")[0].strip().lower() in _DEVICES or name.endswith("."):
        return "这是系统保留的名称。"
    if len(name) > LONGEST or len(name.encode()) > MOST_BYTES:
        return "文件名太长（最多约80个汉字）。"
    return ""
