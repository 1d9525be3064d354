"""What is planted in the demo shop: the truth behind its orders, which no engine ever reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Season:
    """
    Demand over the year, 1 on average: ``1 + amplitude * cos(2 pi (day - peak) / 365)``.

    Parameters
    ----------
    amplitude
        Share by which the best day lies above the average, in [0, 1).
    peak
        Day of the year with the highest demand, 1..365.
    gift
        Factor on top from 25 November to 20 December.
    """

    amplitude: float
    peak: int
    gift: float = 1.0


@dataclass(frozen=True)
class Carrier:
    """
    A carrier and how well it keeps its word.

    Parameters
    ----------
    days
        Working days from leaving the warehouse to the door that it promises within the country.
    share
        Share of the parcels it carries.
    late
        Share of its parcels that come after the promised day.
    """

    name: str
    prefix: str
    days: int
    share: float
    late: float


@dataclass(frozen=True)
class Style:
    """
    A kind of household and what it buys.

    Parameters
    ----------
    share
        Share of the customers.
    shelves
        Weight of each category when something is bought.
    habits
        Categories that are used up and bought again.
    likes
        Factor on the popularity of a series; 1 where it is not named.
    """

    share: float
    shelves: Mapping[str, float]
    habits: tuple[str, ...]
    likes: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Kind:
    """
    How often somebody comes back.

    Parameters
    ----------
    share
        Share of the customers.
    habits
        Fewest and most goods bought in a rhythm.
    visits
        Mean number of visits a year beside that rhythm.
    stay
        Mean days from the first order until she is lost for good (exponential).
    """

    share: float
    habits: tuple[int, int]
    visits: float
    stay: float


SUMMER, WINTER = Season(0.75, 190), Season(0.35, 15)
GIFTS = Season(0.15, 340, 1.7)


def _styles() -> dict[str, Style]:
    return {
        "espresso": Style(
            0.22,
            {"coffee-beans": 6, "grinders": 2, "espresso-machines": 1.6, "coffee-accessories": 3,
             "moka-pots": 1, "mugs": 1.5, "scales": 0.8, "flasks": 0.7, "storage": 0.6},
            ("coffee-beans", "coffee-accessories"),
            {"coffee-espresso": 4, "coffee-dark": 2, "coffee-light": 0.3, "electric-grinders": 2},
        ),
        "pour-over": Style(
            0.22,
            {"coffee-beans": 6, "drippers": 2, "coffee-filters": 2.5, "kettles": 1.5, "scales": 1.2,
             "grinders": 1.6, "mugs": 1.5, "french-presses": 0.8, "storage": 0.5, "flasks": 0.7},
            ("coffee-beans", "coffee-filters"),
            {"coffee-light": 3, "coffee-micro": 2, "coffee-espresso": 0.3, "gooseneck": 3,
             "hand-grinders": 2, "coffee-filter-blend": 2},
        ),
        "tea": Style(
            0.2,
            {"loose-tea": 6, "tea-bags": 3, "teapots": 1.8, "tea-accessories": 2, "kettles": 1.4,
             "mugs": 1.5, "flasks": 0.8, "storage": 0.6},
            ("loose-tea", "tea-bags"),
            {"tea-oolong": 1.5, "tea-green": 1.4, "electric-kettles": 2},
        ),
        "cook": Style(
            0.16,
            {"pans": 3, "pots": 2, "knives": 2.6, "cutting-boards": 1.6, "storage": 2, "mugs": 1,
             "coffee-beans": 1.2, "tea-bags": 1, "kettles": 0.8},
            ("coffee-beans", "tea-bags"),
        ),
        "camp": Style(
            0.2,
            {"tents": 1.6, "sleeping-bags": 1.5, "sleeping-mats": 1.6, "stoves": 1.6, "lamps": 1.8,
             "gas-cartridges": 3, "backpacks": 2, "camp-cookware": 2, "water-bottles": 2,
             "camp-furniture": 1.2, "flasks": 1.4, "coffee-beans": 0.8},
            ("gas-cartridges", "coffee-beans"),
            {"coffee-filter-blend": 2},
        ),
    }  # fmt: skip


def _seasons() -> dict[str, Season]:
    return {
        **dict.fromkeys(("tents", "sleeping-bags", "sleeping-mats", "camp-furniture"), SUMMER),
        **dict.fromkeys(("stoves", "gas-cartridges", "camp-cookware"), SUMMER),
        **dict.fromkeys(("water-bottles", "backpacks"), Season(0.5, 180)),
        **dict.fromkeys(("loose-tea", "tea-bags", "teapots", "tea-accessories"), WINTER),
        **dict.fromkeys(("mugs", "knives", "espresso-machines", "grinders"), GIFTS),
        "flasks": Season(0.3, 330, 1.4),
        "lamps": Season(0.3, 210),
        "coffee-beans": Season(0.06, 350, 1.1),
    }


@dataclass(frozen=True)
class Planted:
    """
    All numbers that shape the made-up orders.

    Parameters
    ----------
    days
        Length of the history, days.
    kinds, styles
        How often people come back, and what they buy.
    cycles
        Mean days until one pack is used up, by category.
    cycle_spread
        Standard deviation of the logarithm of a cycle.
    season_only
        Months in which a habit is alive, for those that rest in winter.
    loyalty
        Chance that a habit takes the same variant again.
    weekdays
        Weight of Monday to Sunday.
    growth
        Share by which demand at the end lies above the beginning.
    lift, lifts
        Factor on the demand of a category while its price is cut: usual, and by category.
    returns, usual_return
        Share of lines that come back, by category, and for all others.
    cancelled
        Share of orders cancelled before they are packed.
    december_late
        Factor on lateness in December.
    sold_out, sold_out_now
        Mean spells per variant over the history; share of variants sold out today.
    newcomers_stop
        Days before the end at which the last customer who comes back has joined, so that all of
        them can be seen coming back.
    """

    days: int = 548
    kinds: Mapping[str, Kind] = field(
        default_factory=lambda: {
            "one-time": Kind(0.63, (0, 0), 0.0, 0.0),
            "occasional": Kind(0.17, (0, 0), 3.0, 360.0),
            "regular": Kind(0.14, (1, 2), 2.0, 420.0),
            "fan": Kind(0.06, (2, 3), 6.0, 900.0),
        }
    )
    styles: Mapping[str, Style] = field(default_factory=_styles)
    cycles: Mapping[str, float] = field(
        default_factory=lambda: {
            "coffee-beans": 30,
            "loose-tea": 50,
            "tea-bags": 45,
            "coffee-filters": 90,
            "coffee-accessories": 120,
            "gas-cartridges": 24,
        }
    )
    cycle_spread: float = 0.18
    season_only: Mapping[str, tuple[int, ...]] = field(
        default_factory=lambda: {"gas-cartridges": (4, 5, 6, 7, 8, 9)}
    )
    loyalty: float = 0.75
    seasons: Mapping[str, Season] = field(default_factory=_seasons)
    weekdays: tuple[float, ...] = (1.12, 1.05, 0.98, 0.95, 0.85, 0.9, 1.2)
    growth: float = 0.3
    lift: float = 1.9
    lifts: Mapping[str, float] = field(
        default_factory=lambda: {"tents": 1.6, "kettles": 2.2, "coffee-beans": 1.5, "mugs": 2.4}
    )
    returns: Mapping[str, float] = field(
        default_factory=lambda: {
            "coffee-beans": 0.003,
            "loose-tea": 0.003,
            "tea-bags": 0.002,
            "coffee-filters": 0.005,
            "gas-cartridges": 0.0,
            "espresso-machines": 0.08,
            "tents": 0.09,
            "sleeping-bags": 0.08,
            "backpacks": 0.11,
        }
    )
    usual_return: float = 0.04
    cancelled: float = 0.025
    carriers: tuple[Carrier, ...] = (
        Carrier("Nordpost", "NP", 3, 0.55, 0.06),
        Carrier("Swift Parcel", "SW", 2, 0.30, 0.09),
        Carrier("Bergkurier", "BK", 3, 0.15, 0.15),
    )
    december_late: float = 1.8
    sold_out: float = 0.3
    sold_out_now: float = 0.03
    newcomers_stop: int = 75
