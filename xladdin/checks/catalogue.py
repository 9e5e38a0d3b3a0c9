"""All checks: importing the families registers them."""

from xladdin.checks import base_data, evaluation, indicators, money, spending
from xladdin.checks.registry import REGISTRY

FAMILIES = (base_data, spending, money, evaluation, indicators)
CHECKS = REGISTRY
