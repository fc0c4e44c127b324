"""What a duty can grant over cases, bulletins, documents and minutes.

A capability without a model or page is declared only: its screen does not exist yet.
"""

from __future__ import annotations

from apps.core.capabilities import CapabilityEnum


class Perm(CapabilityEnum):
    """The capabilities of this app, grouped by the model whose rows they reach."""

    VIEW_CASE = "knowledge.view_case", "查看维修案例", "View repair cases"
    ADD_CASE = "knowledge.add_case", "登记维修案例", "Add repair cases"
    CHANGE_CASE = "knowledge.change_case", "整理维修案例", "Edit repair cases"
    SUBMIT_CASE = "knowledge.submit_case", "上报维修案例", "Submit repair cases"
    VIEW_BULLETIN = "knowledge.view_bulletin", "阅读技术快讯", "Read bulletins"
    PUBLISH_BULLETIN = "knowledge.publish_bulletin", "发布技术快讯", "Publish bulletins"
    VIEW_DOCUMENT = "knowledge.view_document", "查看受控文件", "View controlled documents"
    ADD_DOCUMENT = "knowledge.add_document", "登记文件", "Add documents"
    CHANGE_DOCUMENT = "knowledge.change_document", "维护文件资料", "Maintain documents"
    SIGN_DOCUMENT = "knowledge.sign_document", "签收文件", "Sign for documents"
    APPROVE_DOCUMENT = "knowledge.approve_document", "审核外发文件", "Approve outgoing documents"
    VIEW_MINUTES = "knowledge.view_minutes", "查看会议纪要", "View minutes"
    ADD_MINUTES = "knowledge.add_minutes", "登记会议纪要", "Add minutes"
