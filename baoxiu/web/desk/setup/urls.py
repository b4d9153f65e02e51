"""Addresses of the set-up: people, prices, settings, calendar, notices; and everybody's own notices."""

from __future__ import annotations

from django.urls import URLPattern, path

from baoxiu.web.desk.setup import (
    calendar,
    checklists,
    inbox,
    notices,
    people,
    person,
    policies,
    prices,
    roles,
    webhook,
    webhooks,
)

urlpatterns: list[URLPattern] = [
    path("people/", people.people, name="people"),
    path("people/new/", people.create, name="person_new"),
    path("people/roles/", roles.role_table, name="roles"),
    path("people/roles/new/", roles.add, name="role_new"),
    path("people/roles/<slug:code>/", roles.role, name="role"),
    path("people/roles/<slug:code>/take_back/", roles.take_back, name="role_take_back"),
    path("people/<int:pk>/", person.person, name="person"),
    path("people/<int:pk>/<slug:verb>/", person.change, name="person_change"),
    path("prices/", prices.prices, name="prices"),
    path("prices/new/", prices.draft, name="price_new"),
    path("prices/<int:pk>/", prices.price_list, name="price_list"),
    path("prices/<int:pk>/lines/<int:line>/", prices.line, name="price_line"),
    path("prices/<int:pk>/<slug:verb>/", prices.change, name="price_change"),
    path("settings/", policies.policies, name="policies"),
    path("settings/calendar/", calendar.calendar, name="calendar"),
    path("settings/calendar/<int:year>/<slug:verb>/", calendar.change, name="calendar_change"),
    path("settings/checklists/", checklists.checklists, name="checklists"),
    path("settings/checklists/<slug:code>/", checklists.checklist, name="checklist"),
    path("settings/checklists/<slug:code>/begin/", checklists.begin, name="checklist_begin"),
    path("settings/checklists/<slug:code>/take_back/", checklists.take_back, name="checklist_take_back"),
    path("settings/checklists/<slug:code>/items/<slug:key>/", checklists.item, name="checklist_item"),
    path("settings/checklists/<slug:code>/<slug:verb>/", checklists.change, name="checklist_change"),
    path("settings/<str:key>/", policies.policy, name="policy"),
    path("settings/<str:key>/take_back/", policies.take_back, name="policy_take_back"),
    path("notices/", notices.notices, name="notices"),
    path("notices/log/", notices.notice_log, name="notice_log"),
    path("webhooks/", webhooks.webhooks, name="webhooks"),
    path("webhooks/new/", webhooks.register, name="webhook_new"),
    path("webhooks/<int:pk>/", webhook.webhook, name="webhook"),
    path("webhooks/<int:pk>/<slug:verb>/", webhook.change, name="webhook_change"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/read/", inbox.read_all, name="inbox_read_all"),
    path("inbox/<int:pk>/", inbox.read, name="inbox_read"),
    path("notices/<slug:code>/<slug:language>/", notices.template, name="notice"),
    path("notices/<slug:code>/<slug:language>/take_back/", notices.take_back, name="notice_take_back"),
]
