"""The loss over the share of weights that is kept."""

import copy
import math
import re
from itertools import pairwise

import numpy as np
import pytest
import torch
from torch import nn

from dlf.networks import prunability


def net(seed=0, width=6):
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(5, width), nn.ReLU(), nn.Linear(width, 3)).double()


def against(model, seed=1):
    """The loss of a copy: mean square of the distance from the model's own output."""
    x = torch.randn(40, 5, generator=torch.Generator().manual_seed(seed)).double()
    target = model(x).detach()
    return lambda other: ((other(x) - target) ** 2).mean()


def weights(model):
    return [p for p in model.parameters() if p.dim() > 1]


def every(model, loss, **options):
    """Every number of weights, 1 to P."""
    total = sum(w.numel() for w in weights(model))
    return prunability(model, loss, shares=[k / total for k in range(1, total + 1)], **options)


def test_each_loss_is_that_of_the_network_without_its_smallest_weights():
    model = net()
    found, loss = every(model, against(model)), against(model)
    assert found.weights == len(found.losses) == 48
    flat = torch.cat([w.detach().reshape(-1) for w in weights(model)])
    for count in (1, 7, 30, 47):
        smallest = flat.abs().sort().values[48 - count]
        pruned = copy.deepcopy(model)
        with torch.no_grad():
            for w in weights(pruned):
                w[w.abs() < smallest] = 0
        assert sum(int((w != 0).sum()) for w in weights(pruned)) == count
        assert float(found.losses[count - 1]) == pytest.approx(
            float(loss(pruned).detach()), rel=1e-12
        )
        assert float(found.shares[count - 1]) == count / 48


def test_the_model_stays_as_it_is_and_biases_are_kept():
    model, biases = net(), []
    before = copy.deepcopy(model.state_dict())
    reference = against(model)

    def loss(other):
        biases.append(torch.equal(other[0].bias, model[0].bias))
        return reference(other)

    prunability(model, loss, shares=[0.1, 0.5])
    assert all(torch.equal(before[k], v) for k, v in model.state_dict().items())
    assert biases == [True] * 3


def test_the_two_readings_differ_where_the_loss_is_not_monotone():
    """(1, 3/4, -1/2) at the input (1, 1, 3/2): 1 of 3 weights give the right answer, 2 do not."""
    model = nn.Linear(3, 1, bias=False).double()
    with torch.no_grad():
        model.weight.copy_(torch.tensor([[1.0, 0.75, -0.5]]))
    x = torch.tensor([[1.0, 1.0, 1.5]]).double()
    found = every(model, lambda other: (other(x) - 1).square().sum() / 2)
    assert found.losses.tolist() == [0, 9 / 32, 0]
    assert (found.least(0.0), found.holding(0.0)) == (1 / 3, 1.0)
    assert (found.least(0.28), found.holding(0.28)) == (1 / 3, 1.0)
    assert (found.least(9 / 32), found.holding(9 / 32)) == (1 / 3, 1 / 3)


def test_a_larger_slack_needs_no_more_weights():
    found = every(net(3), against(net(3)))
    slacks = np.geomspace(1e-4, 10, 30)
    for reading in (found.least, found.holding):
        kept = [reading(slack) for slack in slacks]
        assert all(a >= b for a, b in pairwise(kept))
        assert kept[0] > kept[-1]
    assert all(found.least(s) <= found.holding(s) for s in slacks)
    assert found.least(0.0) == 1.0


def test_copies_of_neurons_leave_the_share_alone():
    """m copies of each neuron, weights over the root of m: m K of m P weights do what K of P do."""
    model, m = net(4), 3
    wide = nn.Sequential(nn.Linear(5, 6 * m), nn.ReLU(), nn.Linear(6 * m, 3)).double()
    with torch.no_grad():
        wide[0].weight.copy_(model[0].weight.repeat(m, 1) / math.sqrt(m))
        wide[0].bias.copy_(model[0].bias.repeat(m) / math.sqrt(m))
        wide[2].weight.copy_(model[2].weight.repeat(1, m) / math.sqrt(m))
        wide[2].bias.copy_(model[2].bias)
    narrow, found = every(model, against(model)), every(wide, against(model))
    assert torch.allclose(found.losses[m - 1 :: m], narrow.losses, rtol=1e-9, atol=1e-12)
    assert found.holding(0.05) >= narrow.holding(0.05) - 1 / 48
    assert found.least(0.05) <= narrow.least(0.05)


def rescaled(model, factor):
    """The same function: the first layer times the factor, the second over it."""
    other = copy.deepcopy(model)
    with torch.no_grad():
        for p in other[0].parameters():
            p.mul_(factor)
        other[2].weight.div_(factor)
    return other


def test_rescaling_moves_the_global_share_and_not_that_within_layers():
    model = net(5)
    place = lambda w: w.abs().flatten().argsort().argsort().view_as(w) / w.numel()
    within = lambda net: [place(w) for w in weights(net)]
    far = every(rescaled(model, 1e4), against(model))
    assert far.least(1e-3) > 30 / 48  # the 30 weights of the first layer go last
    both = (model, rescaled(model, 8.0))
    layered = [every(n, against(model), scores=within(n)) for n in both]
    assert torch.allclose(layered[0].losses, layered[1].losses, rtol=1e-9, atol=1e-12)


def test_scores_choose_what_stays_and_ties_go_by_the_order():
    model = net(6)
    scores = [torch.zeros(6, 5), torch.zeros(3, 6)]
    scores[1][2, 4] = 1.0
    kept = []

    def loss(other):
        kept.append([(a != 0).nonzero().tolist() for a in weights(other)])
        return torch.tensor(0.0)

    prunability(model, loss, shares=[1 / 48, 3 / 48], scores=scores)
    assert kept[0] == [[], [[2, 4]]]
    assert kept[1] == [[[0, 0], [0, 1]], [[2, 4]]]


def test_shares_round_up_and_include_the_whole():
    model = net()
    found = prunability(model, against(model), shares=[0.5, 0.01, 1.0, 0.5])
    assert (found.shares * 48).tolist() == pytest.approx([1, 24, 48])
    found = prunability(model, against(model), shares=[k / 48 for k in range(1, 48)])
    assert (found.shares * 48).round().tolist() == list(range(1, 49))
    assert len(prunability(nn.Linear(100, 100), lambda m: torch.zeros(())).shares) == 100
    found = prunability(nn.Linear(100, 1), lambda m: torch.zeros(()), shares=[0.07, 0.29])
    assert (found.shares * 100).round().tolist() == [7, 29, 100]  # 0.07 * 100 is above 7


def test_statistics_of_one_pruned_network_do_not_reach_the_next():
    """A loss that sees the data once in training and then in evaluation: each share by itself."""
    model = nn.Sequential(nn.Linear(5, 6), nn.BatchNorm1d(6), nn.ReLU(), nn.Linear(6, 3)).double()
    x = torch.randn(40, 5, generator=torch.Generator().manual_seed(0)).double()

    def loss(other):
        other.train()(x)
        return other.eval()(x).square().mean()

    before = copy.deepcopy(model.state_dict())
    together, alone = every(model, loss), prunability(model, loss, shares=[1.0])
    assert float(together.losses[-1]) == float(alone.losses[-1])
    assert all(torch.equal(before[k], v) for k, v in model.state_dict().items())


def test_scores_may_be_arrays():
    model = net(7)
    arrays = [w.detach().abs().numpy() for w in weights(model)]
    one, two = every(model, against(model)), every(model, against(model), scores=arrays)
    assert torch.equal(one.losses, two.losses)


def test_no_number_is_not_within_the_slack():
    values = iter([math.nan, 0.0, math.nan, 0.0])
    found = prunability(net(), lambda m: next(values), shares=[0.1, 0.2, 0.5, 1.0])
    assert found.least(1.0) == pytest.approx(10 / 48)
    assert found.holding(1.0) == 1.0


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda m: prunability(m, against(m), shares=[]), "0 < a <= 1"),
        (lambda m: prunability(m, against(m), shares=[0.0, 1.0]), "0 < a <= 1"),
        (lambda m: prunability(m, against(m), shares=[1.1]), "0 < a <= 1"),
        (lambda m: prunability(m, against(m), shares=[math.nan]), "0 < a <= 1"),
        (lambda m: prunability(m, against(m), shares=0.5), "a list of numbers, not 0.5"),
        (lambda m: prunability(m, lambda _: math.nan), "loss(whole) is nan"),
        (lambda m: prunability(m, lambda _: None), "one real number, not NoneType ()"),
        (lambda m: prunability(m, lambda _: torch.ones(4)), "one real number, not Tensor (4,)"),
        (lambda m: prunability(m, lambda _: 1j), "one real number, not complex ()"),
        (lambda m: prunability(m, against(m), scores=[w + 0j for w in weights(m)]), "complex"),
        (lambda _: prunability(nn.ParameterList([torch.ones(0, 2)]), sum), "no parameter of two"),
        (lambda m: prunability(nn.ReLU(), lambda _: 0.0), "no parameter of two axes"),
        (lambda m: prunability(m, against(m), scores=[torch.ones(6, 5)]), "(3, 6)"),
        (lambda m: prunability(m, against(m), scores=[w * math.nan for w in weights(m)]), "NaN"),
        (lambda m: prunability(m, against(m)).least(-1e-9), "slack >= 0"),
        (lambda m: prunability(m, against(m)).holding(math.inf), "slack >= 0"),
    ],
)
def test_mistakes_are_named(call, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        call(net())
