"""The tables by which products are found: words for full text, codes, vectors for meaning."""

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from sqlite_utils import Database

from knowledge.encoder import Encoder
from knowledge.finding.index_large import PostingsWriter, write_arrays
from knowledge.finding.vectors import batches, pack
from knowledge.goods import Category, Product, Text
from knowledge.load.shop_data import ShopData
from knowledge.rows import Row
from knowledge.tokens import key, tokens

TABLES = """
create table product_words (number integer primary key, title, kind, details);
create table codes (code, product, variant);
create table product_vectors (product integer, vector blob);
create table category_vectors (category, vector blob);
"""
FULL_TEXT = """
create virtual table words using fts5(
    title, kind, details, content = 'product_words', content_rowid = 'number',
    tokenize = "unicode61 remove_diacritics 0 tokenchars '-./()%°_'"
);
create virtual table vocabulary using fts5vocab(words, 'row');
insert into words (words) values ('rebuild');
insert into words (words) values ('optimize');
"""
INDEXES = """
create index codes_code on codes (code);
create index product_vectors_product on product_vectors (product);
"""
# Above so many products full text is too slow; see :mod:`knowledge.finding.postings`.
LARGE = 5_000
# A part of a title is a model code from this length on, if it has both letters and digits.
CODE_LENGTH = 5

Progress = Callable[[str, int, int], None]


def index_products(
    database: Database, data: ShopData, encoder: Encoder, progress: Progress
) -> None:
    """Write the words, codes and vectors of all products."""
    database.executescript(TABLES)
    categories = {category.id: category for category in data.categories}
    described = _descriptions(data)
    large = len(data.products) > LARGE
    postings = PostingsWriter(database) if large else None
    done = 0
    for batch in batches(enumerate(data.products, start=1)):
        kinds = {number: list(line(categories, product)) for number, product in batch}
        titles = [
            (number, said) for number, product in batch for said in sayings(product, kinds[number])
        ]
        vectors = encoder([said for _, said in titles])
        words = [
            _words(number, product, kinds[number], described.get(product.id, []))
            for number, product in batch
        ]
        with database.conn:
            database.table("product_words").insert_all(words)
            database.table("codes").insert_all(
                row for _, product in batch for row in _codes(product)
            )
            database.table("product_vectors").insert_all(
                {"product": number, "vector": pack(vector)}
                for (number, _), vector in zip(titles, vectors, strict=True)
            )
        if postings:
            for (number, _), row in zip(batch, words, strict=True):
                postings.add(number, str(row["title"]), str(row["kind"]), str(row["details"]))
        done += len(batch)
        progress("products", done, len(data.products))
    names = [(category.id, name) for category in data.categories for name in names_of(category)]
    vectors = encoder([name for _, name in names])
    with database.conn:
        database.table("category_vectors").insert_all(
            {"category": identity, "vector": pack(vector)}
            for (identity, _), vector in zip(names, vectors, strict=True)
        )
    database.executescript(INDEXES)
    if postings:
        postings.finish()
        write_arrays(database, len(data.products), encoder.dim)
    else:
        database.executescript(FULL_TEXT)


def line(categories: Mapping[str, Category], product: Product) -> Iterator[Category]:
    """The category of `product`, its parent, and so on up."""
    seen: set[str] = set()
    category = categories.get(product.category)
    while category is not None and category.id not in seen:
        seen.add(category.id)
        yield category
        category = categories.get(category.parent)


def names_of(category: Category) -> Iterator[str]:
    """All that shoppers call `category`."""
    yield from filter(None, dict.fromkeys([category.title.en, category.title.zh]))
    yield from category.synonyms


def sayings(product: Product, kinds: list[Category]) -> Iterator[str]:
    """What stands for the meaning of `product`: its title and its category, in each language."""
    own = kinds[0].title if kinds else Text()
    if product.title.en:
        yield ", ".join(filter(None, [product.title.en, own.en]))
    if product.title.zh:
        yield "，".join(filter(None, [product.title.zh, own.zh]))


def _words(number: int, product: Product, kinds: list[Category], described: list[Text]) -> Row:
    titles = [product.title, *(variant.title for variant in product.variants)]
    names = [*product.synonyms, *itertools.chain.from_iterable(map(names_of, kinds))]
    attributes = [*product.attributes, *(one for v in product.variants for one in v.attributes)]
    said = [text for one in dict.fromkeys(attributes) for text in (one.name, one.value)]
    details = [product.brand, *_both(said), *_both(described)]
    return {
        "number": number,
        "title": _joined(_both(titles)),
        "kind": _joined(names),
        "details": _joined(details),
    }


def _both(texts: Iterable[Text]) -> Iterator[str]:
    for text in texts:
        yield from (text.en, text.zh)


def _joined(texts: Iterable[str]) -> str:
    """Each token of `texts` once: how often a seller repeats a word says nothing."""
    return " ".join(dict.fromkeys(token for text in texts for token in tokens(text)))


def _codes(product: Product) -> Iterator[Row]:
    """Ids of `product` and its variants, and the model codes that their titles hold."""
    if _is_code(product.id):
        yield {"code": key(product.id), "product": product.id, "variant": ""}
    for code in _model_codes([product.title]):
        yield {"code": code, "product": product.id, "variant": ""}
    for variant in product.variants:
        if _is_code(variant.id):
            yield {"code": key(variant.id), "product": product.id, "variant": variant.id}
        for code in _model_codes([variant.title]):
            yield {"code": code, "product": product.id, "variant": variant.id}


def _is_code(identity: str) -> bool:
    """Whether nobody types `identity` as a word: "kettle" asks for kettles, "KT-750" for one."""
    return not identity.isalpha()


def _model_codes(titles: Iterable[Text]) -> set[str]:
    found = {token for text in _both(titles) for token in tokens(text) if token.isascii()}
    return {
        key(token)
        for token in found
        if len(key(token)) >= CODE_LENGTH
        and any(letter.isalpha() for letter in token)
        and any(letter.isdigit() for letter in token)
        # 3300w is a measure and may be anybody's; a code begins with a letter or has a joint in it.
        and (token[0].isalpha() or "-" in token)
    }


def _descriptions(data: ShopData) -> dict[str, list[Text]]:
    """The descriptions of each product; the texts themselves are not copied."""
    found: defaultdict[str, list[Text]] = defaultdict(list)
    for content in data.content:
        if content.product and content.kind == "description":
            found[content.product].append(content.text)
    return found
