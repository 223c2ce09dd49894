"""The published JSON Schema of the JSON export, which the wheel carries: `report.schema.json` of this folder."""

from pathlib import Path


def text() -> str:
    return Path(__file__).with_name("report.schema.json").read_text("utf-8")
