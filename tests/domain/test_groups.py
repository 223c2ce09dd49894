"""Names of breakout groups."""

from flask import Flask

from workshop.domain import groups


def test_group_names_that_differ_only_in_spelling_are_refused(app: Flask) -> None:
    typed, right = "กลุ่มน\N{THAI CHARACTER SARA AM}\N{THAI CHARACTER MAI THO}พอง", "กลุ่มน้ำพอง"
    with app.test_request_context():
        assert groups.problems([typed, right]) == {"groups": f"ชื่อกลุ่มซ้ำกัน: {', '.join(sorted([typed, right]))}"}
        assert groups.problems([right, "กลุ่มชุมแพ"]) == {}
