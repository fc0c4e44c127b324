"""The one library the parts of the vocabulary register with."""

from django import template

register = template.Library()
