"""The page in a real browser: messages, taps, changes, files, and nothing that goes out."""

import json
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import uvicorn
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

import ui
from agent.agent import Agent
from agent.handoff import Desk
from agent.page.serving import browser_secret, mount, take_port
from agent.page.words import page_words
from knowledge.records.outbox import Answer
from knowledge.shop import Shop
from tests.test_ui import HOSTILE, Parrot, built, small_home

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
pytestmark = [
    pytest.mark.skipif(
        not (BROWSER and DRIVER),
        reason="no browser here; on Debian: apt-get install chromium chromium-driver",
    ),
    # Gradio's queue keeps its statistics with parts of pandas that are on their way out.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync "
    "--disable-dev-shm-usage --window-size=1280,900"
)
SECONDS = 30
EN, ZH = page_words("en"), page_words("zh")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the page of the small shop is served."""
    shop = Shop.open(small_home(tmp_path_factory.mktemp("home")))
    with served(Parrot(shop)) as at:
        yield at


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """A shop in which things are changed."""
    home = tmp_path / "home"
    home.mkdir()
    return Shop.open(small_home(home))


@contextmanager
def served(agent: Agent) -> Iterator[str]:
    """Where the page of an assistant is served."""
    shop = agent.shop
    secret = browser_secret(shop.home)
    app = built(lambda: mount(ui.build_page(agent, Desk(agent), shop, secret), shop.post))
    with take_port("127.0.0.1", 0) as taken:
        server = uvicorn.Server(
            uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1)
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]})
        thread.start()
        yield f"http://127.0.0.1:{taken.getsockname()[1]}/"
        server.should_exit = True
        thread.join(SECONDS)


def browser(folder: Path, language: str = "en-GB") -> webdriver.Chrome:
    """A browser that was never used, with a log of all it asks for."""
    options = Options()
    options.binary_location = str(BROWSER)
    for flag in (*FLAGS.split(), f"--user-data-dir={folder}", f"--lang={language}"):
        options.add_argument(flag)
    options.add_experimental_option("prefs", {"intl.accept_languages": language})
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    return webdriver.Chrome(options=options, service=Service(DRIVER))


@pytest.fixture
def chrome(tmp_path: Path) -> Iterator[webdriver.Chrome]:
    made = browser(tmp_path)
    yield made
    made.quit()


def messages(chrome: webdriver.Chrome) -> list[str]:
    """The texts of the conversation that are on the screen."""
    found = chrome.find_elements(By.CSS_SELECTOR, "#sk-chat .message-content")
    return [str(one.get_attribute("textContent")).strip() for one in found]


def wait(chrome: webdriver.Chrome, until: Callable[[webdriver.Chrome], object]) -> None:
    WebDriverWait(chrome, SECONDS, ignored_exceptions=[Exception]).until(until)


def open_page(chrome: webdriver.Chrome, address: str) -> None:
    chrome.get(address)
    wait(chrome, lambda page: messages(page))


def say(chrome: webdriver.Chrome, text: str) -> None:
    box = chrome.find_element(By.CSS_SELECTOR, "#sk-box textarea")
    box.send_keys(text, Keys.ENTER)
    wait(chrome, lambda page: f"You said: {text}" in messages(page))


def tap(chrome: webdriver.Chrome, selector: str, label: str) -> None:
    """Click the first part that reads `label`."""
    parts = chrome.find_elements(By.CSS_SELECTOR, selector)
    next(part for part in parts if label in part.text).click()


def log(chrome: webdriver.Chrome, kind: str) -> list[dict[str, str]]:
    entries: list[dict[str, str]] = chrome.get_log(kind)  # type: ignore[no-untyped-call]
    return entries


def requested(chrome: webdriver.Chrome) -> set[str]:
    """Hosts that the page asked anything of (the browser's own pages are not on the network)."""
    events = [json.loads(entry["message"])["message"] for entry in log(chrome, "performance")]
    urls = [e["params"]["request"]["url"] for e in events if e["method"].endswith("BeSent")]
    return {str(urlsplit(url).hostname) for url in urls if re.match("(http|ws)s?:", url)}


def test_she_writes_taps_an_answer_and_comes_back(chrome: webdriver.Chrome, address: str) -> None:
    open_page(chrome, address)
    assert chrome.execute_script("return localStorage.getItem('shopkeeper')") is None
    say(chrome, "hello")

    tap(chrome, "#sk-chat .option", "The mug")
    wait(chrome, lambda page: "You said: The mug" in messages(page))
    before = messages(chrome)

    chrome.refresh()
    wait(chrome, lambda page: messages(page) == before)
    assert requested(chrome) == {"127.0.0.1"}
    assert [e for e in log(chrome, "browser") if e["level"] == "SEVERE"] == []


def test_hostile_text_stays_text(chrome: webdriver.Chrome, address: str) -> None:
    open_page(chrome, address)
    say(chrome, f"{HOSTILE} <b>שלום</b> **no** $$x$$ ${{alert(1)}}")
    assert chrome.find_elements(By.CSS_SELECTOR, "#sk-chat img[src='x'], #sk-chat b") == []
    title = chrome.find_element(By.CSS_SELECTOR, ".sk-card h3")
    assert title.text == f"Kettle {HOSTILE}"


def test_facts_of_the_last_reply_are_one_tap_away(chrome: webdriver.Chrome, address: str) -> None:
    open_page(chrome, address)
    say(chrome, "hello")
    tap(chrome, "#sk-why button", EN["why"])
    wait(chrome, lambda page: "49.00 USD" in page.find_element(By.ID, "sk-why").text)


def test_person_answers_without_a_refresh(
    chrome: webdriver.Chrome, address: str, tmp_path: Path
) -> None:
    open_page(chrome, address)
    say(chrome, "hello")
    chrome.find_element(By.ID, "sk-person").click()
    wait(chrome, lambda page: EN["waiting"] in page.find_element(By.ID, "sk-presence").text)

    staff = browser(tmp_path / "staff", "zh-CN")
    try:
        open_page(staff, address)
        tap(staff, "#sk-who label", ZH["staff"])
        wait(staff, lambda page: page.find_elements(By.CSS_SELECTOR, "#sk-queue label"))
        staff.find_element(By.CSS_SELECTOR, "#sk-queue label").click()
        wait(
            staff, lambda page: "hello" in page.find_element(By.CSS_SELECTOR, ".sk-transcript").text
        )
        answer = staff.find_element(By.CSS_SELECTOR, "#sk-answer textarea")
        answer.send_keys("Hello, I am Mia", Keys.ENTER)
        wait(chrome, lambda page: "Hello, I am Mia" in messages(page))
        assert EN["human"] in chrome.find_element(By.ID, "sk-presence").text

        staff.find_element(By.ID, "sk-hand-back").click()
        wait(chrome, lambda page: not page.find_element(By.ID, "sk-presence").text)
    finally:
        staff.quit()


def test_page_speaks_the_language_of_the_browser(tmp_path: Path, address: str) -> None:
    chinese = browser(tmp_path, "zh-CN")
    try:
        open_page(chinese, address)
        wait(chinese, lambda page: page.find_element(By.ID, "sk-person").text == ZH["person"])
        assert chinese.execute_script("return document.documentElement.lang") == "zh"
    finally:
        chinese.quit()


def test_starting_over_forgets_the_conversation(chrome: webdriver.Chrome, address: str) -> None:
    open_page(chrome, address)
    say(chrome, "hello")
    chrome.find_element(By.ID, "sk-again").click()
    wait(chrome, lambda page: len(messages(page)) == 1)
    chrome.refresh()
    wait(chrome, lambda page: messages(page))
    # Long enough for a conversation to come back if one did.
    time.sleep(1)
    assert len(messages(chrome)) == 1


def test_narrow_screen_is_not_wider_than_itself(chrome: webdriver.Chrome, address: str) -> None:
    metrics = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    open_page(chrome, address)
    say(chrome, "hello")
    assert chrome.execute_script("return document.documentElement.scrollWidth") == 390
    assert chrome.find_element(By.ID, "sk-person").is_displayed()


def write(chrome: webdriver.Chrome, text: str, until: str) -> None:
    """Send a message, and wait until something is in the conversation."""
    chrome.find_element(By.CSS_SELECTOR, "#sk-box textarea").send_keys(text, Keys.ENTER)
    wait(chrome, lambda page: until in page.find_element(By.ID, "sk-chat").text)


def become_ada(chrome: webdriver.Chrome, address: str) -> None:
    open_page(chrome, address)
    tap(chrome, "#sk-who label", "Ada Fox")
    chosen = "#sk-who label:has(input:checked)"
    wait(chrome, lambda page: "Ada Fox" in page.find_element(By.CSS_SELECTOR, chosen).text)


def test_a_change_is_shown_in_a_frame_and_made_by_its_button(
    chrome: webdriver.Chrome, shop: Shop
) -> None:
    with served(Agent(shop)) as at:
        become_ada(chrome, at)
        write(chrome, "cancel order #1001, I don't need it any more", EN["check"])
        what = chrome.find_element(By.CSS_SELECTOR, ".sk-waits .sk-what").text
        assert "#1001" in what
        tap(chrome, "#sk-chat .option", "Yes, cancel it")
        wait(chrome, lambda page: "Done" in messages(page)[-1])
        assert chrome.find_elements(By.CSS_SELECTOR, ".sk-waits") == []
    found = shop.records.orders.get("#1001", "ada")
    assert found is not None
    assert found.status == "cancelled"


def test_her_data_are_saved_as_a_file(chrome: webdriver.Chrome, shop: Shop, tmp_path: Path) -> None:
    folder = {"behavior": "allow", "downloadPath": str(tmp_path)}
    chrome.execute_cdp_cmd("Browser.setDownloadBehavior", folder)
    with served(Agent(shop)) as at:
        become_ada(chrome, at)
        write(chrome, "export my data", EN["my_data"])
        chrome.find_element(By.CSS_SELECTOR, ".sk-file a").click()
        saved = tmp_path / EN["my_data"]
        wait(chrome, lambda page: saved.exists())
        assert [e for e in log(chrome, "browser") if e["level"] == "SEVERE"] == []
    assert json.loads(saved.read_text(encoding="utf-8"))["customer"]["name"] == "Ada Fox"


def test_a_refusal_of_the_shop_appears_by_itself(
    chrome: webdriver.Chrome, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    # An address where nobody answers: the change stays on its way.
    monkeypatch.setenv("SHOPKEEPER_WEBHOOK_URL", "http://127.0.0.1:9/")
    monkeypatch.setenv("SHOPKEEPER_WEBHOOK_SECRET", "sixteen characters")
    with served(Agent(shop)) as at:
        become_ada(chrome, at)
        write(chrome, "cancel order #1001, I don't need it any more", EN["check"])
        tap(chrome, "#sk-chat .option", "Yes, cancel it")
        wait(chrome, lambda page: "Done" in messages(page)[-1])
        (message,) = [one for one in shop.records.outbox.newest(9) if one.channel == "shop"]
        shop.post.answered(message.id, Answer("refused", "The parcel has left."))
        wait(chrome, lambda page: "The parcel has left." in messages(page)[-1])


def test_a_change_fits_a_narrow_screen(chrome: webdriver.Chrome, shop: Shop) -> None:
    metrics = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    with served(Agent(shop)) as at:
        become_ada(chrome, at)
        write(chrome, "取消订单 #1001，不需要了", ZH["check"])
        assert chrome.execute_script("return document.documentElement.scrollWidth") == 390
        buttons = chrome.find_elements(By.CSS_SELECTOR, "#sk-chat .option")
        assert all(button.size["height"] >= 44 for button in buttons)
        assert chrome.find_element(By.CSS_SELECTOR, ".sk-waits").size["width"] <= 350
