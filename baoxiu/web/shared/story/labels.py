"""Labels of the codes that events carry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.accounts.roles import BUILT_IN
from baoxiu.basics.customers.models import Customer, KeyEntry, Talk
from baoxiu.basics.promises.declarations import PROMISES
from baoxiu.basics.technicians.models import Certificate
from baoxiu.core.files.models import StoredFile
from baoxiu.flow.acceptance.models import Acceptance, Claim, RecordCopy
from baoxiu.flow.campaigns.models import CONTACT
from baoxiu.flow.complaints.models import ComplaintEntry
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.documents.kinds import KINDS
from baoxiu.flow.followups.models import IncomingLetter, SalesVisit
from baoxiu.flow.inspection.models import ReRepair, Rework
from baoxiu.flow.intake.models import ContactEntry, RepairRequest
from baoxiu.flow.intake.reasons import REFUSALS
from baoxiu.flow.repairs.models import ChangeRequest, Consent, ExchangeRoute
from baoxiu.flow.satisfaction.models import Remark, SurveyAsk
from baoxiu.flow.settlement.models import Payment
from baoxiu.flow.visits.models import NoAccess
from baoxiu.flow.warranty.models import Verdict

REQUEST_FIELDS: Mapping[str, object] = {
    "contact_name": _("name"),
    "phone": _("phone number"),
    "family": _("product"),
    "fault_text": _("description of the fault"),
    "division_code": _("district"),
    "address": _("address"),
    "email": _("mail address"),
    "brand": _("brand"),
    "model_text": _("model"),
    "serial": _("serial number"),
    "purchased_on": _("day of purchase"),
    "voucher_number": _("invoice or warranty card number"),
    "fault": _("kind of fault"),
    "fault_since": _("since when"),
    "wish": _("when a visit would suit"),
    "photos": _("photos"),
    "proof": _("proof of purchase"),
}
"""Fields of a request as the reviewer asks for them and as the customer reads it."""

CAUSES: Mapping[str, object] = {
    "material_defect": _("defect of material"),
    "process_defect": _("defect of workmanship"),
    "normal_use_failure": _("failure in normal use"),
    "misuse": _("misuse"),
    "unauthorised_repair": _("opened or repaired by others"),
    "against_manual": _("used against the manual"),
    "abuse": _("intent or carelessness"),
    "natural_disaster": _("natural disaster"),
    "not_a_fault": _("no fault"),
    "unknown": _("not known yet"),
}
SEVERITIES: Mapping[str, object] = {
    "1": _("minor"),
    "2": _("ordinary"),
    "3": _("severe"),
    "4": _("endangers people"),
}
PURPOSES: Mapping[str, object] = {
    StoredFile.Purpose.FAULT_PHOTO: _("Photo of the fault"),
    StoredFile.Purpose.PROOF: _("Proof of purchase"),
    StoredFile.Purpose.VISIT_PHOTO: _("Photo of the visit"),
    StoredFile.Purpose.REPAIR_PHOTO: _("Photo of the repair"),
    StoredFile.Purpose.SIGNATURE: _("Signature"),
    StoredFile.Purpose.CERTIFICATE: _("Certificate"),
}
FORMS: Mapping[str, object] = {
    "visit_ready": _("Before setting out"),
    "height_ready": _("Safety of work at height"),
    "visit_start": _("On arrival"),
    "visit_end": _("Before leaving"),
    "wear_check": _("Worn parts"),
    "handover": _("Handover slip"),
    "self_check": _("Self-check"),
    "final_inspection": _("Final inspection"),
    "sample_inspection": _("Sample inspection"),
    "followup": _("Follow-up call"),
    "followup_second": _("Second follow-up call"),
    "followup_regular": _("Regular call"),
}

LABELS: Mapping[str, Mapping[str, object]] = {
    "channel": dict(RepairRequest.Channel.choices),
    "severity": SEVERITIES,
    "missing": REQUEST_FIELDS,
    "fields": REQUEST_FIELDS,
    "reason_code": REFUSALS,
    "purpose": PURPOSES,
    "stage": dict(Verdict.Stage.choices),
    "result": dict(Verdict.Result.choices),
    "cause": CAUSES,
    "finding": {
        "repairable": _("can be repaired"),
        "not_repairable": _("cannot be repaired"),
        "too_dear": _("repair would cost too much"),
    },
    "confirmation": {
        "signature": _("confirmed by the signature"),
        "exception": _("confirmed by a recorded exception"),
        "handed_back": _("product returned"),
        "phone": _("confirmed by phone"),
        "archive": _("taken over from an archive"),
    },
    "how": dict(Assignment.How.choices),
    "exchange_ground": dict(ExchangeRoute.Ground.choices),
    "copy_way": dict(RecordCopy.Way.choices),
    "door": dict(NoAccess.Reason.choices),
    "exception": dict(Acceptance.Unsigned.choices),
    "ground": dict(Rework.Ground.choices),
    "back": {
        "rework": _("rework, before the handover"),
        "re_repair": _("re-repair, after the handover"),
    },
    "responsibility": dict(ReRepair.Responsibility.choices),
    "way": dict(Consent.Way.choices),
    "change": dict(ChangeRequest.Kind.choices),
    "wish": dict(Claim.Wish.choices),
    "relation": dict(Acceptance.Relation.choices),
    "method": dict(Payment.Method.choices),
    "contact_way": dict(ContactEntry.Way.choices),
    "topic": dict(ContactEntry.Topic.choices),
    "source": dict(ComplaintEntry.Source.choices),
    "promise": {code: kind.label for code, kind in PROMISES.items()},
    "form": FORMS,
    "certificate": dict(Certificate.Kind.choices),
    "contentment": {
        "satisfied": _("content"),
        "neutral": _("neither nor"),
        "dissatisfied": _("not content"),
        "unknown": _("no opinion"),
    },
    "answered_way": dict(SurveyAsk.Way.choices),
    "remark_kind": dict(Remark.Kind.choices),
    "old_class": dict(Customer.Class.choices),
    "new_class": dict(Customer.Class.choices),
    "talk_kind": dict(Talk.Kind.choices),
    "basis": dict(KeyEntry.Basis.choices),
    "call": dict(CONTACT.choices),
    "role": {},
    "document": {kind.code: kind.name for kind in KINDS},
    "visit_quality": dict(SalesVisit.Quality.choices),
    "letter_topic": dict(IncomingLetter.Topic.choices),
}


def label_of(key: str, code: Any) -> str:
    """The label of a code; a code nobody knows reads as itself."""
    if key == "role":
        return _role(str(code))
    return str(LABELS[key].get(str(code), code))


def labels_of(key: str, codes: Iterable[Any]) -> str:
    """Several codes in a row."""
    known = {code: _role(str(code)) for code in codes} if key == "roles" else LABELS.get(key, {})
    comma = ", " if get_language() == "en" else "、"
    return comma.join(str(known.get(str(code), code)) for code in codes)


def _role(code: str) -> str:
    found = next((role for role in BUILT_IN if role.code == code), None)
    if found is None:
        return code
    return found.name_en if get_language() == "en" else found.name
