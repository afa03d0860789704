"""Uploading documents and folders, and how they are shown (Seven Time, Documents)."""

import base64
import json
from typing import Any

import pytest

from dagsverke.app.commands.companies import operator
from dagsverke.dialects.seventime.documents import mend
from tests.dialects.seventime.calls import Api, Row
from tests.dialects.seventime.expected import assert_is_whole
from tests.dialects.seventime.uploads import DOCUMENT, PDF, body, encoded, file, kept, make_folder, shown, upload
from tests.harness import BASE_URL

pytestmark = pytest.mark.anyio


async def test_an_upload_is_shown_by_its_entity_with_every_documented_property_st_66(api: Api) -> None:
    key = await upload(api)
    (row,) = await shown(api)
    assert_is_whole(row, DOCUMENT)
    assert row["path"].startswith(f"{BASE_URL}/api/2/documents/{key}/plan2.pdf?company=")
    assert {name: row[name] for name in DOCUMENT if name not in {"createDate", "modifiedDate", "path"}} == {
        "_id": key,
        "name": "plan2.pdf",
        "contentType": "application/pdf",
        "size": len(PDF),
        "user": api.person("anna"),
        "userName": "Anna Andersson",
        "isLink": False,
        "isFolder": False,
        "folderId": None,
        "isPublic": False,
    }


async def test_the_documents_own_curl_line_and_script_are_understood_as_they_stand_st_68(api: Api) -> None:
    who, entity = api.person("anna"), api.firm.keys["work_order"]
    curl = (
        f'{{"uploadedBy":"{who}","entityId":"{entity}","entityType":"200","file":"{{fileContent: data, options: '
        '{fileName: plan2.pdf, contentType: application/pdf}}","folderId":"null"}'
    )
    headers = {"Content-Type": "application/json"}
    assert api.accepted(await api.send("POST", "documents/", content=curl, headers=headers))["success"] is True
    script = body(api, entityId=entity, entityType=200, folderId=None)
    assert api.accepted(await api.send("POST", "documents", json=script))["success"] is True
    first, second = await kept(api)
    assert (first["owner_kind"], first["name"], first["content_type"]) == ("work_order", "plan2.pdf", "application/pdf")
    assert (first["size"], second["size"]) == (3, len(PDF))
    assert first["owner_id"] == second["owner_id"]


async def test_the_file_may_come_as_json_text_and_a_parameter_as_text_st_68(api: Api) -> None:
    key = await upload(api, file=json.dumps(file()), entityType="1100", folderId="null")
    data_url = file() | {"fileContent": f"data:application/pdf;base64,{encoded(PDF)}"}
    in_lines = file() | {"fileContent": base64.encodebytes(PDF).decode()}
    await upload(api, file=data_url)
    await upload(api, file=in_lines)
    assert {row["digest"] for row in await kept(api)} == {(await kept(api))[0]["digest"]}
    assert key == (await kept(api))[0]["key"]


def test_no_other_text_without_marks_is_taken_for_a_file_st_68() -> None:
    for text in (
        b"{fileContent: data}",
        b'{fileContent: data, options: {fileName: "a", contentType: b}}',
        b"{fileContent: data, options: {fileName: a, contentType: b}} x",
        b"{fileContent: da ta, options: {fileName: a, contentType: b}}",
    ):
        assert mend(text) == text
    assert mend(b'{"userRolesId":1"}') == b'{"userRolesId":1}'


async def test_every_documented_kind_of_entity_takes_documents_st_70(api: Api) -> None:
    firm = api.firm

    def add(work: Any) -> dict[int, str]:
        when = {"on_day": "2026-11-18", "happened_at": "2026-11-18T07:00:00.000Z"}
        who = {"person_id": firm.persons["anna"][0]}
        machine_id = work.add("machine", {"name": "Grävare"})
        work.add("expense", when | who)
        work.add("machine_entry", when | who | {"machine_id": machine_id})
        tables = {600: "expense", 1500: "machine", 3200: "machine_entry"}
        return {code: work.find(table)["key"] for code, table in tables.items()}

    keys = await api.world.store.write(operator(firm.company_id), add)
    keys |= {200: firm.keys["work_order"], 500: firm.keys["project"], 1100: firm.keys["customer"]}
    for code, key in keys.items():
        await upload(api, entityType=code, entityId=key)
    assert {row["owner_kind"] for row in await kept(api)} == {
        *("work_order", "project", "expense", "customer", "machine", "machine_entry")
    }
    assert len({row["digest"] for row in await kept(api)}) == 1


async def test_types_without_rows_name_nothing_and_unknown_ones_are_refused_st_70(api: Api) -> None:
    wrong = [
        await api.named("POST", "documents", "entityId", json=body(api, entityType=code))
        for code in (200, 400, 500, 600, 1400, 1500, 1600, 1800, 2300, 2400, 3100, 3200, 3300)
    ]
    wrong += [
        await api.named("POST", "documents", "entityType", json=body(api, entityType=code))
        for code in (0, 1, 1101, -1100, 1100.5, "customer", "1100 ", True, [1100], {"a": 1}, "", 10**30)
    ]
    assert [one for one in wrong if one] == []
    assert await kept(api) == []


async def test_each_refusal_names_its_parameter_and_leaves_no_row_st_10(api: Api, other_api: Api) -> None:
    nobody = "5bae34dca878b54977480000"
    grid: list[tuple[str, Row]] = [
        ("uploadedBy", {"uploadedBy": None}),
        ("uploadedBy", {"uploadedBy": nobody}),
        ("uploadedBy", {"uploadedBy": other_api.person("anna")}),
        ("entityId", {"entityId": None}),
        ("entityId", {"entityId": nobody}),
        ("entityId", {"entityId": other_api.firm.keys["customer"]}),
        ("entityType", {"entityType": None}),
        ("folderId", {"folderId": nobody}),
        ("folderId", {"folderId": [1]}),
        ("file", {"file": "plan2.pdf"}),
        ("file", {"file": [1]}),
        ("file", {"file": 7}),
        ("file.options", {"file": {"fileContent": encoded(PDF), "options": 7}}),
        ("file.options.fileName", {"file": None}),
        ("file.options.fileName", {"file": file(name=None)}),
        ("file.options.fileName", {"file": file(name="")}),
        ("file.options.fileName", {"file": file(name="  ")}),
        ("file.options.fileName", {"file": file(name="a\nb")}),
        ("file.options.fileName", {"file": file(name="a\0b")}),
        ("file.options.fileName", {"file": file(name="a" * 256)}),
        ("file.options.fileName", {"file": file(name=["a"])}),
        ("file.options.contentType", {"file": file(media=None)}),
        ("file.options.contentType", {"file": file(media="pdf")}),
        ("file.options.contentType", {"file": file(media="a/b\r\nX: y")}),
        ("file.options.contentType", {"file": file(media="a/å")}),
        ("file.options.contentType", {"file": file(media="a/" + "b" * 255)}),
        ("file.fileContent", {"file": file(None)}),
        ("file.fileContent", {"file": file(b"")}),
        ("file.fileContent", {"file": file() | {"fileContent": "no base64!"}}),
        ("file.fileContent", {"file": file() | {"fileContent": ["QUJD"]}}),
        ("file.fileContent", {"file": file() | {"fileContent": {"digest": "a" * 64, "size": 1}}}),
        ("file.fileContent", {"file": file() | {"fileContent": "QUJD="}}),
    ]
    wrong = [await api.named("POST", "documents", name, json=body(api, **changes)) for name, changes in grid]
    assert [one for one in wrong if one] == []
    assert await kept(api) == []


async def test_without_content_and_type_it_is_a_folder_which_needs_no_entity_st_67(api: Api) -> None:
    loose = await make_folder(api, entityId=None, entityType=None)
    own = await make_folder(api)
    inner = await make_folder(api, "Inre", entityId=None, entityType=None, folderId=own)
    for folder in (loose, own, inner):
        await upload(api, folderId=folder)
    rows = await shown(api)
    assert [(row["isFolder"], row["folderId"]) for row in rows] == [
        (True, None),
        (True, own),
        (False, loose),
        (False, own),
        (False, inner),
    ]
    assert_is_whole(rows[0], DOCUMENT)
    assert (rows[0]["name"], rows[0]["path"], rows[0]["contentType"], rows[0]["size"]) == ("Ritningar", "", "", 0)


async def test_a_folder_is_of_the_same_entity_or_of_none_and_no_file_st_67(api: Api, other_api: Api) -> None:
    of_project = await make_folder(api, entityType=500, entityId=api.firm.keys["project"])
    a_file = await upload(api)
    foreign = await make_folder(other_api, entityId=None, entityType=None)
    for folder in (of_project, a_file, foreign):
        assert await api.named("POST", "documents", "folderId", json=body(api, folderId=folder)) is None
    half = file(None, "Halv", None)
    for name, changes in (("entityId", {"entityId": None}), ("entityType", {"entityType": None})):
        assert await api.named("POST", "documents", name, json=body(api, file=half, **changes)) is None


async def test_nothing_of_one_company_is_seen_by_the_other(api: Api, other_api: Api) -> None:
    await upload(api)
    assert await shown(other_api) == []
    assert await kept(other_api) == []
    digest = (await kept(api))[0]["digest"]
    there = await api.world.store.on_shelf(lambda shelf: shelf.get(other_api.firm.company_id, digest))
    assert there is None


async def test_an_upload_with_an_idempotency_key_is_made_once(api: Api) -> None:
    headers = {"Idempotency-Key": "upload-1"}
    replies = [await api.send("POST", "documents", json=body(api), headers=headers) for _ in range(2)]
    assert replies[0].content == replies[1].content
    assert len(await kept(api)) == 1
    other = body(api, file=file(b"another"))
    told = await api.refused("POST", "documents", 400, json=other, headers=headers)
    assert told.startswith("Idempotency-Key: ")
    bad = body(api, file=file() | {"fileContent": "no base64!"})
    refusals = [
        await api.refused("POST", "documents", 400, json=bad, headers={"Idempotency-Key": "upload-2"}) for _ in range(2)
    ]
    assert refusals[0] == refusals[1]
    assert refusals[0].startswith("file.fileContent: ")
    assert await api.refused("POST", "documents", 400, json=bad, headers={"Idempotency-Key": "å".encode("latin-1")})


async def test_other_methods_are_not_served(api: Api) -> None:
    for method in ("GET", "PUT", "DELETE"):
        await api.refused(method, "documents", 405)
    key = await upload(api)
    await api.refused("GET", f"documents/{key}", 404)
