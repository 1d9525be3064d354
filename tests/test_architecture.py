"""The rules of the house, checked on the syntax tree: a test a rule, each naming who breaks it."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LAYERS = ("knowledge", "skills", "agent", "ui")
LONGEST_FILE = 300
SQL = {"sqlite3", "sqlite_utils", "sqlalchemy"}
PICKLES = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve"}
VAGUE = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}
CHINESE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
LOADERS = re.compile(r"tau_?-?bench|ecom_?-?bench|online_?retail", re.IGNORECASE)


@cache
def modules() -> tuple[Path, ...]:
    """All of our own Python files but the tests, as paths from the root."""
    tops = (ROOT / layer for layer in LAYERS if layer != "ui")
    inside = (path.relative_to(ROOT) for top in tops for path in sorted(top.rglob("*.py")))
    return (*inside, Path("ui.py"))


def everything() -> Iterator[Path]:
    yield from modules()
    yield from (path.relative_to(ROOT) for path in sorted((ROOT / "tests").rglob("*.py")))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


@cache
def imports(path: Path) -> frozenset[str]:
    """Full names of the modules that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            package = ".".join(path.parts[: len(path.parts) - node.level]) if node.level else ""
            found.add(".".join(filter(None, (package, node.module))))
    return frozenset(found)


# The command line is a shell beside the page, and opens it.
OPENS_THE_PAGE = (Path("agent/cli.py"), "ui")


def top(name: str) -> str:
    return name.partition(".")[0]


def layer(path: Path) -> str:
    return path.parts[0].removesuffix(".py")


def is_engine(path: Path) -> bool:
    return path.parts[:2] == ("skills", "engines")


def test_a_layer_uses_only_layers_below() -> None:
    upwards = [
        f"{path} imports {name}"
        for path in modules()
        for name in imports(path)
        if top(name) in LAYERS and LAYERS.index(top(name)) > LAYERS.index(layer(path))
        if (path, name) != OPENS_THE_PAGE
    ]
    assert upwards == []


def test_an_engine_uses_nothing_else_of_ours() -> None:
    curious = [
        f"{path} imports {name}"
        for path in modules()
        for name in imports(path)
        if is_engine(path) and top(name) in LAYERS and not name.startswith("skills.engines")
    ]
    assert curious == []


def test_only_knowledge_knows_sql() -> None:
    knowing = [
        str(path)
        for path in modules()
        if layer(path) != "knowledge" and SQL & set(map(top, imports(path)))
    ]
    assert knowing == []


def test_agenda_plan_and_policy_keep_their_internals() -> None:
    steps = {"agent.agenda", "agent.plan", "agent.policy"}
    private = [
        f"{path} imports {alias.name} of {node.module}"
        for path in (Path("agent/agenda.py"), Path("agent/plan.py"), Path("agent/policy.py"))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.module in steps
        for alias in node.names
        if alias.name.startswith("_")
    ]
    assert private == []


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert [str(path) for path in everything() if path.stem in VAGUE] == []


def test_no_class_is_called_after_what_it_is_not() -> None:
    vague = [
        f"{path}: {node.name}"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef)
        and node.name.endswith(("Manager", "Helper", "Handler", "Base", "Impl"))
    ]
    assert vague == []


def test_a_file_holds_one_idea() -> None:
    long = [
        f"{path}: {count} lines"
        for path in modules()
        if (count := len((ROOT / path).read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    ]
    assert long == []


def test_words_of_the_shoppers_are_data() -> None:
    spoken = [
        f"{path}: {line}"
        for path in modules()
        if layer(path) in ("agent", "skills")
        for line in (ROOT / path).read_text(encoding="utf-8").splitlines()
        if CHINESE.search(line)
    ]
    assert spoken == []


def test_a_skill_builds_no_text() -> None:
    spoken = [
        f"{path}:{node.lineno}"
        for path in modules()
        if path.parts[0] == "skills" and (ROOT / path).with_suffix(".yaml").exists()
        for node in ast.walk(_without_errors(path))
        if isinstance(node, ast.JoinedStr) and re.search(r"[A-Za-z] ", ast.unparse(node))
    ]
    assert spoken == []


def test_nothing_is_printed() -> None:
    printed = [
        f"{path}:{node.lineno}"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]
    assert printed == []


def test_no_error_is_swallowed() -> None:
    swallowed = [
        f"{path}:{node.lineno}"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler) and (node.type is None or _says_nothing(node))
    ]
    assert swallowed == []


def test_no_model_is_pickled() -> None:
    pickled = [
        f"{path} imports {name}"
        for path in modules()
        for name in imports(path)
        if top(name) in PICKLES
    ]
    assert pickled == []


def test_no_import_takes_everything() -> None:
    starred = [
        str(path)
        for path in everything()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
    ]
    assert starred == []


def test_no_shop_is_named_outside_its_loader() -> None:
    named = [
        f"{path}: {line.strip()}"
        for path in modules()
        if path.parts[:2] != ("knowledge", "load")
        for line in (ROOT / path).read_text(encoding="utf-8").splitlines()
        if LOADERS.search(line)
    ]
    assert named == []


def test_a_command_calls_one_function() -> None:
    long = [
        f"{node.name}: {lines} lines"
        for node in tree(Path("agent/cli.py")).body
        if isinstance(node, ast.FunctionDef) and (lines := _body_lines(node)) > 10
    ]
    assert long == []


def _body_lines(function: ast.FunctionDef) -> int:
    """Lines of a function behind its docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def _says_nothing(handler: ast.ExceptHandler) -> bool:
    """Whether a handler catches everything and does nothing about it."""
    caught = ast.unparse(handler.type) if handler.type else ""
    return caught in ("Exception", "BaseException") and isinstance(handler.body[0], ast.Pass)


def _without_errors(path: Path) -> ast.Module:
    """The file without its `raise` statements: an error may say what it saw."""

    class _Quiet(ast.NodeTransformer):
        def visit_Raise(self, node: ast.Raise) -> None:
            return None

    source = (ROOT / path).read_text(encoding="utf-8")
    return ast.fix_missing_locations(_Quiet().visit(ast.parse(source)))
