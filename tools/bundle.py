"""Make few small files of the modules and styles of pages with esbuild: static/built/.

The modules in static/js stay what people read and what a page loads without this step. What a phone loads is lowered
to the syntax of FLOOR.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from workshop.web import bundles  # noqa: E402 - the folder above is on the path first

STATIC = ROOT / "static"
TEMPLATES = [ROOT / "templates" / "base.html", ROOT / "templates" / "participant" / "phone.html"]
# The first browsers with module scripts, of 2017: what they cannot read gets the plain form (templates/participant).
FLOOR = ("chrome61", "safari11", "firefox60")
# esbuild counts a fault of Safari in destructuring of a kind that is not used here.
SUPPORTED = ("destructuring",)
# Bundled each by itself, so that what they share with the page makes no further file of its first visit.
ALONE = {
    "rescue": "js/parts/rescue/show.js",
    "rescued": "js/rescued.js",
    "table": "js/parts/table/paste.js",
    "moving": "js/parts/moving/give.js",
}
# Boards: the page's template, and the module of each activity's part (in static/js/parts/ACTIVITY/) that it loads.
BOARDS = {"console": ("facilitator/console.html", "board"), "projector": ("projector/projector.html", "projector")}
# Other pages of those who run a workshop, each with a script of its own; `look` stands on all of them.
PAGES = ("look", "remote", "group_board", "form", "report")
_OF_BOARDS = "es2022"
_STYLES = re.compile(r"for name in \[([^\]]+)\]")
_LATER_STYLES = re.compile(r"set later_sheets = \[([^\]]+)\]")
_STYLES_OF_BOARDS = re.compile(_STYLES.pattern + r"|for name in (attached)|(?<=asset\(')css/(screens/[\w/-]+)\.css")


def esbuild() -> Path | None:
    """Return the program in node_modules, which needs no Node.js, or None."""
    package = ROOT / "node_modules" / "@esbuild"
    return next((path for name in ("*/bin/esbuild", "*/esbuild.exe") for path in package.glob(name)), None)


def entries() -> dict[str, list[str]]:
    """Return the modules of the page, of what follows at once, and of what it loads late: those that `give`.

    Each has those before it, which a phone has already: what is shared stands in one file, of the first that needs it.
    """
    parts = STATIC / "js" / "parts"
    given = (path for path in parts.rglob("*.js") if re.search(r"^give\(", path.read_text("utf-8"), re.MULTILINE))
    desk = parts / "desk.js"
    late = sorted(path for path in given if path not in {desk, *(STATIC / alone for alone in ALONE.values())})
    kinds = [path.with_name("phone.js") for path in late if path.name == "parts.js"]
    found = {"phone": [STATIC / "js" / "participant.js"]}
    found["phone_desk"] = [*found["phone"], *kinds, desk]
    found["phone_late"] = [*found["phone_desk"], *late]
    return {name: [path.relative_to(STATIC).as_posix() for path in paths] for name, paths in found.items()}


def styles(templates: list[Path], pattern: re.Pattern[str] = _STYLES) -> list[str]:
    """Return the style sheets in the order in which these templates link them, without the one for dark screens."""
    found = (match for path in templates for match in pattern.finditer(path.read_text("utf-8")))
    return [name for match in found for name in _named(*match.groups())]


def _named(listed: str | None, attached: str | None = None, alone: str | None = None) -> list[str]:
    if listed:
        return re.findall(r"'([\w/-]+)'", listed)
    return [f"parts/{name}" for name, _ in parts("parts")] if attached else [str(alone)]


def parts(stem: str) -> list[tuple[str, Path]]:
    """Return (activity, its module of this name)."""
    return [(path.parent.name, path) for path in sorted((STATIC / "js" / "parts").glob(f"*/{stem}.js"))]


def board(program: Path, name: str, target: Path) -> tuple[list[Path], str]:
    """Write a board's files into a folder of its name. → its modules, and the name of its styles"""
    template, stem = BOARDS[name]
    entries = [STATIC / "js" / f"{name}.js", *(path for kind, path in parts(stem) if kind != stem)]
    modern(program, entries, target / name, "--splitting", "--chunk-names=part-[hash]")
    linked = styles([ROOT / "templates" / "base.html", ROOT / "templates" / template], _STYLES_OF_BOARDS)
    sheet, entry = target / f"{name}.css", target / "entry.css"
    entry.write_text("".join(f'@import "../css/{each}.css";\n' for each in linked), encoding="utf-8")
    try:
        _run(program, str(entry), *_COMMON, f"--target={','.join(FLOOR)}", *_LINKED, f"--outfile={sheet}")
    finally:
        entry.unlink()
    return entries, f"{bundles.FOLDER}/{sheet.name}"


def modern(program: Path, entries: list[Path], target: Path, *options: str) -> None:
    """Write the modules there by their names below static/."""
    # Names stay: tests know a toast's timer by its own, and whoever looks into an error finds it in the source.
    modules = ["--format=esm", "--keep-names", f"--target={_OF_BOARDS}", f"--outbase={STATIC}", f"--outdir={target}"]
    _run(program, *map(str, entries), *_COMMON, *modules, *options)


def build(program: Path, target: Path) -> bundles.Bundle:
    """Write the bundle's files into the folder."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    sources = {f"{name}.js": "".join(f'import "../{path}";\n' for path in found) for name, found in entries().items()}
    later = styles(TEMPLATES, _LATER_STYLES)
    first = [name for name in styles(TEMPLATES) if name not in later]
    sheets = {"phone.css": first, "phone_later.css": later}
    sources |= {file: "".join(f'@import "../css/{name}.css";\n' for name in names) for file, names in sheets.items()}
    common = [*_COMMON, f"--target={','.join(FLOOR)}"]
    common += [f"--supported:{feature}=true" for feature in SUPPORTED]
    entry = target / "entry"
    entry.mkdir()
    try:
        for name, text in sources.items():
            # From one folder down, as the bundle will lie.
            (entry / name).write_text(text.replace('"../', '"../../'), encoding="utf-8")
        scripts = [str(entry / name) for name in sources if name.endswith(".js")]
        modules = ["--format=esm", "--splitting", "--chunk-names=part-[hash]", f"--outdir={target}"]
        meta = target / "meta.json"
        _run(program, *scripts, *common, *modules, f"--metafile={meta}")
        for name, path in ALONE.items():
            _run(program, str(STATIC / path), *common, "--format=esm", f"--outfile={target / name}.js")
        for file in sheets:
            _run(program, str(entry / file), *common, *_LINKED, f"--outfile={target / file}")
        outputs = json.loads(meta.read_text("utf-8"))["outputs"]
        meta.unlink()
    finally:
        shutil.rmtree(entry)
    script, desk = _shared(target, outputs)
    names = {name: f"{bundles.FOLDER}/{file}" for name, file in {**_FILES, "script": script, "desk": desk}.items()}
    alone = {name: f"{bundles.FOLDER}/{name}.js" for name in ALONE}
    pages = [STATIC / "js" / f"{name}.js" for name in PAGES]
    modern(program, pages, target / "pages")
    boards = {name: board(program, name, target) for name in BOARDS}
    found = {"pages": pages, **{name: entries for name, (entries, _) in boards.items()}}
    listed = [(folder, path.relative_to(STATIC).as_posix()) for folder, paths in found.items() for path in paths]
    made = {module: f"{bundles.FOLDER}/{folder}/{module}" for folder, module in listed}
    sheets = {name: sheet for name, (_, sheet) in boards.items()}
    return bundles.Bundle(**names, **alone, modules=made, sheets=sheets)  # type: ignore[typeddict-item]


_COMMON = ["--bundle", "--minify", "--charset=utf8", "--log-level=warning"]
_LINKED = ["--external:*.woff2", "--loader:.svg=dataurl"]
_FILES = {"late": "phone_late.js", "styles": "phone.css", "later": "phone_later.css"}


def _shared(target: Path, outputs: dict[str, dict[str, Any]]) -> tuple[str, str]:
    """Return the files in which the page's modules and the desk's stand; the entries, which only import them, go."""

    def imported(entry: str) -> list[str]:
        found = next(output for path, output in outputs.items() if Path(path).name == entry)
        (target / entry).unlink()
        return [Path(each["path"]).name for each in found["imports"]]

    (script,) = imported("phone.js")
    (desk,) = {*imported("phone_desk.js")} - {script}
    return script, desk


def _run(program: Path, *arguments: str) -> None:
    if subprocess.call([str(program), *arguments], cwd=ROOT):
        sys.exit("bundle: esbuild stopped; the pages go on loading each module alone")


def main() -> None:
    program = esbuild()
    if program is None:
        sys.exit("bundle: no esbuild in node_modules; run `npm ci --ignore-scripts`")
    bundles.write(STATIC, build(program, STATIC / bundles.FOLDER))


if __name__ == "__main__":
    main()
