"""The Python SDK (notion-client) against a running simulator (`keepsake simulator --workspace sample`).

Reads all of the workspace and then changes it, in both REST versions, and prints how many checks passed.
"""

import json
import logging
import os
import sys
import traceback
import urllib.error
import urllib.request

from notion_client import APIErrorCode, APIResponseError, Client
from notion_client.helpers import (
    collect_paginated_api,
    is_full_block,
    is_full_data_source,
    is_full_page,
    iterate_paginated_api,
)

URL = os.environ.get("KEEPSAKE_SIMULATOR_URL")
TOKEN = os.environ.get("KEEPSAKE_SIMULATOR_TOKEN")


class Tally:
    """Runs checks and counts how they end."""

    def __init__(self):
        self.passed = 0
        self.failed = 0

    def check(self, name, body):
        try:
            result = body()
        except Exception:  # every failure is counted and shown
            self.failed += 1
            print(f"not ok: {name}\n{traceback.format_exc()}", file=sys.stderr)
            return None
        self.passed += 1
        return result


def words(text):
    return [{"text": {"content": text}}]


def refusal(call):
    try:
        call()
    except APIResponseError as error:
        return error
    raise AssertionError("nothing was refused")


def walk(notion, block):
    count = 0
    for child in iterate_paginated_api(notion.blocks.children.list, block_id=block):
        assert is_full_block(child)
        count += 1
        if child["has_children"] and child["type"] != "child_page":
            count += walk(notion, child["id"])
    return count


def reading(tally, notion, label):
    def me():
        bot = notion.users.me()
        assert bot["type"] == "bot" and bot["bot"]["workspace_name"]

    def users():
        found = collect_paginated_api(notion.users.list, page_size=3)
        assert any(user["type"] == "person" for user in found)
        assert notion.users.retrieve(user_id=found[0]["id"])["id"] == found[0]["id"]

    def search():
        found = collect_paginated_api(notion.search, page_size=7)
        assert len({result["id"] for result in found}) == len(found) > 20
        times = [result["last_edited_time"] for result in found]
        assert times == sorted(times, reverse=True)
        return found

    tally.check(f"{label}: me", me)
    tally.check(f"{label}: users", users)
    results = tally.check(f"{label}: search", search) or []
    pages = [result for result in results if is_full_page(result)]

    def retrieve():
        for page in pages[:5]:
            read = notion.pages.retrieve(page_id=page["id"].replace("-", ""))
            assert read["url"] == page["url"]
            title = notion.pages.properties.retrieve(page_id=page["id"], property_id="title")
            assert title["object"] == "list"

    def blocks():
        assert sum(walk(notion, page["id"]) for page in pages) > 100

    def markdown():
        for page in pages:
            read = notion.pages.retrieve_markdown(page_id=page["id"])
            assert read["object"] == "page_markdown" and read["truncated"] is False

    def sources():
        found = [result for result in results if is_full_data_source(result)]
        assert found
        for source in found:
            schema = notion.data_sources.retrieve(data_source_id=source["id"])
            database = notion.databases.retrieve(database_id=schema["parent"]["database_id"])
            assert source["id"] in [named["id"] for named in database["data_sources"]]
            rows = collect_paginated_api(notion.data_sources.query, data_source_id=source["id"], page_size=2)
            assert rows and all(is_full_page(row) for row in rows)
            notion.data_sources.list_templates(data_source_id=source["id"])

    def comments():
        found = [collect_paginated_api(notion.comments.list, block_id=page["id"]) for page in pages[:40]]
        assert any(found)

    tally.check(f"{label}: pages", retrieve)
    tally.check(f"{label}: every block", blocks)
    tally.check(f"{label}: every page as markdown", markdown)
    tally.check(f"{label}: data sources", sources)
    tally.check(f"{label}: comments", comments)
    return pages


def writing(tally, notion, label, parent):
    page = notion.pages.create(
        parent={"page_id": parent},
        properties={"title": words(f"Made by the Python SDK {label}")},
        children=[{"paragraph": {"rich_text": words("First")}}],
    )["id"]

    def update():
        updated = notion.pages.update(page_id=page, icon={"emoji": "🧪"}, properties={"title": words("Renamed")})
        assert updated["icon"]["emoji"] == "🧪"
        assert updated["properties"]["title"]["title"][0]["plain_text"] == "Renamed"

    def blocks():
        added = notion.blocks.children.append(
            block_id=page, children=[{"to_do": {"rich_text": words("Second"), "checked": True}}, {"divider": {}}]
        )["results"]
        changed = notion.blocks.update(block_id=added[0]["id"], to_do={"rich_text": words("Changed"), "checked": False})
        assert changed["to_do"]["checked"] is False
        assert notion.blocks.delete(block_id=added[1]["id"])["in_trash"] is True
        assert notion.blocks.update(block_id=added[1]["id"], in_trash=False)["in_trash"] is False
        assert len(collect_paginated_api(notion.blocks.children.list, block_id=page, page_size=1)) == 3

    def markdown():
        made = notion.pages.create(parent={"page_id": page}, markdown="# Title\nOne\nTwo")
        changed = notion.pages.update_markdown(
            page_id=made["id"], type="insert_content", insert_content={"content": "Zero", "position": {"type": "start"}}
        )
        assert changed["markdown"] == "Zero\nOne\nTwo"

    def move():
        child = notion.pages.create(parent={"page_id": page}, properties={"title": words("Child")})["id"]
        assert notion.pages.update(page_id=child, in_trash=True)["in_trash"] is True
        assert notion.pages.update(page_id=child, in_trash=False)["in_trash"] is False
        moved = notion.pages.move(page_id=child, parent={"type": "page_id", "page_id": parent})
        assert moved["parent"]["page_id"] == parent

    def database():
        made = notion.databases.create(
            parent={"type": "page_id", "page_id": page},
            title=words("Things"),
            initial_data_source={"properties": {"Name": {"title": {}}, "Done": {"checkbox": {}}}},
        )
        source = made["data_sources"][0]["id"]
        for number in range(3):
            notion.pages.create(
                parent={"type": "data_source_id", "data_source_id": source},
                properties={"Name": {"title": words(f"Row {number}")}, "Done": {"checkbox": number == 1}},
            )
        found = notion.data_sources.query(
            data_source_id=source, filter={"property": "Done", "checkbox": {"equals": True}}
        )["results"]
        assert [row["properties"]["Name"]["title"][0]["plain_text"] for row in found] == ["Row 1"]

    def comments():
        comment = notion.comments.create(parent={"page_id": page}, rich_text=words("Well done"))
        assert notion.comments.list(block_id=page)["results"][0]["id"] == comment["id"]

    def trash():
        assert notion.pages.update(page_id=page, in_trash=True)["in_trash"] is True

    for body in (update, blocks, markdown, move, database, comments, trash):
        tally.check(f"{label}: {body.__name__}", body)


def refusals(tally):
    notion = Client(auth=TOKEN, base_url=URL, notion_version="2026-03-11", retry=False, log_level=logging.CRITICAL)

    wrong = Client(auth="ntn_wrong", base_url=URL, retry=False, log_level=logging.CRITICAL)

    def unauthorized():
        error = refusal(lambda: wrong.users.me())
        assert (error.code, error.status) == (APIErrorCode.Unauthorized, 401)

    def not_found():
        error = refusal(lambda: notion.pages.retrieve(page_id="00000000-0000-0000-0000-000000000000"))
        assert error.code == APIErrorCode.ObjectNotFound

    def validation():
        assert refusal(lambda: notion.search(page_size=500)).code == APIErrorCode.ValidationError

    def invalid_url():
        assert refusal(lambda: notion.request("/invalid", "GET")).code == APIErrorCode.InvalidRequestURL

    def rate_limited():
        order = {"kind": "rate_limited", "endpoint": "/v1/users/me", "retry_after": {"seconds": 1}}
        request = urllib.request.Request(f"{URL}/simulator/faults", json.dumps(order).encode(), method="POST")
        urllib.request.urlopen(request).close()
        assert refusal(notion.users.me).code == APIErrorCode.RateLimited

    for body in (unauthorized, not_found, validation, invalid_url, rate_limited):
        tally.check(body.__name__, body)


def main():
    if not URL or not TOKEN:
        print("Set KEEPSAKE_SIMULATOR_URL and KEEPSAKE_SIMULATOR_TOKEN.", file=sys.stderr)
        return 2
    tally = Tally()
    root = None
    for version in ("2026-03-11", "2025-09-03"):
        notion = Client(auth=TOKEN, base_url=URL, notion_version=version)
        pages = reading(tally, notion, version)
        root = root or next(page["id"] for page in pages if page["parent"]["type"] == "workspace")
        writing(tally, notion, version, root)
    refusals(tally)
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 0 if tally.failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
