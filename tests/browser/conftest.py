"""A browser at work, under the real security headers; any error in its console fails the test."""

import pytest
from axe_playwright_python.sync_playwright import Axe

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def page_as(live_server, new_context, client):
    """A function of an account (None for a visitor) and a window size, that gives a page of their browser."""
    complaints = []

    def open_page(account=None, viewport=DESKTOP):
        context = new_context(base_url=live_server.url, viewport=viewport)
        if account is not None:
            client.force_login(account)
            session = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{page.url} {error}"))
        page.on(
            "console",
            lambda said: said.type == "error" and complaints.append(f"{page.url} {said.text}"),
        )
        return page

    yield open_page
    assert complaints == []


@pytest.fixture(scope="session")
def assert_accessible():
    """A function of a page: axe finds nothing to say about it."""
    axe = Axe()

    def check(page):
        found = axe.run(page)
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"

    return check
