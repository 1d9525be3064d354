"""A shop to look around in: three tents, pegs, four kettles, two coffees, two mats."""

import atexit
import shutil
import tempfile
from decimal import Decimal
from functools import cache
from pathlib import Path

from knowledge.catalogue import Catalogue
from knowledge.encoder import load_encoder
from knowledge.goods import Attribute, Category, Product, Text, Variant
from knowledge.load.shop_data import ShopData
from knowledge.search import Search

_NAMES = {
    "weight": "重量",
    "capacity": "容量",
    "people": "适用人数",
    "material": "材质",
    "induction": "适用电磁炉",
    "temperature control": "控温",
    "colour": "颜色",
    "size": "规格",
    "grind": "研磨度",
    "roast": "烘焙度",
    "R-value": "R值",
    "price": "价格",
}
_VALUES = {
    "yes": "是",
    "no": "否",
    "none": "无",
    "steel": "钢",
    "glass": "玻璃",
    "red": "红色",
    "black": "黑色",
    "white": "白色",
    "light": "浅烘",
    "dark": "深烘",
    "whole bean": "咖啡豆（未研磨）",
    "espresso": "意式粉",
}


@cache
def many_kinds() -> tuple[Catalogue, Search]:
    """The open catalogue; it is read-only, so tests cannot disturb each other."""
    folder = Path(tempfile.mkdtemp(prefix="kinds"))
    atexit.register(shutil.rmtree, folder)
    data = ShopData(products=_products(), categories=_categories())
    encoder = load_encoder()
    catalogue = Catalogue.build(folder / "c.db", data, currency="EUR", encoder=encoder)
    return catalogue, Search(catalogue, encoder)


def _categories() -> list[Category]:
    return [
        Category("tents", Text("Tents", "帐篷"), synonyms=("shelter", "露营帐篷")),
        Category("kettles", Text("Kettles", "水壶"), synonyms=("water boiler", "烧水壶")),
        Category("coffee", Text("Coffee beans", "咖啡豆"), synonyms=("decaf", "豆子")),
        Category("mats", Text("Sleeping mats", "睡垫"), synonyms=("pad", "防潮垫")),
    ]


def _products() -> list[Product]:
    return [
        _product(
            "solo",
            "Wren tent for 1 person",
            "鹪鹩 帐篷（1人）",
            "tents",
            219,
            weight="1.3 kg",
            people="1 person",
        ),
        _product(
            "duo",
            "Wren tent for 2 people",
            "鹪鹩 帐篷（2人）",
            "tents",
            279,
            weight="1.9 kg",
            people="2 people",
        ),
        _product(
            "house",
            "Heath tent for 5 people",
            "石南 帐篷（5人）",
            "tents",
            399,
            weight="11.8 kg",
            people="5 people",
        ),
        _product("pegs", "Ten tent pegs", "帐篷地钉 十根", "tents", 12, weight="180 g"),
        _product(
            "small",
            "Dale electric kettle 0.8 l",
            "山谷 电热水壶 0.8升",
            "kettles",
            29,
            ("black", 29),
            ("white", 34),
            capacity="0.8 l",
            material="steel",
            **{"temperature control": "none"},
        ),
        _product(
            "large",
            "Fell electric kettle 1.7 l",
            "高原 电热水壶 1.7升",
            "kettles",
            59,
            ("black", 59),
            ("red", 69),
            capacity="1.7 l",
            material="glass",
            **{"temperature control": "5 steps"},
        ),
        _product(
            "hob",
            "Flute stovetop kettle 2 l",
            "长笛 灶用烧水壶 2升",
            "kettles",
            44,
            ("red", 44),
            capacity="2 l",
            material="steel",
            induction="yes",
        ),
        _product(
            "copper",
            "Bell stovetop kettle 1 l",
            "铃 灶用烧水壶 1升",
            "kettles",
            79,
            ("red", 79),
            capacity="1 l",
            material="copper",
            induction="no",
        ),
        _coffee("kenya", "Kenya Nyeri", "肯尼亚 涅里", "light"),
        _coffee("java", "Java Estate", "爪哇 庄园", "dark"),
        _product("foam", "Fold foam mat", "折叠 泡沫睡垫", "mats", 25, **{"R-value": "1.8"}),
        _product("air", "Feather air mat", "羽 充气睡垫", "mats", 95, **{"R-value": "3.5"}),
    ]


def _coffee(identity: str, en: str, zh: str, roast: str) -> Product:
    variants = tuple(
        Variant(
            f"{identity}-{size}-{grind}",
            identity,
            (_attribute("size", size), _attribute("grind", grind)),
            Decimal(price),
        )
        for size, price in (("250 g", 10), ("1 kg", 36))
        for grind in ("whole bean", "espresso")
    )
    title = Text(f"{en}, coffee", f"{zh} 咖啡")
    return Product(identity, title, "coffee", "", (_attribute("roast", roast),), variants)


def _product(
    identity: str,
    en: str,
    zh: str,
    category: str,
    price: int,
    *colours: tuple[str, int],
    **attributes: str,
) -> Product:
    variants = tuple(
        Variant(f"{identity}-{colour}", identity, (_attribute("colour", colour),), Decimal(amount))
        for colour, amount in colours
    )
    return Product(
        identity,
        Text(en, zh),
        category,
        attributes=tuple(_attribute(name, value) for name, value in attributes.items()),
        variants=variants or (Variant(f"{identity}-1", identity, (), Decimal(price)),),
    )


def _attribute(name: str, value: str) -> Attribute:
    return Attribute(Text(name, _NAMES[name]), Text(value, _VALUES.get(value, value)))
