"""The staff's door: home, requests, orders, dispatch, calls; files and set-up have their own lists."""

from __future__ import annotations

from django.urls import include, path

from baoxiu.web.desk import (
    assistance,
    campaigns,
    complaints,
    contacts,
    delays,
    dispatching,
    durations,
    followups,
    home,
    letters_in,
    news,
    planned,
    quality,
    registers,
    remarks,
    satisfaction,
    search,
)
from baoxiu.web.desk.board import deciding, leading, managing
from baoxiu.web.desk.board import views as board
from baoxiu.web.desk.exports import views as exports
from baoxiu.web.desk.orders import page as order
from baoxiu.web.desk.orders import printed, windows
from baoxiu.web.desk.orders import queue as orders
from baoxiu.web.desk.orders.sheet import orders_sheet
from baoxiu.web.desk.queues import bulk, pulse, saved
from baoxiu.web.desk.requests import delivery, opinions, position, register
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
    path("requests/<slug:number>/assistance/", assistance.ask_on_request, name="request_assistance"),
    path("requests/<slug:number>/contact/", contacts.on_request, name="request_contact"),
    path("requests/<slug:number>/position/", position.position, name="request_position"),
    path("requests/<slug:number>/slip/", contacts.slip, name="request_slip"),
    path("requests/<slug:number>/photos/", request.attach, name="request_attach"),
    path("requests/<slug:number>/link/", request.link, name="request_link"),
    path("requests/<slug:number>/orders/", request.orders, name="request_orders"),
    *(
        path(f"requests/<slug:number>/{verb}/", request.review(verb), name=f"request_{verb}")
        for verb in FORMS
    ),
    path("requests/<slug:number>/route/<slug:verb>/", request.route, name="request_route"),
    path("requests/<slug:number>/work/<slug:verb>/", request.work, name="request_work"),
    path("opinions/<int:pk>/", opinions.opinion, name="opinion"),
    path("opinions/<int:pk>/<slug:verb>/", opinions.change, name="opinion_change"),
    path("orders/", orders.orders, name="orders"),
    path("orders.xlsx", orders_sheet, name="orders_sheet"),
    path("orders/<slug:number>/", order.order, name="order"),
    path("orders/<slug:number>/assistance/", assistance.ask_on_order, name="order_assistance"),
    path("orders/<slug:number>/contact/", contacts.on_order, name="order_contact"),
    path("orders/<slug:number>/chain/", order.chain, name="order_chain"),
    path("orders/<slug:number>/documents/<slug:code>/", printed.document, name="order_document"),
    path("orders/<slug:number>/steps/<slug:code>/", order.order_step, name="order_step"),
    path("orders/<slug:number>/windows/", windows.windows, name="order_windows"),
    path("orders/<slug:number>/quality/", quality.job, name="quality_job"),
    path("quality/", quality.quality, name="quality"),
    path("quality/<slug:day>/", quality.proof, name="quality_draw"),
    path("quality/<slug:day>/draw/", quality.draw, name="quality_drawing"),
    path("dispatch/", dispatching.board, name="dispatch"),
    path("dispatch/durations/", durations.durations, name="durations"),
    path("dispatch/board/", board.board, name="board"),
    path("dispatch/board/days.json", board.data, name="board_days"),
    path("dispatch/board/verdict/<slug:number>/", board.verdict, name="board_verdict"),
    path("dispatch/board/why/<slug:number>/", board.why, name="board_why"),
    path("dispatch/board/<slug:verb>/", board.change, name="board_change"),
    path("dispatch/capacity/", managing.capacity, name="capacity"),
    path("dispatch/fairness/", managing.fairness, name="fairness"),
    path("dispatch/leading/", leading.leading, name="leading"),
    path("dispatch/leading/<int:pk>/back/", leading.hand_back, name="hand_back"),
    path("dispatch/decisions/<int:pk>/", deciding.decision, name="decision"),
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
    path("followups/planned/", planned.planned, name="planned_contacts"),
    path("followups/visits/", planned.visits, name="sales_visits"),
    path("followups/letters-in/", letters_in.letters, name="letters_in"),
    path("followups/letters-in/<int:pk>/", letters_in.letter, name="letter_in"),
    path("followups/<int:pk>/pass_on/", followups.pass_on, name="followup_pass_on"),
    path("assistance/", assistance.listing, name="assistance"),
    path("assistance/<int:pk>/", assistance.one, name="assistance_one"),
    path("assistance/<int:pk>/<slug:verb>/", assistance.change, name="assistance_verb"),
    path("calls/", contacts.register, name="contacts"),
    path("delays/<int:pk>/", delays.delay, name="delay"),
    path("satisfaction/", satisfaction.rounds, name="satisfaction"),
    path("satisfaction/new/", satisfaction.new, name="survey_new"),
    path("satisfaction/asked/<int:pk>/", satisfaction.asked, name="survey_asked"),
    path("satisfaction/asked/<int:pk>/answer/", satisfaction.answer, name="survey_answer"),
    path("satisfaction/asked/<int:pk>/decline/", satisfaction.decline, name="survey_decline"),
    path("satisfaction/remarks/", remarks.remarks, name="remarks"),
    path("satisfaction/remarks/<slug:number>/", remarks.remark, name="remark"),
    path("satisfaction/remarks/<slug:number>/<slug:verb>/", remarks.change, name="remark_change"),
    path("satisfaction/<slug:number>/", satisfaction.survey_round, name="survey_round"),
    path("satisfaction/<slug:number>/<slug:verb>/", satisfaction.change, name="survey_round_change"),
    path("campaigns/", campaigns.campaigns, name="campaigns"),
    path("campaigns/new/", campaigns.new, name="campaign_new"),
    path("campaigns/contacts/<int:pk>/", campaigns.contact, name="campaign_contact"),
    path("campaigns/contacts/<int:pk>/<slug:verb>/", campaigns.tell_contact, name="campaign_contact_change"),
    path("campaigns/<slug:number>/", campaigns.campaign, name="campaign"),
    path("campaigns/<slug:number>/finish/", campaigns.finish, name="campaign_finish"),
    path("news/", news.listing, name="news"),
    path("news/<int:pk>/", news.one, name="news_one"),
    path("news/<int:pk>/<slug:verb>/", news.change, name="news_change"),
    path("complaints/", complaints.listing, name="complaints"),
    path("complaints/<slug:number>/send/", complaints.send, name="complaint_send"),
    path("complaints/<slug:number>/solve/", complaints.solve, name="complaint_solve"),
    path("exports/", exports.exports, name="exports"),
    path("exports/<int:pk>/", exports.export, name="export"),
    path("queues/views/<int:pk>/", saved.change, name="view_change"),
    path("queues/<slug:code>/pulse/", pulse.pulse, name="pulse"),
    path("queues/<slug:code>/bulk/", bulk.bulk, name="bulk"),
    path("queues/<slug:code>/views/", saved.keep, name="view_save"),
    *gallery.routes(),
    path("", include("baoxiu.web.desk.files.urls")),
    path("", include("baoxiu.web.desk.setup.urls")),
]
