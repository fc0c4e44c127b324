"""What a duty can grant over units, positions, staff, tenures and shares.

A capability without a model or page is declared only: its screen does not exist yet.
"""

from __future__ import annotations

from apps.core.capabilities import CapabilityEnum

ORG_UNIT = "org.OrgUnit"
POSITION = "org.Position"
POSITION_REVISION = "org.PositionRevision"
STAFF = "org.Staff"
TENURE = "org.Tenure"
AT_STAFF = "org:staff"
AT_TENURES = "org:tenures"


class Perm(CapabilityEnum):
    """The capabilities of this app, grouped by the model whose rows they reach."""

    VIEW_ORGUNIT = (
        "org.view_orgunit",
        "查看组织图",
        "View the organisation chart",
        ORG_UNIT,
        "org:chart",
    )
    CHANGE_ORGUNIT = (
        "org.change_orgunit",
        "维护组织单元",
        "Maintain organisation units",
        ORG_UNIT,
        "admin:org_orgunit_changelist",
    )
    ADD_STORE = (
        "org.add_store",
        "开设门店",
        "Open stores",
        ORG_UNIT,
        "admin:org_orgunit_open",
    )

    VIEW_POSITION = (
        "org.view_position",
        "查看岗位说明书",
        "View position sheets",
        POSITION,
        "org:position",
    )
    ROLLOUT_POSITION = (
        "org.rollout_position",
        "推广标准岗位",
        "Roll out standard positions",
        POSITION,
        "admin:org_positionrevision_rollout",
    )

    DRAFT_POSITIONREVISION = (
        "org.draft_positionrevision",
        "起草岗位文件",
        "Draft position revisions",
        POSITION_REVISION,
        "admin:org_positionrevision_changelist",
    )
    REVIEW_POSITIONREVISION = (
        "org.review_positionrevision",
        "审核岗位文件",
        "Review position revisions",
        POSITION_REVISION,
        "admin:org_positionrevision_changelist",
    )
    APPROVE_POSITIONREVISION = (
        "org.approve_positionrevision",
        "批准岗位文件",
        "Approve position revisions",
        POSITION_REVISION,
        "admin:org_positionrevision_changelist",
    )

    VIEW_STAFF = "org.view_staff", "查看人员", "View staff", STAFF, AT_STAFF
    CHANGE_STAFF = (
        "org.change_staff",
        "维护人员信息",
        "Maintain staff",
        STAFF,
        "admin:org_staff_changelist",
    )
    ADD_ACCOUNT = "org.add_account", "开通登录账号", "Open login accounts", STAFF, AT_STAFF

    VIEW_TENURE = "org.view_tenure", "查看任职", "View tenures", TENURE, AT_TENURES
    PROPOSE_TENURE = "org.propose_tenure", "提名任职", "Propose tenures", TENURE, AT_TENURES
    APPROVE_TENURE = "org.approve_tenure", "批准任职", "Approve tenures", TENURE, AT_TENURES
    END_TENURE = "org.end_tenure", "提前结束任职", "End tenures early", TENURE, AT_TENURES
    RECORD_ABSENCE = (
        "org.record_absence",
        "登记缺勤",
        "Record absences",
        "org.Absence",
        "org:absences",
    )

    VIEW_ROSTER = "org.view_roster", "查看排班", "View the roster", "org.Shift", "org:roster"
    CHANGE_ROSTER = "org.change_roster", "安排排班", "Plan the roster", "org.Shift", "org:roster"
    CHANGE_SKILL = (
        "org.change_skill",
        "维护技能与证件",
        "Maintain skills and permits",
        "org.StaffSkill",
        "org:skills",
    )

    CHANGE_STATION = (
        "org.change_station",
        "登记公用电脑与大屏",
        "Enrol shared computers and screens",
        "org.Station",
        "org:stations",
    )

    SHARE_OBJECT = "org.share_object", "临时分享单据", "Share a document for a time", "org.Share"

    VIEW_OUTLET = "org.view_outlet", "查看网点档案", "View outlets"
    CHANGE_OUTLET = "org.change_outlet", "维护网点档案与考核", "Maintain outlets"
    VIEW_AUDIT = (
        "org.view_audit",
        "查看审计与导出记录",
        "View audit and export records",
        STAFF,
        "org:audit",
        True,
    )
