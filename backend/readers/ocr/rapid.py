"""RapidOCR, the accurate engine: its models, which ship with it, find the lines of a page and read each."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from backend.readers.ocr import geometry, lone, rows
from backend.readers.ocr.engine import Recognised
from backend.readers.ocr.line import Line

#: The longer side of the picture in which lines are looked for, in pixels: at 1280 they are found as well as at full size.
_DETECTION_SIDE = 1280

#: The most a picture is enlarged to look for lines.
_MAX_ENLARGEMENT = 2.5

#: A line of which the models think less than this is a speck, a logo or a rule.
_MIN_CERTAINTY = 0.5

#: A lone number counts when they are as certain of it as this, and read it the same so many times side by side: alone, a 1 is
#: read as a 4, a rule or nothing at the slightest change of its picture.
_LONE_CERTAINTY, _TIMES = 0.9, 3

#: Lines that tell which way up a page is, the longest; read upside down they are at 0.3 to 0.7. In a script that the models do not know
#: they are so either way: then it must be better by this to be turned, for most pages are upright.
_TELLING_LINES, _UPRIGHT_CERTAINTY, _BETTER = 6, 0.85, 0.15

#: A box this many times as high as wide is a line written up or down the page...
_UPENDED = 1.5

#: ... unless it is no higher than this many lines: then it is a lone narrow letter, such as the quantity 1.
_LONE_LETTER = 1.7

#: The most that a line may be longer than high, the recognition of one being paid by its length.
_MAX_PROPORTION = 100

#: Threads that read lines, of all pages together: more than two cores are left to other documents.
_THREADS = min(os.cpu_count() or 1, 2)

#: The shortest picture that the recognising model is given, in pixels at a height of 48; the default of 320 makes short cells dear.
_SHORTEST = 48

_LINES = ThreadPoolExecutor(_THREADS, "ocr-line")
_LOADING = Lock()

#: Lines are looked for on one page at a time: it takes a quarter of a gigabyte, and all threads anyway.
_DETECTING = Lock()

_Pixels = NDArray[np.uint8]


def available() -> bool:
    """Whether it is installed, with its models."""
    return all(find_spec(name) for name in ("rapidocr", "onnxruntime", "cv2")) and all(_model(kind) for kind in ("det", "rec"))


def recognise(image: Image.Image, seconds: float) -> Recognised:
    """The words of a page in grey or RGB, whichever way up and however askew it lies."""
    ends_at = time.monotonic() + seconds
    pixels = _pixels(image)
    quads, turn = _detected(pixels), 0
    if geometry.run_up_the_page(quads, _UPENDED):
        pixels, turn = _turned(pixels, 3), 90
        quads = _detected(pixels)
    lines = _read(pixels, quads[:_TELLING_LINES], ends_at)
    if lines and _certainty(lines) < _UPRIGHT_CERTAINTY:
        head_up, turned = _turned(pixels, 2), geometry.upside_down(quads, pixels.shape)
        others = _read(head_up, turned[:_TELLING_LINES], ends_at)
        if _certainty(others) > _certainty(lines) + _BETTER:
            pixels, quads, lines, turn = head_up, turned, others, turn + 180
    numbers = _numbers(pixels, quads, ends_at)
    quads = np.concatenate([quads[:_TELLING_LINES], lone.without_stacks(quads[_TELLING_LINES:], [number.quad for number in numbers])])
    lines += _read(pixels, quads[_TELLING_LINES:], ends_at)
    is_cut = len(lines) < len(quads)
    upright = geometry.Upright.of(quads, pixels.shape)
    words = [word for line in [*lines, *numbers] if line.certainty >= _MIN_CERTAINTY for word in line.words(upright)]
    return Recognised(() if is_cut else rows.levelled(words), (turn + upright.rotation) % 360, upright.width, upright.height, is_cut)


def line(image: Image.Image) -> str:
    """The text of one upright line, "" when there is none."""
    return _text(_pixels(image)).text


@cache
def _model(kind: str) -> Path | None:
    """The file of the model that detects or recognises, None when the wheel does not hold it."""
    found = find_spec("rapidocr")
    folder = Path(found.origin).parent / "models" if found and found.origin else Path()
    return next(iter(sorted(folder.glob(f"*_{kind}_*.onnx"))), None)


def _loaded() -> Any:
    """The engine, loaded once a process: two threads may ask for it at the same time."""
    with _LOADING:
        return _load()


@cache
def _load() -> Any:
    """The engine on models from its own wheel. Imported here: it takes a second that only scans cost."""
    from omegaconf import OmegaConf  # noqa: PLC0415
    from rapidocr import RapidOCR  # noqa: PLC0415

    rapid = RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.return_word_box": True,
            "Det.limit_type": "max",
            "Det.limit_side_len": _DETECTION_SIDE,
            # One line at a time: those of a batch are padded to the longest.
            "Rec.rec_batch_num": 1,
            "Rec.rec_img_shape": [3, 48, _SHORTEST],
        }
    )
    # With sessions of our own it looks for no model, and fetches none.
    for part, threads in (("Det", _THREADS), ("Rec", 1)):
        rapid.cfg[part] = OmegaConf.create({**rapid.cfg[part], "session": _session(part.lower(), threads)}, flags={"allow_objects": True})
    return rapid


def _session(kind: str, threads: int) -> Any:
    """A model that runs on so many threads, which sleep while they wait: spinning, two take twice the time of one."""
    from onnxruntime import InferenceSession, SessionOptions  # type: ignore[import-untyped] # noqa: PLC0415

    options = SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    # Every page and every line has a size of its own: what is kept for the next of the same size adds up to a gigabyte.
    options.enable_mem_pattern = options.enable_cpu_mem_arena = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return InferenceSession(str(_model(kind)), options, providers=["CPUExecutionProvider"])


def _pixels(image: Image.Image) -> _Pixels:
    """The image in the order of colours that the engine expects, and in one piece: OpenCV would copy it for every line."""
    return np.ascontiguousarray(np.asarray(image.convert("RGB"))[:, :, ::-1])


def _turned(pixels: _Pixels, quarters: int) -> _Pixels:
    """The picture turned anticlockwise by so many quarters."""
    return np.ascontiguousarray(np.rot90(pixels, quarters))


@contextmanager
def _short_of_memory() -> Iterator[None]:
    """Raises MemoryError for what the models raise: on pictures of a size that we chose they fail for nothing else."""
    from rapidocr.inference_engine.onnxruntime.main import ONNXRuntimeError  # noqa: PLC0415

    try:
        yield
    except ONNXRuntimeError as error:
        raise MemoryError from error


def _detected(pixels: _Pixels) -> geometry.Quads:
    """The lines of a page as quadrangles in its pixels, the longest first."""
    import cv2  # noqa: PLC0415

    scale = min(_DETECTION_SIDE / max(pixels.shape[:2]), _MAX_ENLARGEMENT)
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    rapid = _loaded()
    with _DETECTING, _short_of_memory():
        boxes = rapid(small, use_det=True, use_cls=False, use_rec=False).boxes
    return geometry.longest_first(np.empty((0, 4, 2), np.float32) if boxes is None else np.asarray(boxes, np.float32) / scale)


def _read(pixels: _Pixels, quads: geometry.Quads, ends_at: float) -> list[Line]:
    """The lines read, side by side; those not begun when the time is over are left out."""
    usual = float(np.median(geometry.heights(quads))) if len(quads) else 0.0
    read = [_LINES.submit(_line, pixels, quad, usual, ends_at) for quad in quads]
    return [line for future in read if (line := future.result()) is not None]


def _numbers(pixels: _Pixels, quads: geometry.Quads, ends_at: float) -> list[Line]:
    """The numbers that no quadrangle holds, or several of them one below the other."""
    found = [
        line for line in _read(pixels, lone.places(pixels, quads), ends_at) if line.certainty >= _LONE_CERTAINTY and line.text.isdecimal()
    ]
    return [line for line in found if _text(_side_by_side(pixels, line.quad)).text.replace(" ", "") == line.text * _TIMES]


def _side_by_side(pixels: _Pixels, quad: geometry.Quads) -> _Pixels:
    """What lies in a quadrangle, several times."""
    return np.ascontiguousarray(np.tile(_cut(pixels, quad), (1, _TIMES, 1)))


def _line(pixels: _Pixels, quad: geometry.Quads, usual: float, ends_at: float) -> Line | None:
    """One line read, None when the time is over."""
    if time.monotonic() > ends_at:
        return None
    across, down = geometry.size(quad)
    if down < _UPENDED * across or down < _LONE_LETTER * usual:
        return _text(_cut(pixels, quad), quad)
    # Written up or down the page: whichever way reads better.
    return max((_text(_cut(pixels, turned), turned) for turned in (quad[[1, 2, 3, 0]], quad[[3, 0, 1, 2]])), key=lambda one: one.certainty)


def _cut(pixels: _Pixels, quad: geometry.Quads) -> _Pixels:
    """What lies in a quadrangle, made level."""
    import cv2  # noqa: PLC0415

    across, down = (max(int(side), 1) for side in geometry.size(quad))
    across = min(across, _MAX_PROPORTION * down)
    corners = np.array([[0, 0], [across, 0], [across, down], [0, down]], np.float32)
    matrix = cv2.getPerspectiveTransform(quad.astype(np.float32), corners)
    return np.asarray(cv2.warpPerspective(pixels, matrix, (across, down), borderMode=cv2.BORDER_REPLICATE, flags=cv2.INTER_CUBIC))


def _text(picture: _Pixels, quad: geometry.Quads | None = None) -> Line:
    """What stands in a picture of one line."""
    with _short_of_memory():
        found = _loaded().recognize_txt([picture])
    told = found.word_results[0]
    columns = [column for word in told.word_cols for column in word]
    grey = np.asarray(Image.fromarray(picture).convert("L"))
    whole = geometry.whole(picture.shape) if quad is None else quad
    return Line.of(found.txts[0], columns, told.line_txt_len, told.confs, whole, grey).without_rules()


def _certainty(lines: Sequence[Line]) -> float:
    """What the engine thinks of these lines on the whole."""
    return sum(line.certainty for line in lines) / max(len(lines), 1)
