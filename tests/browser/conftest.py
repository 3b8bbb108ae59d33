"""A browser at work, under the real security headers; any error in its console fails the test."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import expect

expect.set_options(timeout=20_000)  # ms: a small machine does two things at once

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
AXE = {"preload": False}  # or axe fetches style sheets itself, which the headers refuse
# Scripts of the administration wait for jQuery; this waits behind them
READY = "() => new Promise((done) => window.django?.jQuery ? django.jQuery(() => setTimeout(done)) : done())"


@pytest.fixture
def page_as(live_server, new_context):
    """A function of an account (None for a visitor) and a window size, that gives a page of their browser."""
    complaints = []

    def listen(said):
        # a text that somebody else just changed is refused: Chromium says so of every answer that is no success
        if said.type == "error" and "status of 409" not in said.text:
            complaints.append(f"{said.page.url} {said.text} ({said.location['url']})")

    def open_page(account=None, viewport=DESKTOP):
        context = new_context(base_url=live_server.url, viewport=viewport)
        if account is not None:
            signed_in = Client()  # of its own: two people at once keep two sessions
            signed_in.force_login(account)
            session = signed_in.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{page.url} {error}"))
        page.on("console", listen)
        return page

    yield open_page
    assert complaints == []


@pytest.fixture(scope="session")
def violations():
    """A function of a page: what axe reproaches it with, as `rule: place`."""
    axe = Axe()

    def told(page):
        page.evaluate(READY)
        found = axe.run(page, options=AXE).response["violations"]
        return [f"{rule['id']}: {node['target'][0]}" for rule in found for node in rule["nodes"]]

    return told


@pytest.fixture(scope="session")
def assert_accessible(violations):
    """A function of a page: axe finds nothing to say about it."""

    def check(page):
        assert violations(page) == [], page.url

    return check
