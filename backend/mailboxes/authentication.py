"""What the receiving server found out about the sender (Authentication-Results, RFC 8601)."""

from __future__ import annotations

import re

from backend.model.mail import Authentication, Verdict

_COMMENT = re.compile(r"\([^()]*\)")
_RESULT = re.compile(r"(?:^|[;\s])(spf|dkim|dmarc)\s*=\s*([a-z]+)", re.IGNORECASE)

#: RFC 8601, 2.7: results that say "not this sender"; the others (none, neutral, policy, temperror, ...) say nothing.
_VERDICTS = {"pass": Verdict.PASS, "bestguesspass": Verdict.PASS, "fail": Verdict.FAIL, "softfail": Verdict.FAIL, "hardfail": Verdict.FAIL}


def parse(topmost: str) -> Authentication:
    """The verdicts of one header value.

    Give it the topmost field only: the receiving server adds its own above all others, and what stands below may have been
    written by the sender (RFC 8601, 7.1).
    """
    bare = topmost
    while (shorter := _COMMENT.sub("", bare)) != bare:
        bare = shorter
    found: dict[str, Verdict] = {}
    for method, result in _RESULT.findall(bare):
        verdict = _VERDICTS.get(result.lower(), Verdict.NONE)
        # A message may carry several signatures: one that passes is enough (RFC 6376, 6.1).
        if verdict is Verdict.PASS or method.lower() not in found:
            found[method.lower()] = verdict
    return Authentication(**found)
