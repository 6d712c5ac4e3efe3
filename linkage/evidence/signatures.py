"""What a file is by its first bytes. Only formats the platform takes in are told exactly; the rest is named for the refusal."""

import puremagic

HEAD = 64 * 1024
"""So many first bytes are looked at."""
OLE = "ole"
TEXT = "text"

_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_AUDIO_BRANDS = frozenset({b"M4A ", b"M4B "})
_VIDEO_BRANDS = (b"iso", b"mp4", b"mp7", b"avc1", b"M4V", b"MSNV", b"3gp", b"3g2", b"dash", b"XAVC")
_OLD_QUICKTIME = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
_BMP_HEADERS = frozenset({12, 40, 52, 56, 64, 108, 124})

_NAMED = (
    (b"MZ", "Windows 可执行程序"),
    (b"\x7fELF", "Linux 可执行程序"),
    (b"\xca\xfe\xba\xbe", "可执行程序"),
    (b"\xcf\xfa\xed\xfe", "可执行程序"),
    (b"\xce\xfa\xed\xfe", "可执行程序"),
    (b"\x4c\x00\x00\x00\x01\x14\x02\x00", "Windows 快捷方式"),
    (b"Rar!", "RAR 压缩包（请改用 ZIP）"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包（请改用 ZIP）"),
    (b"\x1f\x8b", "GZIP 压缩包（请改用 ZIP）"),
    (b"GIF8", "GIF 图片"),
    (b"{\\rtf", "RTF 文档（可带内嵌程序）"),
)
_MARKUP = (
    (b"#!", "脚本程序"),
    (b"<?php", "网页脚本程序"),
    (b"<svg", "SVG 图片（可带脚本）"),
    (b"<!doctype html", "网页"),
    (b"<html", "网页"),
    (b"<head", "网页"),
    (b"<body", "网页"),
    (b"<iframe", "网页"),
    (b"<script", "网页脚本"),
    (b"<hta:", "网页程序"),
    (b"<?xml", "XML 文件"),
)


def kind_of(head: bytes, size: int) -> str:
    """Code of the file type that starts with these bytes: one of the table's, `zip` for anything zipped, `ole` for old
    Office files, `text` for what may be text; empty when it is none of them."""
    starts = (
        (b"%PDF-", "pdf"),
        (b"\xff\xd8\xff", "jpg"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"II*\x00", "tif"),
        (b"MM\x00*", "tif"),
        (b"PK\x03\x04", "zip"),
        (b"PK\x05\x06", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    )
    for magic, code in starts:
        if head.startswith(magic):
            return code
    return _riff(head) or _iso_media(head) or _bmp(head, size) or _mp3(head) or _text(head)


def markup_in(head: bytes) -> str:
    """Name of the active content (web page, SVG, script) a browser could take these bytes for; empty if none."""
    window = head[:1024].replace(b"\x00", b"").lower()
    start = window.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").lstrip()
    for mark, name in _MARKUP:
        if start.startswith(mark) or (mark not in (b"#!", b"<?xml") and mark in window):
            return name
    return ""


def name_of_stranger(head: bytes) -> str:
    """What this is, for the sentence that refuses it."""
    for magic, name in _NAMED:
        if head.startswith(magic):
            return name
    if name := markup_in(head):
        return name
    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        found = []
    return (
        f"{found[0].extension.lstrip('.').upper()} 文件" if found and found[0].extension else "无法识别的内容"
    )


def _riff(head: bytes) -> str:
    return {b"AVI ": "avi", b"WAVE": "wav"}.get(head[8:12], "") if head[:4] == b"RIFF" else ""


def _iso_media(head: bytes) -> str:
    if head[4:8] in _OLD_QUICKTIME and int.from_bytes(head[:4]) != 0:
        return "mov"
    if head[4:8] != b"ftyp":
        return ""
    brand = head[8:12]
    compatible = head[16 : min(int.from_bytes(head[:4]), 256)]
    if brand in _HEIC_BRANDS:
        return "" if b"avif" in compatible else "heic"
    if brand in _AUDIO_BRANDS:
        return "m4a"
    if brand == b"qt  ":
        return "mov"
    return "mp4" if brand.startswith(_VIDEO_BRANDS) else ""


def _bmp(head: bytes, size: int) -> str:
    looks = head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in _BMP_HEADERS
    return "bmp" if looks and int.from_bytes(head[2:6], "little") in (0, size) else ""


def _mp3(head: bytes) -> str:
    if head.startswith(b"ID3"):
        return "mp3"
    length = _mp3_frame(head)
    return "mp3" if length and (_mp3_frame(head[length:]) or len(head) == length) else ""


def _mp3_frame(at: bytes) -> int:
    """Length in bytes of the MPEG layer III frame that starts here; 0 if none does."""
    if len(at) < 4 or at[0] != 0xFF or at[1] & 0xE6 != 0xE2:
        return 0
    version, rate, frequency = at[1] >> 3 & 3, at[2] >> 4, at[2] >> 2 & 3
    if version == 1 or rate in (0, 15) or frequency == 3:
        return 0
    first = version == 3
    rates = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
    slower = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
    kilobits = (rates if first else slower)[rate - 1]
    hertz = (44100, 48000, 32000)[frequency] // {3: 1, 2: 2, 0: 4}[version]
    return (144 if first else 72) * kilobits * 1000 // hertz + (at[2] >> 1 & 1)


def _text(head: bytes) -> str:
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    controls = frozenset(range(32)) - {9, 10, 12, 13}
    return TEXT if wide or not controls & set(head) else ""
