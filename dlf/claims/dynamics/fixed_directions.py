"""Chapter *Domination at every depth*: the fixed directions of the ceiling can be above the mode."""

from fractions import Fraction
from functools import cache

from dlf.claims.balls import in_balls
from dlf.claims.dynamics.ball_chains import diagonal_ball, space_ball, turned_start
from dlf.domination import taylor
from dlf.exact import ball, balls
from dlf.verify import Claim, all_of, enclose, step

DEPTH, SECOND, START = 3, Fraction(7, 10), Fraction(1, 20)
SKEW = (Fraction(1, 10), Fraction(5, 2), Fraction(3, 10))
BITS, TIME, RATIO = 128, Fraction(211, 8), Fraction(1183, 1000)


@cache
def enclosed(aligned=False):
    """(F_2^(3/2), sigma_2(X)) at the time, as balls; with Q = I if it is aligned."""
    Q = space_ball([0 if aligned else entry for entry in SKEW])
    W = turned_start(Q, ball(START), DEPTH)
    (state,) = taylor.flow(W, diagonal_ball((1, SECOND), 3), [TIME], bits=BITS)
    first, last = state.factors[0], state.factors[-1].transpose()
    top = lambda A: taylor.singular_values(beyond_the_first(A), state.radius)[0]
    highest = top(first).max(top(last)) ** DEPTH
    return highest, taylor.singular_values(*state.end_to_end())[1]


def beyond_the_first(A):
    """A without its first column: of unit vectors orthogonal to e_1 it sees what A sees."""
    from flint import arb_mat

    return arb_mat([[0 if j == 0 else A[i, j] for j in range(3)] for i in range(3)])


@step(
    "proof",
    ("an aligned start", "aligned", True),
    ("a target larger by a hundredth", "share", Fraction(101, 100)),
    ("twice as far above", "above", 2),
    ("less of the mode", "part", 52),
    whole=("part",),
)
def above_at_the_turning_point(aligned=False, share=1, above=1, part=51):
    """mu_2 >= 7/40, F_2^(3/2)/mu_2 to three digits, sigma_2 < mu_2/51; 128 bits."""

    def compute():
        highest, sigma = enclosed(aligned)
        mu = balls.strength(TIME, SECOND * share, START, DEPTH)
        value, within = 1 + (RATIO - 1) * above, Fraction(1, 2000)
        close = lambda x, low, high: enclose(x, low, high, relative_radius="1e-12")
        return all_of(
            close(mu, Fraction(7, 40), Fraction(1, 5)),
            close(highest / mu, value - within, value + within),
            close(sigma / mu, 0, Fraction(1, part)),
        )

    return in_balls(compute, BITS)


above = Claim(
    name="fixed-directions-above",
    kind="proposition",
    title="Fixed directions may be ahead at the turning point",
    statement=r"""
Let $L = 3$, $M = \diag(1, \frac7{10}, 0)$, $f(X) = \frac12 \norm{X - M}_F^2$, $W_1(0) = \eps Q$ and $W_2(0) = W_3(0) = \eps I$ with $\eps = \frac1{20}$ and $Q = (I - A)(I + A)^{-1}$, where $A \in \R^{3 \times 3}$ is skew-symmetric with $a_{12} = \frac1{10}$, $a_{13} = \frac52$, $a_{23} = \frac3{10}$.
At the time $t = \frac{211}8$ of the flow the second mode has passed its turning point, $\mu_2 > \omega_2 = \frac7{40}$, and the number $F_2$ of part 4 of {prf:ref}`ceiling-of-every-mode` is above it, $F_2^{3/2} = 1.183\, \mu_2$ to the digits given, while $\sigma_2(X) < \frac1{51}\, \mu_2$.
""",
    uses=("ceiling-of-every-mode", "mode-equation"),
    steps=(above_at_the_turning_point,),
)

CLAIMS = (above,)
