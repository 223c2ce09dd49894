"""CSV and TSV in every delimiter and encoding."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop.tables import TableError, read_table, read_table_bytes

HEADERS = ["ข้อความ", "ประเภท", "text", "category", "กลุ่มที่", "หมายเหตุ 1"]
ANY_THAI = st.text(st.sampled_from("กขคงนมยรลวสอาำิีึืุูเแโไ่้๊๋์็ๆฯ๑๒ฺํ"), min_size=1, max_size=8)
ASCII = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=12)
ANY_CELL = st.lists(
    st.one_of(ANY_THAI, ASCII, st.sampled_from(["\n", "\r\n", '"', ",", ";", "\t", "🙏", "nan"])), max_size=5
)
# In one byte a letter, Thai is told by its shape: whole syllables, as people write them.
SYLLABLES = st.lists(st.sampled_from(["งบ", "คน", "น้อย", "ไม่", "ทัน", "กำ", "ลัง", "ที่", "ปี", "ตู้", "แก้"]), min_size=1)
THAI_CELL = st.lists(
    st.one_of(SYLLABLES.map("".join), st.sampled_from([" ", "OTOP ", "(25)", "\n", '"', ";", "\t", ","]))
)
DELIMITERS = pytest.mark.parametrize("delimiter", [",", ";", "\t"])


def tables(cell):
    def rows(header):
        return st.tuples(
            st.just(header), st.lists(st.lists(cell, min_size=len(header), max_size=len(header)), max_size=8)
        )

    return st.lists(st.sampled_from(HEADERS), min_size=2, max_size=5, unique=True).flatmap(rows)


def written(table, delimiter):
    header, rows = table
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([header, *rows])
    return out.getvalue()


@DELIMITERS
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@settings(max_examples=30)
@given(table=tables(ANY_CELL.map("".join)))
def test_any_csv_table_is_read_as_it_was_written(delimiter, codec, table):
    read = read_table_bytes(written(table, delimiter).encode(codec), "ความเห็น.csv")
    assert (read.header, read.rows) == table


@DELIMITERS
@pytest.mark.parametrize("codec", ["cp874", "tis-620"])
@settings(max_examples=60)
@given(table=tables(THAI_CELL.map("".join)))
def test_a_thai_table_in_windows_874_is_read_as_it_was_written(delimiter, codec, table):
    header, rows = table
    table = ["ข้อความ" if header[0].isascii() else header[0], *header[1:]], rows
    read = read_table_bytes(written(table, delimiter).encode(codec), "ความเห็น.csv")
    assert (read.header, read.rows) == table


@given(table=st.tuples(st.just(["text"]), st.lists(ANY_CELL.map("".join).map(lambda c: [c]), max_size=8)))
def test_a_table_of_one_column_is_read_as_it_was_written(table):
    header, rows = table
    data = "".join('"' + cell.replace('"', '""') + '"\r\n' for (cell,) in [header, *rows])
    read = read_table_bytes(data.encode(), "notes.csv")
    assert (read.header, read.rows) == table


def test_a_plain_list_of_notes_keeps_its_commas():
    read = read_table_bytes("text\nงบน้อย, คนขาด\nรถเสีย; ซ่อมนาน\n".encode(), "notes.txt")
    assert read.rows == [["งบน้อย, คนขาด"], ["รถเสีย; ซ่อมนาน"]]


def test_commas_in_a_question_do_not_hide_the_real_delimiter():
    data = "เวลา\tปัญหา, อุปสรรค, ข้อจำกัด\n09:00\tงบน้อย\n09:01\tคนขาด, งานมาก\n".encode()
    read = read_table_bytes(data, "form.tsv")
    assert read.header == ["เวลา", "ปัญหา, อุปสรรค, ข้อจำกัด"]
    assert read.rows[1] == ["09:01", "คนขาด, งานมาก"]


def test_short_rows_are_filled_and_blank_lines_are_no_rows():
    read = read_table_bytes("\n\ntext,category,group\nงบน้อย\n\nคนขาด,problem\n,,\n".encode(), "a.csv")
    assert read.rows == [["งบน้อย", "", ""], ["คนขาด", "problem", ""], ["", "", ""]]


def test_empty_cells_beyond_the_header_are_dropped():
    assert read_table_bytes("text,category\nงบน้อย,problem,,\n".encode(), "a.csv").rows == [["งบน้อย", "problem"]]


def test_the_sep_line_of_excel_names_the_delimiter():
    read = read_table_bytes("sep=;\r\ntext;group\r\nงบ,น้อย;1\r\n".encode(), "a.csv")
    assert (read.header, read.rows) == (["text", "group"], [["งบ,น้อย", "1"]])


def test_quotes_that_people_typed_in_a_tsv_stay_in_the_text():
    read = read_table_bytes('text\tgroup\n"โคก หนอง นา" งานดินช้า\t1\nรถเสีย\t2\n'.encode(), "a.tsv")
    assert read.rows == [['"โคก หนอง นา" งานดินช้า', "1"], ["รถเสีย", "2"]]


def test_a_western_file_is_not_taken_for_thai():
    data = "text,place\nLe café est très cher à Chiang Mai près du marché,Crêperie\n".encode("cp1252")
    assert "café" in read_table_bytes(data, "a.csv").rows[0][0]


def test_a_file_on_disk_is_read(tmp_path):
    path = tmp_path / "ความเห็น.csv"
    path.write_bytes("text\r\nงบน้อย\r\n".encode("cp874"))
    assert read_table(path).rows == [["งบน้อย"]]


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("broken_quotes", 'text,group\n"งบน้อย,1\nคนขาด,2\n'.encode()),
        ("broken_quotes", '"text,group\nงบน้อย,1\n'.encode()),
        ("too_many_cells", "text,group\nงบน้อย, คนขาด, รถเสีย,1\n".encode()),
        ("cell_too_big", ("text,group\n" + "ก" * 200_000 + ",1\n").encode()),
        ("no_header", b",,,\n,,\n"),
        ("empty_file", b""),
        ("empty_file", b" \r\n\t\n"),
        ("empty_file", b"\xef\xbb\xbf"),
        ("empty_file", b"\xff\xfe"),
        ("damaged_text", "text\nงบน้อย\nคนขาด\n".encode()[:-3] + b"\n"),
        ("damaged_text", "text\nงบน้อย\n".encode("utf-16")[:-1]),
        ("unknown_encoding", b"text\n" + bytes(range(128, 256)) * 3),
        ("too_big", b"text\n" + b"x\n" * 200_001),
        ("too_big", b"text\n" + b"x" * (20 * 1024 * 1024)),
    ],
)
def test_an_unreadable_file_is_refused_with_its_reason_and_what_to_do(code, data):
    with pytest.raises(TableError) as refusal:
        read_table_bytes(data, "ความเห็น.csv")
    assert refusal.value.code == code
    assert str(refusal.value) == f"{refusal.value.thai} / {refusal.value.english}"
    assert "ความเห็น.csv" in refusal.value.thai
    assert "ความเห็น.csv" in refusal.value.english


def test_the_damaged_line_is_named():
    with pytest.raises(TableError, match=r"แถวที่ 3 .* / Line 3 "):
        read_table_bytes("text\nงบน้อย\nคนข".encode() + b"\xe0\xb8\n" + "รถเสียบ่อย\n".encode(), "a.csv")


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(TableError) as refusal:
        read_table(tmp_path / "none.csv")
    assert refusal.value.code == "unreadable_file"


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "|", "\t"])
def test_the_delimiter_that_a_first_line_names_is_taken_with_any_line_end(delimiter, end):
    data = end.join((f"sep={delimiter}", f"text{delimiter}กลุ่ม", f"งบ น้อย{delimiter}1", "")).encode()
    assert read_table_bytes(data, "a.csv").rows == [["งบ น้อย", "1"]]


def test_a_bar_between_cells_is_a_delimiter():
    assert read_table_bytes("text|กลุ่ม\nงบ, น้อย|1\nคน; ขาด|2\n".encode(), "a.txt").rows[0] == ["งบ, น้อย", "1"]


@pytest.mark.parametrize("sign", [b"\x1a", b"\x1e"])
@pytest.mark.parametrize("codec", ["utf-8", "cp874"])
def test_a_single_control_sign_does_not_make_a_text_binary(sign, codec):
    assert read_table_bytes("text\nงบน้อย\n".encode(codec) + sign, "a.csv").rows[0] == ["งบน้อย"]


def test_quotation_marks_in_a_plain_list_stay_in_the_notes():
    notes = ['"โคก หนอง นา" งานดินช้า', 'จอ 14" เสีย', '"ไม่มีงบ']
    read = read_table_bytes("\n".join(["ความเห็น", *notes]).encode(), "a.txt")
    assert read.rows == [[note] for note in notes]


def test_a_title_over_a_csv_table_is_no_header():
    read = read_table_bytes("สรุปความเห็น,,\n,,\nที่,ปัญหา,กลุ่ม\n1,งบน้อย,2\n".encode(), "a.csv")
    assert (read.header, read.rows) == (["ที่", "ปัญหา", "กลุ่ม"], [["1", "งบน้อย", "2"]])


@pytest.mark.parametrize(
    "chat",
    ["[LINE] แชทกับ กลุ่ม พช.ขก.\nบันทึกเมื่อ: 2020/10/30 09:15\n\n2020/10/30(ศ.)\n09:15\tสมหญิง\tงบน้อย\n",
     "2020.10.30 วันศุกร์\n09:15\tสมชาย\tงบน้อย\n09:16\tสมหญิง\tคนขาด\n",
     "2020.10.30 วันศุกร์\n09:15 สมชาย งบน้อย\n09:16 สมหญิง คนขาด\n",
     'Chat history in "พช."\nSaved on: 10/30/2020, 09:15\n\nFri, 10/30/2020\n09:15\tสมหญิง\tงบน้อย\n',
     "30/10/2020, 09:15 - สมหญิง: งบน้อย\n30/10/2020, 09:16 - สมชาย: คนขาด\n",
     "[30/10/2020, 09:15:00] สมหญิง: งบน้อย\n[30/10/2020, 09:16:00] สมชาย: คนขาด\n"],
)  # fmt: skip
def test_a_chat_with_the_names_of_its_senders_is_refused(chat):
    with pytest.raises(TableError) as refusal:
        read_table_bytes(chat.encode(), "chat.txt")
    assert refusal.value.code == "line_chat"
    assert "สมหญิง" not in str(refusal.value)


def test_times_that_a_scribe_wrote_beside_notes_are_no_chat():
    read = read_table_bytes("เวลา\tกลุ่ม\tความเห็น\n09:15\t1\tงบน้อย\n09:16\t2\tคนขาด\n".encode(), "a.tsv")
    assert read.rows == [["09:15", "1", "งบน้อย"], ["09:16", "2", "คนขาด"]]
    assert read_table_bytes("ความเห็น\n09:15 ยังไม่เริ่ม\n10:00 รถไม่มา\n".encode(), "a.txt").rows[0] == ["09:15 ยังไม่เริ่ม"]


def test_quotation_marks_in_cells_that_nobody_guarded_stay_in_the_notes():
    read = read_table_bytes('กลุ่ม,ความเห็น\n1,จอ 14" เสีย\n2,"โคก หนอง นา" ช้า\n'.encode(), "a.csv")
    assert read.rows == [["1", 'จอ 14" เสีย'], ["2", '"โคก หนอง นา" ช้า']]


def test_thai_with_a_byte_of_no_letter_is_refused_not_read_as_another_language():
    with pytest.raises(TableError) as refusal:
        read_table_bytes("ความเห็น\nงบน้อย\n".encode("cp874") + b"\x8b\x9c\n", "a.csv")
    assert refusal.value.code == "unknown_encoding"


def test_a_title_over_a_list_is_no_header():
    read = read_table_bytes("แบบสรุปความเห็นผู้เข้าร่วม\nความเห็น\nงบน้อย\n".encode(), "a.csv")
    assert (read.header, read.rows) == (["ความเห็น"], [["งบน้อย"]])


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "cp874"])
@pytest.mark.parametrize(
    "start",
    [
        "<body><p>",
        "<FONT face=x>",
        "<thead><tr>",
        "<center>",
        "<table><tr><td>",
        "<meta charset=utf-8>",
        "\n<!-- x --><html>",
        "<style>td{}</style>",
    ],
)
def test_a_file_of_tags_is_refused_whatever_its_name(start, codec):
    with pytest.raises(TableError, match="HTML"):
        read_table_bytes(f"{start}งบน้อย".encode(codec), "report.xls")
