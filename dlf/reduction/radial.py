"""Radial networks: cut without loss by QR, and the descent of the large net that the small one is.

A layer is one matrix (b_l, A_l), its bias the first column. Inputs are columns, one a sample.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dlf._support import chain_widths, positive, real_array, whole_number
from dlf.dynamics import descend, descent_parameters


@dataclass(frozen=True, eq=False)
class Radial:
    """rho(v) = h(|v|) v / |v|, rho(0) = 0: every vector is stretched by its length alone.

    Attributes:
        value: r -> h(r) for an array of lengths r >= 0, with h(0) = 0.
        slope: r -> h'(r), needed for gradients only.

    Example:
        >>> Radial(lambda r: r**2, lambda r: 2 * r)([[3.0], [4.0]]).ravel()
        array([15., 20.])
    """

    value: Callable
    slope: Callable

    def __call__(self, vectors):
        """rho of each column of an array (n, N)."""
        vectors = np.asarray(vectors, dtype=float)
        return self._stretch(lengths(vectors)) * vectors

    def pull_back(self, vectors, slopes):
        """Drho(v)^T s for columns v, s: (h/r) s + (h' - h/r) u u^T s with u = v/r; h'(0) s at 0."""
        r = lengths(vectors)
        stretch, units = self._stretch(r), vectors / np.where(r > 0, r, 1.0)
        along = np.einsum("ij,ij->j", units, slopes)
        return stretch * slopes + (self.slope(r) - stretch) * along * units

    def _stretch(self, r):
        """h(r) / r, and its limit h'(0) at zero."""
        if r.all():
            return self.value(r) / r
        beyond = np.where(r > 0, r, 1.0)
        return np.where(r > 0, self.value(beyond) / beyond, self.slope(np.zeros_like(r)))


def lengths(vectors):
    """The Euclidean norm of each column."""
    return np.sqrt(np.einsum("ij,ij->j", vectors, vectors))


@dataclass(frozen=True, eq=False)
class RadialCompression:
    """A radial network and the smaller one that computes the same.

    Attributes:
        weights: (R_1, ..., R_L), R_l of shape (m_l, 1 + m_{l-1}).
        frames: (Q_0, ..., Q_L), Q_l (n_l, m_l) with orthonormal columns, Q_0 and Q_L identities;
            layer l of the large network is Q_l times that of the small one.
        rest: W_l - W_l diag(1, P_{l-1}), P_l = Q_l Q_l^T, of the shape of W_l: what no input meets.
    """

    weights: tuple[np.ndarray, ...]
    frames: tuple[np.ndarray, ...]
    rest: tuple[np.ndarray, ...]

    def lift(self, weights):
        """The large network of other weights R_l: Q_l R_l diag(1, Q_{l-1})^T + rest."""
        below = zip(weights, self.frames, self.frames[1:], self.rest, strict=False)
        return tuple(Q @ R @ with_bias(P).T + rest for R, P, Q, rest in below)


@dataclass(frozen=True, eq=False)
class RadialRun:
    """Gradient descent of a radial network.

    Attributes:
        steps (n,): the recorded steps.
        weights: tuple of L arrays (n, n_l, 1 + n_{l-1}).
        losses (n,): the objective at the outputs.
    """

    steps: np.ndarray
    weights: tuple[np.ndarray, ...]
    losses: np.ndarray

    def at(self, index):
        """The weights (W_1, ..., W_L) at one recorded index; -1 is the last."""
        return tuple(W[index] for W in self.weights)


def reduced_widths(widths):
    """m_0 = n_0, m_l = min(n_l, m_{l-1} + 1), m_L = n_L: the one more is the bias.

    Args:
        widths: (n_0, ..., n_L), L >= 1.

    Raises:
        ValueError: fewer than two widths, a width < 1.

    Example:
        >>> reduced_widths((2, 16, 40, 8, 3))
        (2, 3, 4, 5, 3)
    """
    widths = chain_widths(widths)
    found = [widths[0]]
    for width in widths[1:-1]:
        found.append(min(width, found[-1] + 1))
    return (*found, widths[-1])


def radial_forward(weights, inputs, activation):
    """F_W(x) for every column x of the inputs: rho between the layers, none behind the last.

    Args:
        weights: (W_1, ..., W_L), W_l = (b_l, A_l) of shape (n_l, 1 + n_{l-1}).
        inputs (n_0, N): a column a sample.
        activation: Radial, or any function of an array (n, N).

    Returns:
        (n_L, N).

    Raises:
        ValueError: a layer that does not fit the one below or the inputs; NaN or Inf.

    Example:
        >>> identity = Radial(lambda r: r, np.ones_like)
        >>> radial_forward(([[1.0, 2.0]], [[0.0, 3.0]]), [[5.0]], identity)
        array([[33.]])
    """
    weights, inputs = network(weights, inputs)
    return signals(weights, inputs, activation)[0][-1]


def radial_gradients(objective, weights, inputs, activation):
    """The gradients of the loss by (W_1, ..., W_L), their biases in the first columns.

    Args:
        objective: with `gradient`, a function of the outputs (n_L, N), and `shape` (n_L, N), as
            Factorization(targets) is.
        weights, inputs: as for `radial_forward`.
        activation: Radial.

    Raises:
        ValueError: as `radial_forward`; outputs that the objective does not take.
    """
    weights, inputs = network(weights, inputs, objective)
    return tuple(gradients(objective, weights, signals(weights, inputs, activation), activation))


def qr_compress(weights):
    """The network of widths `reduced_widths` with the same outputs at every input, for every h.

    W_l diag(1, Q_{l-1}) = Q_l R_l, a QR factorization a layer from the bottom up; the last layer
    keeps its outputs. Its cost is that of the factorizations, O(n_l m_{l-1}^2).

    Args:
        weights: as for `radial_forward`.

    Returns:
        RadialCompression.

    Raises:
        ValueError: a layer that does not fit the one below; NaN or Inf.

    Example:
        >>> wide = (np.ones((50, 3)), np.ones((1, 51)))
        >>> [R.shape for R in qr_compress(wide).weights]
        [(3, 3), (1, 4)]

    References:
        Ganev, van Laarhoven and Walters (arXiv 2107.02550).
    """
    weights = network(weights)
    frames = [np.eye(weights[0].shape[1] - 1)]
    for W in weights[:-1]:
        frames.append(np.linalg.qr(W @ with_bias(frames[-1]))[0])
    return _cut(weights, [*frames, np.eye(len(weights[-1]))])


def core_compress(weights, *, tolerance=1e-10):
    """The network cut to its smallest closed core: plain descent of both is one run, unprojected.

    The core holds all inputs, outputs and biases, and what layers and their transposes make of it.
    Of a start with orthogonal layers between the first and the last it has n_0 + n_L dimensions,
    one more for each bias that is not zero; of a Gaussian start with L > 2 it is everything. A
    layer in which it has no dimension keeps a direction, and others what layers make of that.

    Args:
        weights: as for `radial_forward`.
        tolerance: relative size below which a direction counts as not reached.

    Returns:
        RadialCompression.

    Raises:
        ValueError: a layer that does not fit the one below; NaN or Inf; tolerance <= 0.

    Example:
        >>> wide = (np.ones((50, 3)), np.ones((1, 51)))
        >>> [R.shape for R in core_compress(wide).weights]
        [(1, 3), (1, 2)]
    """
    weights, tolerance = network(weights), positive(tolerance, "tolerance")
    scaled = [W / (np.linalg.norm(W, 2) or 1.0) for W in weights]
    cores = [np.eye(W.shape[1] - 1)[:, :0] for W in weights] + [np.eye(len(weights[-1]))]
    cores[0] = np.eye(len(cores[0]))
    cores = _closure(cores, scaled, tolerance)
    if not all(K.shape[1] for K in cores):
        kept = [K if K.shape[1] else np.eye(len(K), 1) for K in cores]
        cores = _closure(kept, scaled, tolerance)
    return _cut(weights, cores)


def _closure(cores, scaled, tolerance):
    """The smallest C_0, ..., C_L that hold these and that no layer, up or down, leaves."""
    cores, before = list(cores), None
    while before != (before := [K.shape[1] for K in cores]):
        for l, W in enumerate(scaled[:-1]):
            cores[l + 1] = _span(np.hstack([cores[l + 1], W @ with_bias(cores[l])]), tolerance)
        for l in range(len(scaled) - 1, 0, -1):
            cores[l] = _span(np.hstack([cores[l], scaled[l][:, 1:].T @ cores[l + 1]]), tolerance)
    return cores


def _span(columns, tolerance):
    """Orthonormal columns with the same span, up to the tolerance."""
    U, s, _ = np.linalg.svd(columns, full_matrices=False)
    return U[:, s > tolerance]


def _cut(weights, frames):
    """The network of Q_l^T W_l diag(1, Q_{l-1}) and what it leaves."""
    below = [with_bias(Q) for Q in frames[:-1]]
    triples = list(zip(weights, below, frames[1:], strict=True))
    rest = tuple(W - W @ B @ B.T for W, B, _ in triples)
    return RadialCompression(tuple(Q.T @ W @ B for W, B, Q in triples), tuple(frames), rest)


def radial_descent(
    objective,
    weights,
    inputs,
    activation,
    steps,
    *,
    learning_rate,
    momentum=0.0,
    weight_decay=0.0,
    record=None,
):
    """V_l+ = theta V_l + dl/dW_l + omega W_l, W_l+ = W_l - eta V_l+, on all samples.

    Args:
        objective: with `value`, `gradient` and `shape`, of the outputs (n_L, N).
        weights, inputs: as for `radial_forward`.
        activation: Radial.
        steps: number of steps >= 0.
        learning_rate, momentum, weight_decay, record: as for `dlf.gradient_descent`.

    Returns:
        RadialRun.

    Raises:
        ValueError: undefined layers or outputs, parameter out of range, NaN or Inf.
        FlowError: the run diverged; carries what was recorded.
    """
    settings = learning_rate, momentum, weight_decay, record
    return _run(objective, weights, inputs, activation, steps, settings, None)


def projected_descent(
    objective,
    weights,
    inputs,
    activation,
    steps,
    *,
    learning_rate,
    momentum=0.0,
    weight_decay=0.0,
    record=None,
):
    """`radial_descent` with the gradient by W_l multiplied by Q_l Q_l^T of `qr_compress`.

    The run of the large network that gives the outputs of `radial_descent` of the small one; it
    costs as much as the large one. Args, Returns, Raises: as for `radial_descent`.
    """
    frames = qr_compress(weights).frames[1:-1]
    settings = learning_rate, momentum, weight_decay, record
    return _run(objective, weights, inputs, activation, steps, settings, frames)


def _run(objective, weights, inputs, activation, steps, settings, frames):
    """Descent, each gradient projected on the columns of its frame if there are frames."""
    weights, inputs = network(weights, inputs, objective)
    steps, (rate, momentum, decay, record) = whole_number(steps, "steps", least=0), settings
    rates, momentum, decay, kept = descent_parameters(
        len(weights), steps, rate, 1.0, momentum, decay, record
    )
    step = _RadialStep(objective, weights, inputs, activation, (momentum, decay, frames))
    eta = positive(rate, "learning_rate")
    run = descend(step, rates, steps, kept, eta=eta, name="radial descent", progress=False)
    return RadialRun(np.array(kept), run.factors, run.losses)


class _RadialStep:
    """The state of a descent, as `descend` wants it."""

    def __init__(self, objective, weights, inputs, activation, settings):
        self.factors = [W.copy() for W in weights]
        self._objective, self._inputs, self._activation = objective, inputs, activation
        self._momentum, self._decay, self._frames = settings
        self._velocity = [np.zeros_like(W) for W in weights]

    def evaluate(self):
        self._signals = signals(self.factors, self._inputs, self._activation)
        return np.vdot(self._signals[0][-1], self._signals[0][-1])

    def loss(self):
        return self._objective.value(self._signals[0][-1])

    def move(self, rates):
        found = gradients(self._objective, self.factors, self._signals, self._activation)
        for Q, G in zip(self._frames or (), found, strict=False):
            G[:] = Q @ (Q.T @ G)
        for W, V, G, rate in zip(self.factors, self._velocity, found, rates, strict=True):
            V *= self._momentum
            V += G + self._decay * W
            W -= rate * V


def signals(weights, inputs, activation):
    """(a_1, ..., a_L), which enter activations or leave the network, and (x, z_1, ..., z_{L-1})."""
    entering, below = [], [inputs]
    for W in weights:
        if entering:
            below.append(activation(entering[-1]))
        entering.append(W[:, 1:] @ below[-1] + W[:, :1])
    return entering, below


def gradients(objective, weights, found, activation):
    """Of the loss by every layer, from the signals that were found with the same weights."""
    entering, below = found
    slopes, by_layer = objective.gradient(entering[-1]), []
    for l in reversed(range(len(weights))):
        by_layer.append(np.hstack([slopes.sum(axis=1, keepdims=True), slopes @ below[l].T]))
        if l:
            slopes = activation.pull_back(entering[l - 1], weights[l][:, 1:].T @ slopes)
    return by_layer[::-1]


def with_bias(Q):
    """diag(1, Q)."""
    found = np.zeros((len(Q) + 1, Q.shape[1] + 1))
    found[0, 0], found[1:, 1:] = 1.0, Q
    return found


def network(weights, inputs=None, objective=None):
    """Checked weights, with checked inputs if there are any."""
    matrices = tuple(real_array(W, f"W_{l}", ndim=2) for l, W in enumerate(weights, 1))
    if not matrices or any(W.shape[1] < 2 for W in matrices):
        raise ValueError("W_l = (b_l, A_l) needs a layer, and two columns or more in each")
    for l, (W, above) in enumerate(zip(matrices, matrices[1:], strict=False), 1):
        if above.shape[1] != 1 + len(W):
            raise ValueError(
                f"W_{l + 1} (1, z_{l}) is undefined: W_{l + 1} is {above.shape}, z_{l} has "
                f"{len(W)} entries"
            )
    if inputs is None:
        return matrices
    inputs = real_array(inputs, "inputs", ndim=2)
    if matrices[0].shape[1] != 1 + len(inputs):
        raise ValueError(
            f"W_1 (1, x) is undefined: W_1 is {matrices[0].shape}, the inputs {inputs.shape}"
        )
    outputs = (len(matrices[-1]), inputs.shape[1])
    if objective is not None and objective.shape != outputs:
        raise ValueError(
            f"the loss of F_W(x) is undefined: the outputs are {outputs}, the objective takes "
            f"{objective.shape}"
        )
    return matrices, inputs
