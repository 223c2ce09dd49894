"""Puts pages, static files, fonts and compiled translations into the built package, or stops and says what lacks."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class LaenaBuild(BuildHookInterface):
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "tools"))
        import translations
        import vendor

        lacking = [name for name in vendor.FILES.values() if not (root / "static" / "vendor" / name).is_file()]
        if lacking:
            sys.exit(f"static/vendor lacks {', '.join(lacking)}: run `make setup` before building")
        translations.compile_all()
        if self.target_name == "wheel":
            guides = ("docs/guide-day.md", "docs/guide-year.md", "docs/guide")
            for name in ("templates", "static", *guides):
                build_data["force_include"][str(root / name)] = f"workshop/_site/{name}"
