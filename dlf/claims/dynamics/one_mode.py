"""Chapter *One mode at a time*, its beginning: alignment and the flow."""

import numpy as np
import sympy as sp

from dlf.claims.formal import formal, theorems
from dlf.claims.hypotheses import depth_at_least, nonnegative, orthonormal_columns, positive
from dlf.claims.matrices import inner, letters, product, rotation, spatial_rotation
from dlf.verify import Claim, Property, all_of, identity, implies, over, step

L, l = sp.symbols("L l", integer=True, positive=True)
lam, s = sp.symbols("lambda s", positive=True)


def singular_pairs():
    """M, U, s, V with M v_i = s_i u_i, M^T u_i = s_i v_i and s_i >= 0."""

    def holds(data):
        M, U, values, V = data
        gaps = np.abs(M @ V - U * values).max(), np.abs(M.T @ U - V * values).max()
        return bool(max(gaps) < 1e-12 and (np.asarray(values) >= 0).all())

    example = (np.diag([2.0, 1.0, 0.0]), np.eye(3)[:, [0, 2]], np.array([2.0, 0.0]))
    latex = r"M v_i = s_i u_i, \; M^\T u_i = s_i v_i, \; s_i \ge 0"
    right, wrong = np.eye(3)[:, [0, 2]], np.eye(3)[:, [1, 2]]
    return Property(
        "singular_pairs(M; U, s, V)", latex, holds, (*example, right), (*example, wrong)
    )


setting = Claim(
    name="mode-setting",
    kind="definition",
    title="Setting of this chapter",
    statement=r"""
$f(X) = \tfrac12 \norm{X - M}_F^2$ with target $M \in \R^{d_L \times d_0}$, depth $[[depth]]$, scale $[[scale]]$. $U \in \R^{d_L \times k}$
and $V \in \R^{d_0 \times k}$ have orthonormal columns, $[[orthonormal]]$, which are singular pairs of $M$: $[[pairs]]$ for $i = 1..k$, pairs for the singular
value $0$ included. $S = \diag(s_1, \dots, s_k)$. The *spectral start* is

$$
W_1 = \eps V^\T, \qquad W_2 = \dots = W_{L-1} = \eps I_k, \qquad W_L = \eps U .
$$
""",
    hypotheses={
        "depth": depth_at_least(2),
        "scale": positive("varepsilon"),
        "orthonormal": orthonormal_columns("U", "V"),
        "pairs": singular_pairs(),
    },
)


@step(
    "proof",
    ("frames that need not be orthonormal", "gram", 0),
    ("frames that need not hold singular pairs", "pair", 0),
)
def residual_in_the_frames(gram=1, pair=1):
    """R = U P V^T - M, P = Lambda^L: U^T R, R V and U^T R V are (P - S) V^T, U (P - S) and P - S.

    What is left over is a sum of terms with U^T U - I, V^T V - I, U^T M - S V^T or M V - U S, for
    matrices of any shapes; Ut and Vt are the transposes.
    """
    U, Ut, V, Vt, M, P, S = letters("U Ut V Vt M P Sigma")
    R = U * P * Vt - M
    first = gram * (Ut * U * P * Vt - P * Vt) - pair * (Ut * M - S * Vt)
    last = gram * (U * P * Vt * V - U * P) - pair * (M * V - U * S)
    both = gram * (Ut * U * P * Vt * V - P) - pair * (Ut * M - S * Vt) * V - gram * (S * Vt * V - S)
    return all_of(
        identity(Ut * R - (P - S) * Vt, first),
        identity(R * V - U * (P - S), last),
        identity(Ut * R * V - (P - S), both),
    )


@step(
    "proof",
    ("one power of lambda more", "exponent", L),
    ("the inner product of all factors but two", "missing", 2),
    whole=("missing",),
)
def inner_layers(exponent=L - 1, missing=1):
    """For every layer l: lambda^(L-l) (lambda^L - s) lambda^(l-1) = lambda^(L-1) (lambda^L - s)."""
    seen = lam ** (L - l) * (lam**L - s) * lam ** (l - missing)
    return identity(seen, lam**exponent * (lam**L - s))


@step(
    "evidence",
    ("the first factor rotated out of line", "rotated", True),
    ("columns of U of length 2", "length", 2),
    ("one power of lambda more", "shift", 1),
    ("the sign of s reversed", "sign", -1),
    ("a third pair of the target, which shares u_1", "shared", True),
    whole=("shift",),
)
def aligned_gradients(rotated=False, length=1, shift=0, sign=1, shared=False):
    """Two of the three pairs of a 3 x 3 target: the gradients of all layers are D V^T, D, ..., U D."""
    a, b, p, q, r = sp.symbols("x1 x2 s1 s2 s3", positive=True)
    left, right = spatial_rotation(0), spatial_rotation(1)

    def at(depth):
        U, V = length * left[:, :2], right[:, :2]
        third = r * left[:, 0 if shared else 2] * right[:, 2].T
        target = U * sp.diag(p, q) * V.T + third
        slow = lambda lam, s: lam ** (depth - 1 + shift) * (lam**depth - sign * s)
        Lambda, D = sp.diag(a, b), sp.diag(slow(a, p), slow(b, q))
        W = [Lambda * V.T, *[Lambda] * (depth - 2), U * Lambda]
        W[0] = rotation(3) * W[0] if rotated else W[0]
        stated = [D * V.T, *[D] * (depth - 2), U * D]
        R, verdicts = product(W) - target, []
        for layer, G in enumerate(stated):
            A = product([sp.eye(W[layer].rows), *W[layer + 1 :]])
            B = product([sp.eye(3), *W[:layer]])
            seen = product([B.T, R, A.T])
            verdicts += [identity(*entries) for entries in zip(seen, G, strict=True) if entries[1]]
            # the entries that are stated to be 0: all squares together
            verdicts.append(identity(inner(seen, seen), inner(G, G)))
        return all_of(*verdicts)

    return over("L", range(2, 7), at)


aligned = Claim(
    name="aligned-chain",
    kind="theorem",
    title="The aligned chain",
    statement=r"""
Let $[[depth]]$, $[[scale]]$, $[[orthonormal]]$, and $[[pairs]]$ for $i = 1..k$. From the spectral start, gradient flow and gradient descent with any $[[rate]]$ keep the form

$$
W_1 = \Lambda V^\T, \qquad W_2 = \dots = W_{L-1} = \Lambda, \qquad W_L = U \Lambda
$$

with one diagonal matrix $\Lambda = \diag(\lambda_1, \dots, \lambda_k)$, $\lambda_i(0) = \eps$, and each $\lambda = \lambda_i$ with $s = s_i$ obeys

$$
\lambda' = -\lambda^{L-1} (\lambda^L - s), \qquad \text{respectively} \qquad \lambda^+ = \lambda - \eta\, \lambda^{L-1} (\lambda^L - s).
$$
""",
    hypotheses={
        "depth": depth_at_least(2),
        "scale": positive("varepsilon"),
        "orthonormal": orthonormal_columns("U", "V"),
        "pairs": singular_pairs(),
        "rate": positive("eta"),
    },
    uses=("mode-setting", "product-gradient"),
    source="saxe2014exact",
    steps=(
        formal("aligned.v", "aligned_chain"),
        formal("aligned_flow.v", "aligned_flow"),
        formal("aligned_exists.v", "aligned_flow_of_modes"),
        formal("half_square.v", "half_square_gradient"),
        formal("descent_is_run.v", "descent_is_run"),
        residual_in_the_frames,
        inner_layers,
        aligned_gradients,
    ),
)


@step(
    "proof",
    ("the exponent 2 - 1/L", "exponent", 2 * L - 1),
    ("the factor L - 1", "factor", L - 1),
    ("the reversed sign", "factor", -L),
)
def change_of_variables(exponent=2 * L - 2, factor=L):
    """With mu = lambda^L: mu' = L lambda^(L-1) lambda' = L lambda^(2L-2) (s - mu)."""
    velocity = sp.diff(lam**L, lam) * (-(lam ** (L - 1)) * (lam**L - s))
    return identity(velocity, factor * lam**exponent * (s - lam**L))


@step("proof", ("the power 2 - 1/L", "power", 2 - 1 / L))
def power_of_the_strength(power=2 - 2 / L):
    """mu^(2 - 2/L) = lambda^(2L-2)."""
    return identity((lam**L) ** power, lam ** (2 * L - 2))


@step(
    "proof",
    ("it increases above s too", "turns", False),
    ("where P may vanish", "vanishing", True),
)
def sign_of_the_velocity(turns=True, vanishing=False):
    """With P = L mu^(2-2/L) > 0: P (s - mu) > 0 for mu < s, and < 0 for mu > s."""
    P, strength, top = sp.symbols("P mu s", real=True)
    rate, velocity = sp.Ge(P, 0) if vanishing else sp.Gt(P, 0), P * (top - strength)
    rises = implies([rate, sp.Lt(strength, top)], sp.Gt(velocity, 0))
    above = sp.Lt(velocity, 0) if turns else sp.Gt(velocity, 0)
    return all_of(rises, implies([rate, sp.Gt(strength, top)], above))


mode_equation = Claim(
    name="mode-equation",
    kind="theorem",
    title="Equation and course of a mode",
    statement=r"""
Let $[[depth]]$, $[[target]]$ and $[[scale]]$. Under the flow the strength $\mu = \lambda^L$ of an aligned mode obeys

$$
\mu' = L\, \mu^{2 - 2/L} (s - \mu), \qquad \mu(0) = \eps^L .
$$

The solution exists for all $t \ge 0$. It increases strictly to $s$ if $\eps^L < s$, stays if $\eps^L = s$, and decreases
strictly to $s$ if $\eps^L > s$; in particular to $0$ if $s = 0$.
""",
    hypotheses={
        "depth": depth_at_least(2),
        "target": nonnegative("s"),
        "scale": positive("varepsilon"),
    },
    uses=("aligned-chain",),
    source="saxe2014exact",
    steps=(
        formal("scalar.v", "strength_equation"),
        formal("aligned_exists.v", "aligned_flow_of_modes"),
        formal("mode_exists.v", "mode_exists"),
        formal("mode_unique.v", "strength_unique"),
        *theorems("mode_course.v", "strength_on", "mode_rises_to", "mode_rests", "mode_falls_to"),
        change_of_variables,
        power_of_the_strength,
        sign_of_the_velocity,
    ),
)


CLAIMS = (setting, aligned, mode_equation)
