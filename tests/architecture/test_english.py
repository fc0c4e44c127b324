"""The whole product speaks English: every message is translated and no page shows Chinese."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from aftersales import translations
from apps.org.models import OrgUnit, Staff
from tests.access.addresses import Address, every_address
from tests.architecture.sources import ROOT, templates
from tests.org.door import code_of, send, sign_in, with_phone
from tests.org.stations import enrolled

if TYPE_CHECKING:
    from collections.abc import Callable

#: Pages that stand only while the code of the phone is asked for.
OF_THE_CODE = {"org:code", "org:renew_codes"}
HAN = re.compile(r"[\u3001-\u303f\u3400-\u9fff\uff01-\uff5e]+")  # words and punctuation
READ_ALOUD = {"title", "alt", "placeholder", "aria-label", "value", "content"}
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
UNREAD = {"script", "style"}
POSITIONS = (
    "service_manager",
    "information_officer",
    "service_advisor",
    "receptionist",
    "workshop_supervisor",
    "technical_expert",
    "quality_controller",
    "technician",
    "parts_supervisor",
    "parts_keeper",
    "cashier",
    "warranty_appraiser",
    "customer_care_supervisor",
    "care_agent",
    "general_manager",
    "support_staff",
    "administrator",
)
# What English pages may still show in Chinese, and why.
RESIDUES: dict[str, str] = {}
ELSEWHERE = {302, 303, 403, 404}  # not for this person: another one will open it
TRANSLATED = re.compile(
    r"{%\s*blocktranslate.*?endblocktranslate\s*%}|{%\s*translate .*?%}|_\(\"[^\"]*\"\)"
    r"|{#.*?#}|^\s*//.*?$|/\*.*?\*/",
    re.DOTALL | re.MULTILINE,
)
# Files that hold Chinese of their own, and why; paper is Chinese for every reader.
WRITTEN_IN_CHINESE = {
    "templates/500.html": "drawn without the translations, in both languages",
    "templates/components/topbar.html": "the name of the other language in that language",
    "templates/components/usermenu.html": "the name of the other language in that language",
    "templates/login.html": "the name of the other language in that language",
    "templates/workorders/customer_base.html": "the name of the other language in that language",
}


class Words(HTMLParser):
    """The words of a page: texts and spoken attributes, but not what is marked as Chinese."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.open: list[tuple[str, bool]] = []

    @property
    def skipped(self) -> bool:
        """Whether the place is inside an element that is code or says it is Chinese."""
        return any(skip for _tag, skip in self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the attributes that people hear or see."""
        known = {name: value or "" for name, value in attrs}
        skip = tag in UNREAD or known.get("lang", "").startswith("zh")
        if not skip and not self.skipped:
            self.found += [v for n, v in known.items() if n in READ_ALOUD or n.startswith("data-")]
        if tag not in VOID:
            self.open.append((tag, skip))

    def handle_endtag(self, tag: str) -> None:
        """Leave the element, and those inside it that were never closed."""
        while any(name == tag for name, _skip in self.open):
            if self.open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        """Note a text."""
        if not self.skipped:
            self.found.append(data)


def chinese_in(html: str, names: list[str]) -> list[str]:
    """The Chinese of a page that is neither a name of its people and units nor a known residue."""
    words = Words()
    words.feed(html)
    left = []
    for text in words.found:
        for name in (*names, *RESIDUES):
            text = text.replace(name, "")  # noqa: PLW2901  # peeled name by name
        left += [text.strip()] if HAN.search(text) else []
    return left


def plain_pages() -> list[Address]:
    """The addresses without arguments."""
    return [a for a in every_address() if not a.arguments and a.policy]


def data_names() -> list[str]:
    """Names that were typed in: people, and units that have no English name. Longest first."""
    units = OrgUnit.objects.filter(name_en="").values_list("name", flat=True)
    return sorted({*Staff.objects.values_list("name", flat=True), *units}, key=len, reverse=True)


def test_every_message_has_an_english_text() -> None:
    assert translations.missing(settings.BASE_DIR) == []


def test_the_compiled_catalogue_is_that_of_the_texts() -> None:
    assert not translations.stale(settings.BASE_DIR)


def test_no_english_text_holds_chinese() -> None:
    texts = (str(m.string) for m in translations.read(settings.BASE_DIR) if m.id)
    assert [text for text in texts if HAN.search(text)] == []


@pytest.mark.django_db
def test_english_pages_show_no_chinese(client_as: Callable[..., Client]) -> None:
    names, found = data_names(), dict[str, list[str]]()
    enrolled(computer := Client())
    for client in (Client(), computer, *(client_as(position) for position in POSITIONS)):
        for address in plain_pages():
            if address.name in found and address.name != "home":
                continue
            response = client.get(address.at(), headers={"accept-language": "en"})
            if response.status_code in ELSEWHERE:
                continue
            page = "text/html" in response.headers.get("Content-Type", "")
            left = chinese_in(response.content.decode(), names) if page else []
            found.setdefault(address.name, []).extend(left)
    assert {name: texts for name, texts in found.items() if texts} == {}
    assert {address.name for address in plain_pages()} - set(found) == OF_THE_CODE


@pytest.mark.django_db
def test_english_pages_of_the_code_show_no_chinese(settings: Any, client: Client) -> None:
    settings.SECOND_FACTOR = "required"
    device, names = with_phone("cashier"), data_names()
    sign_in(client, "cashier")
    pages = [client.get(reverse("org:code"), headers={"accept-language": "en"})]
    send(client, "org:code", otp_code=code_of(device))
    pages.append(client.get(reverse("org:renew_codes"), headers={"accept-language": "en"}))
    assert [page.status_code for page in pages] == [200, 200]
    assert [chinese_in(page.content.decode(), names) for page in pages] == [[], []]


def test_no_chinese_stands_outside_the_words_to_translate() -> None:
    found = {
        str(path.relative_to(ROOT)): HAN.findall(TRANSLATED.sub("", path.read_text()))
        for path in (*templates(), *ROOT.glob("static/js/*.js"))
    }
    own = {path for path, texts in found.items() if texts}
    assert {path for path in own if not path.startswith("templates/print/")} == set(
        WRITTEN_IN_CHINESE
    )


def test_a_chinese_word_would_be_found() -> None:
    html = '<p title="在修">ok<br><b lang="zh-hans">中文</b><script>"无"</script> 张三 待料</p>'
    assert chinese_in(html, ["张三"]) == ["在修", "待料"]
