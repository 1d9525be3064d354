"""A copy of everything that is on file about her."""

from dataclasses import asdict

from knowledge.fact import Fact
from knowledge.people import Customer
from knowledge.personal_data import contents
from knowledge.shop import View
from skills.skill import Level, Outcome, Say, Told


class ExportMyData:
    level = Level.VERIFIED

    def __call__(self, view: View, customer: Customer) -> Outcome:
        counted = asdict(contents(view.shop.records, customer.id))
        source = f"customers/{customer.id}/personal_data"
        facts = tuple(Fact(name, count, source) for name, count in counted.items())
        return Told((Say("export", facts),))


skill = ExportMyData()
