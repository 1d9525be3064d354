"""Products, variants and stock of a shop of one's own."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from knowledge.goods import Attribute, Category, Content, Product, Text, Variant
from knowledge.load.cells import amount, bilingual, count, known, moment, yes
from knowledge.load.shop_data import ShopData, StockRow
from knowledge.load.table import Table, TableRow, check_columns, read_rows, read_table

_PRODUCT = (
    "id",
    "title",
    "title_zh",
    "category",
    "brand",
    "description",
    "description_zh",
    "image",
    "price",
    "available",
)
_VARIANT = ("id", "product", "price", "available", "title", "title_zh", "image")
_STOCK = ("variant", "warehouse", "on_hand", "inbound", "inbound_date")


def read_goods(folder: Path, data: ShopData) -> None:
    """Products with their variants; a product without a row in variants.csv is its own variant."""
    complaints = data.complaints
    products = read_table(folder / "products.csv", complaints)
    variants = read_table(folder / "variants.csv", complaints)
    products = check_columns(products, _PRODUCT, ("id", "title"), complaints, others=True)
    variants = check_columns(variants, _VARIANT, ("id", "product"), complaints, others=True)
    ids = {row.get("id") for row in products.rows}
    of_product: defaultdict[str, list[Variant]] = defaultdict(list)
    taken: set[str] = set()

    def variant(row: TableRow) -> Variant:
        product = known(row.need("product"), "product", ids, "products.csv")
        return _variant(row, variants, product, _new(row, taken))

    for each in read_rows(variants, variant, complaints):
        of_product[each.product].append(each)
    used: set[str] = set()

    def product(row: TableRow) -> Product:
        return _product(row, products, of_product, _new(row, used), bool(variants.rows))

    data.products += read_rows(products, product, complaints)
    loaded = {product.id for product in data.products}
    data.content += [
        Content(f"{id}-description", "description", title, text, id)
        for row in products.rows
        if (id := row.get("id")) in loaded
        and (text := bilingual(row.get("description"), row.get("description_zh")))
        and (title := bilingual(row.get("title"), row.get("title_zh")))
    ]
    data.categories += _categories(
        row.get("category") for row in products.rows if row.get("id") in loaded
    )


def _new(row: TableRow, taken: set[str]) -> str:
    """The row's id, which no row above it may have."""
    id = row.need("id")
    if id in taken:
        raise ValueError(f"id {id!r} is there twice; the first one counts")
    taken.add(id)
    return id


def _variant(row: TableRow, table: Table, product: str, id: str) -> Variant:
    price = row.get("price")
    return Variant(
        id=id,
        product=product,
        attributes=_attributes(row, table, _VARIANT),
        price=amount(price, "price") if price else None,
        available=yes(row.get("available"), "available"),
        title=bilingual(row.get("title"), row.get("title_zh")),
        image=row.get("image"),
    )


def _product(
    row: TableRow,
    table: Table,
    of_product: dict[str, list[Variant]],
    id: str,
    has_variants_file: bool,
) -> Product:
    title = bilingual(row.need("title"), row.get("title_zh"))
    price = row.get("price")
    variants = of_product.get(id, [])
    if not variants:
        if has_variants_file and not price:
            raise ValueError(f"{id} has neither a row in variants.csv nor a price")
        variants = [
            Variant(
                id=id,
                product=id,
                price=amount(price, "price") if price else None,
                available=yes(row.get("available"), "available"),
                image=row.get("image"),
            )
        ]
    return Product(
        id=id,
        title=title,
        category=_category_id(_path(row.get("category"))),
        brand=row.get("brand"),
        attributes=_attributes(row, table, _PRODUCT),
        variants=tuple(variants),
        image=row.get("image"),
    )


def _attributes(row: TableRow, table: Table, known: tuple[str, ...]) -> tuple[Attribute, ...]:
    """Every other column that is filled; ``colour_zh`` gives the Chinese value of ``colour``."""
    return tuple(
        Attribute(bilingual(heading), bilingual(row.get(key), row.get(f"{key}_zh")))
        for key, heading in table.columns.items()
        if key not in known
        and row.get(key)
        and not (key.endswith("_zh") and key.removesuffix("_zh") in table.columns)
    )


def _path(category: str) -> list[Text]:
    """``"Plants / 植物 > Cacti / 仙人掌"`` is a category under another one."""
    return [bilingual(part.strip()) for part in category.split(">") if part.strip()]


def _category_id(path: list[Text]) -> str:
    return " > ".join(title.into("en") for title in path)


def _categories(cells: Iterable[str]) -> list[Category]:
    """Every category in the cells, and those above them."""
    found: dict[str, Category] = {}
    for path in map(_path, cells):
        for depth in range(1, len(path) + 1):
            id, parent = _category_id(path[:depth]), _category_id(path[: depth - 1])
            found.setdefault(id, Category(id, path[depth - 1], parent))
    return list(found.values())


def read_stock(folder: Path, data: ShopData) -> None:
    table = read_table(folder / "stock.csv", data.complaints)
    table = check_columns(table, _STOCK, _STOCK[:3], data.complaints)
    variants = {variant.id for product in data.products for variant in product.variants}
    taken: set[tuple[str, str]] = set()

    def stock(row: TableRow) -> StockRow:
        variant = known(row.need("variant"), "variant", variants, "the variants that were loaded")
        place = (variant, row.need("warehouse"))
        if place in taken:
            raise ValueError(f"{variant} in {place[1]} is there twice; the first one counts")
        inbound = moment(row.get("inbound_date"), "inbound_date")
        loaded = StockRow(
            variant=variant,
            warehouse=place[1],
            on_hand=count(row.need("on_hand"), "on_hand"),
            inbound=count(row.get("inbound") or "0", "inbound"),
            inbound_date=inbound.date() if inbound else None,
        )
        taken.add(place)
        return loaded

    data.stock += read_rows(table, stock, data.complaints)
