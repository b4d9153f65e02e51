"""The web process."""

import multiprocessing
import os
import signal

from django.core.wsgi import get_wsgi_application

from baoxiu.config.postgres.processes import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baoxiu.config.settings")
if multiprocessing.parent_process() is not None:
    # Granian's workers would outlive a Granian that is killed, and keep its port.
    die_with_parent(signal.SIGKILL)
application = get_wsgi_application()
