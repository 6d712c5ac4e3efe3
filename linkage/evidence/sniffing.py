"""Is this file what its name says, is it safe to keep, does it fit its class? Judged by content, never by the name alone."""

import codecs
from dataclasses import dataclass
from typing import BinaryIO

from linkage.evidence.archives import Unsafe, ends_as_zip, look_inside
from linkage.evidence.compound import NotCompound, names_inside
from linkage.evidence.file_names import checked_name, extension_of, shown
from linkage.evidence.file_types import ALLOWED, FILE_TYPES, PICTURES, FileType, extensions_of
from linkage.evidence.signatures import HEAD, OLE, TEXT, kind_of, markup_in, name_of_stranger
from linkage.law.refusal import Reason, Refused

CHUNK = 1024 * 1024
_PDF_ACTIVE = (b"/JavaScript", b"/Launch", b"/EmbeddedFile")
_RECEIVED = f"可以上传：{'、'.join(extensions_of(frozenset(FILE_TYPES)))}。"
_MACRO = "含宏，打开前请先查毒"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A file that may be kept: its clean name, what it is, and what whoever opens it should know first."""

    name: str
    type: FileType
    cautions: tuple[str, ...] = ()


class _Fault(Exception):
    """Second half of the sentence, and what to do about it."""

    def __init__(self, why: str, remedy: str = "") -> None:
        super().__init__(why)
        self.why, self.remedy = why, remedy


def judge(content: BinaryIO, *, name: str, size: int) -> Verdict:
    """The verdict on `size` bytes that can be wound back. Refused names the file and says why and what to do."""
    name = checked_name(name)
    try:
        code, cautions = _identified(content, name, size)
        return Verdict(name, _fitting(code, name), cautions)
    except _Fault as fault:
        sentence = f"文件“{shown(name)}”不能上传：{fault.why}。"
        raise Refused([Reason(sentence, remedy=fault.remedy, code="file_content")]) from fault


def check_class(verdict: Verdict, material_class: int) -> Reason | None:
    """Why a file of this type cannot be material of this class; None if it can."""
    allowed = ALLOWED[material_class]
    if verdict.type.code in allowed:
        return None
    return Reason(
        f"文件“{shown(verdict.name)}”是{verdict.type.label}，不能放在这一类材料中。",
        remedy=f"这一类可以上传：{'、'.join(extensions_of(allowed))}。",
        code="file_class",
    )


def _identified(content: BinaryIO, name: str, size: int) -> tuple[str, tuple[str, ...]]:
    if size == 0:
        raise _Fault("文件是空的", "请检查原文件。")
    content.seek(0)
    head = content.read(HEAD)
    kind = kind_of(head, size)
    if kind == "zip":
        return _zipped(content, head, size)
    if kind == TEXT:
        return _text(content, head, name)
    if kind == "":
        raise _Fault(f"实际内容是{name_of_stranger(head)}，不在可接收的类型之内", _RECEIVED)
    _refuse_double(content, kind, head, size)
    if kind == OLE:
        return _old_office(content, name, size)
    return kind, _pdf_cautions(content, size) if kind == "pdf" else ()


def _fitting(code: str, name: str) -> FileType:
    kind, extension = FILE_TYPES[code], extension_of(name)
    if extension in kind.extensions:
        return kind
    named = f"扩展名是“.{extension}”" if extension else "没有扩展名"
    raise _Fault(
        f"{named}，实际内容是{kind.label}", f"内容无误的，请把扩展名改为“.{kind.extensions[0]}”后再传。"
    )


def _refuse_double(content: BinaryIO, kind: str, head: bytes, size: int) -> None:
    """A file two programs read differently proves nothing: each would show another content."""
    second = ""
    if kind != "pdf" and b"%PDF-" in head[:1024]:
        second = "PDF 文件"
    elif kind in PICTURES | {"pdf"} and (name := markup_in(head)):
        second = name
    elif ends_as_zip(content, size):
        second = "压缩包"
    if second:
        first = FILE_TYPES[kind].label if kind in FILE_TYPES else "Office 文件"
        raise _Fault(f"它既是{first}，又能当作{second}打开", "请用原来的设备或程序重新导出。")


def _zipped(content: BinaryIO, head: bytes, size: int) -> tuple[str, tuple[str, ...]]:
    try:
        inside = look_inside(content, size)
    except Unsafe as fault:
        raise _Fault(str(fault)) from fault
    if inside.kind not in FILE_TYPES:
        raise _Fault(f"实际内容是{inside.kind}，不在可接收的类型之内", _RECEIVED)
    # A plain archive may hold a PDF, stored as it is, as its first entry; a document may not.
    if inside.kind != "zip" and b"%PDF-" in head[:1024]:
        raise _Fault(
            f"它既是{FILE_TYPES[inside.kind].label}，又能当作PDF 文件打开", "请用原来的程序重新导出。"
        )
    return inside.kind, inside.cautions


def _old_office(content: BinaryIO, name: str, size: int) -> tuple[str, tuple[str, ...]]:
    try:
        names = names_inside(content, size)
    except NotCompound as fault:
        raise _Fault("Office 文件的结构已损坏，可能没有传完整", "请检查原文件。") from fault
    macro = (_MACRO,) if "/VBA" in names else ()
    if "EncryptedPackage" in names:
        code = {"xlsx": "xlsx", "xlsm": "xlsx"}.get(extension_of(name), "docx")
        return code, ("已加密，平台看不到其中内容",)
    if "WordDocument" in names:
        return "doc", macro
    if names & {"Workbook", "Book"}:
        return "xls", macro
    raise _Fault("实际内容是演示文稿、邮件或安装程序，不在可接收的类型之内", _RECEIVED)


def _pdf_cautions(content: BinaryIO, size: int) -> tuple[str, ...]:
    found = []
    window = b"".join(_ends(content, size))
    if any(mark in window for mark in _PDF_ACTIVE):
        found.append("含脚本或附件，打开前请先查毒")
    if b"%%EOF" not in window[-2048:]:
        found.append("PDF 没有结束标记，可能不完整")
    return tuple(found)


def _ends(content: BinaryIO, size: int) -> tuple[bytes, ...]:
    """The first and last 8 MiB: where a PDF keeps its catalogue."""
    content.seek(0)
    first = content.read(8 * CHUNK)
    content.seek(max(len(first), size - 8 * CHUNK))
    return first, content.read(8 * CHUNK)


def _text(content: BinaryIO, head: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    active = markup_in(head)
    if active or b"%PDF-" in head[:1024]:
        raise _Fault(f"实际内容是{active or 'PDF 文件（开头混有其他内容）'}，不在可接收的类型之内", _RECEIVED)
    encodings = ("utf-16",) if head.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8", "gb18030")
    if not any(_decodes(content, encoding) for encoding in encodings):
        raise _Fault(f"实际内容是{name_of_stranger(head)}，不是文本", _RECEIVED)
    return ("csv" if extension_of(name) == "csv" else "txt"), ()


def _decodes(content: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    content.seek(0)
    try:
        while chunk := content.read(CHUNK):
            if "\x00" in decoder.decode(chunk):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
