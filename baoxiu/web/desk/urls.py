"""The staff's door: home, requests, orders, dispatch, calls; files and set-up have their own lists."""

from __future__ import annotations

from django.urls import include, path

from baoxiu.web.desk import complaints, dispatching, followups, home, quality, registers, search
from baoxiu.web.desk.orders import page as order
from baoxiu.web.desk.orders import printed
from baoxiu.web.desk.orders import queue as orders
from baoxiu.web.desk.orders.sheet import orders_sheet
from baoxiu.web.desk.queues import bulk, pulse, saved
from baoxiu.web.desk.requests import delivery, register
from baoxiu.web.desk.requests import page as request
from baoxiu.web.desk.requests import queue as requests
from baoxiu.web.desk.requests.review import FORMS
from baoxiu.web.desk.requests.sheet import requests_sheet
from baoxiu.web.shared import gallery

app_name = "desk"

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("requests/", requests.requests, name="requests"),
    path("requests.xlsx", requests_sheet, name="requests_sheet"),
    path("requests/new/", register.register, name="register"),
    path("requests/new/caller/", register.recognised, name="register_caller"),
    path("requests/new/unit/", register.unit, name="register_unit"),
    path("requests/new/faults/", register.faults, name="register_faults"),
    path("requests/new/doubles/", register.doubles, name="register_doubles"),
    path("deliveries/", delivery.deliveries, name="deliveries"),
    path("deliveries/new/", delivery.receive, name="delivery_new"),
    path("deliveries/<slug:number>/", delivery.delivery, name="delivery"),
    path("requests/<slug:number>/", request.request_page, name="request"),
    path("requests/<slug:number>/photos/", request.attach, name="request_attach"),
    path("requests/<slug:number>/link/", request.link, name="request_link"),
    path("requests/<slug:number>/orders/", request.orders, name="request_orders"),
    *(
        path(f"requests/<slug:number>/{verb}/", request.review(verb), name=f"request_{verb}")
        for verb in FORMS
    ),
    path("orders/", orders.orders, name="orders"),
    path("orders.xlsx", orders_sheet, name="orders_sheet"),
    path("orders/<slug:number>/", order.order, name="order"),
    path("orders/<slug:number>/chain/", order.chain, name="order_chain"),
    path("orders/<slug:number>/documents/<slug:code>/", printed.document, name="order_document"),
    path("orders/<slug:number>/steps/<slug:code>/", order.order_step, name="order_step"),
    path("orders/<slug:number>/quality/", quality.job, name="quality_job"),
    path("quality/", quality.quality, name="quality"),
    path("quality/<slug:day>/", quality.proof, name="quality_draw"),
    path("quality/<slug:day>/draw/", quality.draw, name="quality_drawing"),
    path("dispatch/", dispatching.board, name="dispatch"),
    path("dispatch/<slug:number>/", dispatching.assign, name="dispatch_assign"),
    path("followups/", followups.queue, name="followups"),
    path("followups/<int:pk>/", followups.followup, name="followup"),
    path("followups/<int:pk>/answer/", followups.answer, name="followup_answer"),
    path("followups/<int:pk>/no-answer/", followups.no_answer, name="followup_no_answer"),
    path("followups/<int:pk>/call-back/", followups.call_back, name="followup_call_back"),
    path("followups/<int:pk>/decide/", followups.decide, name="followup_decide"),
    path("followups/<int:pk>/tell/", followups.tell, name="followup_tell"),
    path("followups/calls/", registers.calls, name="call_register"),
    path("followups/letters/", registers.letters, name="letter_register"),
    path("complaints/", complaints.listing, name="complaints"),
    path("queues/views/<int:pk>/", saved.change, name="view_change"),
    path("queues/<slug:code>/pulse/", pulse.pulse, name="pulse"),
    path("queues/<slug:code>/bulk/", bulk.bulk, name="bulk"),
    path("queues/<slug:code>/views/", saved.keep, name="view_save"),
    *gallery.routes(),
    path("", include("baoxiu.web.desk.files.urls")),
    path("", include("baoxiu.web.desk.setup.urls")),
]
