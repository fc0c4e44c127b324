"""The site and one more page: a slow form, to try the frame on."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.template import engines
from django.urls import path

from aftersales.urls import handler400, handler403, handler404
from aftersales.urls import urlpatterns as site
from apps.core.forms import ServiceForm
from apps.core.policy import signed_in

if TYPE_CHECKING:
    from apps.core.requests import Request

__all__ = ["handler400", "handler403", "handler404", "received", "urlpatterns"]
received: list[str] = []

SOURCE = """{% extends "base.html" %}{% load ui %}{% block title %}试用{% endblock %}
{% block body %}<main id="main" tabindex="-1">
<header class="page-head"><div class="page-head-title"><h1>试用</h1></div>
<div class="page-head-actions">
<a class="btn" href="/sample/" data-key="n">新工单</a>
<button class="btn btn-primary" type="submit" form="sample">保存</button></div></header>
<form id="sample" method="post" action="/sample/" enctype="multipart/form-data" novalidate>
{% form_keys form %}<div class="form-grid">{% field form.words %}{% field form.photo %}</div></form>
<a href="/sample/broken/">坏页</a> <a href="/sample/plain/">别处</a></main>{% endblock %}"""


class Sample(ServiceForm):
    """Words that may not be empty, and a picture."""

    words = forms.CharField(label="客户原话")
    photo = forms.FileField(label="照片", required=False)


@signed_in("a page of the tests")
def sample(request: Request) -> HttpResponse:
    """The form; saving takes a third of a second."""
    form = Sample(request.POST or None, request.FILES or None, access=request.access)
    if request.method == "POST":
        time.sleep(0.3)
        received.append(request.POST.get("words", ""))
        if form.is_valid():
            return HttpResponseRedirect("/sample/?saved=1", status=303)
    body = engines["django"].from_string(SOURCE).render({"form": form}, request)
    return HttpResponse(body, status=422 if form.is_bound else 200)


@signed_in("a page of the tests")
def broken(request: Request) -> HttpResponse:
    """What a fault inside looks like."""
    return HttpResponse("Server Error", status=500)


@signed_in("a page of the tests")
def plain(request: Request) -> HttpResponse:
    """A page outside the frame, like a print."""
    return HttpResponse('<!doctype html><link rel="icon" href="data:,"><h1>纸</h1>')


urlpatterns = [
    *site,
    path("sample/", sample),
    path("sample/broken/", broken),
    path("sample/plain/", plain),
]
