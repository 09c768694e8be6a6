"""DeepLinear: a linear layer to everything around it, and the book's chain inside."""

import copy
import io
import locale

import numpy as np
import pytest

import dlf

torch = pytest.importorskip("torch")
from torch import nn  # noqa: E402

from dlf.networks import DeepLinear  # noqa: E402

DEVICES = ["cpu", *(["cuda"] if torch.cuda.is_available() else [])]
SHAPES = [(5, 5), (6, 3), (3, 6), (1, 4), (4, 1)]
DOUBLE = torch.float64


def seeded(number=0, device="cpu"):
    return torch.Generator(device).manual_seed(number)


def block(shape=(5, 5), **settings):
    settings = {"dtype": DOUBLE, "generator": seeded(), **settings}
    return DeepLinear(*shape, **settings)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("depth", [1, 2, 3, 5])
@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("device", DEVICES)
def test_forward_is_the_product_and_merging_loses_nothing(shape, depth, bias, device):
    one = block(shape, bias=bias, depth=depth, device=device, generator=seeded(0, device))
    x = torch.randn(7, shape[0], dtype=DOUBLE, device=device, generator=seeded(1, device))
    slow = x
    for W in one.factors:
        slow = slow @ W.T
    slow = slow + one.bias if bias else slow
    assert torch.allclose(one(x), slow, rtol=0, atol=1e-14)
    merged = one.merge()
    assert type(merged) is nn.Linear
    assert torch.allclose(merged(x), slow, rtol=0, atol=1e-14)
    assert torch.equal(merged.weight, one.weight.detach())
    assert merged.weight.shape == shape[::-1]


@pytest.mark.parametrize("shape", [(5,), (2, 5), (2, 3, 5), (0, 5), (2, 0, 5)])
def test_every_shape_of_batch_is_that_of_a_linear_layer(shape):
    one = block((5, 4))
    x = torch.ones(shape, dtype=DOUBLE)
    assert one(x).shape == one.merge()(x).shape
    assert torch.allclose(one(x), one.merge()(x))


@pytest.mark.parametrize("depth", [2, 3, 4])
@pytest.mark.parametrize("widths", [(5, 5), (6, 3), (3, 6)])
def test_descent_is_that_of_the_book(depth, widths):
    """SGD of torch on the factors is `dlf.gradient_descent` on the same Factorization."""
    rng = np.random.default_rng(3)
    target = rng.standard_normal(widths[::-1])
    one = block(widths, bias=False, depth=depth, init_scale=0.5)
    start = [W.detach().numpy().copy() for W in one.factors]
    settings = {"learning_rate": 0.02, "momentum": 0.5, "weight_decay": 0.1}
    run = dlf.gradient_descent(dlf.Factorization(target), start, 100, record=50, **settings)
    optimizer = torch.optim.SGD(one.parameters(), lr=0.02, momentum=0.5, weight_decay=0.1)
    x, M = torch.eye(widths[0], dtype=DOUBLE), torch.from_numpy(target)
    for _ in range(100):
        optimizer.zero_grad()
        (0.5 * (one(x).T - M).square().sum()).backward()
        optimizer.step()
    moved = max(np.abs(W - S).max() for W, S in zip(run.at(-1), start, strict=True))
    assert moved > 0.1
    for W, found in zip(one.factors, run.at(-1), strict=True):
        assert np.abs(W.detach().numpy() - found).max() < 1e-12


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("depth", [1, 2, 3])
def test_a_layer_becomes_a_balanced_block_without_loss(shape, depth):
    torch.manual_seed(0)
    linear = nn.Linear(*shape, dtype=DOUBLE)
    one = DeepLinear.from_linear(linear, depth=depth)
    assert torch.allclose(one.weight, linear.weight, rtol=0, atol=1e-14)
    assert torch.equal(one.bias, linear.bias)
    assert one.bias is not linear.bias
    for below, above in zip(one.factors, one.factors[1:], strict=False):
        assert torch.allclose(above.T @ above, below @ below.T, atol=1e-14)


def test_a_layer_of_some_rank_becomes_its_nearest_block():
    torch.manual_seed(0)
    linear = nn.Linear(6, 5, dtype=DOUBLE)
    one = DeepLinear.from_linear(linear, rank=2)
    s = torch.linalg.svdvals(linear.weight)
    gap = torch.linalg.matrix_norm(one.weight - linear.weight)
    assert torch.allclose(gap, s[2:].square().sum().sqrt())
    assert [tuple(W.shape) for W in one.factors] == [(2, 6), (2, 2), (5, 2)]


@pytest.mark.parametrize("scale", [0.3, (0.1, 0.2, 0.4)])
def test_the_start_is_orthogonal_of_the_given_scale(scale):
    one = block((6, 4), init_scale=scale)
    scales = np.broadcast_to(scale, 3)
    for W, eps in zip(one.factors, scales, strict=True):
        gram = W @ W.T if W.shape[0] <= W.shape[1] else W.T @ W
        assert torch.allclose(gram, eps**2 * torch.eye(len(gram), dtype=DOUBLE))


def test_the_generator_decides_and_the_global_seed_does_not():
    first, again, other = block(), block(), block(generator=seeded(1))
    assert all(map(torch.equal, first.parameters(), again.parameters()))
    assert not torch.equal(first.factors[0], other.factors[0])
    torch.manual_seed(5)
    before = torch.get_rng_state()
    block()
    assert torch.equal(torch.get_rng_state(), before)


def test_copies_states_and_files():
    one, other = block(), block(generator=seeded(1))
    x = torch.ones(2, 5, dtype=DOUBLE)
    other.load_state_dict(one.state_dict())
    assert torch.equal(other(x), one(x))
    twin = copy.deepcopy(one)
    with torch.no_grad():
        twin.factors[0].zero_()
    assert not torch.equal(twin(x), one(x))
    file = io.BytesIO()
    torch.save(one, file)
    file.seek(0)
    assert torch.equal(torch.load(file, weights_only=False)(x), one(x))
    assert list(one.state_dict()) == ["bias", "factors.0", "factors.1", "factors.2"]


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_half_precision_is_drawn_merged_and_factorized(dtype):
    one = block((8, 6), dtype=dtype)
    assert {p.dtype for p in one.parameters()} == {dtype}
    x = torch.ones(3, 8, dtype=dtype)
    exact = one.double()
    close = {"rtol": 0, "atol": 0.05}
    wide = exact(x.double())
    one = block((8, 6), dtype=dtype)
    assert torch.allclose(one(x).double(), wide, **close)
    assert torch.allclose(one.merge()(x).double(), wide, **close)
    assert DeepLinear.from_linear(one.merge()).weight.dtype == dtype
    with torch.autocast("cpu", dtype=torch.bfloat16):
        assert block(dtype=torch.float32)(torch.ones(2, 5)).dtype == torch.bfloat16


def test_meta_device_then_a_start_of_its_own():
    one = DeepLinear(5, 4, device="meta")
    assert all(p.is_meta for p in one.parameters())
    one = one.to_empty(device="cpu")
    one.reset_parameters(seeded())
    same = DeepLinear(5, 4, generator=seeded())
    assert all(map(torch.equal, one.parameters(), same.parameters()))


def test_compiled_exported_and_mapped():
    one = block((5, 4), dtype=torch.float32)
    x = torch.ones(3, 5)
    exported = torch.export.export(one, (x,)).module()
    assert torch.allclose(exported(x), one(x))
    called = torch.func.functional_call(one, dict(one.named_parameters()), (x,))
    assert torch.equal(called, one(x))
    assert torch.allclose(torch.vmap(one)(x[None].expand(2, 3, 5)), one(x))


@pytest.mark.xfail(
    locale.getpreferredencoding(False).lower() not in ("utf-8", "utf8"),
    raises=torch._dynamo.exc.BackendCompilerFailed,
    reason="torch reads its own sources in the encoding of the locale, and they are UTF-8",
    strict=True,
)
@pytest.mark.filterwarnings("ignore:Guards may run slower:RuntimeWarning")  # on Python 3.13.0
def test_an_eager_backend_compiles_it_without_a_break():
    one = block((5, 4), dtype=torch.float32)
    compiled = torch.compile(one, fullgraph=True, backend="aot_eager")
    for batch in (3, 8):
        x = torch.ones(batch, 5)
        assert torch.allclose(compiled(x), one(x))
        compiled(x).sum().backward()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: DeepLinear(0, 3), "in_features"),
        (lambda: DeepLinear(3, 3, depth=0), "depth"),
        (lambda: DeepLinear(3, 3, width=0), "width"),
        (lambda: DeepLinear(3, 3, init_scale=0.0), "init_scale"),
        (lambda: DeepLinear(3, 3, init_scale=(1.0, 1.0)), "one init_scale for each"),
        (lambda: DeepLinear.from_linear(nn.Linear(3, 4), rank=4), r"rank 4 exceeds .* \(4, 3\)"),
        (lambda: DeepLinear.from_factors([]), "at least one factor"),
        (
            lambda: DeepLinear.from_factors([torch.ones(2, 3), torch.ones(4, 3)]),
            r"W_2 W_1 is undefined: W_2 is \(4, 3\), W_1 is \(2, 3\)",
        ),
        (
            lambda: DeepLinear.from_factors([torch.ones(2, 3)], torch.ones(3)),
            r"W_L x \+ b is undefined",
        ),
        (lambda: block((5, 4))(torch.ones(2, 4, dtype=DOUBLE)), "W_1 x is undefined"),
        (lambda: DeepLinear.from_factors([torch.ones(2, 3)]).reset_parameters(), "no eps_l"),
    ],
)
def test_what_is_undefined_is_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()
