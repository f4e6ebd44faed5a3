"""What a sentence means that speaks of certain things together: the points it gives to an intent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from backend.model.trade import Intent

#: Points | the concepts a sentence speaks of, and with `!` those it does not. Every rule that holds gives its points.
_RULES = {
    Intent.BANK_DETAILS_CHANGE: "6 BANK CHANGE | 6 BANK NEW | 6 OLD_ACCOUNT BANK | 4 OLD_ACCOUNT PAY",
    Intent.ORDER_CANCELLATION: """
        5 CANCEL ORDER !LINE !INVOICE !BULK | 1 CANCEL OUR_ORDER !LINE | 3 CANCEL !LINE !INVOICE !ORDER !CREDIT !BULK !CHANGE | 4
        NOT_NEEDED | 2 NOT_NEEDED ORDER | 1 CANCEL WHOLE
        """,
    Intent.ORDER_CHANGE: """
        7 CANCEL LINE !INVOICE | 4 CHANGE ORDER !INVOICE !BANK !PROBLEM | 1 CHANGE OUR_ORDER !INVOICE | 3 CHANGE PART !INVOICE !PRICE
        !PROBLEM | 3 CHANGE GOODS !INVOICE !PROBLEM | 5 CHANGE LINE !INVOICE | 5 MOVE GOODS | 5 MOVE ORDER | 2 MOVE | 5 ADD ORDER | 4 ADD
        GOODS | 5 ADD LINE | 1 CHANGE !INVOICE !BANK !PROBLEM
        """,
    Intent.ORDER_STATUS_INQUIRY: """
        4 STATUS ORDER !WILL_DELIVER !SHIPPED !CONFIRM_SENT !INVOICE !PAY | 4 STATUS GOODS !WILL_DELIVER !SHIPPED !PAY | 3 WHEN GOODS !PAY
        !WILL_DELIVER !CONFIRM_SENT | 3 WHEN ORDER !PAY !INVOICE !WILL_DELIVER !CONFIRM_SENT | 2 WHEN GOODS QUESTION !PAY | 4 NOT_YET
        GOODS !INVOICE !PAY | 5 NOT_YET ORDER !INVOICE !PAY | 5 OVERDUE GOODS !INVOICE !PAY !DELIVERED_WRONG | 2 STATUS QUESTION !PAY
        !INVOICE | 3 QUESTION GOODS !PLACE !CHANGE !ADD !MOVE !PAY !PRICE !QUOTE !PROBLEM !INVOICE | 2 QUESTION ORDER !PLACE !CHANGE !ADD
        !MOVE !PAY !INVOICE !CANCEL | 1 STATUS !PAY !INVOICE !SHIPPED !WILL_DELIVER
        """,
    Intent.ORDER_CONFIRMATION: """
        6 CONFIRM_SENT !CONFIRM_ASKED !NOT_YET !OUR_ORDER !QUESTION | 4 YOUR_ORDER WILL_DELIVER | 3 WILL_DELIVER !QUESTION !SHIPPED !AUTO
        | 2 YOUR_ORDER ATTACHED | 1 CONFIRM_SENT !NOT_YET
        """,
    Intent.PAYMENT_STATUS_INQUIRY: """
        4 ASKS_PAYMENT !PAY_ASKED | 4 WHEN PAY !PAY_ASKED !OVERDUE | 4 STATUS PAY !PAY_ASKED | 4 STATUS INVOICE !OVERDUE | 2 ASKS_PAYMENT
        QUESTION | 4 NOT_YET PAY QUESTION | 2 OUR_INVOICE QUESTION | 3 WHEN INVOICE QUESTION
        """,
    Intent.DISPUTE: """
        4 PROBLEM !ATTACHED_CREDIT !CONDITION | 2 PROBLEM INVOICE !ATTACHED_CREDIT !CONDITION | 4 INVOICE CORRECT REQUEST !ATTACHED | 4
        YOUR_INVOICE CORRECT !ATTACHED | 2 PROBLEM GOODS !CONDITION | 1 PROBLEM ORDER | 5 CREDIT_ASKED !ATTACHED_CREDIT | 2 PROBLEM
        YOUR_INVOICE | 2 PROBLEM PRICE | 2 PROBLEM PART | 3 NOT_YET CREDIT
        """,
    Intent.PAYMENT_REMINDER: """
        6 OVERDUE INVOICE !BANK !PROBLEM !PAID !ASKS_PAYMENT | 4 OVERDUE PAY !BANK !PROBLEM !PAID !GOODS !ASKS_PAYMENT | 3 OVERDUE !BANK
        !CREDIT !PROBLEM !PAID !GOODS !ORDER | 4 PAY_ASKED !PROBLEM !BANK | 2 PAY_ASKED OVERDUE | 3 NOT_YET PAY !QUESTION !PAID !CREDIT
        """,
    Intent.REMITTANCE_ADVICE: "6 PAID !QUESTION !NOT_YET !PROBLEM !OLD_ACCOUNT | 1 PAID INVOICE !QUESTION"
    " | 3 PAID ATTACHED !QUESTION !NOT_YET"
    " | 4 DONE PAY !QUESTION !NOT_YET !OVERDUE !REQUEST !BANK !ATTACHED_CREDIT !PROBLEM",
    Intent.CREDIT_NOTE: "7 CREDIT ATTACHED !QUESTION !CREDIT_REQUEST"
    " | 3 CREDIT !CREDIT_ASKED !NOT_YET !QUESTION !PROBLEM | 2 ATTACHED_CREDIT",
    Intent.INVOICE: """
        4 INVOICE ATTACHED !QUESTION !CREDIT !PROBLEM | 3 INVOICE AUTO | 1 INVOICE !CREDIT !QUESTION | 3 YOUR_INVOICE ATTACHED !QUESTION |
        2 INVOICE NEW !BANK
        """,
    Intent.ORDER: """
        4 PLACE !QUOTE_ASKED !HOW_MUCH !NOT_YET !MOVE | 4 OUR_ORDER ATTACHED !NOT_YET !STATUS !CHANGE | 6 ACCEPT QUOTE | 4 ACCEPT | 3
        ORDER ATTACHED !CONFIRM_SENT !INVOICE !CREDIT !CHANGE !QUOTE !NEW_PRICES | 1 ORDER !INVOICE | 1 PLACE ORDER | 2 REQUEST GOODS
        ATTACHED
        """,
    Intent.QUOTE_REQUEST: """
        5 QUOTE_ASKED !ACCEPT !OUR_QUOTE | 3 QUOTE REQUEST !ACCEPT !OUR_QUOTE !PLACE | 5 HOW_MUCH !ACCEPT !OUR_QUOTE | 1 QUOTE !ACCEPT
        !OUR_QUOTE | 2 QUOTE QUESTION !ACCEPT !OUR_QUOTE | 1 PRICE QUESTION
        """,
    Intent.OTHER: """
        5 BULK | 8 AWAY | 8 BOUNCE | 8 JOB | 8 SCAM !OVERDUE | 5 MEETING !ORDER !INVOICE !GOODS !QUOTE !PAY | 5 INFO !ORDER !QUOTE !PRICE
        !PROBLEM | 6 NEW_PRICES !QUOTE_ASKED | 4 OUR_QUOTE QUOTE !ACCEPT !QUOTE_ASKED | 5 QUOTE ATTACHED !ACCEPT !QUOTE_ASKED !PLACE | 3
        OUR_QUOTE !ACCEPT | 4 SHIPPED !QUESTION !NOT_YET | 6 COURTESY !PROBLEM
        """,
}


@dataclass(frozen=True)
class Rule:
    """Points for an intent when a sentence speaks of all `needed` and of nothing in `unless`."""

    intent: Intent
    points: int
    needed: frozenset[str]
    unless: frozenset[str]

    def holds(self, concepts: frozenset[str]) -> bool:
        """Whether it holds for a sentence that speaks of those concepts."""
        return self.needed <= concepts and not self.unless & concepts


@cache
def rules() -> tuple[Rule, ...]:
    """All rules."""
    return tuple(_parsed())


def _parsed() -> Iterator[Rule]:
    for intent, text in _RULES.items():
        for rule in text.split("|"):
            points, *concepts = rule.split()
            unless = frozenset(one[1:] for one in concepts if one.startswith("!"))
            yield Rule(intent, int(points), frozenset(one for one in concepts if not one.startswith("!")), unless)
