"""Who sent a message, and what the receiving server thinks of it."""

import pytest

from backend.model.mail import Address, Attachment, Authentication, Verdict


@pytest.mark.parametrize(
    ("authentication", "failed"),
    [
        (Authentication(), False),
        (Authentication(dmarc=Verdict.FAIL, dkim=Verdict.PASS), True),
        (Authentication(dmarc=Verdict.PASS, spf=Verdict.FAIL), False),
        (Authentication(spf=Verdict.FAIL), True),
        (Authentication(spf=Verdict.FAIL, dkim=Verdict.PASS), False),
    ],
)
def test_dmarc_decides_and_without_it_a_dkim_pass_saves_a_failed_spf(authentication, failed):
    assert authentication.failed is failed


def test_the_domain_is_what_follows_the_last_at_sign():
    assert Address("Compta@Exemple.FR").domain == "exemple.fr"
    assert not Address("").domain


def test_the_content_hash_is_the_name_of_the_bytes_and_the_bytes_stay_out_of_the_repr():
    attachment = Attachment("1", "facture.pdf", "application/pdf", b"secret")

    assert attachment.content_hash == "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b"
    assert "secret" not in repr(attachment)
