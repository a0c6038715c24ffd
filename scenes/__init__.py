"""Scripts: every variable in one of them that is a scene is found by its name."""

# How scripts follow each other in lists and in the gallery: what networks compute, what
# they decide, what is inside. Scripts that are not named here come last.
ORDER = ("linear", "logistic", "tanh", "relu", "argmax", "inside", "story")
