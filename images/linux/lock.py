"""Reads pip's installation report on stdin and prints a requirements file with hashes.

The report's format: https://pip.pypa.io/en/stable/reference/installation-report/
"""

import json
import re
import sys
from typing import Any


def line(item: dict[str, Any]) -> str:
    """One pinned requirement; the name normalized by PEP 503."""
    name = re.sub(r"[-_.]+", "-", item["metadata"]["name"]).lower()
    digest = item["download_info"]["archive_info"]["hashes"]["sha256"]
    return f"{name}=={item['metadata']['version']} \\\n    --hash=sha256:{digest}"


print("\n".join(sorted(line(item) for item in json.load(sys.stdin)["install"])))
