import re
import tomllib
from pathlib import Path

import pytest
from setuptools import find_namespace_packages

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SETUPTOOLS = PYPROJECT["tool"]["setuptools"]
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8")
TORCH_HOST = "download.pytorch.org"


def shipped() -> list[Path]:
    """Folders that are installed."""
    names = find_namespace_packages(str(ROOT), **SETUPTOOLS["packages"]["find"])
    return [ROOT.joinpath(*name.split(".")) for name in names]


def data_files() -> list[Path]:
    """What is neither code nor left behind by a tool, in the folders of the packages."""
    tops = (ROOT / name for name in ("agent", "knowledge", "skills"))
    return [
        path
        for top in tops
        for path in top.rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc")
    ]


def test_every_data_file_is_shipped() -> None:
    patterns = SETUPTOOLS["package-data"]["*"]
    left_out = [
        path
        for path in data_files()
        if path.parent not in shipped() or not any(path.match(pattern) for pattern in patterns)
    ]
    assert left_out == []


def test_every_package_is_shipped() -> None:
    with_code = {path.parent for path in ROOT.glob("[aks]*/**/*.py")}
    tops = {ROOT / name for name in ("agent", "knowledge", "skills")}
    inside = {path for path in with_code if tops & {path, *path.parents}}
    assert inside <= set(shipped())


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt", "Makefile", ".ci/run"])
def test_no_host_is_named_but_the_one_of_the_cpu_builds(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    hosts = set(re.findall(r"\b[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*\.(?:org|com|io|net|cn)\b", text))
    assert hosts <= {TORCH_HOST}


def test_every_requirement_is_pinned() -> None:
    project = PYPROJECT["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {_plain(re.split(r"[<>=!~]", requirement)[0]) for requirement in asked}
    pinned = {_plain(line.split("==")[0]) for line in CONSTRAINTS.splitlines() if "==" in line}
    assert names <= pinned


def test_pins_fit_any_index() -> None:
    lines = [line for line in CONSTRAINTS.splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", line) for line in lines)


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.strip().lower())
