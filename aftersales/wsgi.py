"""The WSGI application that gunicorn serves."""

from django.core.wsgi import get_wsgi_application

from aftersales import env

env.use_settings("aftersales.settings.prod")
application = get_wsgi_application()
