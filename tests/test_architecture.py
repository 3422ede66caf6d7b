"""The floors of `docs/architecture.md`, read from the imports of the code itself."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STANDARD = frozenset(sys.stdlib_module_names)
BELOW_UI = frozenset({"errors", "domain", "store", "metrics", "access", "charts", "maps",
                       "documents", "intake", "reading", "demo"})  # fmt: skip
DOCUMENT_WRITERS = {"xlsxwriter", "pptx", "typst", "segno", "geopandas", "shapely", "pyproj"}

FLOORS = {
    # floor: what it may import from lianes, and from outside beside the standard library
    "errors": (set(), set()),
    "domain": ({"errors"}, set()),
    "store": ({"domain", "errors", "metrics"}, {"sqlite_utils", "pandas", "numpy", "filelock"}),
    "metrics": ({"domain", "errors"}, {"pandas", "numpy", "scipy"}),
    "access": ({"domain", "errors", "metrics"}, set()),
    "reading": ({"domain", "errors", "metrics", "access", "store"}, {"numpy"}),
    "charts": ({"domain", "errors", "metrics"}, {"plotly"}),
    "maps": ({"domain", "errors", "metrics"}, {"streamlit"}),
    "documents": ({"domain", "errors", "metrics", "reading"}, DOCUMENT_WRITERS),
    "intake": ({"domain", "errors", "store"},
               {"frictionless", "pandas", "xlsxwriter", "python_calamine"}),
    "demo": ({"domain", "errors"}, {"numpy", "pandas"}),
    "geo": ({"domain", "errors"}, {"geopandas", "shapely", "pyproj", "pyogrio", "numpy", "pandas",
                                   "click"}),
    "ui": (set(BELOW_UI), {"streamlit", "starlette", "rjsmin"}),
    "cli": (BELOW_UI | {"ui", "geo"}, {"click"}),
    "__main__": ({"cli"}, set()),
    "pages": ({"ui", "metrics", "charts", "maps", "documents", "domain", "reading"},
              {"streamlit"}),
    "app": ({"ui"}, {"streamlit"}),
}  # fmt: skip
LONGEST_FUNCTION = 45
LONGEST_MODULE = 300
LONGEST_ENTRY = 60

SOURCES = sorted([*ROOT.glob("lianes/**/*.py"), *ROOT.glob("pages/**/*.py"), ROOT / "app.py"])


def name(path):
    return str(path.relative_to(ROOT))


def floor_of(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    if parts[0] != "lianes":
        return parts[0]
    if parts == ("lianes", "__init__"):
        return "errors"
    return "cli" if parts[1].startswith("cli") else parts[1]


def imported(path):
    """Yield (module, names) of each import of a file, those inside functions included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, ()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)} : relative imports hide the floor they reach"
            yield node.module, tuple(alias.name for alias in node.names)


def reached(path):
    """Return the floors of lianes and the outside packages a file imports, but its own floor."""
    floors, outside = set(), set()
    for module, names in imported(path):
        first, *rest = module.split(".")
        if first == "lianes":
            found = {rest[0]} if rest else set(names)
            floors |= {"cli" if each.startswith("cli") else each for each in found}
        elif first not in STANDARD:
            outside.add(first)
    return floors - {floor_of(path)}, outside


def lengths(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.end_lineno - node.lineno + 1, node.name


# ------------------------------------------------------------------ floors
def test_every_floor_is_in_the_table():
    assert {floor_of(path) for path in SOURCES} <= FLOORS.keys()


def test_the_table_has_one_direction():
    """A floor never leads back to itself."""

    def below(floor, seen=()):
        assert floor not in seen, f"{floor} leads back to itself"
        for other in FLOORS[floor][0] & FLOORS.keys():
            if (floor, other) != ("cli", "__main__"):
                below(other, (*seen, floor))

    for floor in FLOORS:
        below(floor)


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_module_imports_only_floors_below_it(path):
    floors, outside = reached(path)
    may_floors, may_outside = FLOORS[floor_of(path)]
    assert floors <= may_floors
    assert outside <= may_outside


def test_the_check_sees_an_import_inside_a_function(tmp_path):
    path = ROOT / "lianes" / "store" / "build.py"
    assert "lianes.errors" in {module for module, _ in imported(path)}
    made = tmp_path / "made.py"
    made.write_text("def f():\n    from lianes.geo import build\n    import shapely\n", "utf-8")
    assert [module for module, _ in imported(made)] == ["lianes.geo", "shapely"]


READERS = {
    # raw counts of the store, and the only modules that may ask for them
    "series": {"desk.py"},
    "cells_at": {"desk.py"},
    "own_months": {"desk.py"},
    "heard": {"desk.py"},
    "together": {"desk.py"},
    "cohorts": {"cohorts.py"},
    "suppressed": {"secrecy.py"},
}


@pytest.mark.parametrize(
    "path", [p for p in SOURCES if floor_of(p) not in {"store", "intake"}], ids=name
)
def test_counts_are_read_by_one_path_that_knows_what_is_hidden(path):
    """Screen, tooltip, list, file and address ask the desk, which says what is hidden.

    A deposit alone is checked against what the store holds.
    """
    asked = {
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and ast.unparse(node.func.value).endswith("reader")
    }
    for method, allowed in READERS.items():
        assert method not in asked or path.name in allowed


@pytest.mark.parametrize("module", ["lianes.cli", "lianes.reading.overview", "lianes.ui.server"])
def test_the_running_application_never_loads_the_geographic_libraries(module):
    program = (
        f"import sys, {module}; "
        "print({'geopandas', 'shapely', 'pyproj', 'lianes.geo.build'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip
    assert done.stdout.endswith("set()\n"), done.stderr


# ------------------------------------------------------------------ what a page shows
AT_ONCE = {"flow.py", "markup.py", "deposit.py", "deposit_blocks.py", "deposit_entry.py",
           "deposit_mapping.py", "preview_blocks.py", "journal_blocks.py", "contest_blocks.py",
           "warning_blocks.py"}  # fmt: skip
"""The flow itself, and the forms: what they show goes at once."""
SHOWN_BY_NOTHING = {"navigation", "set_page_config", "Page", "App"}


def shown(node, inside=False):
    """Yield what Streamlit itself shows, and whether it stands `with native()`."""
    for child in ast.iter_child_nodes(node):
        opens = isinstance(child, ast.With) and any(
            ast.unparse(item.context_expr) == "native()" for item in child.items
        )
        if isinstance(child, ast.Call) and ast.unparse(child.func).startswith("st."):
            yield ast.unparse(child.func).removeprefix("st."), inside
        yield from shown(child, inside or opens)


@pytest.mark.parametrize("path", [p for p in SOURCES if floor_of(p) in ("ui", "pages")], ids=name)
def test_what_streamlit_shows_stands_where_the_flow_opened(path):
    """Anywhere else it would come before the HTML written above it (`lianes/ui/flow.py`)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [
        what
        for what, native in shown(tree)
        if not native and what not in SHOWN_BY_NOTHING and "." not in what  # `st.context.…`
    ]
    assert path.name in AT_ONCE or found == []


# ------------------------------------------------------------------ SQL in the store alone
SQL = ("SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", "PRAGMA ")


@pytest.mark.parametrize(
    "path", [p for p in SOURCES if floor_of(p) not in ("store", "geo")], ids=name
)
def test_sql_stands_in_the_store_alone(path):
    strings = (
        node.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    assert [text for text in strings if text.lstrip().startswith(SQL)] == []


# ------------------------------------------------------------------ small
@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_functions_and_modules_stay_small(path):
    text = path.read_text(encoding="utf-8")
    limit = LONGEST_ENTRY - 1 if path.name == "app.py" else LONGEST_MODULE
    assert len(text.splitlines()) <= limit
    assert [found for found in lengths(path) if found[0] > LONGEST_FUNCTION] == []


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_module_says_in_its_first_line_what_it_holds(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if tree.body:
        assert ast.get_docstring(tree), "a module begins with one sentence"
