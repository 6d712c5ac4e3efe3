"""The description of the API at /api/v1/openapi.json: every answer is declared, problems as what they are."""

from collections.abc import Callable
from functools import cached_property, wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from linkage.api.once import HEADER, KEY_AT_MOST
from linkage.api.problems import MEDIA_TYPE, problem

_KEY = {
    "in": "header",
    "name": HEADER,
    "required": False,
    "description": "同一个键重发，只办一次，答复相同；换了内容则拒绝。",
    "schema": {"type": "string", "minLength": 1, "maxLength": KEY_AT_MOST, "pattern": "^[!-~]+$"},
}
_NAMES = {
    400: "读不懂",
    401: "没有有效的令牌",
    404: "没有，或者看不到",
    409: "他人已先办理",
    413: "过大",
    422: "不能办理及其理由",
}


class DescribedAPI(NinjaAPI):
    """Ninja's API, with problems declared in their own media type and the key of writes as a header."""

    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> OpenAPISchema:
        """The description; made once, since it cannot change while the program runs."""
        return self._description

    @cached_property
    def _description(self) -> OpenAPISchema:
        schema = super().get_openapi_schema(path_prefix=self.get_root_path({}))
        for item in schema["paths"].values():
            for method, operation in item.items():
                _declare_problems(operation["responses"])
                if method in ("post", "put"):
                    operation.setdefault("parameters", []).append(_KEY)
        return schema


def _declare_problems(responses: dict[Any, Any]) -> None:
    for status, response in responses.items():
        if int(status) >= 400:
            response["description"] = _NAMES[int(status)]
            response["content"] = {MEDIA_TYPE: response["content"]["application/json"]}
        else:
            response["description"] = "办理完毕" if int(status) == 201 else "答复"


def answering_in_problems(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view, with the 405 that the framework gives outside every operation as a problem document."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if not isinstance(response, HttpResponseNotAllowed):
            return response
        return problem(405, "method_not_allowed", "这个地址不接受这种请求方法。", Allow=response["Allow"])

    return answered


@csrf_exempt
def refuse_unknown_address(request: HttpRequest, rest: str = "") -> HttpResponse:
    """An address under /api/v1/ that nobody knows."""
    return problem(404, "not_found", "没有这个地址。", "可用的地址见 /api/v1/openapi.json。")
