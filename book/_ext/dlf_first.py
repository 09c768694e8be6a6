"""The picture of the first page: a photograph's singular modes, data for book/_applets/first.js.

The flower that scikit-learn brings, in grey and reduced, as in the chapter *Real data*. Its
singular vectors go into the page as 16-bit integers, about 20 kB; the repository stores nothing.
"""

import base64
import json

import numpy as np
from sklearn.datasets import load_sample_image

MODES = 32
LUMINANCE = (0.299, 0.587, 0.114)


def photograph():
    """Grey levels in [0, 1], shape (106, 160): means over squares of four by four pixels."""
    grey = load_sample_image("flower.jpg")[:424] @ np.array(LUMINANCE) / 255
    return grey.reshape(106, 4, 160, 4).mean(axis=(1, 3))


def modes():
    """(mean, scale, U, s, V): photograph = mean + scale * U diag(s) V^T up to the later modes.

    s[0] is one. The largest entry of each column of U is positive, which fixes the signs.
    """
    picture = photograph()
    mean = picture.mean()
    U, s, Vt = np.linalg.svd(picture - mean, full_matrices=False)
    U, V = U[:, :MODES], Vt[:MODES].T
    signs = np.sign(U[np.abs(U).argmax(axis=0), np.arange(MODES)])
    return mean, s[0], U * signs, s[:MODES] / s[0], V * signs


def page_data():
    """A script element with the modes as JSON, which the browser's script reads."""
    mean, scale, U, s, V = modes()
    shown = {"mean": float(mean), "scale": float(scale), "strengths": s.round(9).tolist()}
    for name, vectors in (("left", U), ("right", V)):
        whole = np.rint(vectors.T * 32767).astype("<i2")
        shown[name] = base64.b64encode(whole.tobytes()).decode()
    return f'<script type="application/json" class="dlf-data">{json.dumps(shown)}</script>'
