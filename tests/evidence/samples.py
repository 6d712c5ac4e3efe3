"""Small files of each kind, as the devices and programs write them, and hostile ones."""

import io
import struct
import wave
import zipfile
import zlib
from collections.abc import Mapping

import docx
import xlsxwriter

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + b"\x11" * 200 + b"\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + b"\x00" * 200
TIF = b"II*\x00\x08\x00\x00\x00" + b"\x00" * 60
BMP = b"BM" + struct.pack("<IHHIIiiHH", 154, 0, 0, 54, 40, 5, 5, 1, 24) + b"\x00" * 124
AVI = b"RIFF" + struct.pack("<I", 100) + b"AVI LIST" + b"\x00" * 100
MP3 = b"ID3\x03\x00\x00\x00\x00\x00\x0a" + b"\x00" * 200
MP3_BARE = (b"\xff\xfb\x90\x00" + b"\x00" * 413) * 3
OLD_MOV = b"\x00\x00\x00\x08wide\x00\x00\x10\x00mdat" + b"\x00" * 100
TEXT = "采样记录：2026年10月8日，化学需氧量 320 mg/L".encode()


def iso_media(brand: bytes, compatible: bytes = b"isom") -> bytes:
    return (
        struct.pack(">I", 16 + len(compatible))
        + b"ftyp"
        + brand
        + b"\x00\x00\x02\x00"
        + compatible
        + b"\x00" * 100
    )


def wav() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"\x00\x00" * 100)
    return out.getvalue()


def zipped(entries: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx_file(**extra: bytes) -> bytes:
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("案件调查报告")
    document.save(out)
    return with_entries(out.getvalue(), extra)


def with_entries(archive: bytes, extra: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO(archive)
    with zipfile.ZipFile(out, "a") as target:
        for name, content in extra.items():
            target.writestr(name, content)
    return out.getvalue()


def xlsx_file() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet("涉案物品").write(0, 0, "名称")
    return out.getvalue()


def ofd_file() -> bytes:
    return zipped({"OFD.xml": b"<ofd:OFD/>", "Doc_0/Document.xml": b"<ofd:Document/>"})


def compound(*names: str) -> bytes:
    """An old Office file (MS-CFB) with streams of these names beside one another under the root."""
    free, end, table_sector = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    entries = [_entry("Root Entry", 5, child=1)]
    entries += [
        _entry(name, 2, right=number + 1 if number < len(names) else free)
        for number, name in enumerate(names, start=1)
    ]
    while len(entries) % 4:
        entries.append(_entry("", 0))
    sectors = len(entries) // 4
    table = [table_sector, *range(2, sectors + 1), end]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += b"\x00" * 6 + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0)
    header += struct.pack("<109I", 0, *[free] * 108)
    return header + struct.pack("<128I", *table, *[free] * (128 - len(table))) + b"".join(entries)


def _entry(name: str, kind: int, *, right: int = 0xFFFFFFFF, child: int = 0xFFFFFFFF) -> bytes:
    text = f"{name}\x00".encode("utf-16-le") if name else b""
    head = text.ljust(64, b"\x00") + struct.pack("<HBBIII", len(text), kind, 1, 0xFFFFFFFF, right, child)
    return head.ljust(128, b"\x00")


def overlapping_zip() -> bytes:
    """Two names for the same packed bytes: the way of the archives that unpack to petabytes."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    kernel = packed.compress(b"0" * 10_000) + packed.flush()
    local = struct.pack(
        "<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 0, zlib.crc32(b"0" * 10_000), len(kernel), 10_000, 1, 0
    )
    central = b""
    for name in (b"a", b"b"):
        central += (
            struct.pack(
                "<4s6H3I5H2I",
                b"PK\x01\x02",
                20,
                20,
                0,
                8,
                0,
                0,
                zlib.crc32(b"0" * 10_000),
                len(kernel),
                10_000,
                1,
                0,
                0,
                0,
                0,
                0,
                0,
            )
            + name
        )
    start = len(local) + 1 + len(kernel)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 2, 2, len(central), start, 0)
    return local + b"a" + kernel + central + end


def bomb() -> bytes:
    return zipped({"zeros.csv": b"0" * (80 * 1024 * 1024)})
