"""Places by longitude and latitude in CGCS2000 (2000国家大地坐标系), in decimal degrees east and north.

Outside China is an error; outside Shanxi is only worth a second look, because waste is carried across borders. A pair that
would lie in China the other way round was most likely typed the wrong way round, and the sentence says so: nothing is
swapped.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from linkage.law.refusal import Refused

DATUM = "2000国家大地坐标系"


@dataclass(frozen=True, slots=True)
class Box:
    """A range of longitudes and latitudes, edges included."""

    west: Decimal
    east: Decimal
    south: Decimal
    north: Decimal

    def holds(self, longitude: Decimal, latitude: Decimal) -> bool:
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north


CHINA = Box(Decimal("73.4"), Decimal("135.1"), Decimal("3.8"), Decimal("53.6"))
SHANXI = Box(Decimal("110.2"), Decimal("114.6"), Decimal("34.5"), Decimal("40.8"))

_DEGREES = re.compile(
    r"(?:东经|北纬|[EN])?\s*(?P<degrees>\d{1,3}(?:\.\d+)?)\s*[°度]?\s*"
    r"(?:(?P<minutes>\d{1,2}(?:\.\d+)?)\s*['′分]\s*)?"
    r"(?:(?P<seconds>\d{1,2}(?:\.\d+)?)\s*(?:[\"″秒]|''|′′)\s*)?[EN]?",
    re.ASCII,
)
_UNREADABLE = "“{}”不是经纬度，请写成 112.549200 或者 112°32′57.12″。"


def fault_of_place(longitude: Decimal, latitude: Decimal) -> str | None:
    """What is wrong with a pair, or None: not a number, the wrong way round, not in China."""
    if not (longitude.is_finite() and latitude.is_finite()):
        return "经度、纬度应是数字。"
    if CHINA.holds(longitude, latitude):
        return None
    if CHINA.holds(latitude, longitude):
        return f"经度 {longitude}、纬度 {latitude} 可能填反了，请核对。"
    return f"经度 {longitude}、纬度 {latitude} 不在我国境内，请核对。"


def hint_of_place(longitude: Decimal, latitude: Decimal) -> str | None:
    """A place that is possible and yet unusual here. Not an error."""
    if fault_of_place(longitude, latitude) or SHANXI.holds(longitude, latitude):
        return None
    return "这个点不在山西省范围内；如果确在省外，可以继续。"


def parse_degrees(text: str) -> Decimal:
    """`112.5492`, `112°32′57.12″`, `东经112度32分57.12秒` as decimal degrees. Raises `Refused` for anything else.

    East and north only: there is nothing in the west or south that a dossier here could be about.
    """
    found = _DEGREES.fullmatch(text.strip())
    if found is None:
        raise Refused([_UNREADABLE.format(text)])
    degrees, minutes, seconds = (found[part] for part in ("degrees", "minutes", "seconds"))
    finer = [part for part in (minutes, seconds) if part is not None]
    if (finer and "." in degrees) or (seconds and (minutes is None or "." in minutes)):
        raise Refused([_UNREADABLE.format(text)])
    if any(Decimal(part) >= 60 for part in finer):
        raise Refused([f"“{text}”中的分和秒应小于60。"])
    return Decimal(degrees) + Decimal(minutes or 0) / 60 + Decimal(seconds or 0) / 3600


def in_degrees(longitude: Decimal, latitude: Decimal) -> str:
    """`东经112°32′57.12″，北纬37°51′25.20″`: seconds to two decimals, which is about a third of a metre."""
    return f"东经{_sexagesimal(longitude)}，北纬{_sexagesimal(latitude)}"


def _sexagesimal(angle: Decimal) -> str:
    hundredths = int((angle * 360000).quantize(Decimal(1), ROUND_HALF_EVEN))
    minutes, rest = divmod(hundredths, 6000)
    return f"{minutes // 60}°{minutes % 60:02}′{rest // 100:02}.{rest % 100:02}″"
