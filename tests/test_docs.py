"""The documents say what is true: commands, pages, targets, variables, links, decisions."""

import re
import subprocess
import tomllib
from pathlib import Path

import click
import pytest

from lianes.cli import cli
from lianes.ui.sitemap import SITEMAP

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
DOCUMENTS = [
    *ROOT.glob("*.md"),
    *ROOT.glob("docs/**/*.md"),
    ROOT / "data" / "README.md",
]
DECISIONS = sorted(ROOT.glob("docs/decisions/*.md"))
TARGETS = re.findall(r"^([a-z-]+):.*  ## ", MAKEFILE, re.M)
PAGES = sorted(path.name for path in ROOT.glob("pages/*.py"))

FORBIDDEN = [
    re.compile(pattern)
    for pattern in (
        r"(?<![\w.])/" + "work" + r"/",
        r"(?<![\w.])/" + "root" + r"/",
        r"(?<![\w.])/" + "opt/" + r"\w",
        r"(?<![\w.])/" + "home/" + r"\w",
        "index" + "-url",
        r"\." + "pyenv",
        "pypi" + r"\.org",
        "pythonhosted" + r"\.org",
        "registry" + r"\.npmjs",
        "(?i)arti" + "factory",
        "(?i)" + "clau" + "de",
        "(?i)" + "anth" + "ropic",
        "(?i)chat" + "gpt",
        r"(?i)\b" + "sub" + r"-?agent",
    )
]
"""What would tell where the project was written; in pieces, so that this file does not say it."""


def tracked() -> list[Path]:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


# ------------------------------------------------------------------ make
@pytest.mark.parametrize("target", TARGETS)
def test_every_target_is_explained_in_contributing(target: str) -> None:
    assert f"`make {target}`" in CONTRIBUTING


def test_no_target_is_explained_that_does_not_exist() -> None:
    assert set(re.findall(r"^\| `make ([a-z-]+)`", CONTRIBUTING, re.M)) <= set(TARGETS)


def test_make_help_lists_every_target() -> None:
    said = subprocess.run(
        ["make", "help"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout
    assert set(re.findall(r"^  ([a-z-]+) ", said, re.M)) == set(TARGETS)


def test_every_target_without_help_is_an_inner_one() -> None:
    declared = set(re.findall(r"[a-z-]+", MAKEFILE.split(".PHONY:")[1].split("\n\n")[0]))
    assert declared - set(TARGETS) == {"dev", "browser", "proxy"}


# ------------------------------------------------------------------ command line
@pytest.mark.parametrize("command", sorted(cli.commands))
def test_every_command_is_in_the_readme(command: str) -> None:
    assert re.search(rf"^\| `{command}` \|", README, re.M)


def test_every_command_says_what_it_does_in_french() -> None:
    context = click.Context(cli)
    for name, command in cli.commands.items():
        assert command.get_short_help_str(limit=200), name
        assert re.match(r"[A-ZÀÉ]", command.get_short_help_str(limit=200)), context


# ------------------------------------------------------------------ pages
def rows_of_pages() -> list[str]:
    """Return the page files of the README's table."""
    return re.findall(r"^\| .+ \| `pages/(\w+\.py)` \| .+ \|$", README, re.M)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_in_the_readme(page: str) -> None:
    assert page in rows_of_pages()


def test_the_pages_of_the_navigation_are_those_of_the_readme() -> None:
    navigated = {entry.file for entries in SITEMAP.values() for entry in entries}
    assert navigated == set(rows_of_pages()) == set(PAGES)


def test_titles_and_addresses_of_the_navigation_are_those_of_the_readme() -> None:
    for entry in (entry for entries in SITEMAP.values() for entry in entries):
        assert f"| {entry.title} | `/{entry.path}` | `pages/{entry.file}` |" in README


# ------------------------------------------------------------------ variables
def test_every_environment_variable_is_in_the_readme() -> None:
    source = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "lianes").rglob("*.py"))
    for variable in set(re.findall(r'"(LIANES_[A-Z_]+)"', source)):
        assert re.search(rf"^\|.*`{variable}`.* \|", README, re.M), variable


def test_every_variable_of_the_makefile_is_in_the_readme() -> None:
    for variable in set(re.findall(r"^([A-Z]+) \?=", MAKEFILE, re.M)) - {"VENV"}:
        assert f"| `{variable}` |" in README, variable


def test_every_variable_of_the_proxy_is_in_the_deployment_page() -> None:
    page = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
    for name in ("haproxy.cfg", "lianes.env"):
        written = (ROOT / "docs" / "deployment" / name).read_text(encoding="utf-8")
        for variable in set(re.findall(r"\b(?:LIANES|STREAMLIT)_[A-Z_]*[A-Z]\b", written)):
            assert f"`{variable}`" in page, variable


# ------------------------------------------------------------------ decisions and versions
@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_is_short_and_has_its_three_parts(decision: Path) -> None:
    text = decision.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 40
    assert re.findall(r"^## (.+)$", text, re.M) == ["Contexte", "Décision", "Conséquences"]


def test_decisions_are_numbered_in_their_order() -> None:
    for number, decision in enumerate(DECISIONS, start=1):
        assert decision.name.startswith(f"{number:04d}-")
        assert decision.read_text(encoding="utf-8").startswith(f"# {number}. ")


def test_the_changelog_has_the_present_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{project['version']}]" in changelog


def test_direct_dependencies_are_pinned_and_explained() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    reasons = (ROOT / "docs" / "decisions" / "0008-bibliotheques.md").read_text(encoding="utf-8")
    for dependency in project["dependencies"]:
        name = re.split(r"[<>=~ ]", dependency)[0]
        assert re.search(rf"^{name}==", pinned, re.M), name
        assert f"**{name}**" in reasons, name


# ------------------------------------------------------------------ links and words
def relative_links(document: Path) -> list[str]:
    links = re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8"))
    return [link.split("#")[0] for link in links if not re.match(r"https?:|#|mailto:", link)]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    for link in relative_links(document):
        assert (document.parent / link).exists(), link


def test_folders_and_files_named_in_the_architecture_exist() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for name in set(re.findall(r"`((?:lianes|data|tests|pages)/[\w./-]+)`", text)):
        assert (ROOT / name).exists(), name


def test_every_table_of_the_store_is_in_the_architecture() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    scripts = (ROOT / "lianes" / "store" / "migrations").glob("*.sql")
    schema = "\n".join(path.read_text(encoding="utf-8") for path in scripts)
    for table in re.findall(r"CREATE (?:TABLE|VIEW) (\w+)", schema):
        family = table.split("_")[0] + "_*"
        assert f"`{table}`" in text or f"`{family}`" in text, table


def test_nothing_tells_where_the_project_was_written() -> None:
    for path in tracked():
        content = path.read_bytes()
        if b"\0" in content or "vendor" in path.parts:
            continue
        text = content.decode()
        for pattern in FORBIDDEN:
            assert not pattern.search(text), f"{path.relative_to(ROOT)}: {pattern.pattern}"
