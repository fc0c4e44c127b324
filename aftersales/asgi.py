"""The ASGI application, for a separate process that pushes events."""

from django.core.asgi import get_asgi_application

from aftersales import env

env.use_settings("aftersales.settings.prod")
application = get_asgi_application()
