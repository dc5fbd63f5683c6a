"""The way through the code: imports point back along it, and only its edge touches the world.

yaml → loading → model → checks → content, model → workbook → generators → output, and the command
line around them all. Read from the syntax trees, so that lazy imports count too.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import chain
from pathlib import Path
from typing import Final

import pytest

from tests.support.offences import expect_none

PACKAGE: Final = "toimintamalli"
ROOT: Final = Path(__file__).parents[1]
SOURCE: Final = ROOT / "src"
PLUGINS: Final = ROOT / "generators"

BELOW: Final[Mapping[str, tuple[str, ...]]] = {
    "_version": (),
    "patterns": (),
    "limits": (),
    "weighing": (),
    "messages": ("patterns",),
    "findings": ("messages", "limits", "weighing"),
    "errors": ("findings",),
    "_resources": ("errors",),
    "archives": ("errors",),
    "xml": ("errors",),
    "spreadsheets": ("archives", "xml"),
    "model": ("errors",),
    "yaml": ("findings",),
    "languages": ("model", "yaml"),
    "loading": ("languages",),
    "fieldwords": ("loading",),
    "design": ("model",),
    "workbook": ("compiled",),
    "checks": ("loading", "languages", "workbook", "answers", "_resources"),
    "compiled": ("model", "_resources"),
    "content": ("checks", "translation", "compiled"),
    "answers": ("model",),
    "rounds": ("answers", "workbook", "words"),
    "splicing": ("yaml", "errors"),
    "formatting": ("loading", "splicing"),
    "translation": ("checks", "splicing", "spreadsheets"),
    "preview": ("content", "translation", "limits"),
    "published": ("workbook",),
    "meaning": ("rounds",),
    "changes": ("content", "published", "meaning"),
    "schema": ("loading", "published", "answers", "fieldwords"),
    "words": ("languages",),
    "plugins": ("workbook", "answers", "report"),
    "batch": ("workbook", "limits"),
    "generation": ("workbook", "words", "plugins"),
    "report": ("rounds", "design"),
    "collecting": ("rounds", "reading"),
    "coverage": ("content", "generation", "report", "collecting"),
    "beginning": ("schema", "words", "splicing", "loading"),
    "modelbook": ("beginning", "content", "fieldwords", "spreadsheets"),
    "reporting": ("report", "generation"),
    "reading": ("answers", "workbook", "plugins"),
    "testing": ("content", "generation"),
    "output": ("errors",),
    "cli": (
        "_version",
        "content",
        "formatting",
        "preview",
        "batch",
        "generation",
        "output",
        "schema",
        "changes",
        "reading",
        "reporting",
        "rounds",
        "coverage",
        "beginning",
        "modelbook",
    ),
    "__main__": ("cli",),
}
"""Layer → the layers right below it. A layer imports from itself and from all that lie below."""

PAGE_OF_PLUGINS: Final = ROOT / "docs" / "generators.md"
"""Lists the modules that a plug-in may import, ours or a stranger's."""

WRITING_METHODS: Final = frozenset(
    {"write_text", "write_bytes", "mkdir", "touch", "unlink", "rmdir", "rename", "chmod"}
)
WRITING_MODULES: Final = frozenset({"shutil", "tempfile"})


def module_name(file: Path, root: Path) -> str:
    parts = file.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules_under(root: Path) -> dict[str, ast.Module]:
    return {
        module_name(file, root): ast.parse(file.read_text(encoding="utf-8"), str(file))
        for file in sorted(root.rglob("*.py"))
    }


OURS: Final = modules_under(SOURCE)
PLUGIN_MODULES: Final = modules_under(PLUGINS)


def layer_of(module: str) -> str:
    """`toimintamalli.model.text` → `model`."""
    return module.split(".")[1]


def below(layer: str) -> set[str]:
    return set(chain.from_iterable({each, *below(each)} for each in BELOW[layer]))


def imported(tree: ast.Module) -> Iterator[str]:
    """Yield the full name of each module that is imported; of `from a import b` the module `a.b`
    where `b` is one of ours, else `a`.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide the layer"
            for name in node.names:
                full = f"{node.module}.{name.name}"
                yield full if full in OURS else str(node.module)


def our_imports(tree: ast.Module) -> list[str]:
    return sorted({each for each in imported(tree) if each.split(".")[0] == PACKAGE})


def is_private(module: str) -> bool:
    return any(part.startswith("_") for part in module.split("."))


def calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def called_name(call: ast.Call) -> str:
    """`print(…)` → `print`; `path.write_text(…)` → `write_text`."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def opens_for_writing(call: ast.Call) -> bool:
    """Tell whether this is `open(file, "w")`, `path.open("wb")` or the like."""
    arguments = [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg == "mode")]
    modes = [argument.value for argument in arguments if isinstance(argument, ast.Constant)]
    return called_name(call) == "open" and any(
        isinstance(mode, str) and set(mode) <= set("rwxabt+") and set(mode) & set("wxa+")
        for mode in modes
    )


def writes_files(tree: ast.Module) -> bool:
    return (
        any(called_name(call) in WRITING_METHODS for call in calls(tree))
        or any(opens_for_writing(call) for call in calls(tree))
        or any(each.split(".")[0] in WRITING_MODULES for each in imported(tree))
    )


def prints(tree: ast.Module) -> bool:
    return any(called_name(call) in {"print", "echo", "secho"} for call in calls(tree)) or any(
        is_terminal(node) for node in ast.walk(tree)
    )


def is_terminal(node: ast.AST) -> bool:
    """Tell whether this is `sys.stdout` or the like."""
    match node:
        case ast.Attribute(value=ast.Name(id="sys"), attr=name):
            return name in {"stdout", "stderr", "__stdout__", "__stderr__"}
        case ast.ImportFrom(module="sys"):
            return True
    return False


INNER_MODULES: Final = sorted(set(OURS) - {PACKAGE})


EVERY_MODULE: Final = {**{module: OURS[module] for module in INNER_MODULES}, **PLUGIN_MODULES}
Offence = str
"""Whoever breaks a rule, and by what: a test names all of them at once."""


def outside(layer: str) -> Iterator[tuple[str, ast.Module]]:
    """Yield every module of ours, generators' too, that does not belong to a layer."""
    for module, tree in EVERY_MODULE.items():
        if module in PLUGIN_MODULES or layer_of(module) != layer:
            yield module, tree


def offences_of_layers() -> Iterator[Offence]:
    for module in INNER_MODULES:
        allowed = {layer_of(module), *below(layer_of(module))}
        for each in our_imports(OURS[module]):
            # The package only forwards public names; inside, a name is imported from its home.
            if each == PACKAGE or layer_of(each) not in allowed:
                yield f"{module} imports {each}"


def offences_of_privacy() -> Iterator[Offence]:
    for module in INNER_MODULES:
        for each in our_imports(OURS[module]):
            if is_private(each) and not module.startswith(each.rsplit("._", 1)[0]):
                yield f"{module} imports {each}"


def surface_of_plugins() -> set[str]:
    """Return the package and the modules that the page names: `.tree` is beside the one before."""
    named, parent = {PACKAGE, "toimintamalli.plugins"}, PACKAGE
    page = PAGE_OF_PLUGINS.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`toimintamalli\..*?) \|", page, re.MULTILINE)
    for name in re.findall(r"`([a-z_.]+)`", " ".join(rows)):
        parent = name.rpartition(".")[0] or parent
        named.add(name if name.startswith(PACKAGE) else f"{parent}{name}")
    return named


def offences_of_plugins() -> Iterator[Offence]:
    public = surface_of_plugins()
    for module, tree in PLUGIN_MODULES.items():
        for each in our_imports(tree):
            if each not in public:
                yield f"{module} imports {each}"


def offences_among_plugins() -> Iterator[Offence]:
    for module, tree in PLUGIN_MODULES.items():
        tops = {each.split(".")[0] for each in imported(tree)} - {module.split(".")[0]}
        yield from (f"{module} imports {top}" for top in tops if top.startswith(f"{PACKAGE}_"))


def test_every_module_has_its_layer() -> None:
    assert {layer_of(module) for module in INNER_MODULES} == set(BELOW)


def test_imports_point_back_along_the_way() -> None:
    expect_none(offences_of_layers())


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {module: set(our_imports(OURS[module])) - {module} for module in INNER_MODULES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(" → ".join(circle.args[1]))


def test_a_private_module_is_used_only_beside_itself() -> None:
    """`output._tree` belongs to `output`."""
    expect_none(offences_of_privacy())


def test_only_the_command_line_prints() -> None:
    expect_none(module for module, tree in outside("cli") if prints(tree))


def test_only_output_writes_files() -> None:
    expect_none(module for module, tree in outside("output") if writes_files(tree))


def test_a_generator_imports_only_what_a_strangers_could() -> None:
    """The public names, public modules of the layers for plug-ins, and its own package."""
    expect_none(offences_of_plugins())


def test_every_module_that_plugins_may_import_is_there_and_needed() -> None:
    used = {each for tree in PLUGIN_MODULES.values() for each in our_imports(tree)}
    suite = {our for our in OURS if our.startswith("toimintamalli.testing.")}
    assert surface_of_plugins() <= set(OURS)
    assert surface_of_plugins() - used - suite - {"toimintamalli.plugins"} == set()


def test_a_generator_knows_no_other_generator() -> None:
    expect_none(offences_among_plugins())


def test_every_place_called_slow_is_there() -> None:
    slow = (ROOT / "tests" / "slow.txt").read_text(encoding="utf-8").split()
    assert slow == sorted(set(slow))
    expect_none(place for place in slow if not (ROOT / "tests" / place).exists())
