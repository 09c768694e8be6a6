"""The lock of the machine proofs, written: what Coq says of every theorem, in readable words too.

`dlf.verify.formal` compares with it.
"""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dlf.verify import coq
from dlf.verify.formal import KEPT, axioms_of, one_build

_NEGATED = re.compile(r"[:,] not \(")  # of a statement, for all of some kind
_STATED = re.compile(r"\b(?:Theorem|Lemma|Corollary|Proposition|Fact)\s+([\w']+)")
_AT_ONCE = 2  # processes of Coq, half a gigabyte each while they compile
_AT_A_TIME = 60  # files of which one process prints the statements, with a gigabyte in the end


def record(proofs, *, changed=False, watched=lambda steps, total, name: steps):
    """The lock that the sources and the prose of today give.

    Args:
        proofs: the Proofs.
        changed: only what has changed since its lock is compiled, and put into readable words.
        watched: a function of an iterable, its length and its name that gives back the same and
            may show how far it is.

    Axioms are looked at together where the lock has them for the same sources, or the index none.

    Raises:
        coq.CoqError: Coq is absent or refuses a file; a proof rests on an axiom that the index
            does not allow.
        ValueError: a theorem without the negation of a wrong variant, a name that no file has.
    """
    if proofs.absent:
        raise coq.CoqError(f"machine proofs cannot be recorded here: {proofs.absent}")
    homes = _homes(proofs)
    found, shown = _asked(proofs, homes, changed, watched)
    _allowed(proofs, homes, found)
    used = sorted({key for one in found.values() for key in one.definitions})
    said = proofs.sources.comment
    return {
        "coq": coq.VERSION,
        "theorems": [_locked(proofs, entry, homes, found, shown) for entry in proofs.index],
        "definitions": {
            key: {"text": shown[key], "says": said(*key.split(".", 1))} for key in used
        },
    }


def _homes(proofs):
    """(file, name) of the index -> the stem of the file that proves it: that one, or another."""
    texts = proofs.sources.texts
    stated = {stem: set(_STATED.findall(coq.stripped(text))) for stem, text in texts.items()}
    homes = {}
    for entry in proofs.index:
        own = Path(entry["file"]).stem
        for name in (entry["name"], *entry["wrong"]):
            stems = (stem for stem in (own, *stated) if name in stated.get(stem, ()))
            homes[entry["file"], name] = next(stems, None)
            if homes[entry["file"], name] is None:
                raise ValueError(f"no file of the machine proofs states {name}")
    return homes


def _asked(proofs, homes, changed, watched):
    """(stem, name) -> Found, and "stem.name" -> readable text, of all that the index names."""
    wanted = {}
    for (_, name), stem in homes.items():
        wanted.setdefault(stem, set()).add(name)
    wanted = {stem: sorted(names) for stem, names in wanted.items()}
    before, kept = _as_before(proofs), proofs.kept if changed else None
    with one_build(kept=kept) as place, ThreadPoolExecutor(_AT_ONCE) as pool:
        build = proofs.build(place)
        list(watched(pool.map(build.compile, wanted), len(wanted), "files compiled"))
        build.prove_together(wanted, _free(proofs, homes) | axioms_of(before))
        asked = {stem: build.proved(stem, names) for stem, names in wanted.items()}
        found = {(stem, name): one for stem, of in asked.items() for name, one in of.items()}
        known = _words(proofs, before) if changed else {}
        return found, _readable(build, found, pool, known, watched)


def _free(proofs, homes):
    """(stem, name) -> no axioms, where the index allows none: looked at together, that is all."""
    entries = (entry for entry in proofs.index if not entry["axioms"])
    names = {(e["file"], name) for e in entries for name in (e["name"], *e["wrong"])}
    return {(homes[file, name], name): () for file, name in sorted(names)}


def _allowed(proofs, homes, found):
    """Every axiom that a proof rests on has to be in its entry of the index."""
    more = []
    for entry in proofs.index:
        for name in (entry["name"], *entry["wrong"]):
            axioms = found[homes[entry["file"], name], name].axioms
            if not set(axioms) <= set(entry["axioms"]):
                more.append(f"{name} rests on the axioms {', '.join(axioms)}")
    if more:
        raise coq.CoqError("; ".join(more))


def _as_before(proofs):
    """What the lock says of theorems whose sources are still the same."""
    texts, digest = proofs.sources.texts, proofs.sources.digest
    here = (one for one in proofs.all_locked() if Path(one["file"]).stem in texts)
    return [one for one in here if digest(Path(one["file"]).stem) == one["sources"]]


def _words(proofs, entries):
    """ "stem.name" -> the text that the lock has, of theorems and of what they rest on."""
    texts = {f"{Path(one['file']).stem}.{one['name']}": one["statement"] for one in entries}
    for key in {key for one in entries for key in one["definitions"]}:
        texts[key] = proofs.locked["definitions"][key]["text"]
    return texts


def _readable(build, found, pool, known, watched):
    """ "stem.name" -> the text of a theorem or definition, as one reads it in its own file.

    The notations of another file would give it other words, and which file asks first is chance.
    """
    wanted = {f"{stem}.{name}" for stem, name in found}
    wanted.update(*(one.definitions for one in found.values()))
    asked = {}
    for key in sorted(wanted - set(known)):
        stem, name = key.split(".", 1)
        asked.setdefault(stem, []).append(name)
    items, shown = list(asked.items()), dict(known)
    parts = [dict(items[k : k + _AT_A_TIME]) for k in range(0, len(items), _AT_A_TIME)]
    for texts in watched(pool.map(build.readable, parts), len(parts), "parts printed"):
        shown |= texts
    return shown


def _locked(proofs, entry, homes, found, shown):
    """The entry of the lock for one of the index."""
    if not entry["wrong"]:
        raise ValueError(f"{entry['name']}: the negation of a wrong variant is needed")
    home = lambda name: homes[entry["file"], name]
    one = lambda name: _described(proofs, home(name), name, found, shown)
    negations = [one(name) for name in entry["wrong"]]
    for name, negation in zip(entry["wrong"], negations, strict=True):
        if not _NEGATED.search(found[home(name), name].statement):
            raise ValueError(f"{name} is no negation")
        said = proofs.sources.comment(home(name), name)
        negation["why"] = said or name.replace("_", " ")
    whys = [negation["why"] for negation in negations]
    for negation in negations:
        if whys.count(negation["why"]) > 1:
            negation["why"] += f" ({negation['name']})"
    kept = {key: entry[key] for key in KEPT}
    prose = {tag: proofs.prose(tag) for tag in entry["tags"]}
    return {**kept, **one(entry["name"]), "prose": prose, "negations": negations}


def _described(proofs, stem, name, found, shown):
    proved = found[stem, name]
    return {
        "file": f"{stem}.v",
        "name": name,
        "statement": shown[f"{stem}.{name}"],
        "definitions": sorted(proved.definitions),
        "found": list(proved.axioms),
        "hash": proved.hash,
        "sources": proofs.sources.digest(stem),
    }


def reread(old, new):
    """The pairs of prose and formal statement to read again, a line each.

    Args:
        old, new: two locks.
    """
    known = {(e["file"], e["name"]): e for e in old["theorems"]}
    for entry in new["theorems"]:
        before = known.get((entry["file"], entry["name"]))
        pair = f"{', '.join(entry['tags'])} and {entry['name']} of {entry['file']}"
        if before is None:
            yield f"{pair}: new"
        elif before["prose"] != entry["prose"]:
            yield f"{pair}: the prose has changed"
        elif before["hash"] != entry["hash"]:
            yield f"{pair}: the formal statement has changed"
