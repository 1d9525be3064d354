"""The catalogue gives back what was written, and never half of it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from knowledge.catalogue import Catalogue
from knowledge.encoder import Encoder, load_encoder
from knowledge.load.shop_data import ShopData
from tests.knowledge.five_products import five_products
from tests.knowledge.shelf import shelf


def build(path: Path, data: ShopData) -> Catalogue:
    return Catalogue.build(path, data, currency="USD", encoder=load_encoder())


def test_products_come_back_as_they_were() -> None:
    data = five_products()
    assert [shelf().product(product.id) for product in data.products] == data.products


def test_variants_categories_content_and_images_come_back_as_they_were() -> None:
    data = five_products()
    assert shelf().variant("tent-4") == data.products[2].variants[1]
    assert list(shelf().categories()) == data.categories
    assert list(shelf().contents()) == data.content
    assert shelf().image("kettle") == data.images["kettle"]


def test_what_is_not_there_is_none() -> None:
    assert shelf().product("boat") is None
    assert shelf().variant("boat-1") is None
    assert shelf().product_of_variant("boat-1") is None
    assert shelf().category("boats") is None
    assert shelf().content("boat") is None
    assert shelf().image("boat") is None


def test_a_variant_leads_to_its_product() -> None:
    product = shelf().product_of_variant("mug-350")
    assert product is not None
    assert product.id == "mug"


def test_contents_are_narrowed_by_kind_and_product() -> None:
    assert [one.id for one in shelf().contents(("fault",), product="kettle")] == [
        "kettle-e01",
        "kettle-e02",
    ]
    assert [one.id for one in shelf().contents(product="")] == [
        "shipping",
        "returns",
        "payment",
        "welcome",
    ]


def test_edges_are_found_from_both_ends() -> None:
    assert len(shelf().edges("coffee", "accessory")) == 3
    assert [edge.target for edge in shelf().edges("mug")] == ["coffee"]
    assert shelf().edges("mug", "substitute") == ()


def test_meta_says_what_it_was_built_with() -> None:
    assert shelf().currency == "USD"
    assert shelf().num_products == 5
    assert shelf().meta["encoder"] == load_encoder().name


def test_threads_read_at_the_same_time() -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(shelf().product, ["kettle", "tent"] * 20))
    assert [product.id for product in found if product] == ["kettle", "tent"] * 20


def test_a_reader_keeps_the_old_file_while_a_new_one_is_built(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.db"
    old = build(path, five_products())
    new = build(path, ShopData(products=five_products().products[:1]))
    assert old.product("tent") is not None
    assert new.product("tent") is None
    assert [file.name for file in tmp_path.iterdir()] == ["catalogue.db"]


class Broken:
    """An encoder that fails in the middle of the work."""

    dim = 512
    name = "broken"

    def __call__(self, texts: object) -> object:
        raise RuntimeError("out of memory")


def test_a_build_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.db"
    build(path, five_products())
    broken: Encoder = Broken()  # type: ignore[assignment]
    with pytest.raises(RuntimeError):
        Catalogue.build(path, five_products(), currency="USD", encoder=broken)
    assert Catalogue.open(path).num_products == 5
    assert [file.name for file in tmp_path.iterdir()] == ["catalogue.db"]


def test_the_first_of_two_with_one_id_stays(tmp_path: Path) -> None:
    first = five_products().products[0]
    data = ShopData(products=[first, replace(first, brand="Copy")])
    assert build(tmp_path / "catalogue.db", data).product("kettle") == first


def test_another_version_is_refused_with_what_to_run(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.db"
    build(path, five_products()).close()
    database = Database(path)
    with database.conn:
        database.execute("update meta set value = '0' where name = 'schema'")
    database.close()
    with pytest.raises(ValueError, match=r"version 0, this program reads .*shopkeeper init"):
        Catalogue.open(path)


def test_no_file_and_no_catalogue_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"no catalogue at .*shopkeeper init"):
        Catalogue.open(tmp_path / "catalogue.db")
    (tmp_path / "letter.txt").write_text("Dear shop, " * 100)
    with pytest.raises(ValueError, match="is no catalogue"):
        Catalogue.open(tmp_path / "letter.txt")
