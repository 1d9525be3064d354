"""The table of passages by which questions are answered."""

from sqlite_utils import Database

from knowledge.encoder import Encoder
from knowledge.finding.index import Progress
from knowledge.finding.passages import Piece, pieces
from knowledge.finding.vectors import TextVectors, batches
from knowledge.load.shop_data import ShopData
from knowledge.tokens import tokens

TABLES = """
create table vectors (number integer primary key, text unique, vector blob);
create table passages (
    number integer primary key, source, kind, product, language, alone integer, title_en, title_zh,
    text_en, text_zh, words, title_vector integer, text_vector integer
);
"""
# Titles up to here are headings, such as "Free gift".
LONGEST_TITLE = 24

INDEXES = "create index passages_product on passages (product, language);"


def index_texts(database: Database, data: ShopData, encoder: Encoder, progress: Progress) -> None:
    """Write the passages of all products and of the whole shop."""
    database.executescript(TABLES)
    store = TextVectors(database, encoder)
    done = 0
    for batch in batches(pieces(data.products, data.content)):
        said = [(one, one.title.into(one.language), whole(one)) for one in batch]
        with database.conn:
            numbers = store.numbers(text for _, *pair in said for text in pair)
            database.table("passages").insert_all(
                {
                    "source": one.source,
                    "kind": one.kind,
                    "product": one.product,
                    "language": one.language,
                    "alone": int(one.alone),
                    "title_en": one.title.en,
                    "title_zh": one.title.zh,
                    "text_en": one.text.en,
                    "text_zh": one.text.zh,
                    "words": " ".join(tokens(f"{title} {one.text.into(one.language)}")),
                    "title_vector": numbers[title],
                    "text_vector": numbers[text],
                }
                for one, title, text in said
            )
        done += len(batch)
        # How many there are is known only when all texts are cut.
        progress("texts", done, 0)
    database.executescript(INDEXES)


def whole(piece: Piece) -> str:
    """Title and text of `piece` as one saying, which is what its vector means."""
    title, text = piece.title.into(piece.language), piece.text.into(piece.language)
    # A long title is the product's name or a question, and would drown what the sentence says.
    return f"{title}: {text}" if title and len(title) <= LONGEST_TITLE else text
