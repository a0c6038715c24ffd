"""The complementary error function, which numpy does not have."""

import numpy as np
from numpy.polynomial.chebyshev import chebval

# Of (1 + 2x) exp(x^2) erfc(x) for x >= 0, as Chebyshev's polynomials T_0 to T_20 of
# (x - 3.75) / (x + 3.75): M. M. Shepherd and J. G. Laframboise, "Chebyshev
# Approximation of (1 + 2x) exp(x^2) erfc x in 0 <= x < inf", Mathematics of Computation
# 36 (1981), 249-253.
MIDDLE = 3.75
COEFFICIENTS = (
    1.177578934567401754080,
    -4.590054580646477331e-3,
    -8.4249133366517915584e-2,
    5.9209939998191890498e-2,
    -2.6658668435305752277e-2,
    9.074997670705265094e-3,
    -2.413163540417608191e-3,
    4.90775836525808632e-4,
    -6.9169733025012064e-5,
    4.139027986073010e-6,
    7.74038306619849e-7,
    -2.18864010492344e-7,
    1.0764999465671e-8,
    4.521959811218e-9,
    -7.75440020883e-10,
    -6.3180883409e-11,
    2.8687950109e-11,
    1.94558685e-13,
    -9.65469675e-13,
    3.2525481e-14,
    3.3478119e-14,
)
FARTHEST = 28.0  # beyond which erfc is below the least number


def erfc(x: np.ndarray) -> np.ndarray:
    """1 - erf(x), where erf(x) is 2 / sqrt(pi) times the integral of exp(-t^2) to x.

    Its error is below 2e-15, and below 1e-13 of itself.
    """
    far = np.minimum(np.abs(x), FARTHEST)
    share = chebval((far - MIDDLE) / (far + MIDDLE), COEFFICIENTS)
    share *= np.exp(-far * far) / (1.0 + 2.0 * far)
    both: np.ndarray = np.where(np.less(x, 0), 2.0 - share, share)
    return both
