"""Scripts: every variable in one of them that is a scene is found by its name.

A script is a chapter of the gallery: the first line of its docstring is the heading,
the others say in a sentence what there is to see.
"""

# The films that the gallery opens with.
BEST = (
    "learn_spiral",
    "digits_lit",
    "tanh_3layer_2input",
    "argmax_3output",
    "tanh_3layer_2input_inside",
    "network_story",
)
# How scripts follow each other in lists and in the gallery: what networks compute, what
# they decide, what is inside, how they learn. Scripts not named here come last.
ORDER = (
    "linear",
    "nonlinearities",
    "logistic",
    "tanh",
    "richness",
    "outputs",
    "relu",
    "decisions",
    "boundaries",
    "inside",
    "slopes",
    "chains",
    "pixels",
    "digits",
    "neurons",
    "features",
    "votes",
    "learning",
    "fitting",
    "descent",
    "choices",
    "story",
)
