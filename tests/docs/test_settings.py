from tools.settings_page import PAGE, documented, table, written


def test_every_setting_is_documented_with_default_and_help():
    page = PAGE.read_text("utf-8")

    assert table() in page
    assert page == written(page), "run `make pages`"


def test_every_setting_has_a_help_that_is_a_sentence():
    assert [name for name, _, text in documented() if not text.endswith(".")] == []
