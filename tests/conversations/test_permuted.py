from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from agent.rehearsal.case import Case
from agent.rehearsal.homes import Homes
from tests.conversations.permuted import Rename, permute_appliances, permute_retail, renamed
from tests.conversations.stage import Script, Stage, own_scripts, worked_scripts

SEED = 5
PERMUTE: dict[str, Callable[[Path, Path, int], Rename]] = {
    "tau_bench_retail": permute_retail,
    "ecom_bench": permute_appliances,
}


def scripts_on(shop: str) -> list[Script]:
    return [
        (file, case)
        for file, case in (*own_scripts(), *worked_scripts())
        if isinstance(case, Case) and case.shop == shop
    ]


@pytest.mark.parametrize("shop", PERMUTE)
def test_other_names_numbers_and_goods_make_no_difference(
    shop: str, stage: Stage, tmp_path: Path
) -> None:
    source = stage.homes.shared / shop
    if not source.is_dir():
        pytest.skip(f"{source} is not there")
    scripts = scripts_on(shop)
    rename = PERMUTE[shop](source, tmp_path / "copies" / shop, SEED)
    homes = Homes(tmp_path, stage.homes.progress, shared=tmp_path / "copies")
    copy = replace(stage, homes=homes, played={})
    changed = [(file, renamed(case, rename)) for file, case in scripts if isinstance(case, Case)]
    here, there = stage.passing(scripts), copy.passing(changed)
    assert [name for name in here if name not in there] == []
    assert [name for name in there if name not in here] == []
    assert not [c for script in changed for c in copy.play(script).complaints]
