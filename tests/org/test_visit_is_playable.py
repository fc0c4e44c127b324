"""Every step of one visit is somebody's duty: the position named may do it as widely as needed."""

from __future__ import annotations

import pytest

from apps.org.catalogue import SCOPES, Catalogue

VISIT = {
    "find and create the car": (
        "service_advisor",
        "store",
        "customers.view_customer customers.add_customer customers.change_customer"
        " customers.view_contact customers.view_vehiclehistory",
    ),
    "check in and open the order": (
        "service_advisor",
        "store",
        "workorders.add_checkin workorders.add_workorder parts.view_stock parts.request_part",
    ),
    "price, promise and authorise": (
        "service_advisor",
        "own",
        "workorders.change_workorder workorders.set_promisedtime workorders.authorise_workorder"
        " workorders.give_discount workorders.comment_workorder",
    ),
    "check in at peak hours": (
        "receptionist",
        "store",
        "workorders.add_checkin customers.view_customer customers.add_customer"
        " customers.view_vehiclehistory",
    ),
    "drag to a bay and technician": (
        "dispatcher_inspector",
        "store",
        "workorders.view_dispatch_board workorders.dispatch_job workorders.view_workorder"
        " parts.view_stock",
    ),
    "work on the phone": (
        "technician",
        "own",
        "workorders.view_job workorders.confirm_job workorders.clock_job workorders.hold_job"
        " workorders.add_finding workorders.self_check_job parts.request_part"
        " parts.return_to_stock",
    ),
    "record the answer for a colleague": ("service_advisor", "unit", "workorders.decide_finding"),
    "reserve, issue, receive": (
        "parts_keeper",
        "store",
        "parts.reserve_part parts.issue_part parts.return_to_stock parts.receive_part"
        " parts.receive_direct parts.view_stock workorders.view_job",
    ),
    "check in the team": (
        "team_leader",
        "team",
        "workorders.view_job workorders.leader_check_job workorders.view_inspection",
    ),
    "inspect": (
        "dispatcher_inspector",
        "store",
        "workorders.inspect_job workorders.view_inspection workorders.view_job",
    ),
    "prepare and release for a colleague": (
        "service_advisor",
        "unit",
        "workorders.prepare_settlement workorders.release_vehicle",
    ),
    "settle and check at the gate": (
        "cashier",
        "store",
        "workorders.settle_workorder workorders.take_payment workorders.view_payment"
        " workorders.view_workorder workorders.check_gatepass workorders.view_receivable",
    ),
    "judge, submit and answer the claim": (
        "warranty_appraiser",
        "store",
        "warranty.view_claim warranty.change_claim warranty.judge_claim warranty.submit_claim"
        " warranty.record_response workorders.view_workorder customers.view_vehiclehistory",
    ),
    "review the claim": ("front_desk_supervisor", "store", "warranty.review_claim"),
    "approve the claim beyond the limit": ("service_manager", "store", "warranty.approve_claim"),
    "call back and open a complaint": (
        "care_agent",
        "store",
        "care.perform_callback care.add_complaint care.contact_complaint customers.view_contact"
        " customers.view_customer workorders.view_workorder",
    ),
    "close the complaint": (
        "customer_care_supervisor",
        "store",
        "care.change_complaint care.close_complaint care.assign_callback customers.view_contact",
    ),
    "read the dashboard and its rows": (
        "service_manager",
        "unit",
        "kpi.view_dashboard workorders.view_workorder warranty.view_claim care.view_callback"
        " care.view_complaint parts.view_stock",
    ),
}


@pytest.mark.parametrize("step", VISIT)
def test_step_of_the_visit_is_somebodys_duty(catalogue: Catalogue, step: str) -> None:
    position, scope, capabilities = VISIT[step]
    held = {
        grant.capability
        for grant in catalogue.position(position).grants()
        if SCOPES.index(grant.scope) >= SCOPES.index(scope) and not grant.rows
    }
    assert set(capabilities.split()) - held == set()


def test_nobody_of_the_workshop_sees_money_or_contact(catalogue: Catalogue) -> None:
    shut = {"workorders.view_payment", "customers.view_contact", "parts.view_cost"}
    for code in ("technician", "team_leader", "dispatcher_inspector", "tool_keeper"):
        held = {g.capability for g in catalogue.position(code).grants()}
        assert held & shut == set()
