"""The mapping table: administrators make its rules, try them on a case, save versions, and exchange them with a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Response

from backend.errors import BadInput, ConnectorError
from backend.model.erp_field import Choice, ErpField, Place
from backend.model.mail import Attachment
from backend.model.mapping import HEADER_SUBJECTS, LINE_SUBJECTS, Action, Condition, Effect, Mapping, Operator, Rule, operators, problem
from backend.model.sentence import Sentence, said
from backend.model.terms import Clues
from backend.model.trade import DocumentType, Order, document_type_of
from backend.model.words import FIELD_WORDS
from backend.pipeline.examination import nearby
from backend.review import for_erp, mapping_csv
from backend.store import KeptMapping
from backend.web import mapping_schemas as schemas
from backend.web.auth import current_actor, current_user, require_administrator, scope
from backend.web.files import download
from backend.web.language import language
from backend.web.routes import BINARY, Json, Routes, answer
from backend.web.views import moment
from backend.web.wiring import wired

routes = Routes("mapping", "The mapping table: which of the ERP's own fields are filled with what, and when.")

_MOST_CASES, _MOST_VERSIONS = 30, 50
#: Spreadsheets take a file for UTF-8 when it begins so.
_BYTE_ORDER_MARK = "\ufeff"
_MEDIA_TYPE = "text/csv"
_WORDS = {
    **FIELD_WORDS,
    "document_type": Sentence("type de pièce", "type of document"),
    "customer": Sentence("client", "customer"),
    "supplier": Sentence("fournisseur", "supplier"),
    "country": Sentence("pays du partenaire (code)", "partner’s country (code)"),
    "amount": Sentence("montant HT de la pièce", "amount without VAT"),
    "item": Sentence("article", "item"),
    "item_group": Sentence("famille de l’article", "item’s group"),
}
_TYPES = {
    DocumentType.ORDER: Sentence("commande client", "customer order"),
    DocumentType.INVOICE: Sentence("facture fournisseur", "supplier invoice"),
    DocumentType.CREDIT_NOTE: Sentence("avoir fournisseur", "supplier credit note"),
}
#: What the catalog calls the things that conditions name.
_KINDS = {"customer": "customers", "supplier": "suppliers", "item": "items"}
_AT = Sentence("Règle {rule} : {reason}.", "Rule {rule}: {reason}.")


@routes.get("/mapping", schemas.MappingView)
def mapping() -> Response:
    """The present rules, and what rules can be made of."""
    require_administrator()
    return _present(scope().mapping.current())


@routes.put("/mapping", schemas.MappingView, takes=schemas.MappingBody)
def save(body: Json) -> Response:
    """Post by these rules from now on, as a new version."""
    require_administrator()
    return _present(scope().mapping.put(_mapping(body["rules"]), body["version"], current_actor()))


@routes.get("/mapping/fields", schemas.ErpFieldsView)
def erp_fields() -> Response:
    """The fields of the ERP that rules can fill, asked of the ERP now."""
    require_administrator()
    try:
        found, trouble = wired().workshop.connector(current_user().organisation).fields(), ""
    except ConnectorError as error:
        found, trouble = (), said(error).in_language(language())
    return answer({"fields": [_field_view(field) for field in found], "problem": trouble})


@routes.post("/mapping/preview", schemas.PreviewView, takes=schemas.PreviewBody)
def preview(body: Json) -> Response:
    """What these rules, saved or not, would write for a case; nothing is kept."""
    require_administrator()
    case = scope().cases.get(body["case_id"])
    catalog = nearby(scope(), case, scope().mails.get(case.mail_id).mail)
    tried = for_erp(case, catalog, _mapping(body["rules"]))
    document = tried.document
    party = document.customer if isinstance(document, Order) else document.supplier
    lines = [
        {"description": line.description, "quantity": f"{line.quantity:f}", "line_amount": f"{line.line_amount:f}"}
        for line in document.lines
    ]
    return answer(
        {
            "document_type": document_type_of(document),
            "number": case.document.number() if case.document else "",
            "party": party.name,
            "lines": lines,
            "settings": [vars(one) for one in tried.settings],
            "holds": [vars(one) for one in tried.holds],
        }
    )


@routes.get("/mapping/versions", schemas.VersionsView)
def versions() -> Response:
    """Who saved which version when."""
    require_administrator()
    return answer({"versions": [_version_view(kept) for kept in scope().mapping.versions(_MOST_VERSIONS)]})


@routes.post("/mapping/versions/<int(max=999999999):number>/restore", schemas.MappingView, takes=schemas.RestoreBody)
def restore(body: Json, number: int) -> Response:
    """Post by the rules of an older version again, as a new version."""
    require_administrator()
    older = scope().mapping.get(number)
    return _present(scope().mapping.put(older.mapping, body["version"], current_actor(), older.version))


@routes.get("/mapping/file", BINARY, content_type=_MEDIA_TYPE)
def export() -> Response:
    """The present rules as a CSV file."""
    require_administrator()
    text = _BYTE_ORDER_MARK + mapping_csv.written(scope().mapping.current().mapping)
    return download(Attachment("", "mapping.csv", _MEDIA_TYPE, text.encode()))


@routes.post("/mapping/file", schemas.RulesView, takes=schemas.FileBody)
def read_file(body: Json) -> Response:
    """The rules of a CSV file, for the table; they are not saved yet. One line that is no rule, and none is taken."""
    require_administrator()
    found = mapping_csv.read(body["text"])
    return answer({"rules": _rule_views(found), "names": _names(found)})


def _present(kept: KeptMapping) -> Response:
    return answer(
        {
            "version": kept.version,
            "saved_at": moment(kept.saved_at),
            "saved_by": kept.saved_by,
            "rules": _rule_views(kept.mapping),
            "names": _names(kept.mapping),
            "subjects": list(_subject_views()),
            "cases": list(_case_views()),
        }
    )


def _mapping(rules: Iterable[Json]) -> Mapping:
    """The rules of a body; raises BadInput naming the first that cannot be applied."""
    mapping = Mapping(tuple(_rule(rule) for rule in rules))
    for number, rule in enumerate(mapping.rules, start=1):
        wrong = problem(rule)
        if wrong:
            told = _AT.filled(rule=number, reason=wrong)
            raise BadInput(told.en, told.fr)
    return mapping


def _rule(body: Json) -> Rule:
    then = body["then"]
    when = tuple(Condition(one["subject"], Operator(one["operator"]), one["value"].strip()) for one in body["when"])
    table = tuple((one["key"].strip(), one["code"].strip()) for one in then["codes"])
    return Rule(when, Effect(Action(then["action"]), then["value"].strip(), then["field"], Place(then["place"]), table))


def _rule_views(mapping: Mapping) -> list[Json]:
    return [
        {
            "when": [vars(condition) for condition in rule.when],
            "then": {
                "action": rule.then.action,
                "value": rule.then.value,
                "field": rule.then.field,
                "place": rule.then.place,
                "codes": [{"key": key, "code": code} for key, code in rule.then.table],
            },
        }
        for rule in mapping.rules
    ]


def _names(mapping: Mapping) -> dict[str, str]:
    """What the partners and items of the conditions are called, by subject and id: `customer C1`."""
    wanted = frozenset((one.subject, one.value) for rule in mapping.rules for one in rule.when)
    catalog = scope().catalog.near(Clues(ids=frozenset((_KINDS[subject], id_) for subject, id_ in wanted if subject in _KINDS)))
    known = {
        "customer": ((one.id, one.name) for one in catalog.customers),
        "supplier": ((one.id, one.name) for one in catalog.suppliers),
        "item": ((one.id, one.description) for one in catalog.items),
    }
    return {f"{subject} {id_}": name for subject, named in known.items() for id_, name in named if (subject, id_) in wanted}


def _subject_views() -> Iterable[Json]:
    types = [{"value": value, "label": label.in_language(language())} for value, label in _TYPES.items()]
    for place, names in ((Place.HEADER, HEADER_SUBJECTS), (Place.LINE, LINE_SUBJECTS)):
        for name in names:
            if place is Place.HEADER or name not in HEADER_SUBJECTS:
                choices = types if name == "document_type" else []
                label = _WORDS[name].in_language(language())
                yield {"name": name, "label": label, "place": place, "operators": list(operators(name)), "choices": choices}


def _case_views() -> Iterable[Json]:
    """The latest cases that could be posted."""
    for case in scope().cases.latest(_MOST_CASES):
        if case.document and case.document.document_type in _TYPES:
            match = case.matches.get("customer") or case.matches.get("supplier")
            party = match.best.label if match and match.best else ""
            words = (_TYPES[case.document.document_type].in_language(language()), case.document.number(), party)
            yield {"id": case.id, "label": " · ".join(filter(None, words))}


def _field_view(field: ErpField) -> Json:
    return {
        "name": field.name,
        "label": field.label.in_language(language()),
        "place": field.place,
        "document_types": list(field.document_types),
        "type": field.type,
        "choices": [_choice_view(one) for one in field.choices],
    }


def _choice_view(choice: Choice) -> Json:
    return {"value": choice.value, "label": choice.label}


def _version_view(kept: KeptMapping) -> Json:
    return {
        "version": kept.version,
        "saved_at": moment(kept.saved_at),
        "saved_by": kept.saved_by,
        "rules": len(kept.mapping.rules),
        "restored": kept.restored,
    }
