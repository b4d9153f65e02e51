"""The web process."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from baoxiu.config.databases import limit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baoxiu.config.settings")
limit(settings.DATABASES["default"], settings.ENVIRONMENT.page_seconds)
application = get_wsgi_application()
