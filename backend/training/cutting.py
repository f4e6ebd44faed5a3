"""Learning where in a message one item ends and the next begins: a logistic regression over what stands between two fields."""

from __future__ import annotations

from collections.abc import Sequence

from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from backend.extraction.asked.chunks import Cuts


def learn_cuts(places: Sequence[Sequence[str]], begins: Sequence[bool]) -> Cuts:
    """The weights of the signs of each place, from whether an item begins there."""
    vectors = CountVectorizer(analyzer=list, min_df=2, binary=True)
    model = LogisticRegression(C=1.0, max_iter=2000).fit(vectors.fit_transform(places), begins)
    weights = {sign: round(float(model.coef_[0, at]), 3) for sign, at in vectors.vocabulary_.items()}
    weights[""] = weights.get("", 0.0) + round(float(model.intercept_[0]), 3)
    return Cuts(weights)
