"""Standard Webhooks: the example of its own library, and what is not genuine."""

from __future__ import annotations

import pytest

from backend.connectors.webhook.signing import is_genuine, secrets, signed

#: From the tests of the specification's libraries.
SECRET, MESSAGE, MOMENT, BODY = (
    "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    "msg_p5jXN8AQM9LWM0D4loKWxJek",
    1614265330,
    b'{"test": 2432232314}',
)
SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.fixture(autouse=True)
def _then(monkeypatch):
    monkeypatch.setattr("backend.connectors.webhook.signing.time", lambda: float(MOMENT))


def test_a_message_is_signed_as_the_specification_does():
    assert signed(secrets(SECRET), MESSAGE, BODY) == {
        "webhook-id": MESSAGE,
        "webhook-timestamp": str(MOMENT),
        "webhook-signature": SIGNATURE,
    }


@pytest.mark.parametrize("given", [SIGNATURE, f"v1a,x {SIGNATURE}", f"v1,AAAA {SIGNATURE} v2,x"])
def test_one_right_signature_among_several_is_enough(given):
    headers = {"webhook-id": MESSAGE, "webhook-timestamp": str(MOMENT), "webhook-signature": given}
    assert is_genuine(secrets(SECRET), headers, BODY)


@pytest.mark.parametrize(
    "change",
    [
        {"webhook-id": "msg_another"},
        {"webhook-timestamp": str(MOMENT + 1)},
        {"webhook-signature": SIGNATURE.replace("v1,", "v1a,")},
        {"webhook-signature": SIGNATURE[:-2]},
        {"webhook-signature": " ".join(["v1,x"] * 50 + [SIGNATURE])},
    ],
)
def test_whatever_is_changed_is_noticed(change):
    headers = signed(secrets(SECRET), MESSAGE, BODY)
    assert is_genuine(secrets(SECRET), headers, BODY)
    assert not is_genuine(secrets(SECRET), headers | change, BODY)
    assert not is_genuine(secrets(SECRET), headers, BODY + b" ")
    assert not is_genuine(secrets(SECRET), {}, BODY)


def test_while_a_secret_changes_both_sign_and_both_open():
    new = "whsec_" + "A" * 40
    headers = signed(secrets(f"{new} {SECRET}"), MESSAGE, BODY)
    assert headers["webhook-signature"].endswith(f" {SIGNATURE}")
    assert is_genuine(secrets(SECRET), headers, BODY)
    assert is_genuine(secrets(new), headers, BODY)
