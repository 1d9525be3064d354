"""The `shopkeeper` command. What it imports is imported late, so that `--help` is there at once."""

import logging
import os
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import click

FOLDER = click.Path(path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
home_option = click.option(
    "--home", type=FOLDER, default=Path("shop"), show_default=True, help="Folder of the shop."
)


class Sentences(click.Group):
    """Says what is wrong with what was given in one sentence; `-v` adds where it was found."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (ValueError, OSError) as problem:
            logging.getLogger(__name__).debug("stopped", exc_info=True)
            raise click.ClickException(str(problem)) from problem


@click.group(cls=Sentences, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="shopkeeper")
@click.option("-v", "--verbose", is_flag=True, help="Log what is being done.")
def main(verbose: bool) -> None:
    """
    A shop assistant that speaks English and Chinese.

    \b
    shopkeeper init                   make a demo shop in ./shop
    shopkeeper chat                   talk to it in the terminal
    shopkeeper serve                  talk to it in the browser
    """
    # Both libraries would call home; nothing of a shop leaves the house.
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    level = logging.DEBUG if verbose else logging.WARNING
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    for name in ("agent", "knowledge", "skills", "ui"):
        logging.getLogger(name).setLevel(level)


@main.command()
@click.option(
    "--from", "source", default="demo", show_default=True, help="demo, csv or another loader."
)
@click.argument("path", required=False, type=FOLDER)
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Last day of the demo shop.")
@click.option("--seed", default=7, show_default=True, help="Seed of the demo shop.")
@home_option
def init(source: str, path: Path | None, until: datetime | None, seed: int, home: Path) -> None:
    """
    Make a shop, or import into one again.

    Your policy.yaml, the conversations and what was changed since stay. Rows that could not be
    loaded are in HOME/import_report.csv, by row number.

    \b
    shopkeeper init                                    the demo shop in ./shop
    shopkeeper init --from csv my_files --home my_shop your own shop
    """
    from agent.progress import Bars
    from knowledge.load.init import initialise

    day = until.date() if until else None
    with Bars() as progress:
        made = initialise(home, source, path, progress=progress, until=day, seed=seed)
    click.echo(made)


@main.command()
@click.argument("parts", nargs=-1)
@home_option
def train(parts: tuple[str, ...], home: Path) -> None:
    """
    Train the parts that learn; all of them where none is named.

    \b
    shopkeeper train
    shopkeeper train intents
    """
    from agent.progress import Bars
    from agent.training import train as train_parts

    with Bars() as progress:
        train_parts(parts, home, progress)


@main.command()
@click.option("--as", "customer", metavar="CUSTOMER", help="Be a customer who has signed in.")
@click.option("--staff", metavar="NAME", help="Be one of the staff and answer who waits.")
@click.option("--merchant", metavar="NAME", help="Be the merchant.")
@click.option("--json", "as_json", is_flag=True, help="Print each reply as one line of JSON.")
@home_option
def chat(
    customer: str | None, staff: str | None, merchant: str | None, as_json: bool, home: Path
) -> None:
    """
    Talk to the shop in the terminal.

    Without a terminal it reads one message a line.

    \b
    shopkeeper chat
    shopkeeper chat --staff Ann
    echo "where is my order?" | shopkeeper chat --json
    """
    from agent.terminal import chat as talk
    from agent.terminal import identity_of

    talk(home, identity_of(customer, staff, merchant), as_json=as_json)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=7860, show_default=True)
@home_option
def serve(host: str, port: int, home: Path) -> None:
    """
    Open the shop's page in the browser.

    \b
    shopkeeper serve --home my_shop --port 8080
    """
    logging.getLogger("ui").setLevel(logging.INFO)
    from ui import serve as serve_page

    # Ctrl-C is how it is closed, not a failure.
    with suppress(KeyboardInterrupt):
        serve_page(home, host, port)


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--home", type=FOLDER, help="Play on this shop, whatever the cases name.")
@click.option("--junit", type=FOLDER, metavar="FILE", help="Write the results for a build server.")
@click.option("-k", "match", default="", metavar="TEXT", help="Only cases whose name holds TEXT.")
def test(paths: tuple[Path, ...], home: Path | None, junit: Path | None, match: str) -> None:
    """
    Play scripted conversations; exit code 1 if one fails.

    \b
    shopkeeper test conversations.yaml --home my_shop
    shopkeeper test tests/conversations -k "lost parcel" --junit results.xml
    """
    from agent.progress import Bars
    from agent.rehearsal import rehearse

    options: Any = {"home": home, "match": match, "junit": junit}
    with Bars() as progress:
        passed = rehearse(paths, tell=click.echo, progress=progress, **options)
    sys.exit(0 if passed else 1)


@main.group()
def outbox() -> None:
    """
    Look at what leaves the house: mails, and changes for the shop's own system.

    \b
    shopkeeper outbox list
    shopkeeper outbox dead --home my_shop
    shopkeeper outbox retry 12
    shopkeeper outbox answer 12 --state refused --reason "already packed"
    """


@outbox.command("list")
@home_option
def list_messages(home: Path) -> None:
    """The newest messages, and what became of them."""
    from knowledge.post import open_post, told

    with open_post(home) as (_, records):
        for message in records.outbox.newest(50):
            click.echo(told(message))


@outbox.command("dead")
@home_option
def dead_messages(home: Path) -> None:
    """Messages that were given up."""
    from knowledge.post import open_post, told

    with open_post(home) as (_, records):
        for message in records.outbox.dead():
            click.echo(told(message))


@outbox.command()
@click.argument("number", type=int)
@home_option
def retry(number: int, home: Path) -> None:
    """Send a message that was given up again, now."""
    from knowledge.post import open_post, told

    with open_post(home) as (post, _):
        click.echo(told(post.retry(number)))


@outbox.command()
@click.argument("number", type=int)
@click.option("--state", type=click.Choice(["accepted", "done", "refused"]), required=True)
@click.option("--reason", default="", help="Shown to the customer where it is refused.")
@home_option
def answer(number: int, state: str, reason: str, home: Path) -> None:
    """Say what your own system did about a change; a refusal reaches the customer."""
    from knowledge.post import open_post, told
    from knowledge.records.outbox import Answer

    with open_post(home) as (post, _):
        click.echo(told(post.answered(number, Answer.of(state, reason))))


@main.group()
def evaluate() -> None:
    """
    Measure a part on your own data.

    \b
    shopkeeper evaluate shop-intents --test messages.csv --json
    """


@evaluate.command("shop-intents")
@click.option("--test", type=FILE, required=True, help="CSV: text, intent, language.")
@click.option("--json", "as_json", is_flag=True, help="Print exactly one JSON object.")
def shop_intents(test: Path, as_json: bool) -> None:
    """How often messages are read as the wishes that they hold."""
    from agent import evaluation
    from agent.progress import Bars

    with Bars() as progress:
        measures = evaluation.evaluate_shop_intents(test, progress)
    evaluation.report(measures, click.echo, as_json=as_json)
