"""What every input has in common: no unknown fields, printable text, moments that say their time zone."""

import re
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError

_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)", re.ASCII | re.IGNORECASE
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_YEARS = range(1979, 2100)
"""From the first criminal code to as far as any limit here can reach."""
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")


def _written_as(pattern: re.Pattern[str], example: str) -> BeforeValidator:
    def check(value: Any) -> Any:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise PydanticCustomError("format", "须写作 {example}", {"example": example})
        return value

    return BeforeValidator(check)


def _within_reach(value: date) -> date:
    if value.year not in _YEARS:
        raise PydanticCustomError(
            "out_of_reach", "年份须在 {first} 与 {last} 之间", {"first": _YEARS[0], "last": _YEARS[-1]}
        )
    return value


Moment = Annotated[datetime, _written_as(_MOMENT, "2026-11-24T09:00:00+08:00"), AfterValidator(_within_reach)]
"""A moment with its offset (RFC 3339)."""
Day = Annotated[date, _written_as(_DAY, "2026-11-24"), AfterValidator(_within_reach)]
"""A day (RFC 3339 full-date)."""


class Said(BaseModel):
    """The body of a request. Unknown fields are refused: a misspelt one must not pass in silence."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _printable(cls, said: Any) -> Any:
        if isinstance(said, dict) and any(_has_unprintable(value) for value in said.values()):
            raise PydanticCustomError("unprintable", "含有不能印在文书上的控制字符")
        return said


class Asked(Said):
    """The query of a request. Unknown parameters are refused too: a misspelt filter would answer another question."""

    @model_validator(mode="before")
    @classmethod
    def _known(cls, said: Any, info: ValidationInfo) -> Any:
        request = (info.context or {}).get("request")
        unknown = sorted(set(request.GET) - set(cls.model_fields)) if request is not None else []
        if unknown:
            raise PydanticCustomError(
                "unknown_parameter", "没有这些参数：{names}", {"names": "、".join(unknown)[:200]}
            )
        return said


def text(at_most: int, *, at_least: int = 0, default: Any = ...) -> Any:
    """A text field of so many characters; one with `at_least` must be given."""
    bounds = {"max_length": at_most, **({"min_length": at_least} if at_least else {})}
    return Field(default, **bounds)


def _has_unprintable(value: Any) -> bool:
    if isinstance(value, str):
        return _UNPRINTABLE.search(value) is not None
    return isinstance(value, list) and any(_has_unprintable(item) for item in value if isinstance(item, str))
