"""Pages that watch themselves: no script error, no refused resource, no request elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

DESK, TABLET, PHONE = (1366, 768), (820, 1180), (390, 844)  # window sizes
HERE = re.compile(r"^(http://(127\.0\.0\.1|localhost):\d+/|data:|blob:|about:)")
REFUSAL = re.compile(r"status of (\d{3})|Status Error Code (\d{3})")


@dataclass
class Watch:
    """What went wrong on the pages of one context; `refusals` are statuses a test provokes."""

    refusals: frozenset[int] = frozenset()
    cut: bool = False  # the test cuts the network itself
    faults: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Listen to every page of the context."""
        context.on("request", self.request)
        context.on("console", self.message)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))

    def request(self, request: Request) -> None:
        """Note a request that leaves this machine."""
        if not HERE.match(request.url) and not request.url.startswith("tel:"):
            self.faults.append(f"request elsewhere: {request.url}")

    def message(self, message: ConsoleMessage) -> None:
        """Note an error on the console; violations of the content policy appear there too."""
        if message.type != "error":
            return
        if self.cut and ("net::ERR_" in message.text or message.text.startswith("htmx:")):
            return
        status = REFUSAL.search(message.text)
        if status and int(status[1] or status[2]) in self.refusals:
            return
        self.faults.append(f"console: {message.text} ({message.location.get('url', '')})")


def drawn(page: Page) -> None:
    """Wait until another size, medium or theme was drawn and the page's scripts have seen it."""
    page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )


def sideways(page: Page) -> int:
    """Pixels by which the page is wider than its window; 0 is right on a phone."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
