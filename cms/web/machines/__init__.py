"""What monitors and crawlers ask."""

from flask import Blueprint

machines = Blueprint("machines", __name__)
