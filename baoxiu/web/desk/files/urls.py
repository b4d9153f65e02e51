"""Addresses of the files: customers, products, outlets, technicians."""

from __future__ import annotations

from django.urls import URLPattern, path

from baoxiu.web.desk.files import (
    customer,
    customers,
    hire,
    key_customers,
    outlets,
    products,
    technician,
    technicians,
    units,
    van,
    vans,
)

urlpatterns: list[URLPattern] = [
    path("customers/", customers.customers, name="customers"),
    path("customers/new/", customer.add, name="customer_new"),
    path("customers/key/", key_customers.lists, name="key_lists"),
    path("customers/key/<int:year>/", key_customers.key_list, name="key_list"),
    path("customers/key/<int:year>/<slug:verb>/", key_customers.change, name="key_list_change"),
    path("customers/<slug:number>/", customer.customer, name="customer"),
    path("customers/<slug:number>/<slug:verb>/", customer.change, name="customer_change"),
    path("products/", products.products, name="products"),
    path("products/new/", products.add, name="family_new"),
    path("products/units/", units.units, name="units"),
    path("products/units/new/", units.add, name="unit_new"),
    path("products/units/<int:pk>/", units.unit, name="unit"),
    path("products/units/<int:pk>/change/", units.change, name="unit_change"),
    path("products/<slug:code>/", products.family, name="family"),
    path("products/<slug:code>/<slug:verb>/", products.change, name="family_change"),
    path("outlets/", outlets.outlets, name="outlets"),
    path("outlets/new/", outlets.add, name="outlet_new"),
    path("outlets/<str:code>/", outlets.outlet, name="outlet"),
    path("outlets/<str:code>/<slug:verb>/", outlets.change, name="outlet_change"),
    path("vans/", vans.vans, name="vans"),
    path("vans/import/", vans.read_count, name="vans_import"),
    path("vans/parts/", vans.parts_page, name="parts"),
    path("vans/parts/<slug:verb>/", vans.change_parts, name="parts_change"),
    path("vans/<slug:number>/", van.van, name="van"),
    path("vans/<slug:number>/<slug:verb>/", van.change, name="van_change"),
    path("technicians/", technicians.technicians, name="technicians"),
    path("technicians/new/", hire.hire, name="technician_new"),
    path("technicians/<slug:number>/", technician.technician, name="technician"),
    path("technicians/<slug:number>/<slug:verb>/", technician.change, name="technician_change"),
]
