"""Chapter *Redundant neurons*: when training after a removal follows the same path."""

import numpy as np
import sympy as sp

from dlf.claims.formal import theorems
from dlf.claims.hypotheses import continuously_differentiable, positive
from dlf.claims.matrices import letters
from dlf.claims.networks.nets import softmax_slope
from dlf.claims.steps import largest
from dlf.verify import Claim, Property, identity, measure, step

adjoint = sp.adjoint
eta = sp.Symbol("eta", positive=True)


def independent_rows(symbol):
    """A matrix whose rows are linearly independent, well above rounding."""

    def holds(H):
        s = np.linalg.svd(H, compute_uv=False)
        return bool(H.shape[0] <= H.shape[1] and s[-1] > 1e-9 * s[0])

    latex = rf"\operatorname{{rank}} {symbol} = |K|"
    return Property(f"independent_rows({symbol})", latex, holds, np.eye(2), np.ones((2, 2)))


@step(
    "proof",
    ("plain descent", "added", 0),
    ("nine tenths of C^T C", "added", sp.Rational(9, 10)),
    ("half the rate", "share", sp.Rational(1, 2)),
)
def same_path(added=1, share=1):
    """In letters: X_K + X_D C moves by -eta Gamma H_K^T (I + C^T C), as H_D = C H_K."""
    X, D, C, H, Gamma = letters("X D C H Gamma")
    kept, gone = X - eta * Gamma * adjoint(H), D - eta * Gamma * adjoint(C * H)
    pull = Gamma * adjoint(H)
    stated = X + D * C - share * eta * (pull + added * pull * adjoint(C) * C)
    return identity(kept + gone * C, stated)


@step(
    "proof",
    ("R^T R in place of R R^T", "turned", True),
    ("nine tenths of the rate", "share", sp.Rational(9, 10)),
)
def mixed_neurons(turned=False, share=1):
    """In letters: V R^T moves by -eta Gamma H_K^T R R^T if V descends on the neurons R^T H_K."""
    V, R, H, Gamma = letters("V R H Gamma")
    moved = (V - share * eta * Gamma * adjoint(adjoint(R) * H)) * adjoint(R)
    M = adjoint(R) * R if turned else R * adjoint(R)
    return identity(moved, V * adjoint(R) - eta * Gamma * adjoint(H) * M)


@step(
    "proof",
    ("against the identity", "added", 0),
    ("nine tenths of C^T C", "added", sp.Rational(9, 10)),
)
def one_step_apart(added=1):
    """In letters: after a step with M the output differs by -eta Gamma H_K^T (M - I - C^T C) H_K."""
    X, D, C, H, Gamma, M = letters("X D C H Gamma M")
    small = (X + D * C - eta * Gamma * adjoint(H) * M) * H
    full = (X - eta * Gamma * adjoint(H)) * H + (D - eta * Gamma * adjoint(C * H)) * (C * H)
    pull = Gamma * adjoint(H)
    apart = pull * M - pull - added * pull * adjoint(C) * C
    return identity(small - full, -eta * apart * H)


def dependent_layer(rng, outputs=5):
    """H_K (k, N), C, X_K, X_D, a head and labels; H_D = C H_K."""
    k, gone, classes = int(rng.integers(2, 5)), int(rng.integers(1, 4)), 3
    H = np.maximum(rng.standard_normal((k, 20)) + 0.5, 0)
    C = rng.uniform(0.5, 1.0, (gone, k)) * rng.choice([-1, 1], (gone, k))
    weights = [rng.standard_normal((outputs, m)) / 2 for m in (k, gone)]
    return H, C, *weights, rng.standard_normal((classes, outputs)), rng.integers(0, classes, 20)


def descent(X, H, M, head, labels, steps, *, rate=0.5):
    """Z and the head after so many steps on the cross-entropy of head tanh(Z), Z = X H."""
    W = head
    for _ in range(steps):
        Y = np.tanh(X @ H)
        slope = softmax_slope(W @ Y, labels)
        at_output = (W.T @ slope) * (1 - Y**2)
        W, X = W - rate * slope @ Y.T, X - rate * at_output @ H.T @ M
    return X @ H, W


@step(
    "evidence",
    ("plain descent", "added", 0.0),
    ("a hundredth less of C^T C", "added", 0.99),
    ("a hundredth less of the removed weights", "given", 0.99),
)
def whole_runs(added=1.0, given=1.0):
    """A head behind tanh is trained as well: outputs and head of both runs, 40 steps."""

    def residual(data):
        H, C, X, D, head, labels = data
        every = np.vstack([H, C @ H])
        Z, W = descent(np.c_[X, D], every, np.eye(len(every)), head, labels, 40)
        M = np.eye(len(H)) + added * C.T @ C
        small, V = descent(X + given * D @ C, H, M, head, labels, 40)
        return largest([(small - Z) / np.abs(Z).max(), (V - W) / np.abs(W).max()])

    return measure(range(20), dependent_layer, residual, tolerance=1e-10)


@step(
    "evidence",
    ("a hundredth more of C^T C", "added", 1.01),
    ("without it", "added", 0.0),
    ("one output fewer than neurons", "outputs", -1),
    whole=("outputs",),
)
def found_from_one_step(added=1.0, outputs=0):
    """The matrix M that makes one step on 1/2 |Z - T|^2 the same, for a random T and o = |K|."""

    def draw(rng):
        H, C, *_ = dependent_layer(rng)
        return H, C, rng.standard_normal((len(H) + outputs, 20))

    def residual(data):
        H, C, Gamma = data  # the slope Z - T is any matrix, as T is
        moved = Gamma @ H.T @ (np.eye(len(H)) + C.T @ C)
        M = np.linalg.lstsq(Gamma @ H.T, moved, rcond=None)[0]
        stated = np.eye(len(H)) + added * C.T @ C
        return largest([(M - stated) / np.abs(stated).max()])

    return measure(range(20), draw, residual, tolerance=1e-8)


SAME_PATH, MIXED = theorems("retrained.v", "same_path", "mixed_neurons")
SAME_OUTPUTS = theorems("retrained.v", "same_outputs", "plain_descent")
TARGETS = theorems(
    "retrained_once.v", "every_target", "one_target", "almost_every_target", "plain_every_loss"
)

training_claim = Claim(
    name="training-after-removal",
    kind="theorem",
    title="Training after a removal, on the same path",
    statement=r"""
In the setting of {prf:ref}`removed-neurons` let $H_D = C H_K$ and $[[independent]]$. The loss is $\ell(Z, \theta)$ with $[[smooth]]$ and all parameters $\theta$ behind the layer; what lies in front of it is held, so that $H$ does not change. The full layer learns by $X^+ = X - \eta\, \Gamma H^\T$ with $[[rate]]$ and $\Gamma = \partial \ell / \partial Z$. The small one has weights $Y \in \R^{o \times K}$, starts at $Y = X_K + X_D C$ and learns by $Y^+ = Y - \eta\, \Gamma H_K^\T M$ with a fixed $M \in \R^{K \times K}$, its *preconditioner*. In both, $\theta$ takes the same steps of its gradient, from the same start. Let $M_\star = I + C^\T C$.

1. With $M = M_\star$ the small layer has $Y = X_K + X_D C$ at every step, so the same $\theta$ and the same output, on the samples and at every input at which $H_D = C H_K$ holds.
2. For one loss and one start, a matrix $M$ gives the same $Z$ on the samples at every step if and only if $\Gamma H_K^\T (M - M_\star) = 0$ at every step of the full run. Plain descent, $M = I$, does so if and only if $\Gamma H_D^\T = 0$ at every step: if the removed weights would never have moved.
3. If $M$ gives the same $Z$ after one step for the loss $\frac12 \norm{Z - T}_F^2$ with every $T \in \R^{o \times N}$, then $M = M_\star$. A single $T$ tells as much if and only if $\Gamma H_K^\T$ has the rank $|K|$ at the start; if $o \ge |K|$, there is a direction in which every line of matrices $T$ has at most $|K|$ that do not. So plain descent follows the full run for every loss if and only if $C = 0$: if the removed neurons were silent.
4. Let $R R^\T = M_\star$. If weights $V$ on the mixed neurons $R^\T H_K$ start at $Y (R^\T)^{-1}$ and learn by plain descent, then $V R^\T$ takes the steps of the small layer with $M = M_\star$.
""",
    hypotheses={
        "independent": independent_rows("H_K"),
        "smooth": continuously_differentiable(r"\ell"),
        "rate": positive("eta"),
    },
    uses=("removed-neurons",),
    steps=(
        *(SAME_PATH, *SAME_OUTPUTS, *TARGETS, MIXED),
        *(same_path, one_step_apart, mixed_neurons, whole_runs, found_from_one_step),
    ),
    parts={
        "1": (SAME_PATH, same_path, whole_runs),
        "2": (*SAME_OUTPUTS, one_step_apart),
        "3": (*TARGETS, one_step_apart, found_from_one_step),
        "4": (MIXED, mixed_neurons),
    },
)

CLAIMS = (training_claim,)
