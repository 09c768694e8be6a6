"""Small networks with a linear block, in NumPy: what the evidence of this part is measured on."""

from dataclasses import dataclass, replace

import numpy as np

from dlf.chain import backpropagate, prefix_products


def softmax_slope(Y, labels):
    """The slope of the mean cross-entropy at logits Y: (softmax - one-hot)/N, columns are samples."""
    P = np.exp(Y - Y.max(axis=0))
    P /= P.sum(axis=0)
    P[labels, np.arange(Y.shape[1])] -= 1
    return P / Y.shape[1]


def hinge_slope(Y, labels):
    """A slope of the mean multiclass hinge loss, which is not differentiable everywhere."""
    columns = np.arange(Y.shape[1])
    P = (Y - Y[labels, columns] + 1 > 0).astype(float)
    P[labels, columns] = 0
    P[labels, columns] = -P.sum(axis=0)
    return P / Y.shape[1]


SLOPES = (softmax_slope, hinge_slope)


def block_gradients(W, G):
    """N_l = (W_L ... W_(l+1))^T G (W_(l-1) ... W_1)^T for the gradient G at the product."""
    return backpropagate(W, prefix_products(W), G)


@dataclass(frozen=True, eq=False)
class Net:
    """Features B F, a block z_l = W_l z_(l-1) + b_l between U and V^T, a linear head C and a loss.

    Attributes:
        W: factors. b: biases, columns. C: head. B, F: features B F, a column a sample, F fixed. U, V: the ends of a
            compressed block, identities for a full one.
        labels: one a sample. slope: (logits, labels) -> slope of the loss.
        free: 1.0 if B is trained, 0.0 if it is fixed.
    """

    W: tuple
    b: tuple
    C: np.ndarray
    B: np.ndarray
    F: np.ndarray
    U: np.ndarray
    V: np.ndarray
    labels: np.ndarray
    slope: object
    free: float

    def logits(self, x):
        """What the net makes of features that it need not have seen."""
        return self.C @ self.U @ self.layers(x)[-1]

    def layers(self, x):
        """z_0, ..., z_L, columns."""
        z = [self.V.T @ x]
        for W, b in zip(self.W, self.b, strict=True):
            z.append(W @ z[-1] + b)
        return z


@dataclass(frozen=True)
class Training:
    """Settings of the theorem, and what lies outside of it.

    Attributes:
        rate, momentum, decay: eta, beta, omega; factor l has the rate (1 + l/5) eta.
        ends: the rate of U and V, as a share of eta.
        rectified: whether ReLU stands between block and head; behind: between B F and the block.
        adam: whether the steps go by the sign alone.
    """

    rate: float = 0.04
    momentum: float = 0.5
    decay: float = 0.02
    ends: float = 0.0
    rectified: bool = False
    behind: bool = False
    adam: bool = False

    def rates(self, depth):
        """eta_1, ..., eta_L."""
        return self.rate * (1 + np.arange(1, depth + 1) / 5)


def gradients(net, training):
    """Those of W_1, ..., W_L, b_1, ..., b_L, C, B, U and V."""
    P = net.B @ net.F
    H = np.maximum(P, 0) if training.behind else P
    z = net.layers(H)
    Z = net.U @ z[-1]
    on = Z > 0 if training.rectified else np.ones_like(Z)
    slope = net.slope(net.C @ (Z * on), net.labels)
    at_head, at_output = slope @ (Z * on).T, (net.C.T @ slope) * on
    back, factors, biases = net.U.T @ at_output, [], []
    for W, below in zip(net.W[::-1], z[-2::-1], strict=True):
        factors.append(back @ below.T)
        biases.append(back.sum(axis=1, keepdims=True))
        back = W.T @ back
    at_features = net.V @ back
    at_features = at_features * (P > 0) if training.behind else at_features
    rest = at_features @ net.F.T, at_output @ z[-1].T, H @ back.T
    return (*factors[::-1], *biases[::-1], at_head, *rest)


def trained(net, steps, training):
    """The net after so many steps of heavy ball with weight decay; a sample is left out of each."""
    depth, state = len(net.W), (*net.W, *net.b, net.C, net.B, net.U, net.V)
    shares = np.array([1.0, net.free, training.ends, training.ends])
    rates = np.r_[training.rates(depth), np.full(depth, training.rate), training.rate * shares]
    speed = [np.zeros_like(w) for w in state]
    for k in range(steps):
        batch = np.arange(len(net.labels)) != k % (len(net.labels) + 1)
        seen = replace(net, F=net.F[:, batch], labels=net.labels[batch])
        pull = gradients(seen, training)
        pull = [np.sign(g) for g in pull] if training.adam else pull
        moves = zip(speed, pull, state, strict=True)
        speed = [training.momentum * v + g + training.decay * w for v, g, w in moves]
        state = [w - rate * v for w, rate, v in zip(state, rates, speed, strict=True)]
        C, B, U, V = state[2 * depth :]
        W, b = tuple(state[:depth]), tuple(state[depth : 2 * depth])
        net = replace(net, W=W, b=b, C=C, B=B, U=U, V=V)
    return net


def shrunk(steps, rate, training, decay=1.0):
    """kappa after so many steps of its recursion, from 1: nothing pulls but the decay."""
    kappa, speed = 1.0, 0.0
    for _ in range(steps):
        speed = training.momentum * speed + decay * training.decay * kappa
        kappa -= rate * speed
    return kappa


def falling_then_rising(rng, least, depth):
    """n and widths d_0 >= ... >= d_n = least <= ... <= d_L."""
    low, widths = int(rng.integers(depth + 1)), [least] * (depth + 1)
    for l in [*range(low + 1, depth + 1), *range(low - 1, -1, -1)]:
        widths[l] = widths[l - 1 if l > low else l + 1] + int(rng.integers(4))
    return low, tuple(widths)


def net_around(rng, W, inputs=6, samples=5, classes=4):
    """Random features, head, labels and loss around given factors, biases zero; rank H <= 5."""
    first, last = W[0].shape[1], len(W[-1])
    B, F = rng.standard_normal((first, inputs)) / 2, rng.standard_normal((inputs, samples)) / 2
    C, labels = rng.standard_normal((classes, last)) / 2, rng.integers(0, classes, samples)
    slope, free = SLOPES[int(rng.integers(2))], float(rng.integers(2))
    b = tuple(np.zeros((len(A), 1)) for A in W)
    return Net(W, b, C, B, F, np.eye(last), np.eye(first), labels, slope, free)
