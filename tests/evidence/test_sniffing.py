"""What a file is, by its content; each refusal names the file and says why."""

import io
import stat
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.evidence import archives
from linkage.evidence.file_types import ALLOWED, FILE_TYPES
from linkage.evidence.sniffing import Verdict, check_class, judge
from linkage.law.refusal import Refused
from tests.evidence import samples


def verdict(content: bytes, name: str) -> Verdict:
    return judge(io.BytesIO(content), name=name, size=len(content))


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(Refused) as refused:
        verdict(content, name)
    (reason,) = refused.value.reasons
    assert name[:20] in reason.sentence
    return str(reason)


def outcome(content: bytes, name: str) -> Verdict | str:
    """The verdict, or the sentence of the refusal; any other error fails the test."""
    try:
        return verdict(content, name)
    except Refused as refused:
        return str(refused)


GENUINE = [
    ("pdf", "监测报告.pdf", samples.PDF),
    ("ofd", "移送书.ofd", samples.ofd_file()),
    ("doc", "调查报告.doc", samples.compound("WordDocument", "1Table")),
    ("docx", "调查报告.docx", samples.docx_file()),
    ("xls", "物品清单.xls", samples.compound("Workbook")),
    ("xls", "旧清单.xls", samples.compound("Book")),
    ("xlsx", "物品清单.XLSX", samples.xlsx_file()),
    ("txt", "说明.txt", samples.TEXT),
    ("txt", "国标编码.txt", "采样记录".encode("gb18030")),
    ("txt", "记事本.txt", "采样记录".encode("utf-16")),
    ("csv", "数据.csv", b"a,b\r\n1,2\r\n"),
    ("jpg", "现场.JPG", samples.JPG),
    ("jpg", "现场.jpeg", samples.JPG),
    ("png", "勘验图.png", samples.PNG),
    ("heic", "现场.heic", samples.iso_media(b"heic", b"mif1heic")),
    ("tif", "扫描件.tif", samples.TIF),
    ("tif", "扫描件.tiff", b"MM\x00*" + b"\x00" * 60),
    ("bmp", "勘验图.bmp", samples.BMP),
    ("mp4", "执法记录仪.mp4", samples.iso_media(b"mp42")),
    ("mp4", "执法记录仪.mov", samples.iso_media(b"isom")),
    ("mov", "手机.mov", samples.iso_media(b"qt  ")),
    ("mov", "老相机.mov", samples.OLD_MOV),
    ("avi", "监控.avi", samples.AVI),
    ("mp3", "询问录音.mp3", samples.MP3),
    ("mp3", "询问录音.mp3", samples.MP3_BARE),
    ("wav", "询问录音.wav", samples.wav()),
    ("m4a", "询问录音.m4a", samples.iso_media(b"M4A ")),
    ("zip", "采样照片.zip", samples.zipped({"照片/一.jpg": samples.JPG})),
    ("zip", "未压缩.zip", samples.zipped({"a.pdf": samples.PDF}, zipfile.ZIP_STORED)),
]


@pytest.mark.parametrize(("code", "name", "content"), GENUINE, ids=[f"{c}-{n}" for c, n, _ in GENUINE])
def test_a_genuine_file_is_what_it_is(code: str, name: str, content: bytes) -> None:
    assert verdict(content, name) == Verdict(name, FILE_TYPES[code], ())


def test_every_kind_in_the_table_has_a_genuine_sample() -> None:
    assert {code for code, _, _ in GENUINE} == set(FILE_TYPES)


@pytest.mark.parametrize(("code", "name", "content"), GENUINE, ids=[f"{c}-{n}" for c, n, _ in GENUINE])
def test_the_name_cannot_make_it_something_else(code: str, name: str, content: bytes) -> None:
    """Each genuine content under every extension that is not its own is refused."""
    text = code in ("txt", "csv")
    for kind in FILE_TYPES.values():
        for extension in set(kind.extensions) - set(FILE_TYPES[code].extensions):
            if not (text and extension in ("txt", "csv")):
                refusal(content, f"改名.{extension}")


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"MZ\x90\x00" + b"\x00" * 100, "现场.jpg", "Windows 可执行程序"),
        (b"MZ\x90\x00" + b"\x00" * 100, "报告.exe", "Windows 可执行程序"),
        (b"\x7fELF\x02\x01\x01" + b"\x00" * 100, "报告.pdf", "Linux 可执行程序"),
        (b"#!/bin/sh\nrm -rf /\n", "说明.txt", "脚本程序"),
        (b"<!DOCTYPE html><html>", "说明.txt", "网页"),
        (b"\xef\xbb\xbf  <HTML><script>alert(1)</script>", "说明.txt", "网页"),
        (b'<?xml version="1.0"?><svg xmlns="x" onload="alert(1)"/>', "勘验图.svg", "SVG"),
        (b"<svg onload=alert(1)>", "勘验图.txt", "SVG"),
        (b"hello <script>alert(1)</script>", "说明.csv", "网页脚本"),
        ("<html>".encode("utf-16"), "说明.txt", "网页"),
        (b"Rar!\x1a\x07\x00" + b"\x00" * 50, "照片.rar", "请改用 ZIP"),
        (b"GIF89a" + b"\x00" * 50, "图.gif", "GIF"),
        (b"\x00\x01\x02\x03" * 50, "说明.txt", "无法识别"),
        (b"\xff\xfe\x00", "说明.txt", "不是文本"),
        (b"abc\xff\xff", "说明.txt", "不是文本"),
        (b"", "空.pdf", "空的"),
        (samples.PDF, "报告", "没有扩展名"),
        (samples.compound("__properties_version1.0"), "邮件.doc", "演示文稿、邮件或安装程序"),
        (samples.compound("WordDocument")[:600], "断.doc", "损坏"),
        (samples.zipped({"[Content_Types].xml": b"", "ppt/presentation.xml": b""}), "汇报.pptx", "演示文稿"),
        (samples.zipped({"META-INF/MANIFEST.MF": b"", "A.class": b""}), "照片.zip", "可执行程序"),
        (samples.iso_media(b"mif1", b"avif"), "图.heic", "不在可接收"),
    ],
)  # fmt: skip
def test_a_stranger_is_refused_by_its_name(content: bytes, name: str, says: str) -> None:
    assert says in refusal(content, name)


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (samples.PDF + samples.zipped({"a.exe": b"MZ"}), "报告.pdf", "既是PDF 文件，又能当作压缩包"),
        (samples.JPG + samples.zipped({"a.jpg": b""}), "现场.jpg", "既是JPEG 图片，又能当作压缩包"),
        (samples.iso_media(b"isom") + samples.zipped({"a": b"1"}), "录像.mp4", "又能当作压缩包"),
        (samples.PNG[:30] + samples.PDF, "图.png", "又能当作PDF 文件"),
        (samples.JPG[:20] + b"<script>alert(1)</script>", "图.jpg", "又能当作网页脚本"),
        (b"%PDF-1.4 <html><script>", "报告.pdf", "又能当作网页"),
        (b"text first %PDF-1.4", "说明.txt", "PDF"),
        (samples.zipped({"!.bin": samples.PDF, "word/document.xml": b"", "[Content_Types].xml": b""}, zipfile.ZIP_STORED),
         "报告.docx", "又能当作PDF 文件"),
    ],
)  # fmt: skip
def test_a_file_that_two_programs_read_differently_is_refused(content: bytes, name: str, says: str) -> None:
    assert says in refusal(content, name)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (samples.bomb(), "压缩炸弹"),
        (samples.overlapping_zip(), "重叠"),
        (samples.zipped({"../../etc/cron.d/x": b"x"}), "越出文件夹"),
        (samples.zipped({"/etc/passwd": b"x"}), "越出文件夹"),
        (samples.zipped({"C:\\windows\\x.txt": b"x"}), "越出文件夹"),
        (samples.zipped({"照片/invoice.pdf.exe": b"MZ"}), "可执行程序“照片/invoice.pdf.exe”"),
        (samples.zipped({"a.vbs ": b"x"}), "可执行程序"),
        (samples.zipped({}), "空的"),
        (samples.zipped({"a.txt": b"x" * 1000})[:-30], "损坏"),
        (b"PK\x03\x04" + b"\x00" * 100, "损坏"),
        (samples.zipped({"a.txt": b"first"}) + samples.zipped({"b.txt": b"second"}), "混有其他内容"),
    ],
)
def test_a_hostile_archive_is_refused(content: bytes, says: str) -> None:
    assert says in refusal(content, "材料.zip")


def test_an_archive_of_too_many_files_is_refused_before_it_is_read(monkeypatch) -> None:
    monkeypatch.setattr(archives, "MOST_ENTRIES", 5)
    content = samples.zipped({f"{n}.txt": b"x" for n in range(6)})
    monkeypatch.setattr(archives.zipfile, "ZipFile", None)
    assert "太多" in refusal(content, "材料.zip")


def test_a_link_in_an_archive_is_refused() -> None:
    out, link = io.BytesIO(), zipfile.ZipInfo("照片")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "链接" in refusal(out.getvalue(), "材料.zip")


def test_names_that_chinese_windows_packed_are_readable_in_the_refusal() -> None:
    name = "程序.exe".encode("gb18030").decode("cp437")
    content = samples.zipped({"x" * len(name.encode("cp437")): b"MZ"})
    raw = name.encode("cp437")
    content = content.replace(b"x" * len(raw), raw)
    assert "“程序.exe”" in refusal(content, "材料.zip")


def encrypted_zip() -> bytes:
    content = bytearray(samples.zipped({"a.txt": b"secret"}))
    content[6] |= 1
    content[content.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "name", "caution"),
    [
        (samples.docx_file(**{"word/vbaProject.bin": b"x"}), "报告.docm", "含宏"),
        (samples.compound("WordDocument", "_VBA_PROJECT"), "报告.doc", "含宏"),
        (samples.docx_file(**{"word/embeddings/oleObject1.bin": b"x"}), "报告.docx", "内嵌对象"),
        (samples.compound("EncryptedPackage"), "报告.docx", "已加密"),
        (samples.compound("EncryptedPackage"), "清单.xlsx", "已加密"),
        (encrypted_zip(), "材料.zip", "已加密"),
        (samples.zipped({"a.zip": b"x"}), "材料.zip", "还有压缩包"),
        (samples.zipped({"a.html": b"x"}), "材料.zip", "网页"),
        (samples.PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript>>"), "报告.pdf", "脚本"),
        (samples.PDF[:30], "报告.pdf", "可能不完整"),
    ],
)
def test_what_needs_care_is_taken_in_with_a_caution(content: bytes, name: str, caution: str) -> None:
    assert any(caution in said for said in verdict(content, name).cautions)


def test_a_document_that_fetches_its_template_elsewhere_is_flagged() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(samples.docx_file())) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            target.writestr(entry, source.read(entry))
        target.writestr(
            "word/_rels/settings.xml.rels",
            '<Relationship Type="x/attachedTemplate" Target="//evil/t" TargetMode="External"/>',
        )
    assert "打开时会从外部地址下载模板" in verdict(out.getvalue(), "报告.docx").cautions


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("现场\u202efdp.exe", "看不见的字符"),
        ("现场\x00.pdf", "看不见的字符"),
        ("现场\u200b.pdf", "看不见的字符"),
        ("../../报告.pdf", "路径"),
        ("C:\\报告.pdf", "路径"),
        ("报告.pdf:隐藏", "路径"),
        ("", "没有文件名"),
        ("..", "没有文件名"),
        ("CON.pdf", "系统保留"),
        ("报告.pdf.", "系统保留"),
        ("长" * 100 + ".pdf", "太长"),
    ],
)
def test_a_name_that_deceives_is_refused(name: str, says: str) -> None:
    with pytest.raises(Refused) as refused:
        verdict(samples.PDF, name)
    assert says in str(refused.value)
    assert "\u202e" not in str(refused.value)
    assert "\x00" not in str(refused.value)


def test_the_name_is_kept_in_composed_form() -> None:
    assert verdict(samples.PDF, " cafe\u0301.pdf ").name == "caf\u00e9.pdf"


@pytest.mark.parametrize("material_class", sorted(ALLOWED))
def test_each_class_takes_its_kinds_and_names_them_when_it_refuses(material_class: int) -> None:
    for code, kind in FILE_TYPES.items():
        reason = check_class(Verdict("文件.x", kind), material_class)
        assert (reason is None) == (code in ALLOWED[material_class])
        assert reason is None or ("文件.x" in reason.sentence and "pdf" in reason.remedy)


MAGIC = (
    b"",
    b"%PDF-",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\xff\xd8\xff",
    b"RIFF",
    b"BM",
    b"\xff\xfb\x90",
)
EXTENSIONS = tuple(extension for kind in FILE_TYPES.values() for extension in kind.extensions)
TARGETS = (
    ("a.doc", samples.compound("WordDocument", "1Table")),
    ("a.docx", samples.docx_file()),
    ("a.zip", samples.overlapping_zip()),
)


@settings(max_examples=300, deadline=None)
@given(head=st.sampled_from(MAGIC), body=st.binary(max_size=1500), extension=st.sampled_from(EXTENSIONS))
def test_any_bytes_are_judged_or_refused_in_words(head: bytes, body: bytes, extension: str) -> None:
    answer = outcome(head + body, f"文件.{extension}")
    assert "文件." in answer if isinstance(answer, str) else extension in answer.type.extensions


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_a_damaged_office_file_or_archive_is_judged_or_refused_in_words(data) -> None:
    name, content = data.draw(st.sampled_from(TARGETS))
    damaged = bytearray(content)
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(8, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    answer = outcome(bytes(damaged[: data.draw(st.integers(8, len(damaged)))]), name)
    assert name in (answer if isinstance(answer, str) else answer.name)
