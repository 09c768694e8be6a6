"""Seed faults into the checkers, the claims and the formulas; count those that are caught.

usage: python tools/mutants.py [--jobs N]

Each row of the table is one edit of one file. A copy of the package with that edit must fail its
tests (or `python -m dlf check`, for an edit of a claim); a copy without any edit must pass them.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from joblib import Parallel, delayed
from tqdm import tqdm

ROOT = Path(__file__).parents[1]
# several of these run at once, all on small matrices: a second BLAS thread would only wait
ENVIRONMENT = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
CHECKERS = ("pytest", "tests/test_verify_checkers.py")
CLAIM = ("pytest", "tests/test_verify_claim.py")
ATTACK = ("pytest", "tests/test_verify_attacks.py")
LEDGER = ("pytest", "tests/test_claims.py", "-k", "(tag or differences or retired) and not history")
COMPRESS = ("pytest", "tests/test_compress.py", "-k", "expanded or flops or direct_one")
BALLS = (
    "pytest",
    "tests/test_taylor_ball.py",
    "-k",
    "defect or growth or within or halved or vectors or wide",
)
TABLES = (
    "pytest",
    "tests/test_estimator.py",
    "-k",
    "gaussian or patience or best_state or halved or every_form or holds_out or whatever",
)
SAMPLED = ("pytest", "tests/test_sampled.py", "-k", "dense or gradients or modes or threads")
RATINGS = ("pytest", "tests/test_datasets.py", "-k", "alike or checksum")
BASELINES = ("pytest", "tests/test_baselines.py", "-k", "by_hand or dense_iteration")
SEARCH = ("pytest", "tests/test_domination.py", "-k", "nan or goes_on or replaced")


@dataclass(frozen=True)
class Mutant:
    """One seeded fault: the edit, and the command that must notice it."""

    path: str
    before: str
    after: str
    command: tuple[str, ...]


def tests(*names):
    return ("pytest", *(f"tests/test_{name}.py" for name in names))


def check(tag):
    return ("dlf", "check", "--quiet", tag)


VERIFY = [
    # checkers
    ("checkers", "value.is_rational and value != 0", "value.is_rational and value == 0", CHECKERS),
    (
        "checkers",
        "return not ring.from_expr(e)",
        "return bool(ring.from_expr(e))",
        CHECKERS,
    ),
    ("domain", "        if e.has(sp.Float):", "    if False:", CHECKERS),
    ("domain", "e.has(sp.nan, sp.zoo, sp.oo)", "e.has(sp.zoo, sp.oo)", CHECKERS),
    ("checkers", "all(c >= 0 for _, c in terms)", "any(c >= 0 for _, c in terms)", CHECKERS),
    ("checkers", "list(accumulate(ring.gens))", "list(ring.gens)", CHECKERS),
    ("checkers", "polynomial.subs(point) < 0", "polynomial.subs(point) <= 0", CHECKERS),
    (
        "checkers",
        '(smtlib(symbols, hypotheses))[0] != "sat"',
        '(smtlib(symbols, ()))[0] != "sat"',
        CHECKERS,
    ),
    ("checkers", "sp.Not(conclusion)", "conclusion", CHECKERS),
    ("checkers", 'if answer == "unsat":', 'if answer != "sat":', CHECKERS),
    ("checkers", "and _is_witness(hypotheses, conclusion, point)", "", CHECKERS),
    ("checkers", "if not ball.is_finite():", "if False:", CHECKERS),
    ("checkers", "if not ball.rad() <= abs", "if False and abs", CHECKERS),
    ("checkers", "if low < ball and ball < high:", "if not (ball < low or ball > high):", CHECKERS),
    ("checkers", "if ball < low or ball > high:", "if ball < low:", CHECKERS),
    ("smt", 'if first == _cvc5(text) else ("unknown", {})', "", CHECKERS),
    ("smt", 'sp.Ge: ">="', 'sp.Ge: ">"', CHECKERS),
    ("smt", 'return f"(- {size})" if e.p < 0 else size', "return size", CHECKERS),
    # verdicts, measurements, claims
    (
        "verdict",
        'raise TypeError("a verdict is three-valued',
        'return True\n        raise TypeError("',
        CHECKERS,
    ),
    ("verdict", 'if self.status == "refuted" and not self.witness:', "if False:", CHECKERS),
    ("verdict", 'if self.status == "proved" and not self.rigorous:', "if False:", CLAIM),
    ("verdict", 'for status in ("refuted", "unknown"):', 'for status in ("refuted",):', CLAIM),
    ("verdict", 'if v.status == "measured"), verdicts[0])', "if False), verdicts[0])", CLAIM),
    ("measure", "if not abs(value) < np.inf:", "if abs(value) == np.inf:", CLAIM),
    ("measure", "if hypothesis(data) is not True:", "if not hypothesis(data):", CLAIM),
    ("measure", "worst = max(worst, abs(value))", "worst = min(worst, abs(value))", CLAIM),
    ("measure", "and abs(slopes[-1] - slopes[-2]) <= tolerance", "", CLAIM),
    ("claim", 'verdict.status != "refuted" or', 'verdict.status == "proved" or', CLAIM),
    ("claim", "(self.verdict.rigorous and not verdict.rigorous)", "False", CLAIM),
    ("claim", "or self.satisfied is None:", ":", CLAIM),
    ("claim", 'if nothing or "unknown" in verdicts', "if nothing", CLAIM),
    ("claim", "if not isinstance(verdict, Verdict):", "if not verdict:", CLAIM),
    ("claim", "in_words = self.claim.words or any", "in_words = any", CLAIM),
    ("claim", "json.dumps([kind, title, text.split()])", "json.dumps([kind, title])", CLAIM),
    ("hypothesis", "if self.holds(self.example) is not True or", "if", CLAIM),
    ("ledger", "and all(deep[used] for used in claim.uses)", "", CLAIM),
    ("ledger", "elif known != entry:", "elif known.keys() != entry.keys():", LEDGER),
    ("tags", "return after[: len(before)] == before", "return set(before) <= set(after)", LEDGER),
    ("tags", "if reason and tag not in in_use:", "if False:", LEDGER),
    # what an attack on the checkers found, undone again
    ("domain", "if len(set(names)) < len(names):", "if False:", ATTACK),
    ("domain", "if not _RESERVED.isdisjoint(names):", "if False:", ATTACK),
    ("domain", "if not isinstance(node, _SCALAR", "if False and isinstance(node, _SCALAR", ATTACK),
    ("domain", "if all(agrees(v, a) for a in _ASSUMED)", "", ATTACK),
    ("checkers", "hypotheses = tuple(hypotheses)", "pass", ATTACK),
    (
        "claim",
        'nothing = not verdicts and self.claim.kind != "definition"',
        "nothing = False",
        CLAIM,
    ),
    ("claim", "        if not proofs:\n", "        if False:\n", ATTACK),
    (
        "claim",
        "json.dumps([kind, title, text.split()])",
        '" ".join([kind, title, text])',
        ATTACK,
    ),
    ("measure", "and not isinstance(value, bool)", "", ATTACK),
    ("verdict", "(_range(name, values), joined.scope)", "(_range(name, values),)", ATTACK),
]
CLAIMS = [
    ("gradient_flow", "def affine(weight=1)", "def affine(weight=3)", check("HU2P")),
    (
        "gradient_flow",
        "def descent_changes(power=2,",
        "def descent_changes(power=3,",
        check("P2FQ"),
    ),
    (
        "gradient_flow",
        '("the reversed sign", "sign", 1)',
        '("the reversed sign", "sign", -1.0)',
        check("P2FQ"),
    ),
    (
        "gradient_flow",
        '    source="arora2018optimization",\n    words=("The product',
        '    source="arora2018optimization",\n    words=("That product',
        check("P2FQ"),
    ),
    (
        "end_to_end",
        "def exponents(exponent=2 * L - 2,",
        "def exponents(exponent=2 * L - 3,",
        check("QPW4"),
    ),
    ("matrices", "(1 - t**2) / (1 + t**2), 2 * t", "(1 - t**2) / (1 + t**2), t", check("LKB2")),
    ("one_mode", "def series_below(shift=0,", "def series_below(shift=2,", check("KAHV")),
    ("mode_descent", "def increments(less=0,", "def increments(less=1,", check("MZJX")),
    ("fit_times", "def remainder(kept=1", "def remainder(kept=0", check("FYBV")),
    ("mode_descent", "0 < \\hat s \\le s", "0 < \\hat s", check("MZJX")),
    ("separation", "gap - second + first", "gap - first + second", check("E93H")),
    ("separation", "claimed = 1 + (kappa - 1)", "claimed = 1 + (kappa + 1)", check("JANJ")),
    ("staircase", "(n - n.T) ** 2", "(n + n.T) ** 2", check("JF43")),
    ("variations", "def conserved(sign=-1", "def conserved(sign=1", check("KH9B")),
    (
        "variations",
        "def slope_of_the_velocity(factor=2 * L - 1",
        "def slope_of_the_velocity(factor=2 * L",
        check("HJ75"),
    ),
    ("faster", "def riccati(share=HALF)", "def riccati(share=1)", check("BH0A")),
    ("faster", "- nu * (low - nu)", "- 2 * nu * (low - nu)", check("BH0A")),
    ("deeper", "factor - R * P.transpose()", "factor + R * P.transpose()", check("TXDH")),
    ("two_rates", "def conserved(weight=alpha)", "def conserved(weight=2 * alpha)", check("UWHK")),
    (
        "two_rates",
        "def bracket_is_positive(least=1,",
        "def bracket_is_positive(least=HALF,",
        check("CQBC"),
    ),
    ("two_rates", "def two_ends(outer=2,", "def two_ends(outer=1,", check("MTKQ")),
    ("rate_price", "return arb.hypgeom_2f1(1 - ball", "return arb.hypgeom_2f1(ball", check("PX3Z")),
    ("rate_price", "def least_value(power=2,", "def least_value(power=3,", check("H2EF")),
    ("rate_price", "(moving=1, kept=1)", "(moving=1, kept=2)", check("K0KB")),
    ("compressed_network", "def conserved(weight=alpha)", "def conserved(weight=1)", check("G2D7")),
    (
        "compressed_network",
        "scale = outer_rate if k in (0, depth - 1)",
        "scale = outer_rate if k in (1, depth - 1)",
        check("G2D7"),
    ),
    ("compressed_network", "fewer by\n", "fewer than by\n", check("WNG9")),
    ("rank_error", "def from_above(limit=1", "def from_above(limit=2", check("WHSH")),
    ("rank_error", "max(0, rank - len(values))", "max(0, rank)", check("WHSH")),
    ("surrogate", "sp.Lt(e, top), sp.Gt(sigma, 0)", "sp.Lt(e, 0), sp.Gt(sigma, 0)", check("M8NR")),
    ("surrogate", "fourth=3, mean=1, entries=1", "fourth=2, mean=1, entries=1", check("D7G7")),
    ("completion", "E = (X - M).multiply", "E = (X + M).multiply", check("S524")),
    ("completion", "narrow / full, 0.75, high", "narrow / full, 0.75, 0.8 * high", check("J6T9")),
    ("completion", "outside(ratio, a**lower", "outside(1 / ratio, a**lower", check("URQ9")),
    ("sensing", "second = {(2, 0, 0): sigma**2", "second = {(2, 0, 0): sigma", check("SAV4")),
    ("sensing", "level - found, least - found", "level - found, 0.5 - found", check("J79E")),
    ("sensing", "if np.max(counts) > MOST:", "if False:", check("TCVS")),
    ("sensing", "loss - fit)", "0.0)", check("E5Y1")),
    ("completion", "1.0 if MOST in (narrow, full) else ", "", check("J6T9")),
    (
        "sensing",
        "depth=3, rank=WIDTH, init_scale=EPS)\n\n\n@cache\ndef needed",
        "depth=3, rank=1, init_scale=EPS)\n\n\n@cache\ndef needed",
        check("TCVS"),
    ),
    ("sensing", "round(density * rank", "round(density / 4 * rank", check("E5Y1")),
    ("real_data", "training = observed & ~held", "training = observed & held", check("G3HA")),
    ("real_data", "return path[path[:, 0].argmin(), 1]", "return path[-1, 1]", check("G3HA")),
    ("real_data", "ridge=ridge * case.share", "ridge=ridge", check("W00A")),
]
FORMULAS = [
    ("_kernels", "load(B, c3 + j), s3)", "load(B, c2 + j), s3)", SAMPLED),
    ("_kernels", "while k < end:", "while k + 1 < end:", SAMPLED),
    ("sampled", "core @ below[l - 1].T", "core @ below[l].T", SAMPLED),
    ("sampled", "G[...] = V", "pass", SAMPLED),
    ("sampled", "np.sum(sums, axis=0, out=H)", "H[...] = sums[0]", SAMPLED),
    ("initialize", "order = np.argsort(s)[::-1]", "order = np.argsort(s)", SAMPLED),
    ("invariant", "rho * others + decay", "rho * border + decay", tests("reduced")),
    ("reduced", "(problem.copies - 1) * rho**2", "problem.copies * rho**2", tests("reduced")),
    ("_kernels", "w[j] -= rate * g[j]", "w[j] -= rate * g[j] * 1.0001", tests("reduced")),
    ("factors", "above.mT @ above - below", "above.mT @ above + below", tests("factors")),
    ("objectives", "return 0.5 * self.weight", "return self.weight", tests("objectives")),
    ("objectives", "        array = array.base\n", "        break\n", tests("operators")),
    (
        "_kernels",
        "for s in range(m - m % 4, m):\n        for j",
        "for s in range(m, m):\n        for j",
        tests("operators"),
    ),
    (
        "_kernels",
        "accumulate(rows, r, sums[p])",
        "accumulate(rows, r[::-1].copy(), sums[p])",
        tests("operators"),
    ),
    ("_kernels", "SENSED_BLOCK = 4, 64", "SENSED_BLOCK = 4, 50", tests("operators")),
    ("_threads", "deque(left, maxlen=0)", "pass", tests("threads")),
    ("sampled", "W[...] = 0  #", "pass  #", tests("sampled")),
    ("_threads", "range(parts)", "range(1, parts)", tests("threads")),
    ("sampled", "wide = np.zeros(shape", "wide = np.ones(shape", SAMPLED),
    ("operators", "spawn_key=(start // _BLOCK,)", "spawn_key=(0,)", tests("operators")),
    (
        "operators",
        "dtype=np.float32)\n            block *=",
        "dtype=np.float32)\n            block /=",
        tests("operators"),
    ),
    ("problems", "scale=1 / count", "scale=1 / count**0.5", tests("problems")),
    (
        "landscape",
        "        B = W.T @ B\n    return (B,",
        "        B = W.T @ B * 1.001\n    return (B,",
        tests("landscape"),
    ),
    ("exact", "L / p * np.logaddexp", "1 / p * np.logaddexp", tests("exact")),
    ("exact_ball", "arb(fmpq(L - 2, L))", "arb(fmpq(L - 1, L))", tests("exact")),
    ("dynamics", "alpha if l in (0, depth - 1)", "alpha if l == 0", tests("dynamics")),
    ("taylor_ball", "self._start + ball(h) * self.defect(h)", "self._start", BALLS),
    ("taylor_ball", "slope / (k + 1)", "slope / (k + 2)", BALLS),
    ("taylor_ball", "(initial * factor).upper()", "initial.upper()", BALLS),
    ("taylor_ball", "(arb(m, moved) / stretch)", "(arb(m) / stretch)", BALLS),
    ("taylor_ball", "(value + arb(0, radius))", "(value + radius)", BALLS),
    ("domination_ball", '"above" if sigma > mu', '"above" if not sigma < mu', SEARCH),
    ("counterexample", "islice(count(state.draws), left)", "islice(count(), left)", SEARCH),
    ("counterexample", "os.replace(part, path)", "path.write_text(part.read_text())", SEARCH),
    (
        "modes",
        "share = (level - strength[k - 1])",
        "share = (level + strength[k - 1])",
        tests("modes"),
    ),
    ("_kernels", "for _ in range(depth - 3)", "for _ in range(depth - 2)", COMPRESS),
    ("_kernels", "y[i] -= rates[1] * v[i]", "y[i] -= rates[0] * v[i]", COMPRESS),
    (
        "_kernels",
        "step += 1\n        if not np.isfinite(np.sum((x",
        "step += 2\n        if not np.isfinite(np.sum((x",
        COMPRESS,
    ),
    ("_kernels", "left[i, j] * x[j]", "left[i, j] * y[j]", COMPRESS),
    ("aligned", "rates = weight * np.array", "rates = np.array", COMPRESS),
    ("aligned", "(squares + self.floor)", "squares", COMPRESS),
    ("aligned", "mu ** (1 / L)", "mu ** (1 / (L + 1))", COMPRESS),
    ("compress", "padded = [np.zeros", "padded = [np.ones", COMPRESS),
    ("compress", "return 6 * widths[0]", "return 6 * widths[-1]", COMPRESS),
    ("compress", "if width < max(inner)", "if width < min(inner)", tests("errors")),
    ("problems", "* d // (2 * rank)", "* (d // (2 * rank))", tests("problems")),
    ("problems", "* d // (2 * rank)", "* d // rank", tests("problems")),
    (
        "problems",
        "generator(rng).standard_normal",
        "np.random.default_rng(3).random",
        tests("problems"),
    ),
    ("problems", "return U * s @ V.T, U, s, V", "return U * s @ V.T, V, s, U", tests("problems")),
    ("_tables", "away = left - average", "away = left", TABLES),
    ("_tables", "/ (1.0 - shares)", "", TABLES),
    ("_tables", "np.nonzero(~np.isnan(X))", "np.nonzero(np.nan_to_num(X))", TABLES),
    ("estimator", "self.split_seed_ if warm else split", "split", TABLES),
    ("estimator", "for l in range(count))", "for l in range(model.depth))", TABLES),
    ("_stopping", "if watched < self.error:", "if True:", TABLES),
    ("_stopping", "self._step.restore(good)\n            self._step.res", "self._step.res", TABLES),
    ("baselines", "found - self._values", "found + self._values", BASELINES),
    ("baselines", "np.sqrt(s[order] - by)", "np.sqrt(s[order])", BASELINES),
    ("baselines", "range(rank)] += ridge", "range(rank)] += 2 * ridge", BASELINES),
    ("datasets", "if found != expected:", "if False:", RATINGS),
    (
        "datasets",
        "table[number - 1] = user - 1, item - 1",
        "table[number - 1] = user, item",
        RATINGS,
    ),
]
TABLE = [
    Mutant(f"dlf/{folder}{name}.py", before, after, command)
    for folder, rows in (("verify/", VERIFY), ("claims/", CLAIMS), ("", FORMULAS))
    for name, before, after, command in rows
]


def apply(mutant, root):
    """Edit the copy; ValueError unless the text to replace occurs exactly once."""
    path = root / mutant.path
    text = path.read_text("utf-8")
    if text.count(mutant.before) != 1:
        raise ValueError(f"{mutant.path}: {text.count(mutant.before)} times {mutant.before!r}")
    path.write_text(text.replace(mutant.before, mutant.after), "utf-8")


def noticed(mutant, *, edited=True):
    """Whether the command fails on a copy of the package, with the edit or (a control) without."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for part in ("dlf", "tests", "tools"):
            shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("pyproject.toml", "conftest.py"):
            shutil.copy(ROOT / name, root)
        if edited:
            apply(mutant, root)
        module, *arguments = mutant.command
        quick = ["-q", "-x", "-p", "no:cacheprovider"] if module == "pytest" else []
        command = [sys.executable, "-m", module, *arguments, *quick]
        done = subprocess.run(command, cwd=root, capture_output=True, env=ENVIRONMENT)
        return done.returncode != 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--jobs", type=int, default=2, help="processes (default 2)")
    run = Parallel(n_jobs=parser.parse_args().jobs, return_as="generator")
    found = list(tqdm(run(delayed(noticed)(m) for m in TABLE), "mutants", len(TABLE), disable=None))
    for mutant, caught in zip(TABLE, found, strict=True):
        if not caught:
            print(f"SURVIVED {mutant.path}: {mutant.before!r} -> {mutant.after!r}")
    print(f"{sum(found)} of {len(TABLE)} seeded faults caught ({sum(found) / len(TABLE):.0%})")
    return 0 if all(found) else 1


if __name__ == "__main__":
    sys.exit(main())
