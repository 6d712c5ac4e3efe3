"""Which fonts papers are set in, and which characters they lack.

Names hold rare characters. A character that no configured font can draw would be printed as a blank, so a paper
that holds one is refused, by name of the character.
"""

import os
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont

from linkage.law.refusal import Reason, Refused

# For each part of a paper the families that may set it, the licensed ones of an office first. GB/T 9704-2012 asks for
# 仿宋, 小标宋, 黑体, 楷体 and (page numbers) 宋体.
ROLES: Mapping[str, tuple[str, ...]] = {
    "body": (
        "仿宋_GB2312",
        "FangSong_GB2312",
        "方正仿宋_GBK",
        "仿宋",
        "FangSong",
        "FandolFang R",
        "FandolFang",
    ),
    "title": ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "FandolSong"),
    "heading": ("方正黑体_GBK", "黑体", "SimHei", "FandolHei"),
    "subheading": ("楷体_GB2312", "KaiTi_GB2312", "方正楷体_GBK", "楷体", "KaiTi", "FandolKai"),
    "latin": ("Times New Roman", "Liberation Serif", "FandolSong"),
    "page": ("宋体", "SimSun", "FandolSong"),
}
# For characters that the fonts above lack.
FALLBACKS = ("LXGW WenKai", "霞鹜文楷", "Noto Serif CJK SC", "Noto Serif CJK", "SimSun-ExtB")
_SUFFIXES = {".otf", ".ttf", ".ttc", ".otc"}


class MissingGlyph(Refused):
    """A paper holds characters that no configured font can draw; `characters` names them."""

    def __init__(self, characters: Iterable[str]) -> None:
        self.characters = tuple(sorted(characters))
        shown = "、".join(f"“{c}”（U+{ord(c):04X}）" for c in self.characters)
        super().__init__(
            [
                Reason(
                    f"不能生成文书：现有字体中没有{shown}，打印出来会是空白。",
                    remedy="请核对是否录入有误；确需使用的，由系统管理员在字体文件夹中增加含有该字的字体。",
                    code="missing_glyph",
                )
            ]
        )


class FontsMissing(Refused):
    """No font is configured at all."""

    def __init__(self, folders: Iterable[Path]) -> None:
        places = "、".join(str(folder) for folder in folders)
        super().__init__(
            [
                Reason(
                    f"不能生成文书：字体文件夹（{places}）中没有字体。",
                    remedy="请系统管理员运行 scripts/fetch_fonts.sh，或用环境变量 LINKAGE_FONTS 指明字体所在文件夹。",
                    code="fonts_missing",
                )
            ]
        )


def font_folders() -> tuple[Path, ...]:
    """The folders fonts are read from: LINKAGE_FONTS, else `share/linkage-fonts` of the environment we run in."""
    setting = os.environ.get("LINKAGE_FONTS", "")
    if setting:
        return tuple(Path(folder) for folder in setting.split(os.pathsep) if folder)
    return (Path(sys.prefix) / "share" / "linkage-fonts",)


def families(folders: tuple[Path, ...]) -> dict[str, list[str]]:
    """For each role the families to try, in order, of those present in `folders`."""
    present = set(_read_fonts(folders))
    spare = [family for family in FALLBACKS if family in present]
    return {
        role: [family for family in wanted if family in present] + spare for role, wanted in ROLES.items()
    }


def uncovered(texts: Iterable[str], folders: tuple[Path, ...]) -> set[str]:
    """The characters of `texts` that no font in `folders` can draw."""
    changed = tuple(folder.stat().st_mtime_ns if folder.is_dir() else 0 for folder in folders)
    drawable = _drawable(folders, changed)
    return {c for c in set().union(*texts) if ord(c) not in drawable and not _is_invisible(c)}


@lru_cache(maxsize=8)
def _drawable(folders: tuple[Path, ...], changed: tuple[int, ...]) -> frozenset[int]:
    """All code points together. Every act asks, so it is kept; `changed` notices a font put into or taken from a folder."""
    return frozenset().union(*_read_fonts(folders).values())


def _is_invisible(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) == "Cf"


def _read_fonts(folders: tuple[Path, ...]) -> dict[str, frozenset[int]]:
    """Family name → code points it draws, over all fonts in the folders; FontsMissing if there is none."""
    files = [path for folder in folders if folder.is_dir() for path in sorted(folder.rglob("*"))]
    found: dict[str, frozenset[int]] = {}
    for path in files:
        if path.suffix.lower() in _SUFFIXES:
            for family, covered in _read_font(path, path.stat().st_mtime_ns):
                found[family] = found.get(family, frozenset()) | covered
    if not found:
        raise FontsMissing(folders)
    return found


@lru_cache(maxsize=256)
def _read_font(path: Path, changed: int) -> tuple[tuple[str, frozenset[int]], ...]:
    """The families in one file; `changed` makes a replaced file be read again."""
    collection = path.suffix.lower() in {".ttc", ".otc"}
    fonts = TTCollection(path, lazy=True).fonts if collection else [TTFont(path, lazy=True)]
    return tuple(pair for font in fonts for pair in _families_of(font))


def _families_of(font: TTFont) -> list[tuple[str, frozenset[int]]]:
    covered = frozenset(font.getBestCmap() or ())
    names = {record.toUnicode() for record in font["name"].names if record.nameID in (1, 16)}
    return [(name, covered) for name in sorted(names)]
