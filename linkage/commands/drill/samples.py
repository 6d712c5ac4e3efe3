"""Sample material for the drill dossiers: short papers set as PDF, and a drawn scene where a photograph would be.

Each says on its face that it is drill material. The same words give the same bytes.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from zlib import crc32

import typst

from linkage.documents.typesetting.fonts import families, font_folders
from linkage.evidence.models import MaterialClass
from linkage.evidence.rules import Description
from linkage.law.wording import SHANGHAI

LAYOUT_FILE = Path(__file__).parent / "samples.typ"
SCENE_PPI = 144


@dataclass(frozen=True)
class Case:
    """What a sample says about its case."""

    title: str
    place: str
    conduct: str
    agency: str
    officer: str


@dataclass(frozen=True)
class Sample:
    """One kind of sample: its class (17号第六条), its name, its sentences."""

    material_class: MaterialClass
    name: str
    sentences: tuple[str, ...] = ()
    source: str = "本机关制作"


SAMPLES = {
    "report": Sample(
        MaterialClass.INVESTIGATION_REPORT,
        "案件调查报告",
        ("案件名称：{title}。", "查明的事实：{conduct}", "调查人员认为，上述行为涉嫌犯罪，建议按规定办理。"),
    ),
    "record": Sample(
        MaterialClass.RECORDS,
        "现场检查（勘察）笔录",
        (
            "检查地点：{place}。",
            "检查人员出示执法证件并告知权利义务。",
            "现场情况：{conduct}",
            "当事人核对无误后签名。",
        ),
    ),
    "handover": Sample(
        MaterialClass.RECORDS,
        "双方签字的样品交接单",
        ("采样地点：{place}。", "接收人核对封签、数量、体积和温度，与交接单相符。", "交出人、接收人已签名。"),
    ),
    "property": Sample(
        MaterialClass.PROPERTY_LIST,
        "涉案物品清单",
        (
            "一、容器和工具一批，贴封条就地封存；二、涉案物质样品两份，已封样。",
            "存放地点：{place}。保管人：{officer}。",
        ),
    ),
    "photo": Sample(MaterialClass.MEDIA, "现场照片"),
    "decision": Sample(
        MaterialClass.OTHER,
        "行政处罚决定书",
        (
            "案件名称：{title}。",
            "违法事实：{conduct}",
            "以上事实有现场检查笔录、询问笔录为证，已告知陈述申辩权利。依法给予行政处罚。",
        ),
    ),
    "monitoring": Sample(
        MaterialClass.REPORTS,
        "监测报告",
        (
            "委托单位：{agency}。",
            "采样地点：{place}。",
            "结论：送检样品的主要指标见案情，结果超过所执行的标准。",
        ),
        source="演练环境监测站",
    ),
}


def file_name(sample: Sample) -> str:
    """The name under which the sample arrives."""
    return f"{sample.name}.{'png' if sample.material_class == MaterialClass.MEDIA else 'pdf'}"


def content(sample: Sample, case: Case, at: datetime) -> bytes:
    """The sample's bytes: a PDF, or for class 5 a PNG."""
    scene = sample.material_class == MaterialClass.MEDIA
    words = vars(case)
    doc = {
        "kind": "scene" if scene else "sheet",
        "title": sample.name,
        "lines": [sentence.format(**words) for sentence in sample.sentences],
        "signed": case.agency if sample.source == "本机关制作" else sample.source,
        "day": f"{at.astimezone(SHANGHAI):%Y-%m-%d}",
        "hue": crc32(case.title.encode()) % 360,
    }
    inputs = {
        "doc": json.dumps(doc, ensure_ascii=False),
        "fonts": json.dumps(families(font_folders()), ensure_ascii=False),
    }
    if scene:
        made = _compiler().compile(format="png", ppi=float(SCENE_PPI), sys_inputs=inputs)
    else:
        made = _compiler().compile(format="pdf", sys_inputs=inputs)
    pages = [made] if isinstance(made, bytes) else list(made or ())
    return pages[0]


def description(sample: Sample, case: Case, at: datetime) -> Description:
    """What the officer says about the sample when adding it."""
    day = at.astimezone(SHANGHAI).date()
    if sample.material_class != MaterialClass.MEDIA:
        return Description(
            sample.material_class, source=sample.source, title=sample.name, pages=1, made_on=day
        )
    return Description(
        sample.material_class,
        source=sample.source,
        title=sample.name,
        pages=1,
        made_on=day,
        proves="现场状况和排放途径",
        shot_by=case.officer,
        shot_at=at,
        shot_place=case.place,
    )


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    return typst.Compiler(
        str(LAYOUT_FILE),
        root=str(LAYOUT_FILE.parent),
        font_paths=[str(folder) for folder in font_folders()],
        ignore_system_fonts=True,
    )
