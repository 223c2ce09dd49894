"""Names of report files on every system."""

from hypothesis import given
from hypothesis import strategies as st

from tests.reports.report_samples import FAMILY, plain, record
from workshop.reports.filename import filename
from workshop.reports.formats import FORMATS


def test_a_thai_title_stays_thai_in_the_file_name() -> None:
    assert filename(plain(), FORMATS["docx"], "th") == "รายงาน เหลียวหลัง แลหน้า งานพัฒนาชุมชน ปีงบประมาณ 2564 K7M4QX.docx"
    assert filename(plain(), FORMATS["csv"], "th").endswith(" K7M4QX.csv")


@given(st.text(st.characters(codec=None), max_size=300), st.sampled_from(sorted(FORMATS)))
def test_no_title_makes_a_name_that_a_file_system_refuses(title: str, key: str) -> None:
    name = filename(record(title=title), FORMATS[key], "th")
    assert name.isprintable()
    assert not set(name) & set('<>:"/\\|?*%')
    assert len(name.encode()) <= 255
    assert name.endswith(FORMATS[key].suffix)
    assert name == name.strip()


def test_a_long_title_is_never_cut_inside_a_character() -> None:
    family = filename(record(title=FAMILY * 40), FORMATS["json"], "th")
    assert "\N{ZERO WIDTH JOINER}…" not in family
    assert filename(record(title="ที่" * 200), FORMATS["json"], "th").startswith("รายงาน " + "ที่" * 16 + "… ")
