"""What is wrong with a request, as RFC 9457 tells it to a program."""

import json
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse

PROBLEM = "application/problem+json; charset=utf-8"


class Problem(Exception):
    """`detail` is a sentence; `parameter` names what in the query is to be mended."""

    def __init__(self, status: HTTPStatus, detail: str, *, parameter: str = "") -> None:
        super().__init__(detail)
        self.status, self.detail, self.parameter = status, detail, parameter

    @property
    def told(self) -> dict[str, Any]:
        told: dict[str, Any] = {
            "type": "about:blank",
            "title": self.status.phrase,
            "status": self.status.value,
            "detail": self.detail,
        }
        if self.parameter:
            told["parameter"] = self.parameter
        return told

    def response(self) -> HttpResponse:
        body = json.dumps(self.told, ensure_ascii=False).encode()
        headers = {"Cache-Control": "no-cache"}
        return HttpResponse(body, PROBLEM, status=self.status, headers=headers)
