"""The Tryton that the tests start themselves, with its seed: what its calls take, and a document of very many lines."""

from __future__ import annotations

import uuid
from dataclasses import replace
from functools import partial

import pytest

from backend.connectors.tryton import TrytonErp
from tests.contract.live.promises import LargePromises
from tests.contract.live.running import Keyed
from tests.contract.test_tryton import TestTryton as Promises
from tests.contract.test_tryton import tryton

__all__ = ["tryton"]


class TestTryton(LargePromises, Promises):
    @pytest.fixture
    def opened(self, config, tmp_path):
        return partial(Keyed, TrytonErp, config, tmp_path, uuid.uuid4().hex)

    def opened_with_a_wrong_key(self, opened):
        erp, config, *others = opened.args
        return Keyed(erp, replace(config, password="another"), *others)
