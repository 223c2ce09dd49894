from tools.http_page import PAGE, written


def test_every_route_body_event_and_refusal_is_documented():
    page = PAGE.read_text("utf-8")

    assert page == written(page), "run `make pages`"
