"""Places for the nodes of a small graph: the same for the same graph, without chance."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]

#: Steps of the descent: far more than the few dozen nodes of a legible graph need.
STEPS = 200
#: The distance that is wanted between nodes without a path: little, so that the parts of a graph fill the space.
APART = 1.8


def places(n_nodes: int, edges: set[tuple[int, int]]) -> Matrix:
    """A place for each node, in [-1, 1] both ways, so that distances fit the steps along edges.

    Stress majorization (Gansner, Koren and North 2004) from a few circles, of which the best ends wins.
    Cost: the cube of the number of nodes a step.
    """
    if n_nodes < 2:
        return np.zeros((n_nodes, 2))
    steps = _steps(n_nodes, edges)
    orders = (list(range(n_nodes)), _walk(n_nodes, edges), [*range(0, n_nodes, 2), *range(1, n_nodes, 2)])
    found = [_descend(_circle(order), steps) for order in orders]
    return _upright(min(found, key=lambda places: round(_stress(places, steps), 6)))


def _steps(n_nodes: int, edges: set[tuple[int, int]]) -> Matrix:
    """The number of edges between each two nodes, whatever their direction; where no path leads, `APART`."""
    steps = np.full((n_nodes, n_nodes), np.inf)
    np.fill_diagonal(steps, 0)
    for a, b in edges:
        steps[a, b] = steps[b, a] = 1
    for via in range(n_nodes):
        steps = np.minimum(steps, steps[:, via, None] + steps[None, via, :])
    return np.where(np.isfinite(steps), steps, APART)


def _walk(n_nodes: int, edges: set[tuple[int, int]]) -> list[int]:
    """The nodes in the order of a walk into depth: neighbours come near each other."""
    beside: dict[int, list[int]] = {node: [] for node in range(n_nodes)}
    for a, b in sorted(edges):
        beside[a].append(b)
        beside[b].append(a)
    order: dict[int, None] = {}
    for start in range(n_nodes):
        waiting = [start]
        while waiting:
            node = waiting.pop()
            if node not in order:
                order[node] = None
                waiting.extend(sorted(set(beside[node]), reverse=True))
    return list(order)


def _circle(order: list[int]) -> Matrix:
    circle = np.empty((len(order), 2))
    angles = 2 * np.pi * np.arange(len(order)) / len(order)
    circle[order] = np.column_stack((np.cos(angles), np.sin(angles)))
    return circle


def _descend(places: Matrix, steps: Matrix) -> Matrix:
    n = len(places)
    weights = 1 / np.maximum(steps, 1) ** 2
    np.fill_diagonal(weights, 0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    # Only differences of places matter; adding 1 everywhere pins their mean and makes this invertible.
    inverse = np.linalg.inv(laplacian + 1 / n)
    for _ in range(STEPS):
        apart = np.linalg.norm(places[:, None] - places[None], axis=2)
        pull = -weights * steps / np.maximum(apart, 1e-9)
        np.fill_diagonal(pull, 0)
        np.fill_diagonal(pull, -pull.sum(axis=1))
        places = inverse @ pull @ places
    return places


def _stress(places: Matrix, steps: Matrix) -> float:
    apart = np.linalg.norm(places[:, None] - places[None], axis=2)
    return float((((apart - steps) / np.maximum(steps, 1)) ** 2).sum())


def _upright(places: Matrix) -> Matrix:
    """The places turned so that they spread most from left to right, and fitted into [-1, 1]."""
    places = places - places.mean(axis=0)
    _, _, axes = np.linalg.svd(places, full_matrices=False)
    turned: Matrix = places @ axes.T
    # The sign of an axis is the library's choice: the node farthest along it comes to the right, or on top.
    for axis in range(turned.shape[1]):
        if turned[np.abs(turned[:, axis]).argmax(), axis] < 0:
            turned[:, axis] *= -1
    spread = np.ptp(turned, axis=0)
    turned -= turned.min(axis=0) + spread / 2
    # A flat graph stays flat: it is stretched to half of its width at most.
    size = np.maximum(spread, max(float(spread.max()) / 2, 1e-9))
    result: Matrix = 2 * turned / size
    return result
