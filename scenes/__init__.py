"""Scene scripts: a scene is a variable of one of these modules, and is found there."""

# The explanation's: what networks compute, what they decide, what is inside. Scripts
# that are not named come last.
ORDER = ("linear", "logistic", "tanh", "relu", "argmax", "inside", "story")
