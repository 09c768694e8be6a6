"""list, show, cite, graph and tag: what is said of claims, and tags for new ones."""

import sys

from dlf import claims
from dlf._support import __version__
from dlf.claims import cite as citing
from dlf.claims import graph as drawn
from dlf.claims import words
from dlf.cli import proofs, readable
from dlf.verify import sharpness, tags


def list_all(_):
    """A line for each claim."""
    entries = claims.recorded()["claims"]
    wide = max(len(words.word(entry)) for entry in entries.values())
    for tag in claims.all_claims():
        entry = entries.get(tag)
        if entry is None:
            print(f"{tag}  not recorded")
            continue
        status, scope = words.word(entry), words.brief(entry)
        print(f"{tag}  {entry['kind']:<12} {status:<{wide}} {scope:<12}  {entry['title']}")


def show(options):
    """Everything that is recorded of some claims."""
    for k, tag in enumerate([claims.find(key) for key in options.claims]):
        print("\n" * bool(k), end="")
        _show(tag)


def _show(tag):
    one, entry = claims.all_claims()[tag], claims.recorded()["claims"][tag]
    print(f"{tag} ({one.name}): {one.kind}, {one.title}\n\n{_readable(one.text)}\n")
    print(f"status: {words.word(entry)}: {words.MEANING[entry['status']]}")
    print(f"scope: {words.scope(entry) or 'as stated'}  hash: {entry['hash']}")
    print(f"uses: {', '.join(entry['uses']) or 'nothing'}")
    for title, lines in (
        ("hypotheses", [f"{key}: {_signs(text)}" for key, text in entry["hypotheses"].items()]),
        ("argued in words", entry["words"]),
    ):
        print("\n".join([f"{title}:", *(f"  {line}" for line in lines or ["none"])]))
    for name, step in entry["steps"].items():
        scope = f" ({step['scope']})" if "scope" in step else ""
        print(f"{step['role']} {name}: {step['status']}{scope}, {step['how']}")
        print("".join(f"  {line}\n" for line in proofs.shown(step)), end="")
        for wrong in step["wrong"]:
            print(f"  {wrong['status']}: {wrong['why']}; witness {wrong.get('witness', 'none')}")
        for near in step["nearest"]:
            print(f"  sharpness: {sharpness.said(near)}")
    for number, steps in entry["parts"].items():
        print(f"part {number}: {', '.join(steps) or 'in words'}")


def _readable(text):
    """A statement as this terminal can show it; references are named in any case."""
    return readable.statement(text, _called, sys.stdout.encoding)


def _called(name):
    tag = claims.find(name)
    return f"{claims.all_claims()[tag].title} ({tag})"


def _signs(text):
    return readable.formula(text) if readable.has_signs(sys.stdout.encoding) else text


def cite(options):
    """How to cite a claim, or what its hash is computed from."""
    tag = claims.find(options.claim)
    one, entry = claims.all_claims()[tag], claims.recorded()["claims"][tag]
    if options.hashed:
        print(one.locked, end="")
        return
    cited = (tag, entry, __version__, one.source)
    print(citing.text(*cited), citing.bibtex(*cited), sep="\n\n")
    print(f"\nThe statement hash is {citing.HASHED}:\n{citing.again(tag)}")


def graph(options):
    """The graph of the claims, into a file or printed."""
    drawing = drawn.svg(claims.recorded()["claims"])
    drawing = drawing.encode("ascii", "xmlcharrefreplace").decode()  # any locale can print it
    if options.output is None:
        print(drawing)
    else:
        options.output.write_text(drawing, "ascii")


def tag(options):
    """Append a fresh tag to the file of tags."""
    text = claims.TAGS.read_text("utf-8")
    new = tags.fresh(options.name, claims.registered().names)
    tags.parse(f"{text}{new} {options.name}\n")
    claims.TAGS.write_text(f"{text}{new} {options.name}\n", "utf-8", newline="\n")
    print(new)
    print(
        f"dlf: {claims.TAGS} has a line more. Until a claim is named {options.name!r}, every other "
        "command ends with an error; to go back, take that line out again.",
        file=sys.stderr,
    )
