"""Products of ECom-Bench: what is sold, what it may be exchanged for, and what is told of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge.goods import Content, ContentKind, Edge, Product, Text, Variant
from knowledge.load.appliance_titles import attributes, brand, category
from knowledge.load.json_rows import (
    DAMAGE,
    Row,
    mapping,
    money,
    optional_text,
    read_each,
    read_object,
    reason,
    rows_below,
    sequence,
    text,
)
from knowledge.load.passages import passages
from knowledge.load.shop_data import Complaint

PRODUCTS, OFFERS = "products.json", "discount.json"
ON_SALE = "已上架"

_PROSE: tuple[tuple[str, ContentKind], ...] = (
    ("商品描述", "description"),
    ("安装说明", "install"),
    ("维修说明", "repair"),
)
# Field, kind, the keys that together make the title, the keys of the text; each key in all the
# spellings that the source has for it.
_ENTRIES: tuple[tuple[str, ContentKind, tuple[tuple[str, ...], ...], tuple[str, ...]], ...] = (
    ("常见故障", "fault", (("故障代码",), ("故障名称",)), ("故障解决方案",)),
    ("赠品信息", "gift", (("赠品名称",),), ("赠品描述",)),
    ("辅材材料", "part", (("辅材名称", "name"),), ("辅材描述", "description")),
)


@dataclass
class Goods:
    products: list[Product] = field(default_factory=list)
    content: list[Content] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)


@dataclass(frozen=True)
class _Target:
    """One entry of 可换货商品: a thing that `source` may be exchanged for."""

    source: str
    id: str
    text: str
    status: str


def read_goods(folder: Path, complaints: list[Complaint]) -> Goods:
    """Products with one variant of the same id each, their texts and exchange targets."""
    goods, targets = Goods(), list[_Target]()
    rows = rows_below(read_object(folder, PRODUCTS, complaints), 2, PRODUCTS, complaints)

    for number, (key, row) in enumerate(rows, start=1):
        try:
            goods.products.append(_product(row))
        except DAMAGE as problem:
            complaints.append(Complaint(PRODUCTS, number, f"{key}: {reason(problem)}"))
            continue
        damaged: list[str] = []
        goods.content += _prose(key, row, damaged) + _entries(key, row, damaged)
        targets += _targets(key, row, damaged)
        complaints += [Complaint(PRODUCTS, number, f"{key}, {what}") for what in damaged]

    _add_targets(goods, targets)
    return goods


def clean(words: str) -> str:
    """The words with plain spaces, hyphens and line ends in place of their look-alikes."""
    words = words.replace("\\n", "\n").replace("\N{NON-BREAKING HYPHEN}", "-")
    return re.sub(r"[\N{NO-BREAK SPACE}\N{EN SPACE}\N{THIN SPACE}]", " ", words).strip()


def _product(row: Row) -> Product:
    return _sold(text(row, "商品ID"), clean(text(row, "商品名称")), text(row, "商品状态"), row)


def _sold(id: str, title: str, status: str, priced: Row | None, told: str = "") -> Product:
    maker = brand(title)
    variant = Variant(
        id=id,
        product=id,
        attributes=attributes(told or title),
        price=money(priced, "商品价格") if priced else None,
        available=status == ON_SALE,
    )
    return Product(
        id=id,
        title=Text(zh=title),
        category=category(told or title),
        brand=maker,
        variants=(variant,),
        status=status,
        synonyms=("Midea",) if maker == "美的" and "Midea" not in title else (),
    )


def _prose(product: str, row: Row, damaged: list[str]) -> list[Content]:
    """Passages of the long texts, titled by their section, or by the kind of text without one."""
    content: list[Content] = []
    for name, kind in _PROSE:
        try:
            told = passages(clean(optional_text(row, name)))
        except DAMAGE as problem:
            damaged.append(reason(problem))
            continue
        content += [
            Content(f"{product}-{kind}-{n}", kind, Text(zh=title or name), Text(zh=words), product)
            for n, (title, words) in enumerate(told, start=1)
        ]
    return content


def _entries(product: str, row: Row, damaged: list[str]) -> list[Content]:
    """Fault codes, gifts and parts, one content each."""
    content: list[Content] = []
    for name, kind, titles, words in _ENTRIES:
        for n, entry in _listed(row, name, damaged):
            try:
                title = " ".join(clean(_spelled(entry, key)) for key in titles)
                told = clean(_spelled(entry, words))
            except DAMAGE as problem:
                damaged.append(f"{name} {n}: {reason(problem)}")
                continue
            id = f"{product}-{kind}-{n}"
            content.append(Content(id, kind, Text(zh=title), Text(zh=told), product))
    return content


def _targets(source: str, row: Row, damaged: list[str]) -> list[_Target]:
    targets = []
    for n, entry in _listed(row, "可换货商品", damaged):
        try:
            told, status = clean(text(entry, "商品描述")), text(entry, "商品状态")
            targets.append(_Target(source, text(entry, "商品ID"), told, status))
        except DAMAGE as problem:
            damaged.append(f"可换货商品 {n}: {reason(problem)}")
    return targets


def _add_targets(goods: Goods, targets: list[_Target]) -> None:
    """Targets that have no product of their own become products without a price."""
    on_sale = {product.id: product.status == ON_SALE for product in goods.products}
    # The entries of several products may disagree about one target: on sale anywhere is on sale.
    for target in sorted(targets, key=lambda target: target.status != ON_SALE):
        if target.id not in on_sale:
            on_sale[target.id] = target.status == ON_SALE
            title = re.split(r"\s*——\s*|，", target.text, maxsplit=1)[0].rstrip("。")
            goods.products.append(_sold(target.id, title, target.status, None, target.text))
            if title != target.text:
                id, told = f"{target.id}-description-1", Text(zh=target.text)
                heading = Text(zh="商品描述")
                goods.content.append(Content(id, "description", heading, told, target.id))
    # Only an entry that is itself on sale allows the exchange. Where it is not but the target is,
    # the edge would allow what the entry forbids; elsewhere the variant says that it is not there.
    goods.edges += [
        Edge(target.source, "exchange", target.id)
        for target in targets
        if target.status == ON_SALE or not on_sale[target.id]
    ]


def _listed(row: Row, name: str, damaged: list[str]) -> Iterator[tuple[int, Any]]:
    said = row.get(name)
    if said is None:
        return
    try:
        yield from enumerate(sequence(said, name), start=1)
    except ValueError as problem:
        damaged.append(reason(problem))


def _spelled(entry: Row, keys: tuple[str, ...]) -> str:
    """The text under the first of the keys that is there."""
    row = mapping(entry, "the entry")
    return text(row, next((key for key in keys if key in row), keys[0]))


def read_offers(folder: Path, complaints: list[Complaint]) -> list[Content]:
    """The current promotion: one content for the whole and one for each of its parts."""
    file = read_object(folder, OFFERS, complaints)
    shops = rows_below(file, 1, OFFERS, complaints)

    def offer(id: str, row: Any) -> list[Content]:
        name, valid = clean(text(row, "政策名称")), clean(text(row, "有效期"))
        source = optional_text(row, "来源")
        whole = f"{name}，有效期：{valid}。" + (f"来源：{clean(source)}。" if source else "")
        parts = []
        for n, entry in enumerate(sequence(row["详情"], "详情"), start=1):
            told = [clean(text(entry, "描述"))]
            told += [
                f"{key}：{clean(text(entry, key))}" for key in ("示例", "备注") if key in entry
            ]
            words = "。".join(told) + f"。（有效期：{valid}）"
            title = Text(zh=clean(text(entry, "类型")))
            parts.append(Content(f"offer-{id}-{n}", "offer", title, Text(zh=words)))
        return [Content(f"offer-{id}", "offer", Text(zh=name), Text(zh=whole)), *parts]

    return [each for found in read_each(shops, OFFERS, offer, complaints) for each in found]
