"""Pack a release: `make release`, or `python -m tools.release`. Nothing is ever uploaded.

In order: `--prepare 2026-12-01` dates the release in CHANGELOG.md, CITATION.cff, .zenodo.json and
dlf/claims/releases.json, to be read and committed; without options book, wheel, ledger and sources
are built and packed into dist/ with their SHA-256 sums; `--tag` packs and sets a tag, locally.
"""

import argparse
import hashlib
import json
import re
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import yaml

import dlf
from dlf import claims
from dlf.claims import address, words
from tools import chromium

ROOT = Path(__file__).resolve().parents[1]
UNRELEASED = "unreleased"
PAPER = "_build/pdf/dlf.pdf"
NO_PAPER = "There is no PDF: Chromium, which prints it, was not installed where this was packed."
LEDGER = ("*.json", "*.txt", "certificates/*.json")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first date of a zip file: the same bytes whenever it is packed


def section(root, version):
    """(date or "unreleased", text) of a version in the changelog; (None, "") if it has none."""
    text = (root / "CHANGELOG.md").read_text("utf-8")
    found = re.search(rf"^## {re.escape(version)} \((.*?)\)\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    return (found[1], found[2].strip()) if found else (None, "")


def disagreements(root, version, hashes):
    """A line for each place that says another version, date or address than the others."""
    dated, _ = section(root, version)
    if dated is None:
        yield f"CHANGELOG.md has no section {version}"
        return
    cff = yaml.safe_load((root / "CITATION.cff").read_text("utf-8"))
    zenodo = json.loads((root / ".zenodo.json").read_text("utf-8"))
    released = json.loads((root / "dlf/claims/releases.json").read_text("utf-8")).get(version)
    when = None if dated == UNRELEASED else dated
    said = {
        "the version of CITATION.cff": (str(cff["version"]), version),
        "the version of .zenodo.json": (zenodo["version"], version),
        "the title of .zenodo.json": (zenodo["title"], cff["title"]),
        "date-released of CITATION.cff": (
            str(cff.get("date-released", when and "none")),
            str(when),
        ),
        "publication_date of .zenodo.json": (zenodo.get("publication_date"), when),
        "the date in releases.json": (released and released["date"], when),
        "the statements in releases.json": (released and released["statements"], when and hashes),
        "url of CITATION.cff": (cff.get("url", ""), address.BOOK),
        "repository-code of CITATION.cff": (cff.get("repository-code", ""), address.REPOSITORY),
        "doi of CITATION.cff": (cff.get("doi", ""), address.DOI),
    }
    for place, (found, expected) in said.items():
        if found != expected:
            yield f"{place} is not what the rest says ({_short(found)}, not {_short(expected)})"


def _short(value):
    text = repr(value)
    return text if len(text) < 60 else f"{text[:60]}..."


def prepare(root, version, day, hashes):
    """Date the release in all four files.

    Raises:
        ValueError: the changelog has no section of this version, or a dated one.
    """
    dated, _ = section(root, version)
    if dated != UNRELEASED:
        raise ValueError(f"CHANGELOG.md has no section {version} ({UNRELEASED})")
    log = root / "CHANGELOG.md"
    text = log.read_text("utf-8").replace(f"## {version} ({UNRELEASED})", f"## {version} ({day})")
    log.write_text(text, "utf-8", newline="\n")
    _prepare_citation(root / "CITATION.cff", version, day)
    path = root / ".zenodo.json"
    zenodo = json.loads(path.read_text("utf-8")) | {"version": version, "publication_date": day}
    _write_json(path, zenodo, indent=2)
    path = root / "dlf/claims/releases.json"
    released = json.loads(path.read_text("utf-8"))
    _write_json(path, released | {version: {"date": day, "statements": hashes}}, indent=1)


def _prepare_citation(path, version, day):
    """Version, date and addresses in CITATION.cff, beside one another."""
    fields = {
        "version": version,
        "date-released": f'"{day}"',
        "url": f'"{address.BOOK}"' if address.BOOK else "",
        "repository-code": f'"{address.REPOSITORY}"' if address.REPOSITORY else "",
        "doi": address.DOI,
    }
    kept = [
        line
        for line in path.read_text("utf-8").splitlines()
        if line.partition(":")[0] not in fields or line.startswith("version:")
    ]
    at = next(k for k, line in enumerate(kept) if line.startswith("version:"))
    kept[at : at + 1] = [f"{name}: {value}" for name, value in fields.items() if value]
    path.write_text("\n".join(kept) + "\n", "utf-8", newline="\n")


def _write_json(path, data, indent):
    path.write_text(
        json.dumps(data, indent=indent, ensure_ascii=False) + "\n", "utf-8", newline="\n"
    )


def packed(target, folder, paths):
    """A zip of files below a folder, the same bytes whenever and wherever it is made."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(paths):
            name = path.relative_to(folder).as_posix()
            archive.writestr(zipfile.ZipInfo(f"{target.stem}/{name}", _EPOCH), path.read_bytes())
    return target


def notes(root, version, entries, files):
    """The text of the release: what changed, what is checked, the sums of its files."""
    dated, changes = section(root, version)
    found = [f"- {words.WORDS[status]}: {number}" for status, number in words.counted(entries)]
    lines = [
        f"# dlf {version} ({dated})",
        "## Changes",
        changes,
        f"## The {len(entries)} claims",
        "\n".join(found),
        "## Files",
        "```text\n" + sums(files) + "```",
        *([] if any(path.suffix == ".pdf" for path in files) else [NO_PAPER]),
        "Code: MIT. Text and figures of the book: CC BY 4.0.",
    ]
    return "\n\n".join(lines) + "\n"


def sums(files):
    """A line for each file, as `sha256sum --check` reads them."""
    digest = lambda path: hashlib.sha256(path.read_bytes()).hexdigest()
    return "".join(f"{digest(path)}  {path.name}\n" for path in sorted(files))


def pack(root, dist, version):
    """Everything into `dist`, from what is built already: the files."""
    dist.mkdir(exist_ok=True)
    for old in dist.iterdir():
        old.unlink()
    html, folder = root / "_build" / "html", root / "dlf" / "claims"
    pages = [path for path in html.rglob("*") if path.is_file()]
    if not pages:
        raise ValueError("the book is not built: make book")
    ledger = [path for pattern in LEDGER for path in folder.glob(pattern)]
    files = [
        packed(dist / f"dlf-{version}-book.zip", html, pages),
        packed(dist / f"dlf-{version}-ledger.zip", folder, ledger),
    ]
    if (root / PAPER).exists():
        files.append(dist / f"dlf-{version}-book.pdf")
        files[-1].write_bytes((root / PAPER).read_bytes())
    return files


def _build(root, dist, version):
    """Check the claims, build book, PDF (if there is a Chromium) and wheel, and pack them."""
    _run("make", "book", at=root)
    (root / PAPER).unlink(missing_ok=True)  # one of an earlier book
    if all(chromium.paths()):
        _run("make", "pdf", at=root)
    files = pack(root, dist, version)
    wheel = (
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        str(dist),
        ".",
    )
    _run(sys.executable, *wheel, at=root)
    source = dist / f"dlf-{version}-source.zip"
    _run("git", "archive", f"--prefix=dlf-{version}/", f"--output={source}", "HEAD", at=root)
    return [*files, *dist.glob("*.whl"), source]


def _run(*command, at):
    return subprocess.run(command, cwd=at, check=True, text=True)


def _changed(root):
    """What git sees changed or new in the checkout."""
    command = ("git", "status", "--porcelain")
    return subprocess.run(command, cwd=root, check=True, text=True, capture_output=True).stdout


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"a date such as 2026-12-01, not {text!r}") from None


def main(arguments=None, root=ROOT):
    """0 if the release is packed, 1 with a line for each thing that stands in its way."""
    parser = argparse.ArgumentParser(prog="python -m tools.release", description=__doc__)
    parser.add_argument("--prepare", metavar="DATE", type=_day)
    parser.add_argument("--tag", action="store_true", help="set the tag of the version, locally")
    options = parser.parse_args(arguments)
    version, dist = dlf.__version__, root / "dist"
    entries = claims.recorded()["claims"]
    hashes = {tag: entry["hash"] for tag, entry in entries.items()}
    if options.prepare:
        try:
            prepare(root, version, options.prepare.isoformat(), hashes)
        except ValueError as error:
            print(error, file=sys.stderr)
            return 1
        print("dated; read the changes, commit them, and run this again without --prepare")
        return 0
    wrong = list(disagreements(root, version, hashes))
    wrong += ["there are changes that are not committed"] if _changed(root) else []
    if options.tag and section(root, version)[0] == UNRELEASED:
        wrong.append(f"{version} is not dated: --prepare first")
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        return 1
    files = _build(root, dist, version)
    (dist / "SHA256SUMS").write_text(sums(files), "utf-8")
    (dist / "RELEASE.md").write_text(notes(root, version, entries, files), "utf-8")
    if options.tag:
        _run("git", "tag", "-a", f"v{version}", "-m", f"dlf {version}", at=root)
    print(f"packed in {dist.name}/: {', '.join(sorted(p.name for p in dist.iterdir()))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
