"""Forms of a car's stay: people, words, custody, what was missing, reminders."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.forms import ReachChoiceField, ServiceForm
from apps.customers.models import Vehicle, VehicleModel
from apps.customers.permissions import Perm as CustomersPerm
from apps.customers.services import MOST_KM
from apps.workorders.choices import WorkClass
from apps.workorders.forms.desk import KeysField, PhotosField
from apps.workorders.models import CustodyItem, ProvisionalIntake, StorageNotice, Visit, VisitPerson
from apps.workorders.services.people import BRINGER, OTHER, OWNER, Chosen

WHO = [(OWNER, _("车主本人")), (BRINGER, _("送修人")), (OTHER, _("其他人"))]


class PlaceForm(ServiceForm):
    """Key tag and parking spot."""

    key_tag = forms.CharField(label=_("钥匙号"), required=False, max_length=20)
    parking_spot = forms.CharField(label=_("车位"), required=False, max_length=20)


class SignForm(ServiceForm):
    """The signature that was missing."""

    signature = forms.CharField(widget=forms.HiddenInput, required=False)
    signed_on_paper = forms.BooleanField(label=_("客户已在纸上签字"), required=False)


class ReadingForm(ServiceForm):
    """The reading that could not be taken."""

    odometer_km = forms.IntegerField(label=_("里程"), min_value=0, max_value=MOST_KM)
    rollback_reason = forms.CharField(label=_("里程减少原因"), required=False, max_length=120)


class ConsentForm(ServiceForm):
    """How the owner agreed, and where that is kept."""

    consent = forms.ChoiceField(label=_("车主同意方式"), choices=ProvisionalIntake.Consent.choices)
    consent_note = forms.CharField(
        label=_("录音编号、链接或签字人"), max_length=120, help_text=_("写明与谁、何时、说了什么。")
    )


class StatementForm(ServiceForm):
    """One thing the customer said."""

    text = forms.CharField(
        label=_("客户原话"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class RemoveForm(ServiceForm):
    """Taking one thing off."""


class CustodyForm(ServiceForm):
    """A thing taken into keeping."""

    kind = forms.ChoiceField(label=_("类别"), choices=CustodyItem.Kind.choices)
    what = forms.CharField(label=_("物品"), max_length=120)
    quantity = forms.IntegerField(label=_("数量"), min_value=1, max_value=99, initial=1)
    location = forms.CharField(label=_("存放位置"), max_length=40)
    received_from = forms.CharField(label=_("交来人"), max_length=40)
    tag = forms.CharField(
        label=_("标签号"), required=False, max_length=32, help_text=_("留空自动编号。")
    )
    note = forms.CharField(label=_("说明"), required=False, max_length=120)


class ReturnForm(ServiceForm):
    """Who took a thing back, with a signature where there is one."""

    returned_to = forms.CharField(label=_("领取人"), max_length=40)
    signature = forms.CharField(widget=forms.HiddenInput, required=False)


class MoveForm(ServiceForm):
    """Where a thing lies now."""

    location = forms.CharField(label=_("存放位置"), max_length=40)


class NoticeForm(ServiceForm):
    """What is sent to an owner who does not come."""

    kind = forms.ChoiceField(label=_("通知"), choices=StorageNotice.Kind.choices)
    sent_to = forms.CharField(label=_("收件人"), max_length=40)
    text = forms.CharField(
        label=_("内容"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )


class PeopleForm(ServiceForm):
    """Bringer, authoriser and payer of a stay; a phone left empty stays as it was."""

    sender_name = forms.CharField(label=_("送修人"), required=False, max_length=40)
    sender_phone = forms.CharField(label=_("送修人电话"), required=False, max_length=20)

    def __init__(self, *args: Any, visit: Visit, **kwargs: Any) -> None:
        super().__init__(*args, version=visit.version, **kwargs)
        self.visit = visit
        self.initial.setdefault("sender_name", visit.sender_name)
        there = {person.role: person for person in visit.people.all()}
        for role, label in VisitPerson.Role.choices:
            self._ask(role, label, there.get(role))

    def _ask(self, role: str, label: Any, person: VisitPerson | None) -> None:
        same = person is not None and person.name == self.visit.sender_name
        who = OWNER if person is None else BRINGER if same else OTHER
        self.fields[role] = forms.ChoiceField(label=label, choices=WHO, initial=who)
        facts = {"name": (_("姓名"), 80), "phone": (_("电话"), 20), "relation": (_("关系"), 20)}
        for name, (words, longest) in facts.items():
            self.fields[f"{role}_{name}"] = forms.CharField(
                label=words,
                required=False,
                max_length=longest,
                initial=getattr(person, name, "") if who == OTHER and name != "phone" else "",
            )

    def rows(self) -> list[list[forms.BoundField]]:
        """The fields of each part: who, name, phone, relation."""
        parts = ("", "_name", "_phone", "_relation")
        return [[self[f"{role}{part}"] for part in parts] for role in VisitPerson.Role.values]

    @property
    def values(self) -> dict[str, Any]:
        """What the service takes; the phone of the same person stays where none was typed."""
        given = super().values
        kept = {(p.role, p.name): p.phone for p in self.visit.people.all()}
        same = given["sender_name"] == self.visit.sender_name
        phone = given["sender_phone"] or (self.visit.sender_phone if same else "")
        people = {
            role: Chosen(
                given[role],
                given[f"{role}_name"],
                given[f"{role}_phone"] or kept.get((role, given[f"{role}_name"]), ""),
                given[f"{role}_relation"],
            )
            for role in VisitPerson.Role.values
        }
        return {"sender_name": given["sender_name"], "sender_phone": phone, "people": people}


class IntakeForm(ServiceForm):
    """A car that comes without its owner: who brought it comes first, the rest may be missing."""

    why = forms.ChoiceField(label=_("来店情形"), choices=ProvisionalIntake.Why.choices)
    brought_by = forms.CharField(label=_("送来人"), max_length=40)
    brought_phone = forms.CharField(label=_("送来人电话"), required=False, max_length=20)
    from_where = forms.CharField(label=_("来自何处"), required=False, max_length=80)
    hold_number = forms.CharField(label=_("扣车单号"), required=False, max_length=40)
    work_class = forms.ChoiceField(
        label=_("来店目的"), choices=WorkClass.choices, initial=WorkClass.ACCIDENT
    )
    said = forms.CharField(
        label=_("送来人或车主怎么说"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    plate_no = forms.CharField(label=_("车牌"), required=False, max_length=20)
    plate_confirmed = forms.BooleanField(label=_("车牌已核对"), required=False)
    name = forms.CharField(label=_("车主姓名"), required=False, max_length=80)
    phone = forms.CharField(label=_("车主电话"), required=False, max_length=20)
    model = ReachChoiceField(
        VehicleModel.objects.filter(active=True),
        perm=CustomersPerm.VIEW_CUSTOMER,
        label=_("车型"),
        required=False,
        empty_label=_("待核"),
    )
    odometer_km = forms.IntegerField(
        label=_("里程"),
        required=False,
        min_value=0,
        max_value=MOST_KM,
        help_text=_("读不到就留空。"),
    )
    rollback_reason = forms.CharField(label=_("里程减少原因"), required=False, max_length=120)
    key_tag = forms.CharField(label=_("钥匙号"), required=False, max_length=20)
    key_place = forms.CharField(
        label=_("钥匙存放位置"),
        required=False,
        max_length=40,
        help_text=_("例如夜间投递箱 2 号格。"),
    )
    keys_note = forms.CharField(label=_("钥匙情况"), required=False, max_length=80)
    parking_spot = forms.CharField(label=_("车位"), required=False, max_length=20)
    photos = PhotosField(label=_("照片"), required=False)
    car_photos = KeysField(required=False, initial=list)
    again = forms.BooleanField(label=_("确认另开一次进店"), required=False)

    UNKNOWN = ("plate_no", "plate_confirmed", "name", "phone", "model")

    def __init__(self, *args: Any, vehicle: Vehicle | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vehicle = vehicle
        self.fields["photos"].widget.attrs["accept"] = "image/*"
        if vehicle is not None:
            for name in self.UNKNOWN:
                self.fields.pop(name)

    @property
    def values(self) -> dict[str, Any]:
        """What the service takes: an unknown car's facts apart from the rest."""
        given = dict(super().values)
        unknown = {name: given.pop(name) for name in self.UNKNOWN if name in given}
        return {**given, "vehicle": self.vehicle, "unknown": unknown or None}
