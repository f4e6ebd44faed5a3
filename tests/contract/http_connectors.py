"""What a connector over HTTP must do besides: live through every lost answer, a wrong key, and an ERP that is away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import requests
from requests.adapters import HTTPAdapter

from backend.connectors.connector import Connector
from backend.errors import ConnectorMisconfigured, ConnectorUnavailable
from backend.model.catalog import union
from tests.contract.connectors import FILE, MAIL, ConnectorContract, PostingContract

_READING = frozenset({"GET", "HEAD", "OPTIONS"})


class Cable:
    """The line to the ERP, which can be cut once: before the call gets there, or after the ERP did what it was asked.

    The first call counts, and each that may change something: cut at another, the ERP is as it is right before the next change.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch, only_reads: Callable[[requests.PreparedRequest], bool]) -> None:
        self.calls = 0
        self._cut_at: int | None = None
        self._after = False
        send = HTTPAdapter.send

        def sent(adapter: HTTPAdapter, request: requests.PreparedRequest, **how: object) -> requests.Response:
            counts = not (self.calls and only_reads(request))
            self.calls += counts
            if not counts or self.calls != self._cut_at:
                return send(adapter, request, **how)
            if self._after:
                send(adapter, request, **how).close()
            raise requests.ConnectionError("the line was cut")

        monkeypatch.setattr(HTTPAdapter, "send", sent)

    @contextmanager
    def cut(self, at: int, *, after: bool) -> Iterator[None]:
        """Cut at the counted call of this number, from one, after or before the ERP has acted; the line is whole again at the end."""
        self.calls, self._cut_at, self._after = 0, at, after
        try:
            yield
        finally:
            self._cut_at = None


class HttpPostingContract(PostingContract):
    """The promises of `PostingContract` where a network lies between."""

    #: A document needs no more calls that count than this.
    most_calls = 60

    def only_reads(self, request: requests.PreparedRequest) -> bool:
        """Whether a call cannot change anything in the ERP."""
        return request.method in _READING

    def opened_with_a_wrong_key(self, opened) -> Connector:
        """The same ERP with a key that it does not know."""
        raise NotImplementedError

    def opened_while_it_is_away(self, tmp_path) -> Connector:
        """An ERP at an address of this machine where nobody listens."""
        raise NotImplementedError

    @pytest.fixture
    def cable(self, monkeypatch):
        return Cable(monkeypatch, self.only_reads)

    @pytest.mark.parametrize("after", [True, False], ids=["answer lost", "call lost"])
    @pytest.mark.parametrize("kind", ["order", "invoice"])
    def test_wherever_the_line_is_cut_one_document_is_posted(self, connector, cable, request, kind, after):
        document = request.getfixturevalue(kind)
        for at in range(1, self.most_calls):
            key = f"{kind} cut at {at}"
            one = self.numbered(document, at)
            try:
                with cable.cut(at, after=after):
                    connector.post(one, key)
                    if cable.calls < at:
                        return
            except ConnectorUnavailable:
                pass
            receipt = connector.find(key) or connector.post(one, key)
            assert connector.find(key) == receipt
            assert self.count(connector, one) == 1, f"cut at call {at}"
        pytest.fail("posting takes more calls than it should")

    def test_wherever_the_line_is_cut_each_file_is_kept_once(self, connector, cable, order):
        receipt = connector.post(order, "key")
        for at in range(1, self.most_calls):
            try:
                with cable.cut(at, after=True):
                    connector.attach(receipt, MAIL, [FILE])
                    if cable.calls < at:
                        break
            except ConnectorUnavailable:
                pass
        connector.attach(receipt, MAIL, [FILE])
        assert self.kept_files(connector, receipt) == [FILE.name]

    def test_a_wrong_key_is_for_the_administrator(self, opened, order):
        connector = self.opened_with_a_wrong_key(opened)
        with pytest.raises(ConnectorMisconfigured):
            connector.post(order, "key")
        (finding, *_) = connector.check()
        assert finding.remedy

    def test_an_erp_that_is_away_is_tried_again_later(self, order, tmp_path):
        connector = self.opened_while_it_is_away(tmp_path)
        with pytest.raises(ConnectorUnavailable):
            connector.post(order, "key")
        assert connector.check()


class HttpConnectorContract(HttpPostingContract, ConnectorContract):
    """All promises of `Connector` where a network lies between."""

    def test_the_catalog_of_an_erp_that_is_away_is_asked_for_later(self, tmp_path):
        with pytest.raises(ConnectorUnavailable):
            union(self.opened_while_it_is_away(tmp_path).fetch_catalog())
