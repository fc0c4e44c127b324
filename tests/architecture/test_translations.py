"""The collector finds what both kinds of source hold, and notices what is wrong with a text."""

import pytest

from aftersales import translations


@pytest.fixture
def root(tmp_path):
    """A project of one module and one template."""
    (tmp_path / "apps" / "shop").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    module = 'from x import gettext as _\nWORDS = _("第 %(n)d 行") % {"n": 1}\n'
    (tmp_path / "apps" / "shop" / "views.py").write_text(module)
    page = (
        '{% load i18n %}\n  <p>{% translate "工单" %}{# 说明 #}</p>\n'
        "<b>{% blocktranslate %}共 {{ n }} 条{% endblocktranslate %}</b>"
    )
    (tmp_path / "templates" / "page.html").write_text(page)
    translations.renew(tmp_path)
    return tmp_path


def answer(root, message, text):
    """Write an English text into the catalogue."""
    file = root / translations.PO
    file.write_text(
        file.read_text().replace(
            f'msgid "{message}"\nmsgstr ""', f'msgid "{message}"\nmsgstr "{text}"'
        )
    )


def test_messages_of_code_and_templates_are_collected(root):
    assert sorted(translations.missing(root)) == ["共 %(n)s 条", "工单", "第 %(n)d 行"]


def test_renewing_keeps_texts_and_changes_nothing_else(root):
    answer(root, "工单", "Work order")
    translations.renew(root)
    before = (root / translations.PO).read_bytes()
    translations.renew(root)
    assert (root / translations.PO).read_bytes() == before
    assert "工单" not in translations.missing(root)


def test_binary_that_was_not_renewed_is_stale(root):
    assert not translations.stale(root)
    answer(root, "工单", "Work order")
    assert translations.stale(root)


def test_text_that_asks_for_another_value_is_broken(root):
    answer(root, "第 %(n)d 行", "Line %(number)d")
    assert translations.broken(root) == ["第 %(n)d 行"]
