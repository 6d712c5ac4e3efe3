"""Every paper, as PDF, DOCX and picture."""

import io
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

from linkage.documents.paper_kinds import PAPER_KINDS
from linkage.documents.typesetting import IncompletePaper, MissingGlyph, docx, missing_glyphs, pages_png, pdf
from linkage.documents.typesetting.composition import compose
from linkage.documents.typesetting.fonts import FontsMissing, font_folders
from linkage.documents.typesetting.sheet import Sheet
from linkage.documents.typesetting.wording import day, moment, ordinal
from tests.documents.samples import draft, long_sample, sample

MM = 72 / 25.4
CONTENTS = [(code, make) for code in PAPER_KINDS for make in (sample, long_sample)]
EACH = pytest.mark.parametrize(("code", "make"), CONTENTS, ids=[f"{c}-{m.__name__}" for c, m in CONTENTS])


def squeezed(text: str) -> str:
    """Text without spaces, soft breaks and page numbers, which differ from one file format to the other."""
    return re.sub(r"—\d+—", "", re.sub(r"[\s\u200b\u3000]", "", text))


def pdf_text(made: bytes) -> str:
    return squeezed("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages))


def docx_text(made: bytes) -> str:
    body = Document(io.BytesIO(made)).element.body
    return squeezed("".join(node.text or "" for node in body.iter() if node.tag.endswith("}t")))


def answers(value: Any) -> list[str]:
    """The words a field's value brings, without those that are worded anew (dates, codes)."""
    if isinstance(value, list):
        return [
            text for row in value for key, v in row.items() if key != "material_class" for text in answers(v)
        ]
    lines = str(value).split("\n")
    return [
        day(v) if re.fullmatch(r"\d{4}-\d\d-\d\d", v) else moment(v) if "T" in v[10:11] else v for v in lines
    ]


@EACH
def test_pdf_and_word_say_the_same_in_the_same_order(code: str, make: Any) -> None:
    content = make(code)
    sheet = compose(content)
    for made in (pdf_text(pdf(content)), docx_text(docx(content))):
        at = 0
        for text in filter(None, map(squeezed, in_reading_order(sheet))):
            found = made.find(text, at)
            assert found >= 0, f"{text} does not follow {made[max(0, at - 40) : at]}"
            at = found + len(text)


def in_reading_order(sheet: Sheet) -> list[str]:
    """The sheet's own strings as they stand from top to bottom, tables row by row."""
    head = [sheet.agency] if sheet.layout in ("letter", "decision") else []
    title = [sheet.number, sheet.title] if sheet.layout == "letter" else [sheet.title, sheet.number]
    blocks = [text for block in sheet.blocks for text in block_strings(block)]
    foot = [sheet.copies, sheet.issued_by, sheet.issued_on] if sheet.layout == "letter" else []
    slip = [sheet.slip_title, *(text for block in sheet.slip for text in block_strings(block))]
    return [*head, *title, *blocks, *sheet.attachments, *sheet.signature, sheet.note, *foot, *slip]


def block_strings(block: Any) -> list[str]:
    if block.block == "paragraph":
        return [block.text]
    if block.block == "table":
        return [*block.heads, *(cell for row in block.rows for cell in row)]
    return [text for cells in block.rows for cell in cells for text in (cell.label, *cell.lines)]


@EACH
def test_every_answer_stands_in_both_files(code: str, make: Any) -> None:
    content = make(code)
    # The letter names the materials; their copies, pages and sources stand in the list that goes with it.
    fields = {
        field.key: content["fields"][field.key]
        for field in PAPER_KINDS[code].fields
        if field.key in content["fields"] and (code, field.key) != ("transfer_letter", "materials")
        # What belongs to another decision is not said.
        if field.when is None or field.is_required_in(content["fields"])
    }
    made = pdf_text(pdf(content)), docx_text(docx(content))
    for key, value in fields.items():
        for text in map(squeezed, answers(value)):
            assert text in made[0], f"PDF lacks {key}: {text}"
            assert text in made[1], f"DOCX lacks {key}: {text}"


@pytest.mark.parametrize("code", PAPER_KINDS)
def test_the_same_content_gives_the_same_bytes(code: str) -> None:
    assert pdf(sample(code)) == pdf(sample(code))
    assert docx(sample(code)) == docx(sample(code))


def test_papers_set_at_the_same_moment_do_not_mix() -> None:
    codes = ["no_filing_notice", "transfer_list", "filing_notice", "return_notice"]
    alone = [pdf(sample(code)) for code in codes]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(pdf, map(sample, codes)))
    assert together == alone


@pytest.mark.parametrize("code", PAPER_KINDS)
def test_a_paper_that_lacks_an_answer_is_not_set(code: str) -> None:
    content = sample(code)
    field = next(f for f in PAPER_KINDS[code].fields if f.required and f.when is None)
    content["fields"].pop(field.key)
    for make in (pdf, docx, pages_png):
        with pytest.raises(IncompletePaper, match=field.label):
            make(content)


def test_a_character_that_no_font_can_draw_is_named_and_nothing_is_set() -> None:
    content = sample("filing_notice")
    content["case_name"] = "欧阳\U00031350涉嫌污染环境案"
    assert missing_glyphs(content) == {"\U00031350"}
    for make in (pdf, docx, pages_png):
        with pytest.raises(MissingGlyph, match="\U00031350.*U\\+31350"):
            make(content)


def test_rare_characters_of_names_are_drawn() -> None:
    content = sample("filing_notice")
    content["case_name"] = "喆堃垚镕翀玥涉嫌污染环境案㎡"
    assert missing_glyphs(content) == set()
    assert "喆堃垚镕翀玥" in pdf_text(pdf(content))


def test_fonts_come_from_the_folders_the_setting_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LINKAGE_FONTS", str(tmp_path))
    assert font_folders() == (tmp_path,)
    with pytest.raises(FontsMissing, match="fetch_fonts"):
        pdf(sample("filing_notice"))


@pytest.mark.parametrize("code", PAPER_KINDS)
def test_every_page_is_a4(code: str) -> None:
    for page in PdfReader(io.BytesIO(pdf(long_sample(code)))).pages:
        size = round(float(page.mediabox.width) / MM), round(float(page.mediabox.height) / MM)
        assert size == ((297, 210) if PAPER_KINDS[code].landscape else (210, 297))


def test_a_full_page_holds_22_lines_of_28_characters() -> None:
    content = sample("filing_notice")
    content["fields"]["property_requirements"] = "查" * 28 * 80
    page = PdfReader(io.BytesIO(pdf(content))).pages[2]
    assert [row.count("查") for row in page.extract_text().splitlines() if "查" in row] == [28] * 22


@EACH
def test_a_signature_never_stands_on_a_page_without_text(code: str, make: Any) -> None:
    content = make(code)
    sheet = compose(content)
    signed = squeezed("".join(sheet.signature))
    pages = [squeezed(page.extract_text()) for page in PdfReader(io.BytesIO(pdf(content))).pages]
    before = [page[: page.index(signed)] for page in pages if signed and signed in page]
    assert len(before) == (1 if sheet.signature else 0)
    assert all(before)


def test_a_draft_carries_the_preview_mark_and_a_numbered_paper_does_not() -> None:
    assert "预览未编号" in pdf_text(pdf(draft("filing_notice")))
    assert "编号待定" in pdf_text(pdf(draft("filing_notice")))
    assert "预览" not in pdf_text(pdf(sample("filing_notice")))
    assert "预览" in headers(docx(draft("filing_notice")))
    assert "预览" not in headers(docx(sample("filing_notice")))


def headers(made: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        return "".join(parts.read(name).decode() for name in parts.namelist() if "header" in name)


def test_the_preview_has_one_picture_a_page() -> None:
    content = sample("no_filing_notice")
    pictures = pages_png(content, ppi=40)
    assert len(pictures) == len(PdfReader(io.BytesIO(pdf(content))).pages)
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)
    assert len(pages_png(sample("acceptance_receipt"), ppi=40)) == 1


def test_what_a_person_types_is_never_markup() -> None:
    content = sample("no_filing_notice")
    tricky = "# 一级\n@table returned_files\n@slip 回执\n{{ 7*7 }} #set text(red) *粗* $x$ || \\\\ <b>"
    content["fields"]["reasons"] = tricky
    for made in (pdf_text(pdf(content)), docx_text(docx(content))):
        for line in tricky.split("\n"):
            assert squeezed(line) in made
    assert compose(content).slip == ()


def test_the_notice_of_no_filing_tells_the_right_to_reconsideration_and_the_way_to_supervision() -> None:
    text = pdf_text(pdf(sample("no_filing_notice")))
    assert "3个工作日内" in text
    assert "第十一条向我局申请复议" in text
    assert "建议太原市杏花岭区人民检察院依法进行立案监督" in text


def test_the_transfer_letter_ends_with_a_receipt_on_a_page_of_its_own() -> None:
    pages = PdfReader(io.BytesIO(pdf(sample("transfer_letter")))).pages
    assert "（回执）" in squeezed(pages[-1].extract_text())
    assert "沿此线裁开" in squeezed(pages[-1].extract_text())
    assert "（回执）" not in squeezed("".join(page.extract_text() for page in pages[:-1]))


def test_a_government_without_a_place_on_the_platform_is_addressed_by_name() -> None:
    content = {**sample("government_disposal_report"), "addressee": "本机关负责人"}
    for text in (pdf_text(pdf(content)), docx_text(docx(content))):
        assert "太原市杏花岭区人民政府：" in text
        assert "本机关负责人" not in text


def test_the_longest_list_lies_on_its_side_in_both_files_and_repeats_its_head() -> None:
    pages = PdfReader(io.BytesIO(pdf(long_sample("property_list")))).pages
    assert len(pages) > 2
    assert all("强制措施种类及文号" in squeezed(page.extract_text()) for page in pages[:-1])
    section = Document(io.BytesIO(docx(sample("property_list")))).sections[0]
    assert section.page_width > section.page_height


def test_a_clue_that_meets_one_ground_says_that_early_intervention_must_be_asked_for() -> None:
    content = sample("clue_registration")
    assert "商请公安机关提前介入" in "".join(compose(content).texts())
    content["fields"] |= {"serious": "否", "wide_influence": "否", "suggestion": "派员现场检查。"}
    assert "提前介入" not in "".join(compose(content).texts())


def test_a_notification_calls_a_crime_obvious_only_if_the_bureau_does() -> None:
    content = sample("clue_notification")
    assert "明显涉嫌犯罪。依照《环境保护行政执法与刑事司法衔接工作办法》第二十六条" in pdf_text(pdf(content))
    content["fields"]["clearly_criminal"] = "否"
    assert "第二十六条" not in pdf_text(pdf(content))


def test_moments_are_worded_in_shanghai_time() -> None:
    assert moment("2026-10-08T06:30:00Z") == "2026年10月8日14时30分"
    assert moment("2026-10-08T16:30:00+00:00") == "2026年10月9日0时30分"
    assert moment("2026-10-08T23:59:59+08:00") == "2026年10月8日24时"
    assert day("2026-10-08T16:30:00Z") == "2026年10月9日"
    assert [ordinal(n) for n in (1, 10, 12, 20, 21)] == ["一", "十", "十二", "二十", "二十一"]
