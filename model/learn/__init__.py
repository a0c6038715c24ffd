"""Networks that learn: losses, gradients, optimisers, trainings and recordings."""
