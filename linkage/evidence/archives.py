"""Looks into a ZIP without unpacking it: what it is (Office, OFD, plain), and whether it is safe to keep."""

import contextlib
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from linkage.evidence.file_names import extension_of, shown

MOST_ENTRIES = 20_000
MOST_DIRECTORY = 8 * 1024 * 1024
"""Bytes of the list of entries; checked before it is read."""
MOST_UNPACKED = 20 * 1024**3
SMALL = 64 * 1024**2
HIGHEST_RATIO = 200
"""Unpacked to packed size, above `SMALL`: real files stay under 30, repetition made on purpose goes to 1000."""
_TAIL = 65_557
"""The end record, 22 bytes, and the longest comment."""

PROGRAMS = frozenset(
    {
        *("exe", "dll", "com", "scr", "pif", "msi", "msp", "bat", "cmd", "cpl", "lnk", "reg", "sys", "chm"),
        *("ps1", "psm1", "vbs", "vbe", "js", "jse", "wsf", "wsh", "hta", "jar", "apk", "sh", "elf", "so"),
        *("iso", "img", "vhd"),
    }
)
PAGES = frozenset({"html", "htm", "xhtml", "mht", "mhtml", "svg", "svgz"})
INNER_ARCHIVES = frozenset({"zip", "rar", "7z", "gz", "tgz", "bz2", "xz", "tar", "cab"})
_OFFICE_PARTS = frozenset({"docx", "xlsx", "pptx", "vml", "xml", "rels", "png", "jpg", "jpeg", "emf", "wmf"})


class Unsafe(Exception):
    """Why this archive is not taken in, as the second half of a sentence."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What the archive is (`docx`, `xlsx`, `ofd`, `zip`, or a name for the refusal) and what to be careful about."""

    kind: str
    cautions: tuple[str, ...]


def look_inside(content: BinaryIO, size: int) -> Contents:
    """Judge a ZIP by its list of entries. Unsafe says why it must be refused."""
    _check_directory(content, size)
    try:
        with zipfile.ZipFile(content) as archive:
            entries = archive.infolist()
            _check_sizes(entries, size)
            names = [_readable(entry) for entry in entries]
            kind = _kind(frozenset(names))
            if kind == "zip":
                _check_entries(entries, names)
            return Contents(kind, tuple(_cautions(kind, archive, entries, names)))
    except (zipfile.BadZipFile, EOFError, ValueError, OSError, NotImplementedError) as error:
        raise Unsafe("压缩结构已损坏，可能没有传完整") from error


def ends_as_zip(content: BinaryIO, size: int) -> bool:
    """Whether unpacking programs would take this file for a ZIP, whatever it starts with."""
    content.seek(max(0, size - _TAIL))
    if b"PK\x05\x06" not in content.read():
        return False
    try:
        content.seek(0)
        with zipfile.ZipFile(content) as archive:
            return bool(archive.infolist())
    except (zipfile.BadZipFile, EOFError, ValueError, OSError, NotImplementedError):
        return False


def _check_directory(content: BinaryIO, size: int) -> None:
    """Refuse an endless list of entries before reading it; both end records count, the old and the 64-bit one."""
    start = max(0, size - _TAIL)
    content.seek(start)
    tail = content.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise Unsafe("压缩结构已损坏，可能没有传完整")
    count, length = (int.from_bytes(tail[at + a : at + b], "little") for a, b in ((10, 12), (12, 16)))
    locator = tail[max(0, at - 20) : at]
    if locator.startswith(b"PK\x06\x07"):
        content.seek(min(int.from_bytes(locator[8:16], "little"), size))
        record = content.read(56)
        count, length = (int.from_bytes(record[a:b], "little") for a, b in ((32, 40), (40, 48)))
    if count > MOST_ENTRIES or length > MOST_DIRECTORY:
        raise Unsafe(f"压缩包内文件太多（最多{MOST_ENTRIES}个），请分成几个压缩包")


def _check_sizes(entries: list[zipfile.ZipInfo], size: int) -> None:
    if not entries:
        raise Unsafe("压缩包是空的")
    if len(entries) > MOST_ENTRIES:
        raise Unsafe(f"压缩包内文件太多（最多{MOST_ENTRIES}个），请分成几个压缩包")
    packed, unpacked = sum(e.compress_size for e in entries), sum(e.file_size for e in entries)
    if unpacked > MOST_UNPACKED or (unpacked > SMALL and unpacked > HIGHEST_RATIO * max(packed, 1)):
        raise Unsafe(
            f"解压后有{unpacked / 1024**3:.1f}GB，与{size / 1024**2:.1f}MB的压缩包不相称，像是压缩炸弹"
        )
    _check_overlap(entries, size)


def _check_overlap(entries: list[zipfile.ZipInfo], size: int) -> None:
    """Entries that share the same packed bytes are how a small archive unpacks to petabytes."""
    end = 0
    if min(entry.header_offset for entry in entries) > 0:
        raise Unsafe("压缩包前面混有其他内容")
    for entry in sorted(entries, key=lambda e: e.header_offset):
        if entry.header_offset < end:
            raise Unsafe("压缩包内的文件互相重叠，像是压缩炸弹")
        end = entry.header_offset + 30 + entry.compress_size
    if end > size:
        raise Unsafe("压缩结构已损坏，可能没有传完整")


def _readable(entry: zipfile.ZipInfo) -> str:
    """The entry's name with `/` between folders; Chinese Windows writes GBK without saying so."""
    name = entry.filename
    if not entry.flag_bits & 0x800:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("gb18030")
    return name.replace("\\", "/")


def _kind(names: frozenset[str]) -> str:
    if "OFD.xml" in names:
        return "ofd"
    if "[Content_Types].xml" in names:
        if "word/document.xml" in names:
            return "docx"
        if "xl/workbook.xml" in names:
            return "xlsx"
        return "演示文稿" if "ppt/presentation.xml" in names else "无法识别的 Office 文件"
    if "AndroidManifest.xml" in names or "META-INF/MANIFEST.MF" in names:
        return "可执行程序"
    return "zip"


def _check_entries(entries: list[zipfile.ZipInfo], names: list[str]) -> None:
    for entry, name in zip(entries, names, strict=True):
        if name.startswith("/") or ".." in name.split("/") or name[1:2] == ":" or not name.isprintable():
            raise Unsafe(f"压缩包内有越出文件夹的路径“{shown(name)}”")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise Unsafe(f"压缩包内有链接“{shown(name)}”")
        if _extension(name) in PROGRAMS:
            raise Unsafe(f"压缩包内有可执行程序“{shown(name)}”")


def _cautions(
    kind: str, archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], names: list[str]
) -> Iterator[str]:
    extensions = {_extension(name) for name in names}
    if any(entry.flag_bits & 1 for entry in entries):
        yield "已加密，平台看不到其中内容"
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        yield "含宏，打开前请先查毒"
    if kind == "zip" and extensions & INNER_ARCHIVES:
        yield "压缩包内还有压缩包"
    if kind == "zip" and extensions & PAGES:
        yield "压缩包内有网页文件"
    if kind in ("docx", "xlsx") and any(
        "/embeddings/" in n and _extension(n) not in _OFFICE_PARTS for n in names
    ):
        yield "含内嵌对象，打开前请先查毒"
    if kind == "docx" and _fetches_template(archive):
        yield "打开时会从外部地址下载模板"


def _fetches_template(archive: zipfile.ZipFile) -> bool:
    try:
        with archive.open("word/_rels/settings.xml.rels") as part:
            text = part.read(64 * 1024)
    except (KeyError, RuntimeError, zlib.error):
        return False
    return b"attachedTemplate" in text and b'"External"' in text


def _extension(name: str) -> str:
    return extension_of(name.rpartition("/")[2].rstrip(". "))
