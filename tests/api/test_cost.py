import json

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.door import *


def test_x(door, cast, road):
    number = road.to("submitted").dossier.number
    api = door(cast.intake)
    with CaptureQueriesContext(connection) as c:
        assert api.post(f"/transfers/{number}/accept", ACCEPTANCE).status_code == 200
    for q in c.captured_queries:
        print(q["sql"][:170])
    print("=====", len(c))
    api = door(cast.officer)
    with CaptureQueriesContext(connection) as c:
        data = {
            "case": json.dumps(CASE),
            "source": "x",
            "files": [SimpleUploadedFile("a.txt", b"x" * 1048576)],
        }
        r = api.client.post(
            "/api/v1/transfers/with-files", data, headers={"Authorization": f"Bearer {api.secret}"}
        )
        assert r.status_code == 201, r.content
    for q in c.captured_queries:
        print(q["sql"][:170])
    print("=====", len(c))
    assert 0
