"""Laena's own grouping core: a nearest-neighbour graph and its communities by modularity.

Louvain (Blondel et al. 2008) with the queue of Leiden's fast local move (Traag et al. 2019) and resolution
(Reichardt & Bornholdt 2006). Everything is visited in a fixed order: same input, same communities.
"""

from __future__ import annotations

import itertools
from collections import deque
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix  # type: ignore[import-untyped]

Matrix = NDArray[np.float32]
Labels = NDArray[np.int64]

_BLOCK = 1024


def neighbour_graph(rows: Matrix, neighbours: int, power: float = 1.0) -> Any:
    """Symmetric sparse graph (n, n): an edge where either is among the other's nearest, weight cosine ** power.

    Works in blocks, so memory grows with n, not with its square.
    """
    n = len(rows)
    k = min(neighbours, n - 1)
    if k < 1:
        return csr_matrix((n, n))
    sources, targets, weights = [], [], []
    for start in range(0, n, _BLOCK):
        block = rows[start : start + _BLOCK] @ rows.T
        here = np.arange(len(block))
        block[here, start + here] = -2
        nearest = np.argpartition(-block, k - 1, axis=1)[:, :k]
        sources.append(np.repeat(start + here, k))
        targets.append(nearest.ravel())
        weights.append(np.maximum(np.take_along_axis(block, nearest, axis=1), 0).ravel() ** power)
    shape = (n, n)
    graph = coo_matrix((np.concatenate(weights), (np.concatenate(sources), np.concatenate(targets))), shape).tocsr()
    graph = graph.maximum(graph.T).tocsr()
    graph.eliminate_zeros()
    graph.sort_indices()
    return graph


def communities(graph: Any, resolution: float = 1.0, seed: int = 0, anchors: Any = None) -> Labels:
    """Community number of every node of a symmetric weighted graph, numbered in order of first appearance.

    anchors   (n,) theme number a node is held in, or -1 for a free node. Nodes of one anchor stay together,
              nodes of two anchors stay apart; free nodes go where modularity sends them.
    """
    n = graph.shape[0]
    held = np.full(n, -1) if anchors is None else np.asarray(anchors)
    level = csr_matrix(graph, dtype=np.float64)
    rng = np.random.default_rng(seed)
    # An anchor's nodes start as one node, which never moves: others may join it.
    whole = numbered(np.where(held >= 0, held, held.max(initial=-1) + 1 + np.arange(n)))
    if np.any(held >= 0):
        level = _contracted(level, whole)
    while True:
        frozen = np.zeros(level.shape[0], dtype=bool)
        frozen[whole[held >= 0]] = True
        found = _local_moves(level, resolution, rng, frozen)
        if len(found) == 0 or int(found.max()) + 1 == level.shape[0]:
            return numbered(whole)
        whole = found[whole]
        level = _contracted(level, found)


def _contracted(graph: Any, labels: Labels) -> Any:
    n = len(labels)
    count = int(labels.max(initial=-1)) + 1
    member = csr_matrix((np.ones(n), (np.arange(n), labels)), shape=(n, count))
    smaller = csr_matrix(member.T @ graph @ member)
    smaller.sort_indices()
    return smaller


def numbered(labels: Labels) -> Labels:
    """Labels renumbered 0, 1, 2, ... in order of first appearance."""
    seen: dict[int, int] = {}
    return np.array([seen.setdefault(int(label), len(seen)) for label in labels], dtype=np.int64)


def _local_moves(graph: Any, resolution: float, rng: np.random.Generator, frozen: NDArray[np.bool_]) -> Labels:
    n = graph.shape[0]
    degree = np.asarray(graph.sum(axis=1)).ravel().tolist()
    total = sum(degree)
    home = list(range(n))
    if total <= 0:
        return np.array(home, dtype=np.int64)
    starts, ends, weights = graph.indptr.tolist(), graph.indices.tolist(), graph.data.tolist()
    spans = list(itertools.pairwise(starts))
    mass = list(degree)
    still = frozen.tolist()
    waiting = deque(node for node in rng.permutation(n).tolist() if not still[node])
    # A node that stays where it is counts as queued for good.
    queued = [True] * n
    while waiting:
        node = waiting.popleft()
        queued[node] = still[node]
        start, end = spans[node]
        neighbours = ends[start:end]
        here = home[node]
        links = {here: 0.0}
        for other, weight in zip(neighbours, weights[start:end], strict=False):
            if other != node:
                there = home[other]
                if there in links:
                    links[there] += weight
                else:
                    links[there] = weight
        pull = resolution * degree[node] / total
        mass[here] -= degree[node]
        best, best_gain = here, links[here] - pull * mass[here]
        for there, weight in links.items():
            gain = weight - pull * mass[there]
            if gain > best_gain + 1e-12:
                best, best_gain = there, gain
        mass[best] += degree[node]
        if best != here:
            home[node] = best
            for other in neighbours:
                if not queued[other] and home[other] != best:
                    queued[other] = True
                    waiting.append(other)
    return numbered(np.array(home, dtype=np.int64))


def modularity(graph: Any, labels: Labels, resolution: float = 1.0) -> float:
    """Modularity (Newman 2006) of a labelling of a symmetric weighted graph at a resolution."""
    total = float(graph.sum())
    if total <= 0:
        return 0.0
    edges = graph.tocoo()
    inside = float(edges.data[labels[edges.row] == labels[edges.col]].sum())
    mass = np.bincount(labels, weights=np.asarray(graph.sum(axis=1)).ravel())
    return inside / total - resolution * float(((mass / total) ** 2).sum())
