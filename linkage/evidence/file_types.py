"""The kinds of file that can be material of a case, and which of them fit which class (17号第六条 names the classes)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileType:
    """One kind of file. `extensions` are those under which it may arrive, the proper one first."""

    code: str
    label: str
    media_type: str
    extensions: tuple[str, ...]


_OFFICE = "application/vnd.openxmlformats-officedocument"

FILE_TYPES = {
    kind.code: kind
    for kind in (
        FileType("pdf", "PDF 文件", "application/pdf", ("pdf",)),
        FileType("ofd", "OFD 文件", "application/ofd", ("ofd",)),
        FileType("doc", "Word 文档", "application/msword", ("doc",)),
        FileType("docx", "Word 文档", f"{_OFFICE}.wordprocessingml.document", ("docx", "docm")),
        FileType("xls", "Excel 表格", "application/vnd.ms-excel", ("xls",)),
        FileType("xlsx", "Excel 表格", f"{_OFFICE}.spreadsheetml.sheet", ("xlsx", "xlsm")),
        FileType("txt", "文本文件", "text/plain", ("txt",)),
        FileType("csv", "CSV 表格", "text/csv", ("csv",)),
        FileType("jpg", "JPEG 图片", "image/jpeg", ("jpg", "jpeg")),
        FileType("png", "PNG 图片", "image/png", ("png",)),
        FileType("heic", "HEIC 图片", "image/heic", ("heic", "heif")),
        FileType("tif", "TIFF 图片", "image/tiff", ("tif", "tiff")),
        FileType("bmp", "BMP 图片", "image/bmp", ("bmp",)),
        # Cameras write either extension for this family, so mp4 and mov answer to each other's.
        FileType("mp4", "MP4 录像", "video/mp4", ("mp4", "m4v", "mov", "m4a")),
        FileType("mov", "MOV 录像", "video/quicktime", ("mov", "mp4")),
        FileType("avi", "AVI 录像", "video/x-msvideo", ("avi",)),
        FileType("mp3", "MP3 录音", "audio/mpeg", ("mp3",)),
        FileType("wav", "WAV 录音", "audio/wav", ("wav",)),
        FileType("m4a", "M4A 录音", "audio/mp4", ("m4a", "mp4")),
        FileType("zip", "ZIP 压缩包", "application/zip", ("zip",)),
    )
}

DOCUMENTS = frozenset({"pdf", "ofd", "doc", "docx", "xls", "xlsx", "txt", "csv"})
PICTURES = frozenset({"jpg", "png", "heic", "tif", "bmp"})
RECORDINGS = frozenset({"mp4", "mov", "avi", "mp3", "wav", "m4a"})
ARCHIVES = frozenset({"zip"})

ALLOWED = {
    1: DOCUMENTS | PICTURES,
    2: DOCUMENTS | PICTURES,
    3: DOCUMENTS | PICTURES | RECORDINGS | ARCHIVES,
    4: DOCUMENTS | PICTURES | ARCHIVES,
    5: DOCUMENTS | PICTURES | RECORDINGS | ARCHIVES,
    6: DOCUMENTS | PICTURES | ARCHIVES,
    7: DOCUMENTS | PICTURES | RECORDINGS | ARCHIVES,
}
"""Class of material -> codes of the kinds of file it may consist of."""


def extensions_of(codes: frozenset[str]) -> tuple[str, ...]:
    """The extensions under which these kinds arrive, in the order of the table, each once."""
    found = (ext for code, kind in FILE_TYPES.items() if code in codes for ext in kind.extensions)
    return tuple(dict.fromkeys(found))
