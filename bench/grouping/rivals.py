"""What others do with the same notes: each takes vectors and words and gives a label a note, -1 for left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Labels = NDArray[np.int64]
Rival = Callable[[Sequence[str], NDArray[np.float32], int], Labels]


def default_tfidf(texts: Sequence[str], vectors: NDArray[np.float32], true_number: int) -> Labels:
    """scikit-learn as it comes: its own token pattern, KMeans, the number of groups by silhouette."""
    from sklearn.cluster import KMeans
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.metrics import silhouette_score

    try:
        table = TfidfVectorizer().fit_transform(texts)
    except ValueError:
        return np.zeros(len(texts), dtype=np.int64)
    best: tuple[float, Any] = (-2.0, np.zeros(len(texts), dtype=np.int64))
    for k in range(2, min(25, len(texts) - 1) + 1):
        labels = KMeans(k, n_init=3, random_state=0).fit_predict(table)
        if 1 < len(set(labels)) < len(texts):
            best = max(best, (float(silhouette_score(table, labels)), labels), key=lambda pair: pair[0])
    return np.asarray(best[1], dtype=np.int64)


def kmeans_true_number(texts: Sequence[str], vectors: NDArray[np.float32], true_number: int) -> Labels:
    """KMeans on Laena's own space, told the true number of themes."""
    from sklearn.cluster import KMeans

    return np.asarray(KMeans(true_number, n_init=10, random_state=0).fit_predict(vectors), dtype=np.int64)


def hdbscan(texts: Sequence[str], vectors: NDArray[np.float32], true_number: int) -> Labels:
    """HDBSCAN alone, smallest group 5 notes (3 in small sets)."""
    from sklearn.cluster import HDBSCAN

    size = 5 if len(texts) >= 100 else 3
    return np.asarray(HDBSCAN(min_cluster_size=size, copy=True).fit_predict(vectors), dtype=np.int64)


def bertopic_defaults(texts: Sequence[str], vectors: NDArray[np.float32], true_number: int) -> Labels:
    """BERTopic's default steps: UMAP to 5 dimensions (15 neighbours, cosine), then HDBSCAN with at least 10 notes.

    Its labels come from c-TF-IDF and do not change who stands where. Needs umap-learn, which Laena does not.
    """
    from sklearn.cluster import HDBSCAN
    from umap import UMAP

    close = UMAP(n_neighbors=min(15, len(texts) - 1), n_components=5, min_dist=0.0, metric="cosine", random_state=42)
    low = close.fit_transform(vectors)
    return np.asarray(HDBSCAN(min_cluster_size=min(10, len(texts) // 4), copy=True).fit_predict(low), dtype=np.int64)


def rivals() -> dict[str, Rival]:
    found: dict[str, Rival] = {
        "KMeans, true number": kmeans_true_number,
        "scikit-learn TF-IDF + KMeans": default_tfidf,
        "HDBSCAN": hdbscan,
    }
    try:
        import umap  # noqa: F401
    except ImportError:
        print("(BERTopic's defaults are left out: install umap-learn to compare with them)\n")
    else:
        found["BERTopic defaults"] = bertopic_defaults
    return found
