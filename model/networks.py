"""Networks: where those that are shown one after the other come from."""

import hashlib
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import index
from typing import Any, Protocol, TypeVar

from model.activation import ACTIVATIONS, Activations
from model.family import Family
from model.network import Network, blend, can_blend

T = TypeVar("T")
MOST_RANDOM = 2**32  # networks that can be drawn from one seed


class Networks(Hashable, Protocol):
    """What every source of networks has.

    It may also have a title, in words; sizes, if all its networks have the same; and
    options, names of options of the command line, with a method varied(**options) that
    gives the networks they ask for.
    """

    def __len__(self) -> int:
        """How many networks there are."""

    def __getitem__(self, k: int, /) -> Network:
        """Network number k, counted from 0. Raises IndexError beyond the last."""

    def name(self, k: int, /) -> str:
        """What network number k is called: "network 7"."""

    def facts(self) -> Mapping[str, Any]:
        """What decides the networks, for records: equal facts, equal networks.

        The code of the source's own class counts without being among them.
        """


@dataclass(frozen=True)
class Random:
    """Random networks of one family.

    n: how many there are; seed: which ones are drawn.

    Raises ValueError for less than one network, or a seed that none are drawn from.
    """

    family: Family
    n: int = 49
    seed: int = 0

    options = ("layers", "activation", "networks", "seed")

    def __post_init__(self) -> None:
        for name in ("n", "seed"):
            object.__setattr__(self, name, index(getattr(self, name)))
        if self.n < 1:
            raise ValueError(f"networks {self.n}: expected 1 or more")
        self.family.network(0, self.seed)  # raises ValueError for a wrong seed

    @property
    def title(self) -> str:
        """The family's own."""
        return self.family.title

    @property
    def sizes(self) -> tuple[int, ...]:
        """The family's own."""
        return self.family.sizes

    def __len__(self) -> int:
        return self.n

    def __getitem__(self, k: int) -> Network:
        return self.family.network(_checked(k, self.n), self.seed)

    def name(self, k: int) -> str:
        """What network number k is called."""
        return f"network {k}"

    def facts(self) -> dict[str, Any]:
        """The seed, and what the networks are drawn from."""
        family = self.family
        return {
            "seed": self.seed,
            "layers": list(family.sizes),
            "activation": _shortest(family.activations),
            "spread": _shortest(family.spread),
            **({} if family.biases else {"biases": False}),
            **({} if family.decimals is None else {"decimals": family.decimals}),
        }

    def varied(
        self,
        layers: Sequence[int] | None = None,
        activation: Activations | None = None,
        networks: int | None = None,
        seed: int | None = None,
    ) -> "Random":
        """Other random networks; None: as these have it.

        If their number of layers changes, all layers have the first one's spread, and
        if not told otherwise its activation, and the last its own.
        Raises ValueError for activations that do not fit, and as Random does.
        """
        family = self.family
        own, spread = family.activations, family.spread
        if layers and len(layers) != len(family.sizes):
            own, spread = _ends(own), _ends(spread)
        more = family.biases, family.decimals
        return Random(
            Family(layers or family.sizes, activation or own, spread, *more),
            self.n if networks is None else networks,
            self.seed if seed is None else seed,
        )


@dataclass(frozen=True)
class Given:
    """Networks that are there already, such as trained ones.

    names: of each; none for "network 0", "network 1" and so on.

    Raises ValueError for no networks, or another number of names.
    """

    networks: tuple[Network, ...]
    names: tuple[str, ...]

    def __init__(self, networks: Sequence[Network], names: Sequence[str] = ()) -> None:
        names = tuple(names) or tuple(f"network {k}" for k in range(len(networks)))
        if not networks or len(names) != len(networks):
            words = "expected one or more, and a name for each, or none"
            raise ValueError(f"{len(networks)} networks, {len(names)} names: {words}")
        object.__setattr__(self, "networks", tuple(networks))
        object.__setattr__(self, "names", names)

    def __len__(self) -> int:
        return len(self.networks)

    def __getitem__(self, k: int) -> Network:
        return self.networks[_checked(k, len(self))]

    def name(self, k: int) -> str:
        """What network number k is called."""
        return self.names[k]

    def facts(self) -> dict[str, Any]:
        """Names, layers and activations of all, and a digest of their weights."""
        digest = hashlib.blake2b(digest_size=16)
        for network in self.networks:
            for layer in network.layers:
                digest.update(layer.weights.tobytes())
        return {
            "names": list(self.names),
            "layers": _shortest([list(network.sizes) for network in self.networks]),
            "activation": _shortest(
                [
                    _shortest([layer.activation for layer in network.layers])
                    for network in self.networks
                ]
            ),
            "weights": digest.hexdigest(),
        }


@dataclass(frozen=True)
class Chosen:
    """Some of other networks, which keep their names.

    numbers: of those that are chosen, in their order.

    Raises ValueError for no numbers, or one that the networks do not have.
    """

    networks: Networks
    numbers: tuple[int, ...]

    def __init__(self, networks: Networks, numbers: Sequence[int]) -> None:
        numbers = tuple(map(index, numbers))
        if not numbers or not all(0 <= k < len(networks) for k in numbers):
            words = f"expected one or more from 0 to {len(networks) - 1}"
            raise ValueError(f"numbers {', '.join(map(str, numbers))}: {words}")
        object.__setattr__(self, "networks", networks)
        object.__setattr__(self, "numbers", numbers)

    @property
    def options(self) -> tuple[str, ...]:
        """Those of the networks that they are chosen from."""
        return tuple(getattr(self.networks, "options", ()))

    @property
    def title(self) -> str:
        """That of the networks that they are chosen from."""
        return getattr(self.networks, "title", "")

    def __len__(self) -> int:
        return len(self.numbers)

    def __getitem__(self, k: int) -> Network:
        return self.networks[self.numbers[_checked(k, len(self))]]

    def name(self, k: int) -> str:
        """What the network is called among all of them."""
        return self.networks.name(self.numbers[k])

    def facts(self) -> dict[str, Any]:
        """Those of all networks, and the numbers of the chosen ones."""
        choice = {"numbers": list(self.numbers), "chosen_from": type(self.networks)}
        return {**self.networks.facts(), **choice}

    def varied(self, **options: Any) -> Networks:
        """All of the other networks that options ask for: the choice was of these."""
        other: Networks = self.networks.varied(**options)  # type: ignore[attr-defined]
        return other


def only(networks: Networks, numbers: Sequence[int]) -> Chosen:
    """Some of networks by the numbers in their names, which they keep.

    Of random networks every number can be chosen, of chosen ones all that they were
    chosen from.
    Raises ValueError for no numbers, or one that the networks do not have.
    """
    if isinstance(networks, Chosen):
        networks = networks.networks
    if isinstance(networks, Random):
        networks = replace(networks, n=MOST_RANDOM)
    return Chosen(networks, numbers)


def sizes_of(networks: Networks) -> set[tuple[int, ...]]:
    """The sizes, inputs first, that some networks have."""
    if hasattr(networks, "sizes"):
        return {networks.sizes}
    return {networks[k].sizes for k in range(len(networks))}


def network_at(networks: Networks, position: float) -> Network:
    """The network at a position, blended from those at the stops around it.

    Beyond the last, it is blended with the first. Networks that do not blend, for they
    have other sizes or activations, follow each other half-way.
    Raises IndexError for a position below 0, or at or beyond the number of networks.
    """
    stop = int(position // 1)
    here = networks[stop]
    if stop == position:
        return here
    after = networks[(stop + 1) % len(networks)]
    if can_blend(here, after):
        return blend(here, after, position - stop)
    return here if position - stop < 0.5 else after


def _checked(k: int, n: int) -> int:
    """The number of one of n networks. Raises IndexError if there is none."""
    if not 0 <= k < n:
        raise IndexError(f"network {k}: expected 0 to {n - 1}")
    return k


def _ends(values: tuple[T, ...]) -> tuple[T, ...]:
    """The first and the last of what layers have, or one of them if all are equal."""
    return values[:1] if len(set(values)) == 1 else (values[0], values[-1])


def _shortest(values: Sequence[Any]) -> Any:
    """Values as they are, or one of them if all are the same.

    Activations are named; but for those of one's own, which names do not tell apart.
    """
    names = [value.name if value in ACTIVATIONS else value for value in values]
    return names if any(name != names[0] for name in names) else names[0]
