"""A made-up shop to try everything out: Kettle & Trail sells coffee, tea and camping goods."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

from knowledge.load.demo.assortment import Assortment
from knowledge.load.demo.calendar import Calendar
from knowledge.load.demo.catalogue import make_categories, make_edges, make_product
from knowledge.load.demo.customers import make_customers
from knowledge.load.demo.drawings import make_images
from knowledge.load.demo.events import Counter
from knowledge.load.demo.orders import OrderBook
from knowledge.load.demo.planted import Planted
from knowledge.load.demo.series import read_models
from knowledge.load.demo.shoppers import make_shopper
from knowledge.load.demo.stock import make_stock, with_availability
from knowledge.load.demo.texts import make_contents, make_offers
from knowledge.load.demo.visits import Diary
from knowledge.load.shop_data import ShopData

POLICY = Path(__file__).parents[1] / "policies" / "demo.yaml"
Progress = Callable[[str, int, int], None]


def load(
    path: Path | None = None,
    *,
    seed: int = 7,
    until: date | None = None,
    num_customers: int = 3000,
    progress: Progress | None = None,
) -> ShopData:
    """
    The demo shop: the same catalogue every time, with customers and 18 months of orders made up.

    Parameters
    ----------
    path
        Not used: everything comes from the word lists in ``knowledge/load/demo``.
    seed, until
        The same seed and last day give the same data. Without a day: today.
    num_customers
        Size of the shop; 3,000 customers have about 11,000 orders.
    progress
        Told what is being made, how much of it is done, and how much there is.

    Returns
    -------
    ShopData
        Nothing in it lies after eight in the morning of the last day but what is expected: promised
        parcels, goods that are on their way, and the next price cuts. `Variant.price` is the list
        price; what a price cut takes off is in the offers, the promotions and the lines of orders.
    """
    tell = progress or (lambda _what, _done, _all: None)
    planted = Planted()
    calendar = Calendar(until or date.today(), planted)
    tell("catalogue", 0, 1)
    models = list(read_models())
    products, edges = [make_product(model) for model in models], make_edges(models)
    tell("catalogue", 1, 1)

    # Each part draws from a source of its own, so that a change in one leaves the others alone.
    assortment = Assortment(models, products, edges, calendar, planted, _source(seed, "goods"))
    customers = make_customers(num_customers, _source(seed, "customers"))
    people = _source(seed, "people")
    shoppers = [make_shopper(n, calendar, planted, people) for n in range(num_customers)]
    diary = Diary(assortment, calendar, planted, _source(seed, "visits"))
    visits = [visit for shopper in shoppers for visit in diary.visits(shopper)]
    book = OrderBook(customers, assortment, calendar, planted, _source(seed, "orders"))
    orders = book.write(visits, lambda done, whole: tell("orders", done, whole))

    counter = Counter(customers, assortment, calendar, planted, _source(seed, "events"))
    stock = make_stock(products, orders, assortment.sold_out, calendar, _source(seed, "stock"))
    return ShopData(
        policy=POLICY,
        products=with_availability(products, stock),
        categories=make_categories(),
        content=[*make_contents(models), *make_offers(calendar.promotions, calendar.until)],
        edges=edges,
        images=make_images(products),
        customers=customers,
        orders=orders,
        stock=stock,
        sold_out=assortment.sold_out,
        promotions=calendar.promotions,
        events=counter.events(shoppers, orders),
    )


def _source(seed: int, part: str) -> Random:
    return Random(f"{seed}/{part}")
