"""Training as books write it down: one sample at a time, in plain numpy.

After Michael Nielsen, Neural Networks and Deep Learning, chapter 2: the four equations,
column vectors, and a loop over the samples of each mini-batch. It is the peer that
mini-batches are measured against, and what their gradients are tested against.
"""

import numpy as np


class Samples:
    """A network of tanh layers and a logistic one, which learns by gradient descent.

    weights: for each layer (n_inputs + 1, n_outputs), row 0 the biases.
    """

    def __init__(self, weights):
        self.weights = [w[1:].T.copy() for w in weights]
        self.biases = [w[:1].T.copy() for w in weights]

    def epoch(self, inputs, targets, order, batch, rate):
        """One epoch; order: the numbers of samples, in which they come."""
        for start in range(0, len(order), batch):
            self.step(inputs, targets, order[start : start + batch], rate)

    def step(self, inputs, targets, numbers, rate):
        """One step downhill, by the mean of the slopes of some samples."""
        weight_sums = [np.zeros(w.shape) for w in self.weights]
        bias_sums = [np.zeros(b.shape) for b in self.biases]
        for k in numbers:
            by_bias, by_weight = self.slopes(inputs[k][:, None], targets[k])
            weight_sums = [s + d for s, d in zip(weight_sums, by_weight, strict=True)]
            bias_sums = [s + d for s, d in zip(bias_sums, by_bias, strict=True)]
        for own, sums in ((self.weights, weight_sums), (self.biases, bias_sums)):
            for k, total in enumerate(sums):
                own[k] = own[k] - rate / len(numbers) * total

    def slopes(self, x, target):
        """The slopes of one sample's cross-entropy, by biases and by weights."""
        values = [x]
        for w, b in zip(self.weights[:-1], self.biases[:-1], strict=True):
            values.append(np.tanh(np.dot(w, values[-1]) + b))
        last = np.dot(self.weights[-1], values[-1]) + self.biases[-1]
        delta = 1 / (1 + np.exp(-last)) - target
        by_bias, by_weight = [delta], [np.dot(delta, values[-1].T)]
        for k in range(len(self.weights) - 1, 0, -1):
            delta = np.dot(self.weights[k].T, delta) * (1 - values[k] ** 2)
            by_bias.insert(0, delta)
            by_weight.insert(0, np.dot(delta, values[k - 1].T))
        return by_bias, by_weight

    def layers(self):
        """The weights, as they were given."""
        pairs = zip(self.biases, self.weights, strict=True)
        return [np.vstack([b.T, w.T]) for b, w in pairs]
