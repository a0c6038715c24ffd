"""Scene scripts: a scene is a variable of one of these modules, and is found there."""

# In the order of an explanation: what networks compute, what they decide, what is
# inside. Scripts that are not named here come last.
ORDER = ("linear", "logistic", "tanh", "relu", "argmax", "inside", "story")
