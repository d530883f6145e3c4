"""The plain walk with the official Python SDK: search, then the blocks of each page. Nothing is stored.

Arguments: the address of the API and a token. Prints JSON: what was seen and the CPU seconds of this process.
"""

import json
import resource
import sys

from notion_client import Client
from notion_client.helpers import iterate_paginated_api


def blocks_below(client, block_id):
    """How many blocks there are below a page or block; child pages are walked on their own."""
    count = 0
    for block in iterate_paginated_api(client.blocks.children.list, block_id=block_id, page_size=100):
        count += 1
        if block["has_children"] and block["type"] != "child_page":
            count += blocks_below(client, block["id"])
    return count


def main():
    address, token = sys.argv[1:]
    client = Client(auth=token, base_url=address, notion_version="2026-03-11")
    pages = blocks = 0
    for found in iterate_paginated_api(client.search, page_size=100):
        if found["object"] == "page":
            pages += 1
            blocks += blocks_below(client, found["id"])
    used = resource.getrusage(resource.RUSAGE_SELF)
    usage = {"user_seconds": used.ru_utime, "system_seconds": used.ru_stime, "peak_bytes": used.ru_maxrss * 1024}
    print(json.dumps({"pages": pages, "blocks": blocks, "usage": usage}))


main()
