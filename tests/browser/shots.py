"""`python -m tests.browser.shots`: the pictures of the README, from the demo in var/run."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from aftersales import env
from tests.browser import chromium
from tests.browser.chromium import OPTIONS
from tests.browser.pages import DESK, PHONE

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "docs" / "shots"
PORT = env.number("PORT", 8000)


@dataclass(frozen=True)
class Shot:
    """One picture: who looks at what, on which screen; `follow` is a link to open first."""

    name: str
    login: str
    address: str
    viewport: tuple[int, int] = DESK
    follow: str = ""


SHOTS = (
    Shot("home", "service_advisor", "/"),
    Shot("board", "dispatcher_inspector", "/workorders/board/"),
    Shot("order", "service_advisor", "/workorders/orders/", follow="main table a"),
    Shot("technician", "technician", "/workorders/my-jobs/", PHONE),
)


@contextmanager
def site() -> Iterator[str]:
    """The demo, started for the while; its address."""
    command = [sys.executable, "manage.py", "serve", "--port", str(PORT)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        lines = iter(process.stdout.readline, "")
        ready = next((line for line in lines if line.startswith("ready: ")), "")
        try:
            if not ready:
                raise SystemExit("the site did not start, see the lines above")
            yield ready.removeprefix("ready: ").strip()
        finally:
            process.terminate()


def take(browser: Browser, url: str, shot: Shot) -> None:
    """Sign in as the demo's login, open the page, save the picture."""
    width, height = shot.viewport
    page: Page = browser.new_page(
        base_url=url,
        viewport={"width": width, "height": height},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
    )
    page.goto("/login/")
    page.fill("input[name=username]", shot.login)
    page.fill("input[name=password]", "demo")
    page.click("form[data-login] button[type=submit]")
    page.wait_for_url(f"{url}/")
    page.goto(shot.address)
    if shot.follow:
        page.locator(shot.follow).first.click()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{shot.name}.png")
    page.close()


def main() -> None:
    """Take every picture."""
    found = chromium.find(ROOT / "var")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with site() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found.program, env=found.environment, args=OPTIONS
        )
        for shot in SHOTS:
            take(browser, url, shot)
        browser.close()


if __name__ == "__main__":
    main()
