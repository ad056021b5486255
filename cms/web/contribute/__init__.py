"""What contributors see: sending a piece and following it."""

from flask import Blueprint

contribute = Blueprint("contribute", __name__)
