"""Addresses of this door."""

from django.urls import path

from baoxiu.web.field.views import helping, me, news, order, orders, pool, today, van

app_name = "field"
urlpatterns = [
    path("", today.today, name="today"),
    path("orders/", orders.orders, name="orders"),
    path("orders/<str:number>/", order.order, name="order"),
    path("orders/<str:number>/watch/", order.watch, name="watch"),
    path("orders/<str:number>/documents/<slug:code>/", order.document, name="document"),
    path("orders/<str:number>/<slug:code>/", order.step, name="step"),
    path("pool/", pool.pool, name="pool"),
    path("pool/<slug:number>/take/", pool.take, name="pool_take"),
    path("me/van/", van.van, name="van"),
    path("me/van/<slug:verb>/", van.change, name="van_change"),
    path("me/news/", news.news, name="news"),
    path("me/share/", pool.share, name="share"),
    path("me/", me.me, name="me"),
    path("me/questions/", helping.questions, name="questions"),
    path("me/questions/<int:pk>/<slug:verb>/", helping.reply, name="reply"),
    path("me/notices/", me.notices, name="notices"),
]
