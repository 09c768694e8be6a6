"""complete: what it fills in, what it leaves as it is, what it says."""

import re
import subprocess

import numpy as np
import pytest

from dlf.__main__ import main
from dlf.cli import cells
from tests.cli.test_surroundings import PYTHON_QUOTED
from tests.test_surroundings import PYTHON

nan = np.nan
WHOLE = np.round(10 + np.outer(np.arange(1.0, 13), [1.0, 2.0, -3.0, 0.5]), 3)


def text(table, header="a,b,c,d", delimiter=",", end="\n", gap=""):
    """The table as text."""
    cell = lambda x: gap if np.isnan(x) else f"{x:g}"
    lines = [header.replace(",", delimiter)] if header else []
    return "".join(
        line + end for line in [*lines, *(delimiter.join(map(cell, row)) for row in table)]
    )


def holes():
    table = WHOLE.copy()
    table[[1, 5, 8], [0, 2, 3]] = nan
    return table


def completed(tmp_path, capsys, content, *options, name="table.csv"):
    """(bytes of the output, lines of the report) of a file with this content."""
    path, out = tmp_path / name, tmp_path / f"filled-{name}"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert main(["complete", str(path), "-o", str(out), *options]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    return out.read_bytes(), said.err.splitlines()


def refused(tmp_path, capsys, content, *options, name="table.csv"):
    """What the command says of input that it does not take."""
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert main(["complete", str(path), *options]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    return said.err


def test_a_table_is_filled_and_reported(tmp_path, capsys):
    found, said = completed(tmp_path, capsys, text(holes()))
    values = np.genfromtxt(found.decode().splitlines(), delimiter=",", skip_header=1)
    assert np.abs(values - WHOLE).max() < 2.0
    assert (values == WHOLE)[~np.isnan(holes())].all()
    assert said[0].endswith("12 rows, 4 columns, a header")
    assert "missing: 3 of 48 numbers (6.2%): a 1, c 1, d 1" in said
    assert any(line.startswith("fitted: rank at most 4") for line in said)
    assert any("standard deviations (column means: " in line for line in said)
    assert any(line.startswith("  c: -+ ") for line in said)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_is_known_stays_byte_for_byte(tmp_path, capsys, end):
    lines = ["\ufeffgröße,name,b", ' 1.50 ,"x, ""y""",+2', "NA,z,4.0e0", '"3.00",w,']
    lines += ["", "5,v,1_0", "4,u,8"]
    content = end.join(lines)
    assert "1_0" in refused(tmp_path, capsys, content)
    content = content.replace("1_0", "1.e1")
    found, said = completed(tmp_path, capsys, content, "--no-check")
    before, after = (c.split(end) for c in (content, found.decode()))
    assert len(before) == len(after)
    for k in (0, 1, 4, 5, 6):
        assert after[k] == before[k]
    assert after[2].endswith(",z,4.0e0")
    assert after[3].startswith('"3.00",w,')
    assert np.isfinite([float(after[2].split(",")[0]), float(after[3].split(",")[2])]).all()
    assert "  text, left as it is: name" in said


def test_bytes_that_are_no_utf8_stay(tmp_path, capsys):
    content = text(holes()).replace("a,b", "gr\xf6\xdfe,b").encode("latin-1")
    found, _ = completed(tmp_path, capsys, content, "--no-check")
    assert found.startswith(b"gr\xf6\xdfe,b")


def test_without_an_output_it_goes_to_standard_output(tmp_path, capsys):
    path = tmp_path / "t.csv"
    path.write_text(text(holes()), "utf-8")
    assert main(["complete", str(path), "--quiet", "--no-check"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("a,b,c,d\n11,12,7,10.5\n")
    assert said.err == ""


@pytest.mark.parametrize("sign", ["\t", ";", "|", ","])
@pytest.mark.parametrize("header", ["a,b,c,d", ""])
def test_the_delimiter_and_the_header_are_recognised(sign, header):
    content = text(holes(), header, sign, gap="NA").encode()
    found = cells.sheet(content, "t", missing=lambda c: c in ("", "NA"))
    assert found.delimiter == sign
    assert found.names == (header.split(",") if header else [f"column {j}" for j in range(1, 5)])
    assert len(found.rows) == 12
    assert found.bytes() == content


@pytest.mark.parametrize(
    ("first", "header"),
    [("2001,2002", False), (",0", True), (",x", True), ("x,", False), ("x,y", True), (",1", False)],
)
def test_a_first_line_of_numbers_is_no_header_unless_said(first, header):
    content = f"{first}\n1,2\n3,4\n".encode()
    missing = lambda cell: cell == ""
    assert (cells.sheet(content, "t", missing=missing).header is not None) == header
    for said in (True, False):
        found = cells.sheet(content, "t", header=said, missing=missing)
        assert (found.header is not None) == said


def test_row_labels_are_left_alone(tmp_path, capsys):
    labelled = "".join(
        f"{name},{line}\n"
        for name, line in zip(["", *range(100, 112)], text(holes()).split(), strict=True)
    )
    found, said = completed(tmp_path, capsys, labelled, "--no-check")
    assert "  row labels, left as they are: column 1" in said
    plain, _ = completed(tmp_path, capsys, text(holes()), "--no-check")
    assert [line.split(b",", 1)[1] for line in found.split()] == plain.split()
    _, said = completed(tmp_path, capsys, labelled, "--no-check", "--no-index")
    assert not any("row labels, left" in line for line in said)
    _, said = completed(tmp_path, capsys, labelled, "--no-check", "--index", "c", "--index", "1")
    assert "  row labels, left as they are: c, column 1" in said


def test_row_names_without_a_name_as_r_writes_them(tmp_path, capsys):
    lines = text(holes(), gap="NA").splitlines()
    content = "\n".join([lines[0], *(f'"{k}",{line}' for k, line in enumerate(lines[1:]))])
    found, said = completed(tmp_path, capsys, content, "--no-check")
    assert found.startswith(b'a,b,c,d\n"0",11,12,7,10.5\n')
    assert "  row labels, left as they are: column 1" in said


def test_words_for_what_is_missing(tmp_path, capsys):
    words = ["NA", "nan", "?", "N/A", "null", ""]
    expected, _ = completed(tmp_path, capsys, text(holes()), "--no-check")
    for word in words:
        found, _ = completed(tmp_path, capsys, text(holes(), gap=word), "--no-check")
        assert found == expected
    for gap, word in (("-999.0", "-999"), ("refused", "refused")):
        content = text(holes(), gap=gap)
        found, _ = completed(tmp_path, capsys, content, "--no-check", "--missing", word)
        assert found == expected
    assert "--missing 'refused'" in refused(tmp_path, capsys, text(holes(), gap="refused"))


def test_nothing_missing_is_copied(tmp_path, capsys):
    content = text(WHOLE)
    found, said = completed(tmp_path, capsys, content)
    assert found == content.encode()
    assert said[-1] == "nothing is missing: copied as it is"


def test_standard_errors_are_zero_where_known(tmp_path, capsys):
    errors = tmp_path / "errors.csv"
    completed(tmp_path, capsys, text(holes()), "--standard-errors", str(errors))
    found = np.genfromtxt(errors, delimiter=",", skip_header=1)
    assert ((found > 0) == np.isnan(holes())).all()


def test_a_column_and_a_row_without_numbers(tmp_path, capsys):
    table = np.column_stack([holes(), np.full(12, nan)])
    table[3] = nan
    found, said = completed(tmp_path, capsys, text(table, "a,b,c,d,e"), "--no-check")
    values = np.genfromtxt(found.decode().splitlines(), delimiter=",", skip_header=1)
    assert np.isnan(values[:, 4]).all()
    assert np.isfinite(values[:, :4]).all()
    assert "  without an entry, left empty: e" in said
    assert "1 row without a number: the means are filled in" in said


@pytest.mark.parametrize(
    ("content", "options", "words"),
    [
        ("", [], "table.csv is empty"),
        (" \n\n", [], "table.csv is empty"),
        ("a,b\n", [], "has a header and no row"),
        ("a,b\n1,2\n1,2,3\n", [], "line 3: 3 cells, the header has 2"),
        ('a,b\n1,"2\n\n"\n3\n', [], "line 5: 1 cells"),
        ("1,2\n3,4\n5\n", [], "line 3: 1 cells, most lines have 2"),
        ("a,b\n,NA\n?,\n", [], "every entry of the table is missing (a, b)"),
        ("a,b\nx,y\nz,w\n", [], "no column of numbers (a, b)"),
        ("a,b\n1,2\n3,x\n4,5\n", [], "column 'b', line 3: 'x' is no number"),
        ("a,b\n1,2\n3,inf\n4,5\n", [], "'inf' is no number"),
        ("a;b\n1,5;2\n3,5;4\n", [], "column 'a', line 2: '1,5' has a comma"),
        ('a,b\n"1,234.5",2\n3,\n', [], "'1,234.5' has a comma"),
        ("a,b\n1,\n3,4\n", ["--index", "q"], "there is no column 'q'; there are: a, b"),
        ("a,b\n1,\n3,4\n", ["--standard-errors", "-"], "a file of its own"),
        ("a,b\n1,\n3,4\n", ["--max-time", "0"], "--max-time must be a positive number"),
        ("a,b\n1,\n3,4\n", ["--array", "x"], "--array is for .npz"),
        ("a,b\n1,\n3,4\n", ["-o", "x.npz"], "of different kinds"),
        ("a,b\n1,\n3,4\n", ["--standard-errors", "x.csv", "--no-check"], "leave --no-check out"),
        ("a,b\n1,\n3,4\n".encode("utf-16"), [], "UTF-16"),
        (b"a,b\n1,\0\n", [], "is no text"),
        (b"PK\x03\x04xl", [], "a workbook or zip file"),
    ],
)
def test_input_that_cannot_be_completed_is_refused(tmp_path, capsys, content, options, words):
    assert words in refused(tmp_path, capsys, content, *options)


def test_every_column_at_fault_is_named(tmp_path, capsys):
    said = refused(tmp_path, capsys, "a,b,c\n1,x,2\n3,4,y\n5,6,7\n")
    assert "column 'b', line 2" in said
    assert "column 'c', line 3" in said


def test_a_missing_file_and_the_input_as_output(tmp_path, capsys):
    path = tmp_path / "t.csv"
    assert main(["complete", str(path)]) == 2
    assert capsys.readouterr().err == f"dlf: {path}: No such file or directory\n"
    assert "take the place" in refused(tmp_path, capsys, "1,2\n,3", "-o", str(path), name="t.csv")
    assert path.read_text("utf-8") == "1,2\n,3"


@pytest.mark.parametrize("kind", [">f8", "<f8", ">f4"])
def test_arrays(tmp_path, capsys, kind):
    table = holes().astype(kind)
    path, out, errors = (tmp_path / name for name in ("a.npz", "b.npz", "e.npz"))
    np.savez(path, X=table, names=np.array(["x"]), other=np.arange(4))
    options = ["--standard-errors", str(errors)]
    assert main(["complete", str(path), "-o", str(out), *options]) == 0
    assert "X, 12 x 4" in capsys.readouterr().err
    with np.load(out) as found, np.load(errors) as spread:
        assert found.files == ["X", "names", "other"]
        assert found["X"].dtype == table.dtype
        known = ~np.isnan(table)
        assert (found["X"] == table)[known].all()
        assert np.abs(found["X"] - WHOLE).max() < 2.0
        assert ((spread["X"] == 0) == known).all()


def test_arrays_that_are_refused(tmp_path, capsys):
    path, out = tmp_path / "a.npz", tmp_path / "b.npz"
    np.savez(path, X=holes(), Y=holes(), z=np.arange(3), i=np.array([[np.inf, 1]]))
    for options, words in (
        ([], "name one with --array"),
        (["--array", "Q"], "has no array 'Q'"),
        (["--array", "z"], "no table of numbers"),
        (["--array", "i"], "infinite"),
        (["--array", "X", "--triplets", "a", "b", "c"], "for text files"),
    ):
        assert main(["complete", str(path), "-o", str(out), *options]) == 2
        assert words in capsys.readouterr().err
    assert main(["complete", str(path), "--array", "X"]) == 2
    assert "-o" in capsys.readouterr().err
    path.write_bytes(b"no archive")
    assert main(["complete", str(path), "-o", str(out)]) == 2
    np.save(tmp_path / "c.npy", holes())
    assert (
        main(["complete", str(tmp_path / "c.npy"), "-o", str(tmp_path / "d.npy"), "--quiet"]) == 0
    )
    assert np.isfinite(np.load(tmp_path / "d.npy")).all()


def test_triplets(tmp_path, capsys):
    rng = np.random.default_rng(0)
    lines = [
        f"{10.0**9 + i:.0f}\tfilm {j}\t{WHOLE[i, j]:g}"
        for i in range(12)
        for j in range(4)
        if rng.random() < 0.8 or i == j
    ]
    asked = ["1000000001\tfilm 2\t", "somebody\tfilm 1\tNA"]
    content = "\n".join(["user\tfilm\tstars", *lines, *asked])
    options = ["--triplets", "user", "2", "stars"]
    found, said = completed(tmp_path, capsys, content, *options, "--no-check", name="r.tsv")
    assert found.decode().splitlines()[:-2] == content.splitlines()[:-2]
    values = [float(line.split("\t")[2]) for line in found.decode().splitlines()[-2:]]
    assert abs(values[0] - WHOLE[1, 2]) < 8
    assert WHOLE[:, 1].min() < values[1] < WHOLE[:, 1].max()
    assert "of a table of 13 x 4, 2 to fill in" in said[0]
    bad = content.replace("NA", "five")
    line = len(content.splitlines())
    assert f"line {line}: 'five' is no number" in refused(tmp_path, capsys, bad, *options)


def test_triplets_are_judged_by_values_that_a_second_fit_never_saw(tmp_path, capsys):
    rng = np.random.default_rng(1)
    u, v = rng.standard_normal((40, 1)), rng.standard_normal((1, 20))
    pairs = [(i, j) for i in range(40) for j in range(20) if rng.random() < 0.7]
    lines = [f"{i},{j},{3 + (u @ v)[i, j]:.3f}" for i, j in pairs]
    content = "\n".join(["i,j,x", *lines, "somebody,0,?"])
    _, said = completed(tmp_path, capsys, content, "--triplets", "i", "j", "x")
    (line,) = (line for line in said if line.startswith("error of "))
    ours, means = (float(found) for found in re.findall(r": (\d[\d.]*)", line))
    assert ours < 0.5 * means


def test_digits_are_as_many_as_say_something():
    from dlf.cli.writing import _digits, _written

    assert _written(37.41234, _digits(np.array([20.0, 60.0]))) == "37.41"
    assert _written(0.0123456, _digits(np.array([0.01, 0.02]))) == "0.01235"
    assert _written(123456.789, _digits(np.array([0.0, 1e6]))) == "123457"
    assert _written(1.23456789e-150, _digits(np.array([0, 1e-149]))) == "1.23e-150"
    assert _written(1.5, None) == "1.5"
    assert _written(1.5, 1, ".") == '"1.5"'


def test_a_closed_pipe_and_the_locale_c(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(text(holes(), "größe,b,c,d"), "utf-8")
    command = f"LC_ALL=C {PYTHON_QUOTED} -X utf8=0 -m dlf complete - --no-check < {path}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, **PYTHON)
    assert done.returncode == 0
    assert "missing: 3 of 48" in done.stderr
    assert done.stdout.splitlines()[1] == "11,12,7,10.5"
    done = subprocess.run(
        ["bash", "-c", f"{command} --quiet | head -1"], capture_output=True, **PYTHON
    )
    assert done.stderr == ""


def test_help_has_an_example(capsys):
    with pytest.raises(SystemExit):
        main(["complete", "--help"])
    assert "-m dlf complete table.csv -o filled.csv" in capsys.readouterr().out
