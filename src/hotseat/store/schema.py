"""The published form of exported sessions, as JSON Schema; a copy is docs/export.schema.json."""

import json
from typing import Any

import msgspec

from hotseat.domain.session import SCHEMA
from hotseat.store.bundle import BUNDLE, Bundle

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def bundle_schema() -> str:
    """Return the JSON Schema (draft 2020-12) of what `hotseat export --to json` writes.

    It is drawn from the types that are written, so it cannot lag behind them. Keys that it does
    not name are allowed: a later Hotseat may add some.
    """
    drawn = _one_line(msgspec.json.schema(Bundle))
    drawn["$defs"]["Bundle"]["properties"]["hotseat_export"]["const"] = BUNDLE
    drawn["$defs"]["Session"]["properties"]["schema"]["maximum"] = SCHEMA
    head = {
        "$schema": DRAFT,
        "$id": f"urn:hotseat:export:{BUNDLE}.{SCHEMA}",
        "title": "Sessions exported from Hotseat",
    }
    return json.dumps({**head, **drawn}, indent=1, ensure_ascii=False) + "\n"


def _one_line(value: Any) -> Any:
    """Return the schema with its descriptions on one line each."""
    if isinstance(value, dict):
        return {
            key: " ".join(inner.split()) if key == "description" else _one_line(inner)
            for key, inner in value.items()
        }
    return [_one_line(each) for each in value] if isinstance(value, list) else value
