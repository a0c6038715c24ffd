"""Two-layer networks that learn the curve of a three-layer one, as well as they can."""

import numpy as np

from model import Adam, Data, Family, Network, Training
from scenes.tanh import tanh_3layer

NUMBER = 40  # of the network among those of the tour
N_HIDDEN = 1, 5, 25, 100
STARTS = 8
POINTS, FINE = 241, 4801  # where it is learned, and where the gap is measured
INPUTS = (-6.0, 6.0)
FIRST, RATES, STEPS = 6.0, (0.01, 0.001, 0.0001), 20_000


def three_layers() -> Network:
    """The network of three layers."""
    return tanh_3layer.networks[NUMBER]


def gap(network: Network) -> float:
    """How far a network's output is from the three-layer one's at the farthest."""
    x = np.linspace(*INPUTS, FINE)[:, None]
    return float(np.abs(network(x) - three_layers()(x)).max())


def trained(n_hidden: int, seed: int) -> Network:
    """A network 1-n-1 after three trainings, each at a tenth of the rate before it.

    Its first weights are so large that the S-curves of hidden nodes, steep and shallow,
    have their middles all over the inputs.
    """
    x = np.linspace(*INPUTS, POINTS)[:, None]
    data = Data(x, three_layers()(x)[:, 0], categories=())
    spread = FIRST, 1 / np.sqrt(n_hidden)
    network = Family((1, n_hidden, 1), "tanh", spread).network(seed)
    for rate in RATES:
        training = Training(
            network, data, optimiser=Adam(rate), steps=STEPS, normalise=False
        )
        recording = training.run()
        network = recording[len(recording) - 1]
    return network


def fits() -> dict[str, np.ndarray]:
    """Of each number of hidden nodes the network that came nearest.

    "gaps": how far each of eight was at the farthest, (4, 8).
    "hidden_n", "output_n": the weights of the nearest with n nodes, (2, n), (n + 1, 1).
    """
    gaps, arrays = list[list[float]](), dict[str, np.ndarray]()
    for n in N_HIDDEN:
        networks = [trained(n, seed) for seed in range(STARTS)]
        gaps.append([gap(network) for network in networks])
        hidden, output = networks[int(np.argmin(gaps[-1]))].layers
        arrays |= {f"hidden_{n}": hidden.weights, f"output_{n}": output.weights}
    return {"gaps": np.array(gaps), **arrays}
