"""Checks recorded replies against GitHub's OpenAPI description.

Usage: against_schemas.py DESCRIPTION.json REPLIES.jsonl

Each line of REPLIES is {"method", "path", "status", "body"}; `path` is the template as the
description writes it. Prints what does not fit and exits with 1, or counts what was checked.
"""

import json
import sys

from jsonschema import Draft202012Validator, FormatChecker

description = json.load(open(sys.argv[1]))
checked = 0
faults = []
for line in open(sys.argv[2]):
    reply = json.loads(line)
    operation = description["paths"].get(reply["path"], {}).get(reply["method"].lower())
    if operation is None:
        continue
    response = operation["responses"].get(str(reply["status"]))
    if response is None:
        faults.append(f"{reply['method']} {reply['path']}: {reply['status']} is not described")
        continue
    schema = response.get("content", {}).get("application/json", {}).get("schema")
    if schema is None:
        continue
    whole = {**schema, "components": description["components"]}
    validator = Draft202012Validator(whole, format_checker=FormatChecker())
    checked += 1
    for fault in validator.iter_errors(reply["body"]):
        place = "/".join(str(part) for part in fault.absolute_path)
        faults.append(f"{reply['method']} {reply['path']}: {place}: {fault.message[:200]}")
for fault in faults:
    print(fault)
if faults:
    sys.exit(1)
print(f"{checked} replies fit")
