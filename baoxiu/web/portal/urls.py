"""Addresses of the customer's pages."""

from __future__ import annotations

from django.urls import path

from baoxiu.web.portal.views import (
    acceptance,
    case,
    complaint,
    documents,
    home,
    prices,
    publications,
    quote,
    rating,
    report,
    slots,
    supplement,
    survey,
    technician,
    warranty,
)

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("find/", home.find, name="find"),
    path("report/", report.product, name="report"),
    path("report/where/", report.place, name="report_place"),
    path("report/check/", report.check, name="report_check"),
    path("report/photos/<str:name>/", report.photo, name="report_photo"),
    path("report/clear/", report.clear, name="report_clear"),
    path("r/<str:token>/", case.case, name="case"),
    path("r/<str:token>/watch/", case.watch, name="watch"),
    path("r/<str:token>/received/", case.received, name="received"),
    path("r/<str:token>/photos/", case.add_photos, name="add_photos"),
    path("r/<str:token>/withdraw/", case.withdraw, name="withdraw"),
    path("r/<str:token>/visit/", case.visit, name="visit"),
    path("r/<str:token>/visit/time/", slots.choose, name="choose_time"),
    path("r/<str:token>/supplement/", supplement.supplement, name="supplement"),
    path("r/<str:token>/quote/<int:version>/", quote.quote, name="quote"),
    path("r/<str:token>/acceptance/", acceptance.sheet, name="acceptance"),
    path("r/<str:token>/rate/", rating.rate, name="rate"),
    path("r/<str:token>/survey/", survey.survey, name="survey"),
    path("r/<str:token>/complain/", complaint.complain, name="complain"),
    path("r/<str:token>/documents/<slug:code>/", documents.document, name="document"),
    path("v/<str:code>/", documents.verify, name="verify_document"),
    path("prices/", prices.prices, name="prices"),
    path("warranty/", warranty.warranty, name="warranty"),
    path("promise/", publications.promise, name="promise"),
    path("defects/", publications.defects, name="defects"),
    path("t/", technician.ask, name="verify_ask"),
    path("t/<str:number>/", technician.verify, name="verify"),
]
