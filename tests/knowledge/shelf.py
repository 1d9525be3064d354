"""The catalogue of the five products, built once for all tests that read it."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from knowledge.catalogue import Catalogue
from knowledge.encoder import load_encoder
from knowledge.search import Search
from tests.knowledge.five_products import five_products


@cache
def shelf() -> Catalogue:
    """The open catalogue; it is read-only, so tests cannot disturb each other."""
    folder = Path(tempfile.mkdtemp(prefix="shelf"))
    atexit.register(shutil.rmtree, folder)
    return Catalogue.build(
        folder / "catalogue.db", five_products(), currency="USD", encoder=load_encoder()
    )


@cache
def shelf_search() -> Search:
    return Search(shelf(), load_encoder())
