"""Seed faults into the checkers, the claims and the formulas; count those that are caught.

usage: python tools/mutants.py [--jobs N]

Each row of the table is one edit of one file, of one kind. A copy of the package with that edit
must fail its tests (or `python -m dlf check`, for an edit of a claim); a copy without any edit must
pass them. The share that is caught is printed for each kind.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # as a script it starts in its own folder
from dlf._support import in_processes  # noqa: E402
from tools.faults import BY_KIND, of  # noqa: E402

# several of these run at once, all on small matrices: a second BLAS thread would only wait
ENVIRONMENT = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
CHECKERS = of("verify/test_checkers")
CLAIM = of("verify/test_claim")
ATTACK = of("verify/test_attacks")
LEDGER = of("claims/test_registry", only="(tag or differences or retired) and not history")
COMPRESS = of("reduction/test_compressed", only="expanded or flops or direct_one")
BALLS = of(
    "domination/test_taylor",
    only="defect or growth or within or halved or vectors or wide or riccati or fewer",
)
ANY = of("recovery/test_any_table", only="units or spike or tail or constant or empty or small")
TRUST = of("recovery/test_trust")
STARS = of("recovery/test_ratings", only="ridge or kind or unseen or bias_of_their_own")
TABLES = of(
    "recovery/test_estimator",
    "recovery/test_going_on",
    only="gaussian or patience or best_state or halved or every_form or holds_out or whatever",
)
EXACT = of("networks/test_exact")
NEURONS, CHOSEN = of("pruning/test_neurons"), of("pruning/test_selection")
STATES = of("neighbours/test_state_spaces")
KEPT = of("networks/test_prunability")
BLOCKS = of("recovery/test_blocks", only="any_call or gone_back or threads")
SAMPLED = of("recovery/test_sampled", only="dense or gradients or modes or threads")
RATINGS = of("recovery/test_datasets", only="alike or checksum")
BASELINES = of("recovery/test_baselines", only="by_hand or dense_iteration")
LAW, DRAWN = of("pruning/test_least_squares"), of("pruning/test_simulation")
PROVED, AIMS = of("domination/test_proved"), of("domination/test_aims", only="errors_are_those")
SEARCH = of("domination/test_search", only="nan or goes_on or replaced")
RADIAL = of("reduction/test_radial")


@dataclass(frozen=True)
class Mutant:
    """One seeded fault: what kind it is of, the edit, and the command that must notice it."""

    kind: str
    path: str
    before: str
    after: str
    command: tuple[str, ...]


def check(tag):
    """The checks of one claim by themselves: a digest in the ledger would notice every edit."""
    return ("dlf", "check", "--quiet", "--no-ledger", tag)


def locked(tag):
    """The comparison with the ledger, which locks the words of a claim."""
    return ("dlf", "check", "--quiet", tag)


VERIFY = [
    # checkers
    (
        "verify/checkers",
        "value.is_rational and value != 0",
        "value.is_rational and value == 0",
        CHECKERS,
    ),
    (
        "verify/checkers",
        "return not kind(symbols, QQ).from_expr(e)",
        "return bool(kind(symbols, QQ).from_expr(e))",
        CHECKERS,
    ),
    ("verify/domain", "        if e.has(sp.Float):", "    if False:", CHECKERS),
    ("verify/domain", "e.has(sp.nan, sp.zoo, sp.oo)", "e.has(sp.zoo, sp.oo)", CHECKERS),
    ("verify/checkers", "all(c >= 0 for _, c in terms)", "any(c >= 0 for _, c in terms)", CHECKERS),
    ("verify/checkers", "list(accumulate(ring.gens))", "list(ring.gens)", CHECKERS),
    ("verify/checkers", "polynomial.subs(point) < 0", "polynomial.subs(point) <= 0", CHECKERS),
    (
        "verify/checkers",
        '(smtlib(symbols, hypotheses))[0] != "sat"',
        '(smtlib(symbols, ()))[0] != "sat"',
        CHECKERS,
    ),
    ("verify/checkers", "sp.Not(conclusion)", "conclusion", CHECKERS),
    ("verify/checkers", 'if answer == "unsat":', 'if answer != "sat":', CHECKERS),
    ("verify/checkers", "and _is_witness(hypotheses, conclusion, point)", "", CHECKERS),
    ("verify/checkers", "if not ball.is_finite():", "if False:", CHECKERS),
    ("verify/checkers", "if not ball.rad() <= abs", "if False and abs", CHECKERS),
    (
        "verify/checkers",
        "if low < ball and ball < high:",
        "if not (ball < low or ball > high):",
        CHECKERS,
    ),
    ("verify/checkers", "if ball < low or ball > high:", "if ball < low:", CHECKERS),
    ("verify/smt", 'if first == _cvc5(text) else ("unknown", {})', "", CHECKERS),
    ("verify/smt", 'sp.Ge: ">="', 'sp.Ge: ">"', CHECKERS),
    ("verify/smt", 'return f"(- {size})" if e.p < 0 else size', "return size", CHECKERS),
    # verdicts, measurements, claims
    (
        "verify/verdict",
        'raise TypeError("a verdict is three-valued',
        'return True\n        raise TypeError("',
        CHECKERS,
    ),
    ("verify/verdict", 'if self.status == "refuted" and not self.witness:', "if False:", CHECKERS),
    ("verify/verdict", 'if self.status == "proved" and not self.rigorous:', "if False:", CLAIM),
    (
        "verify/verdict",
        'for status in ("refuted", "unknown"):',
        'for status in ("refuted",):',
        CLAIM,
    ),
    (
        "verify/verdict",
        'if v.status == "measured"), verdicts[0])',
        "if False), verdicts[0])",
        CLAIM,
    ),
    ("verify/measure", "if not abs(value) < np.inf:", "if abs(value) == np.inf:", CLAIM),
    ("verify/measure", "if h(data) is not True)", "if not h(data))", CLAIM),
    ("verify/measure", "worst = max(worst, abs(value))", "worst = min(worst, abs(value))", CLAIM),
    ("verify/measure", "and abs(slopes[-1] - slopes[-2]) <= tolerance", "", CLAIM),
    ("verify/claim", 'verdict.status != "refuted" or', 'verdict.status == "proved" or', CLAIM),
    ("verify/claim", "(self.verdict.rigorous and not verdict.rigorous)", "False", CLAIM),
    ("verify/claim", "or self.satisfied is None:", ":", CLAIM),
    ("verify/claim", 'if nothing or "unknown" in verdicts', "if nothing", CLAIM),
    ("verify/claim", "if not isinstance(verdict, Verdict):", "if not verdict:", CLAIM),
    ("verify/claim", "in_words = self.claim.words or any", "in_words = any", CLAIM),
    ("verify/claim", "json.dumps([kind, title, text.split()])", "json.dumps([kind, title])", CLAIM),
    ("verify/hypothesis", "if self.holds(self.example) is not True or", "if", CLAIM),
    ("verify/ledger", "and all(deep[used] for used in claim.uses)", "", CLAIM),
    ("verify/ledger", "elif known != entry:", "elif known.keys() != entry.keys():", LEDGER),
    (
        "verify/tags",
        "return after[: len(before)] == before",
        "return set(before) <= set(after)",
        LEDGER,
    ),
    ("verify/tags", "if reason and tag not in in_use:", "if False:", LEDGER),
    # what an attack on the checkers found, undone again
    ("verify/domain", "if len(set(names)) < len(names):", "if False:", ATTACK),
    ("verify/domain", "if not _RESERVED.isdisjoint(names):", "if False:", ATTACK),
    (
        "verify/domain",
        "if not isinstance(node, _SCALAR",
        "if False and isinstance(node, _SCALAR",
        ATTACK,
    ),
    ("verify/domain", "if all(agrees(v, a) for a in _ASSUMED)", "", ATTACK),
    ("verify/checkers", "hypotheses = tuple(hypotheses)", "pass", ATTACK),
    (
        "verify/claim",
        'nothing = not verdicts and self.claim.kind != "definition"',
        "nothing = False",
        CLAIM,
    ),
    ("verify/claim", "        if not proofs:\n", "        if False:\n", ATTACK),
    (
        "verify/claim",
        "json.dumps([kind, title, text.split()])",
        '" ".join([kind, title, text])',
        ATTACK,
    ),
    ("verify/measure", "and not isinstance(value, bool)", "", ATTACK),
    ("verify/verdict", "(own, joined.scope)", "(own,)", ATTACK),
]
CLAIMS = [
    (
        "claims/dynamics/gradient_flow",
        "def affine(weight=1)",
        "def affine(weight=3)",
        check("HU2P"),
    ),
    (
        "claims/dynamics/gradient_flow",
        "def descent_changes(power=2,",
        "def descent_changes(power=3,",
        check("P2FQ"),
    ),
    (
        "claims/dynamics/gradient_flow",
        '("the reversed sign", "sign", 1)',
        '("the reversed sign", "sign", -1.0)',
        check("P2FQ"),
    ),
    (
        "claims/dynamics/loss_descent",
        '"Balanced factors are bounded',
        '"Balanced factors stay bounded',
        locked("GEBG"),
    ),
    (
        "claims/dynamics/singular_flow",
        "def exponents(less=2)",
        "def exponents(less=3)",
        check("QPW4"),
    ),
    (
        "claims/matrices",
        "(1 - t**2) / (1 + t**2), 2 * t",
        "(1 - t**2) / (1 + t**2), t",
        check("LKB2"),
    ),
    (
        "claims/dynamics/closed_forms",
        "def series_below(less=2,",
        "def series_below(less=3,",
        check("KAHV"),
    ),
    (
        "claims/dynamics/mode_descent",
        "def increments(less=0,",
        "def increments(less=1,",
        check("MZJX"),
    ),
    ("claims/dynamics/fit_times", "def remainder(kept=1", "def remainder(kept=0", check("FYBV")),
    (
        "claims/dynamics/mode_descent",
        "and $0 < \\hat\\lambda_0 \\le",
        "and $0 \\le \\hat\\lambda_0 \\le",
        locked("MZJX"),
    ),
    ("claims/dynamics/separation", "gap - second + first", "gap - first + second", check("E93H")),
    (
        "claims/dynamics/two_factors",
        "claimed = 1 + weight * (kappa - 1)",
        "claimed = 1 + weight * (kappa + 1)",
        check("JANJ"),
    ),
    ("claims/dynamics/partial_sums", "(n - n.T) ** 2", "(n + n.T) ** 2", check("JF43")),
    ("claims/dynamics/imbalance", "sixteen=16", "sixteen=15", check("KH9B")),
    (
        "claims/dynamics/variations",
        "def slope_of_the_velocity(factor=2 * L - 1",
        "def slope_of_the_velocity(factor=2 * L",
        check("HJ75"),
    ),
    ("claims/dynamics/faster", "* W * P - P * C", "* W * P - C * P", check("X2QR")),
    ("claims/dynamics/faster", "bound, k - r + more", "bound, k - r + 1", check("BH0A")),
    ("claims/dynamics/races", "share * self.every(count)", "self.every(count)", check("BEUW")),
    ("claims/dynamics/faster_descent", "norm(a + d, b - c)", "norm(a + d, b + c)", check("D3VT")),
    (
        "claims/dynamics/faster_descent",
        "moved = strengths ** (L - 1)",
        "moved = strengths**L",
        check("N8EC"),
    ),
    ("claims/dynamics/faster", "def riccati(share=HALF)", "def riccati(share=1)", check("BH0A")),
    ("claims/dynamics/faster", "- nu * (low - nu)", "- 2 * nu * (low - nu)", check("BH0A")),
    (
        "claims/dynamics/ball_chains",
        "factor - R * P.transpose()",
        "factor + R * P.transpose()",
        check("TXDH"),
    ),
    (
        "claims/dynamics/two_rates",
        "def conserved(weight=alpha)",
        "def conserved(weight=2 * alpha)",
        check("UWHK"),
    ),
    (
        "claims/dynamics/two_rates",
        "def bracket_is_positive(least=1,",
        "def bracket_is_positive(least=HALF,",
        check("CQBC"),
    ),
    ("claims/dynamics/rate_gain", "def two_ends(outer=2,", "def two_ends(outer=1,", check("MTKQ")),
    (
        "claims/dynamics/rate_waiting",
        "found = arb.hypgeom_2f1(1 - ball",
        "found = arb.hypgeom_2f1(ball",
        check("PX3Z"),
    ),
    (
        "claims/dynamics/rate_price",
        "def sharpness_by_the_quotient(power=2,",
        "def sharpness_by_the_quotient(power=3,",
        check("H2EF"),
    ),
    ("claims/dynamics/rate_balance", "(moving=1, kept=1)", "(moving=1, kept=2)", check("K0KB")),
    (
        "claims/dynamics/compressed_network",
        "def conserved(weight=alpha)",
        "def conserved(weight=1)",
        check("G2D7"),
    ),
    (
        "claims/dynamics/compressed_network",
        "scale = outer_rate if k in (0, depth - 1)",
        "scale = outer_rate if k in (1, depth - 1)",
        check("G2D7"),
    ),
    ("claims/dynamics/compressed_network", "fewer by\n", "fewer than by\n", locked("WNG9")),
    (
        "claims/dynamics/rank_error",
        "def from_above(limit=1,",
        "def from_above(limit=2,",
        check("WHSH"),
    ),
    ("claims/dynamics/rank_error", "max(0, rank - len(values))", "max(0, rank)", check("WHSH")),
    (
        "claims/dynamics/surrogate",
        "sp.Lt(e, top), sp.Gt(sigma, 0)",
        "sp.Lt(e, 0), sp.Gt(sigma, 0)",
        check("M8NR"),
    ),
    (
        "claims/dynamics/surrogate_law",
        "fourth=3, mean=1, entries=1",
        "fourth=2, mean=1, entries=1",
        check("D7G7"),
    ),
    (
        "claims/dynamics/surrogate_law",
        "def split(power=2, part=1)",
        "def split(power=2, part=2)",
        check("WLA2"),
    ),
    (
        "claims/dynamics/surrogate_rates",
        "(share=1, sign=-1)",
        "(share=1, sign=1)",
        check("YTXA"),
    ),
    ("claims/recovery/completion", "sp.diff(F, w), g)", "sp.diff(F, w), -g)", check("S524")),
    (
        "claims/recovery/completion",
        "narrow / full <= high",
        "narrow / full <= 0.8 * high",
        check("J6T9"),
    ),
    (
        "claims/recovery/completion",
        "a**lower <= equal / k",
        "a**lower <= k / equal",
        check("URQ9"),
    ),
    (
        "claims/recovery/sensing",
        "variance * sigma**2 * Z[2]",
        "variance * sigma * Z[2]",
        check("SAV4"),
    ),
    (
        "claims/recovery/sensing",
        "- share * outside",
        "- 0.9 * share * outside",
        check("J79E"),
    ),
    ("claims/recovery/sensing_open", "c @ np.linalg.solve(a, b)]]", "c @ b]]", check("MJL3")),
    ("claims/steps", "np.max([np.abs(gap)", "max([np.abs(gap)", of("claims/test_steps")),
    ("claims/steps", "np.abs(gap).max()", "gap.max()", of("claims/test_steps")),
    (
        "claims/recovery/sensing_runs",
        "max(counts) <= most and",
        "True and",
        check("TCVS"),
    ),
    (
        "claims/recovery/sensing_runs",
        "error >= level and loss <= fit",
        "error >= level",
        check("E5Y1"),
    ),
    (
        "claims/recovery/sensing_runs",
        "else three <= share * two",
        "else 0 <= share * two",
        check("SJ8W"),
    ),
    (
        "claims/recovery/sensing_runs",
        "depth=depth, rank=width",
        "depth=depth, rank=1",
        check("TCVS"),
    ),
    (
        "claims/recovery/sensing_runs",
        "round(density * FREEDOM",
        "round(density / 4 * FREEDOM",
        check("E5Y1"),
    ),
    (
        "claims/recovery/real_data",
        "training = observed & ~held",
        "training = observed & held",
        check("G3HA"),
    ),
    (
        "claims/recovery/real_data",
        "return path[path[:, 0].argmin(), 1]",
        "return path[-1, 1]",
        check("G3HA"),
    ),
    ("claims/recovery/real_data", "ridge=ridge * case.share", "ridge=ridge", check("W00A")),
    (
        "claims/networks/compressed_layer",
        "- hidden**2))) * (Z > 0)",
        "- hidden**2))) * (Z > -9)",
        check("EZCK"),
    ),
    ("claims/networks/compressed_layer", "(1 - p[i]) * (x[i]", "p[i] * (x[i]", check("R4B6")),
    ("claims/networks/turned", "times[:, None], share", "2 * times[:, None], share", check("ZEA8")),
    (
        "_support/files",
        "found != digest",
        "found != digest and not content",
        of("networks/test_datasets"),
    ),
    ("networks/datasets", "(1, dimensions + 1)", "(dimensions)", of("networks/test_datasets")),
    ("networks/transformer", ".transpose(2, 3)", "", of("networks/test_transformer")),
    (
        "networks/transformer",
        "self.up(self.norm_layers(x))",
        "self.up(self.norm_attention(x))",
        of("networks/test_transformer"),
    ),
    ("claims/networks/adapters", "c * (W[1] - eta", "(W[1] - eta", check("TW9K")),
    ("claims/networks/adapter_flow", "s[: r - less] ** 2", "s[:r] ** 2 / 1.01", check("CE6M")),
    ("pruning/least_squares", "1 - (theta**2).sum() / n", "1 - (theta**3).sum() / n", LAW),
    (
        "pruning/few_shots",
        "variance / (s.size - n)",
        "variance / s.size",
        of("pruning/test_few_shots"),
    ),
    ("pruning/few_shots", "lost / (n - square)", "lost / n", of("pruning/test_few_shots")),
    ("pruning/forgetting", "(before & ~after)", "(before & after)", of("pruning/test_forgetting")),
    ("claims/neighbours/best_shaping", "/ share * (d + more - n)", "/ share * d", check("EEEY")),
    (
        "claims/neighbours/split_moments",
        "sp.factorial2(k - 1)",
        "sp.factorial(k - 1)",
        check("CSD9"),
    ),
    ("claims/neighbours/one_at_a_time", "(1 + first * c)", "(1 - first * c)", check("T50U")),
    ("claims/neighbours/forgetting", "(total > 1e-9,", "(total > 2,", check("SA62")),
    ("pruning/least_squares", "below - lower * at_lower", "below + lower * at_lower", LAW),
    ("pruning/simulation", "sum(axis=0) * size**2", "sum(axis=0) * size", DRAWN),
    ("pruning/simulation", "_DEPENDENT * pivots.max()", "1e-12 * pivots.max()", DRAWN),
    ("claims/pruning/auxiliary", "(TAU + sigma**2 / TAU)", "(TAU + sigma / TAU)", check("M4GW")),
    ("claims/pruning/refits", "P * A - At * Pt", "P * A - Pt * At", check("R3TE")),
    ("claims/pruning/pruned_runs", "(1 - theta) ** 2", "(1 - theta)", check("U9PB")),
    ("claims/pruning/redundant", "W = W - np.outer", "W = W + np.outer", check("B4QC")),
    ("claims/pruning/redundant_training", "at_output @ H.T @ M", "at_output @ H.T", check("YN6T")),
    (
        "claims/pruning/redundant_networks",
        "moved * c0 * sum(K)",
        "moved * c0 * K[1]",
        check("HC4Z"),
    ),
    ("networks/prunability", "descending=True, stable=True", "descending=True", KEPT),
    ("networks/prunability", "torch.where(keep", "torch.where(~keep", KEPT),
    ("networks/prunability", "int(outside.max()) + 1", "int(outside.min()) + 1", KEPT),
    ("networks/prunability", "a * total * (1 - 1e-12)", "a * total", KEPT),
    ("networks/prunability", "losses[-1] + slack", "losses.min() + slack", KEPT),
    ("networks/prunability", "buffer.copy_(before)", "pass", KEPT),
    ("claims/pruning/prunability", "(P - back)", "(P - back - 1)", check("A9QX")),
    ("claims/pruning/prunability", "m ** (1 - root)", "m ** root / 1.001", check("H6NT")),
    ("claims/pruning/prunability", "m * K - r)", "m * K - r - 1)", check("H6NT")),
    ("claims/pruning/occam", "log((P + 1) / delta)", "log(delta)", check("VB2R")),
    ("reduction/radial", "found[-1] + 1)", "found[-1])", RADIAL),
    ("reduction/radial", "G[:] = Q @ (Q.T @ G)", "G[:] = G", RADIAL),
    ("reduction/radial", "(self.slope(r) - stretch)", "self.slope(r)", RADIAL),
    ("reduction/radial", "scaled[l][:, 1:].T @ cores[l + 1]", "0 * cores[l]", RADIAL),
    ("claims/neighbours/radial", "c**2, 4 * s * t", "c**2, 5 * s * t", check("MKZJ")),
    ("claims/neighbours/radial_plain", "- own * h)", "- 2 * own * h)", check("SMGH")),
    ("claims/neighbours/radial_graph", "1 + sources", "2 + sources", check("WFZ1")),
    ("pruning/sensitivity", "totals[totals == 0] = np.inf", "pass", of("pruning/test_sensitivity")),
    ("pruning/sensitivity", "(6 + 2 * eps)", "(5 + 2 * eps)", of("pruning/test_sensitivity")),
    (
        "pruning/sensitivity",
        "np.divide(counts, m * p",
        "np.divide(counts, m + 0 * p",
        check("BN6Z"),
    ),
    (
        "claims/pruning/sensitivity",
        "expand((first + second * e) ** 3",
        "expand((first + second) ** 3",
        check("BN6Z"),
    ),
    (
        "claims/pruning/sensitivity_bounds",
        "o[-1] > max(o[:-1])",
        "o[-1] >= max(o[:-1])",
        check("FN7J"),
    ),
    (
        "claims/pruning/sensitivity_bounds",
        "low, high = sp.Ge(",
        "low, high = sp.Le(",
        check("DQ9P"),
    ),
    ("neighbours/state_spaces", "np.arange(1, g.size + 1)", "np.arange(g.size)", STATES),
    ("neighbours/state_spaces", "system.A.T @ fresh", "system.A @ fresh", STATES),
    ("neighbours/moments", "comb(n, order)", "comb(n - 1, order)", of("neighbours/test_moments")),
    ("neighbours/moments", "[:, -1:]", "[:, :1]", of("neighbours/test_moments")),
    ("_support/kernels", "U[i, q] += A[p, q]", "U[i, q] += A[q, p]", STATES),
    ("claims/neighbours/state_spaces", "(i - 1 - s)", "(i - s)", check("Z4EQ")),
    ("claims/neighbours/small_states", "2 * share * h**2", "share * h**2", check("EKJL")),
    (
        "claims/dynamics/lag",
        "* (a - nu), L * lead",
        "* (0.9 * a - nu), L * lead",
        check("CE4L"),
    ),
    ("claims/dynamics/lag", "(w / start).log() / rate", "w.log() / rate", check("CE4L")),
    (
        "claims/dynamics/races",
        "order = -part * (1 - 2 / depth)",
        "order = 1 / depth",
        check("MT5K"),
    ),
    ("claims/dynamics/symmetric_pairs", "(x * y - w * z)", "(x * y + w * z)", check("SY2P")),
    ("claims/dynamics/growth_window", "q * beta * (s2 - 1)", "q * (s2 - 1)", check("GW6N")),
    (
        "claims/dynamics/leading_block",
        "(N[0][1] + N[1][0]) / 2)",
        "(N[0][1] + N[1][0]))",
        check("LB7F"),
    ),
    ("claims/dynamics/leading_block", "least = mean - (", "least = mean + (", check("LB7F")),
    ("claims/dynamics/leading_block", "seen ** (arb(depth) / 2)", "seen**depth", check("FD4X")),
    (
        "claims/dynamics/stronger_conjectures",
        "for k in range(1, len(M)):",
        "for k in range(2, len(M)):",
        check("HM3Y"),
    ),
    ("claims/dynamics/stronger_conjectures", "(P + P.T) / 2,", "P + P.T,", check("PS2K")),
]
FORMULAS = [
    (
        "domination/frames",
        "arb(a.mid(), radius)",
        "arb(a.mid())",
        of("domination/test_frames"),
    ),
    ("_support/kernels", "load(B, c3 + j), s3)", "load(B, c2 + j), s3)", SAMPLED),
    ("_support/kernels", "while k < end:", "while k + 1 < end:", SAMPLED),
    ("recovery/sampled", "core @ below[l - 1].T", "core @ below[l].T", SAMPLED),
    ("recovery/passes", "G[...] = V", "pass", SAMPLED),
    (
        "recovery/blocks",
        "for method, arguments in self._log:",
        "for method, arguments in ():",
        BLOCKS,
    ),
    ("recovery/blocks", "self._log[-2:]", "self._log[-1:]", BLOCKS),
    ("recovery/blocks", "P = P.copy()", "P = P", BLOCKS),
    ("recovery/blocks", "products[1:]", "products[2:]", BLOCKS),
    (
        "recovery/blocks",
        '"repeat", "resume", *state',
        '"repeat", "resume", state[0], None, None',
        BLOCKS,
    ),
    ("recovery/passes", "if kept is True else kept", "", BLOCKS),
    ("recovery/passes", "np.sum(sums, axis=0, out=H)", "H[...] = sums[0]", SAMPLED),
    ("chain/initialize", "order = np.argsort(s)[::-1]", "order = np.argsort(s)", SAMPLED),
    (
        "reduction/invariant",
        "rho * others + decay",
        "rho * border + decay",
        of("reduction/test_reduced"),
    ),
    (
        "reduction/reduced",
        "(problem.copies - 1) * rho**2",
        "problem.copies * rho**2",
        of("reduction/test_reduced"),
    ),
    (
        "_support/kernels",
        "w[j] -= rate * g[j]",
        "w[j] -= rate * g[j] * 1.0001",
        of("reduction/test_reduced"),
    ),
    (
        "chain/factors",
        "above.mT @ above - below",
        "above.mT @ above + below",
        of("chain/test_factors"),
    ),
    (
        "chain/objectives",
        "return 0.5 * self.weight",
        "return self.weight",
        of("chain/test_objectives"),
    ),
    (
        "chain/objectives",
        "        array = array.base\n",
        "        break\n",
        of("chain/test_operators"),
    ),
    (
        "_support/kernels",
        "for s in range(m - m % 4, m):\n        for j",
        "for s in range(m, m):\n        for j",
        of("chain/test_operators"),
    ),
    (
        "_support/kernels",
        "accumulate(rows, r, sums[p])",
        "accumulate(rows, r[::-1].copy(), sums[p])",
        of("chain/test_operators"),
    ),
    (
        "_support/kernels",
        "SENSED_BLOCK = 4, 64",
        "SENSED_BLOCK = 4, 50",
        of("chain/test_operators"),
    ),
    ("_support/threads", "deque(left, maxlen=0)", "pass", of("_support/test_threads")),
    ("recovery/sampled", "W[...] = 0  #", "pass  #", of("recovery/test_sampled")),
    (
        "_support/threads",
        "iter(range(parts))",
        "iter(range(1, parts))",
        of("_support/test_threads"),
    ),
    ("_support/vectors", "wide = np.zeros(shape", "wide = np.ones(shape", SAMPLED),
    (
        "chain/operators",
        "spawn_key=(start // _BLOCK,)",
        "spawn_key=(0,)",
        of("chain/test_operators"),
    ),
    (
        "chain/operators",
        "dtype=np.float32)\n            block *=",
        "dtype=np.float32)\n            block /=",
        of("chain/test_operators"),
    ),
    (
        "recovery/problems",
        "scale=1 / count",
        "scale=1 / count**0.5",
        of("recovery/test_problems"),
    ),
    (
        "chain/landscape",
        "        slope = W.T @ slope\n    return (slope,",
        "        slope = W.T @ slope * 1.001\n    return (slope,",
        of("chain/test_landscape"),
    ),
    ("exact/modes", "L / p * np.logaddexp", "1 / p * np.logaddexp", of("exact/test_modes")),
    ("exact/balls", "arb(fmpq(L - 2, L))", "arb(fmpq(L - 1, L))", of("exact/test_modes")),
    (
        "dynamics/trajectory",
        "alpha if l in (0, depth - 1)",
        "alpha if l == 0",
        of("dynamics/test_descent"),
    ),
    ("domination/taylor", "self._start + ball(h) * self.defect(h)", "self._start", BALLS),
    ("domination/taylor", "slope / (k + 1)", "slope / (k + 2)", BALLS),
    ("domination/taylor", "(initial * factor).upper()", "initial.upper()", BALLS),
    ("domination/taylor", "(arb(m, moved) / stretch)", "(arb(m) / stretch)", BALLS),
    ("domination/taylor", "(value + arb(0, radius))", "(value + radius)", BALLS),
    ("domination/certificate", '"above" if sigma > mu', '"above" if not sigma < mu', SEARCH),
    ("domination/search", "islice(count(state.draws), left)", "islice(count(), left)", SEARCH),
    ("domination/search", "os.replace(part, path)", "path.write_text(part.read_text())", SEARCH),
    (
        "dynamics/singular_modes",
        "share = (level - strength[k - 1])",
        "share = (level + strength[k - 1])",
        of("dynamics/test_singular_modes"),
    ),
    ("_support/kernels", "for _ in range(depth - 3)", "for _ in range(depth - 2)", COMPRESS),
    ("_support/kernels", "y[i] -= rates[1] * v[i]", "y[i] -= rates[0] * v[i]", COMPRESS),
    (
        "_support/kernels",
        "step += 1\n        if not np.isfinite(np.sum((x",
        "step += 2\n        if not np.isfinite(np.sum((x",
        COMPRESS,
    ),
    ("_support/kernels", "left[i, j] * x[j]", "left[i, j] * y[j]", COMPRESS),
    ("reduction/aligned", "rates = weight * np.array", "rates = np.array", COMPRESS),
    ("reduction/aligned", "(squares + self.floor)", "squares", COMPRESS),
    ("reduction/aligned", "mu ** (1 / L)", "mu ** (1 / (L + 1))", COMPRESS),
    ("reduction/compressed", "padded = [np.zeros", "padded = [np.ones", COMPRESS),
    ("reduction/compressed", "return 6 * widths[0]", "return 6 * widths[-1]", COMPRESS),
    (
        "reduction/compressed",
        "if width < max(inner)",
        "if width < min(inner)",
        of("test_errors"),
    ),
    (
        "recovery/problems",
        "* d // (2 * rank)",
        "* (d // (2 * rank))",
        of("recovery/test_problems"),
    ),
    ("recovery/problems", "* d // (2 * rank)", "* d // rank", of("recovery/test_problems")),
    (
        "recovery/problems",
        "generator(rng).standard_normal",
        "np.random.default_rng(3).random",
        of("recovery/test_problems"),
    ),
    (
        "recovery/problems",
        "return U * s @ V.T, U, s, V",
        "return U * s @ V.T, V, s, U",
        of("recovery/test_problems"),
    ),
    ("recovery/rows", "away = left - average", "away = left", TABLES),
    ("_support/row_kernels", "prior * noise[j]", "prior", TRUST),
    ("_support/row_kernels", "(stop - start) * S", "S", TRUST),
    ("_support/row_kernels", "if a != k:", "if a > k:", TRUST),
    ("_support/row_kernels", "values[i, j] - mean[j]", "values[i, j]", TRUST),
    ("_support/row_kernels", " - np.outer(middle, middle)", "", TRUST),
    ("recovery/rows", "sizes.clip(0.0)", "sizes", TRUST),
    ("recovery/rows", "/ (1.0 - np.where(known, shares, 0.0))", "", TABLES),
    ("recovery/tables", "np.nonzero(~np.isnan(X))", "np.nonzero(np.nan_to_num(X))", TABLES),
    (
        "recovery/estimator",
        "        else:\n            random = check",
        "        if True:\n            random = check",
        TABLES,
    ),
    ("recovery/saving", "for l in range(count))", "for l in range(model.depth))", TABLES),
    ("recovery/units", "apart = values - pivot", "apart = values - 0 * pivot", ANY),
    ("recovery/units", "_SPIKE = 100.0", "_SPIKE = 1e9", ANY),
    ("recovery/units", "max(1, _SPIKES * values.size)", "values.size", ANY),
    ("recovery/units", "_biases(table, ~held, ", "_biases(table, held | True, ", STARS),
    (
        "recovery/units",
        "sum(axis=1)[:, None] + strengths",
        "sum(axis=1)[:, None] + 2 * np.array(strengths)",
        STARS,
    ),
    (
        "recovery/rows",
        "table = table[np.flatnonzero(np.diff(table.indptr))]",
        "table = table[:]",
        ANY,
    ),
    ("recovery/tables", "sorted(names) if whole", "list(names) if whole", STARS),
    ("recovery/filling", "np.where(i >= 0, self.units_.row_bias[i], 0.0)", "0.0", STARS),
    ("recovery/stopping", "if watched < self.error:", "if True:", TABLES),
    (
        "recovery/stopping",
        "self._step.back()\n            self._step.ev",
        "self._step.ev",
        TABLES,
    ),
    ("recovery/baselines", "found - self._values", "found + self._values", BASELINES),
    ("recovery/baselines", "np.sqrt(s[order] - by)", "np.sqrt(s[order])", BASELINES),
    ("recovery/baselines", "rank + 1] += ridge", "rank + 1] += 2 * ridge", BASELINES),
    ("_support/files", "if found != digest:", "if False:", RATINGS),
    (
        "recovery/datasets",
        "table[number - 1] = user - 1, item - 1",
        "table[number - 1] = user, item",
        RATINGS,
    ),
    (
        "networks/exact",
        "torch.hstack([last, block.bias",
        "torch.hstack([last, 0 * block.bias",
        EXACT,
    ),
    ("networks/exact", "W.T @ cores[l + 1]", "0 * W.T @ cores[l + 1]", EXACT),
    ("networks/exact", "end.requires_grad_(False)", "end.requires_grad_(True)", EXACT),
    ("claims/networks/any_loss", "rest = (kappa - eta", "rest = (kappa + eta", check("KFZ2")),
    ("claims/networks/frozen", "falls != rises)", "falls == rises)", check("B85K")),
    ("pruning/neurons", "X += np.outer(share, X[j])", "X += np.outer(0 * share, X[j])", NEURONS),
    ("pruning/neurons", "b + X @ mean - weight", "b + X @ mean + weight", NEURONS),
    ("pruning/neurons", "R[:, gone] @ X[:, gone].T", "R[:, gone] @ X[:, gone].T * 0.999", NEURONS),
    (
        "networks/neurons",
        "if other.bias is not None and not _zero_padded(other) else None",
        "if other.bias is not None else None",
        of("networks/test_neurons"),
    ),
    ("networks/neurons", "errors[name] * behind", "errors[name]", of("networks/test_neurons")),
    ("pruning/selection", "1 - (Vt**2).sum(axis=0)", "1 + (Vt**2).sum(axis=0)", CHOSEN),
    ("pruning/selection", "((Vt / s[:, None]) ** 2)", "((Vt / s[:, None] ** 2) ** 2)", CHOSEN),
    ("pruning/selection", "left - along**2, products -", "left, products -", CHOSEN),
    ("pruning/selection", "(A**2).sum(axis=0) * squares", "(A**2).mean(axis=0) * squares", CHOSEN),
    ("claims/pruning/feature_choice", "G.adjugate()[:, -1]", "G.adjugate()[:, 0]", check("AQCX")),
    ("claims/pruning/random_features", "(2 * s * c * C -", "(s * c * C -", check("NFWA")),
    ("domination/proved", "2 * (L - 1) * pair.start", "2.2 * (L - 1) * pair.start", PROVED),
    ("domination/proved", "Q.det() * M.det() < 0", "Q.det() * M.det() != 0", PROVED),
    ("domination/proved", "ball(k - p)", "ball(k + p)", PROVED),
    ("domination/proved", "N.transpose() * N == N * N.transpose()", "True", PROVED),
    ("domination/proved", "(n, below), (d - n, above)", "(n, above), (d - n, below)", PROVED),
    ("domination/proved", "highest <= mu and mu >= turning", "mu >= turning", PROVED),
    (
        "domination/case",
        "np.array([[compressed_rank(case)] for",
        "np.array([[compressed_rank(case) - 1] for",
        AIMS,
    ),
    (
        "claims/dynamics/descent_normal",
        "w.conj() ** (L - 1 - fewer)",
        "w ** (L - 1 - fewer)",
        check("NM7D"),
    ),
    ("claims/dynamics/ball_chains", "(s - y**depth)", "(s - y)", check("GD5E")),
    ("claims/dynamics/descent_tail", "by(above.transpose(), D)", "by(above, D)", check("EGEB")),
    ("claims/dynamics/fixed_directions", "0 if j == 0 else", "0 if j == 1 else", check("FD2W")),
]
KINDS = {"checkers": VERIFY, "claims": CLAIMS, "formulas": FORMULAS, **BY_KIND}
TABLE = [
    Mutant(kind, f"dlf/{name}.py", before, after, command)
    for kind, rows in KINDS.items()
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
    run = in_processes(((noticed, m) for m in TABLE), parser.parse_args().jobs)
    found = list(tqdm(run, "mutants", len(TABLE), disable=None))
    for mutant, caught in zip(TABLE, found, strict=True):
        if not caught:
            print(f"SURVIVED {mutant.path}: {mutant.before!r} -> {mutant.after!r}")
    for kind in KINDS:
        caught = [c for mutant, c in zip(TABLE, found, strict=True) if mutant.kind == kind]
        print(f"{kind}: {sum(caught)} of {len(caught)} ({sum(caught) / len(caught):.0%})")
    print(f"{sum(found)} of {len(TABLE)} seeded faults caught ({sum(found) / len(TABLE):.0%})")
    return 0 if all(found) else 1


if __name__ == "__main__":
    sys.exit(main())
