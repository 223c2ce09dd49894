"""Make few small files of the phone page's modules and styles with esbuild: static/built/.

The modules in static/js stay what people read and what a page loads without this step. The syntax is lowered to FLOOR.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

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
ALONE = {"rescue": "js/parts/rescue/show.js", "rescued": "js/rescued.js", "table": "js/parts/table/paste.js"}
_STYLES = re.compile(r"for name in \[([^\]]+)\]")


def esbuild() -> Path | None:
    """Return the program in node_modules, which needs no Node.js, or None."""
    package = ROOT / "node_modules" / "@esbuild"
    return next((path for name in ("*/bin/esbuild", "*/esbuild.exe") for path in package.glob(name)), None)


def entries() -> dict[str, list[str]]:
    """Return the modules of the page, and of what it loads late: those that `give`, found by their folder."""
    parts = STATIC / "js" / "parts"
    given = (path for path in parts.rglob("*.js") if re.search(r"^give\(", path.read_text("utf-8"), re.MULTILINE))
    late = sorted(path for path in given if path not in {STATIC / alone for alone in ALONE.values()})
    kinds = [path.with_name("phone.js") for path in late if path.name == "parts.js"]
    return {
        "phone": [str(path.relative_to(STATIC)) for path in [*kinds, STATIC / "js" / "participant.js"]],
        "phone_late": [str(path.relative_to(STATIC)) for path in late],
    }


def styles() -> list[str]:
    """Return the page's style sheets in the order in which its templates link them."""
    lists = [_STYLES.search(path.read_text("utf-8")) for path in TEMPLATES]
    return [name for found in lists if found for name in re.findall(r"'([\w/-]+)'", found[1])]


def build(program: Path, target: Path) -> bundles.Bundle:
    """Write the bundle's files into the folder."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    sources = {f"{name}.js": "".join(f'import "../{path}";\n' for path in found) for name, found in entries().items()}
    sources["phone.css"] = "".join(f'@import "../css/{name}.css";\n' for name in styles())
    common = ["--bundle", "--minify", "--charset=utf8", "--log-level=warning", f"--target={','.join(FLOOR)}"]
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
        linked = ["--external:*.woff2", "--loader:.svg=dataurl", f"--outfile={target / 'phone.css'}"]
        _run(program, str(entry / "phone.css"), *common, *linked)
        outputs = json.loads(meta.read_text("utf-8"))["outputs"]
        meta.unlink()
    finally:
        shutil.rmtree(entry)
    page = next(output for path, output in outputs.items() if path.endswith("/phone.js"))
    imported = [f"{bundles.FOLDER}/{Path(found['path']).name}" for found in page["imports"]]
    names = {name: f"{bundles.FOLDER}/{file}" for name, file in _FILES.items()}
    alone = {name: f"{bundles.FOLDER}/{name}.js" for name in ALONE}
    return bundles.Bundle(**names, imports=imported, **alone)  # type: ignore[typeddict-item]


_FILES = {"script": "phone.js", "late": "phone_late.js", "styles": "phone.css"}


def _run(program: Path, *arguments: str) -> None:
    if subprocess.call([str(program), *arguments], cwd=ROOT):
        sys.exit("bundle: esbuild stopped; the phone page goes on loading each module alone")


def main() -> None:
    program = esbuild()
    if program is None:
        sys.exit("bundle: no esbuild in node_modules; run `npm ci --ignore-scripts`")
    bundles.write(STATIC, build(program, STATIC / bundles.FOLDER))


if __name__ == "__main__":
    main()
