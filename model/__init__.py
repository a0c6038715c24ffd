"""Networks, the families they are drawn from, and how they classify."""

from model.activation import (
    ACTIVATIONS,
    ELU,
    GELU,
    GELU_ERF,
    IDENTITY,
    LEAKY_RELU,
    LOGISTIC,
    MISH,
    RELU,
    SILU,
    SINE,
    SOFTMAX,
    SOFTPLUS,
    STEP,
    TANH,
    Activation,
    activation,
    activations,
)
from model.creases import creases, jumps, knots
from model.data import Data
from model.decide.atlas import Area, Atlas, atlas, meetings
from model.decide.classifier import Classifier, categories, margins
from model.decide.connected import connected, count_islands, count_regions, islands
from model.decide.regions import Regions, regions
from model.digit_edges import EDGES, edge_network, edge_votes
from model.facets import Facets, facets
from model.family import Family
from model.fields import Field, receptive_fields
from model.files.data import read_data
from model.files.mnist import digits, read_mnist
from model.files.npz import save
from model.files.readers import load
from model.images import UNKNOWN, Images
from model.layer import Layer
from model.learn.batches import epoch_steps
from model.learn.datasets import DATASETS, dataset
from model.learn.gradients import Gradients, gradients, output_slopes
from model.learn.initial import INITIALISATIONS, Initialisation, initial_network
from model.learn.landscape import (
    Plane,
    heights_on,
    losses_at,
    path_of,
    principal_plane,
    weight_plane,
)
from model.learn.losses import LOSSES, Loss, loss_for
from model.learn.optimisers import (
    OPTIMISERS,
    Adam,
    GradientDescent,
    Momentum,
    RMSprop,
)
from model.learn.penalties import Penalty
from model.learn.recorded import Recorded, RecordingFile, thinned
from model.learn.recorder import Recorder
from model.learn.recording import Recording
from model.learn.recording_files import read_recording, save_recording
from model.learn.runs import Runs
from model.learn.slopes import flat_shares, layer_slopes
from model.learn.split import split
from model.learn.studied import Studied
from model.learn.study import Measures, Study, Trainings
from model.learn.study_files import read_study, save_study
from model.learn.trace import Trace, descended, trace
from model.learn.training import Training, resume
from model.network import Network, blend, can_blend
from model.networks import (
    Chosen,
    Given,
    Networks,
    Random,
    network_at,
    only,
    sizes_of,
)
from model.parts import alike, contributions, cosines, disliked, liked, with_nodes
from model.pixels import FOUR_PIXELS, four_pixel_network
from model.slices import Sliced, sliced

__all__ = [
    "ACTIVATIONS",
    "DATASETS",
    "EDGES",
    "ELU",
    "FOUR_PIXELS",
    "GELU",
    "GELU_ERF",
    "IDENTITY",
    "INITIALISATIONS",
    "LEAKY_RELU",
    "LOGISTIC",
    "LOSSES",
    "MISH",
    "OPTIMISERS",
    "RELU",
    "SILU",
    "SINE",
    "SOFTMAX",
    "SOFTPLUS",
    "STEP",
    "TANH",
    "UNKNOWN",
    "Activation",
    "Adam",
    "Area",
    "Atlas",
    "Chosen",
    "Classifier",
    "Data",
    "Facets",
    "Family",
    "Field",
    "Given",
    "GradientDescent",
    "Gradients",
    "Images",
    "Initialisation",
    "Layer",
    "Loss",
    "Measures",
    "Momentum",
    "Network",
    "Networks",
    "Penalty",
    "Plane",
    "RMSprop",
    "Random",
    "Recorded",
    "Recorder",
    "Recording",
    "RecordingFile",
    "Regions",
    "Runs",
    "Sliced",
    "Studied",
    "Study",
    "Trace",
    "Training",
    "Trainings",
    "activation",
    "activations",
    "alike",
    "atlas",
    "blend",
    "can_blend",
    "categories",
    "connected",
    "contributions",
    "cosines",
    "count_islands",
    "count_regions",
    "creases",
    "dataset",
    "descended",
    "digits",
    "disliked",
    "edge_network",
    "edge_votes",
    "epoch_steps",
    "facets",
    "flat_shares",
    "four_pixel_network",
    "gradients",
    "heights_on",
    "initial_network",
    "islands",
    "jumps",
    "knots",
    "layer_slopes",
    "liked",
    "load",
    "loss_for",
    "losses_at",
    "margins",
    "meetings",
    "network_at",
    "only",
    "output_slopes",
    "path_of",
    "principal_plane",
    "read_data",
    "read_mnist",
    "read_recording",
    "read_study",
    "receptive_fields",
    "regions",
    "resume",
    "save",
    "save_recording",
    "save_study",
    "sizes_of",
    "sliced",
    "split",
    "thinned",
    "trace",
    "weight_plane",
    "with_nodes",
]
