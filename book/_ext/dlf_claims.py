"""The lock between the book and the claims: what a statement says is what was checked."""

import re

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.domains import IndexEntry, ObjType
from sphinx.errors import ExtensionError
from sphinx_proof.domain import ProofDomain, ProofIndex

from dlf import claims
from dlf.verify import KINDS, prose_hash

_REFERENCE = re.compile(r"\{prf:ref\}`([^`]+)`")


def _recording(directive):
    """The directive of a kind of statement, which also keeps the statement's source text."""

    class Recording(directive):
        def run(self):
            found = super().run()
            self.env.get_domain("prf").data["statements"][found[0]["label"]] = {
                "docname": self.env.docname,
                "kind": found[0]["realtype"],
                "title": self.arguments[0] if self.arguments else "",
                "text": "\n".join(self.content),
            }
            return found

    return Recording


class StatementIndex(ProofIndex):
    """The index of statements by their titles, with tags."""

    localname = "Statements"

    def generate(self, docnames=None):
        content = {}
        for tag, said in self.domain.data["statements"].items():
            title, page = said["title"] or tag, said["docname"]
            chapter = self.domain.env.titles[page].astext()
            entry = IndexEntry(title, 0, page, tag, tag, "", f"{said['kind']}, {chapter}")
            content.setdefault(title[0].upper(), []).append(entry)
        return sorted((letter, sorted(rows)) for letter, rows in content.items()), True


class StatementDomain(ProofDomain):
    """The proof domain with its labels in objects.inv and the source text of its statements."""

    indices = {StatementIndex}  # noqa: RUF012

    object_types = {kind: ObjType(kind, "ref") for kind in KINDS}  # noqa: RUF012
    directives = {  # noqa: RUF012
        name: _recording(directive) if name in KINDS else directive
        for name, directive in ProofDomain.directives.items()
    }
    initial_data = {"statements": {}, "proofs": {}}  # noqa: RUF012

    def get_objects(self):
        for label, entry in getattr(self.env, "proof_list", {}).items():
            if entry["realtype"] in KINDS:
                yield label, label, entry["realtype"], entry["docname"], label, 1

    def clear_doc(self, docname):
        for kept in self.data["statements"], self.data["proofs"]:
            for key in [key for key, entry in kept.items() if entry["docname"] == docname]:
                del kept[key]

    def merge_domaindata(self, docnames, otherdata):
        for part in ("statements", "proofs"):
            self.data[part] |= {
                k: v for k, v in otherdata[part].items() if v["docname"] in docnames
            }


def collect_proofs(app, doctree):
    """What each proof (a block named proof-TAG) and each statement refers to."""
    domain = app.env.get_domain("prf")
    for node in doctree.findall(nodes.Element):
        proof = next((i[6:] for i in node.get("ids", ()) if i.startswith("proof-")), None)
        tag = proof.upper() if proof else node.get("label")
        if proof and f"proof-{tag}" not in node["ids"]:
            node["ids"].append(f"proof-{tag}")  # docutils makes small letters of a name
        if tag and (proof or tag in domain.data["statements"]):
            block = node.parent if proof else node  # the name of a dropdown is on its title
            used = {x["reftarget"] for x in block.findall(pending_xref) if x["refdomain"] == "prf"}
            entry = {"docname": app.env.docname, "uses": used}
            domain.data["proofs"][f"{'proof' if proof else 'statement'} {tag}"] = entry


def as_checked(text):
    """A directive's text with the tags of its references replaced by the claims' names."""
    names = {tag: one.name for tag, one in claims.all_claims().items()}
    return _REFERENCE.sub(lambda m: f"{{prf:ref}}`{names.get(m[1], m[1])}`", text)


def discrepancies(statements, proofs):
    """A line for each way in which the book and the claims differ."""
    known, registered = claims.all_claims(), claims.recorded()["claims"]
    for tag in sorted(set(statements) - set(known)):
        yield f"{tag}: a statement without claim, in {statements[tag]['docname']}"
    for tag, one in known.items():
        if tag not in statements:
            yield f"{tag} ({one.name}): a claim without statement"
            continue
        said = statements[tag]
        if said["kind"] != one.kind:
            yield f"{tag}: the book says {said['kind']}, the claim {one.kind}"
        found = prose_hash(one.kind, said["title"], as_checked(said["text"]))
        if not found == one.hash == registered.get(tag, {}).get("hash"):
            yield f"{tag}: the text in the book, of the claim and in the ledger differ"
        if one.kind in ("definition", "conjecture"):
            continue
        proof = proofs.get(f"proof {tag}")
        measured = registered.get(tag, {}).get("status") == "measured"
        if proof is None and not measured:
            yield f"{tag}: no proof; name its block proof-{tag}"
            continue
        if proof and measured:
            yield f"{tag}: a block proof-{tag}, but the statement is only measured"
        used = proofs[f"statement {tag}"]["uses"] | (proof["uses"] if proof else set())
        declared = set(map(claims.registered().of, one.uses))
        if used != declared:
            yield f"{tag}: the proof refers to {sorted(used)}, the claim uses {sorted(declared)}"


def check_consistency(app, env):
    """Stop the build if the book says anything else than what was checked."""
    data = env.get_domain("prf").data
    lines = list(discrepancies(data["statements"], data["proofs"]))
    if lines:
        raise ExtensionError("book and claims differ:\n" + "\n".join(lines))
