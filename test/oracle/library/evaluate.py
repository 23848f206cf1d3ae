"""Evaluates Python expressions: a JSON list in, a JSON list of texts (or of error names after '!') out."""
import datetime
import json
import posixpath
import re
import sys
import warnings
from datetime import date, time, timedelta, timezone

import dateutil.easter
import dateutil.parser
import dateutil.relativedelta
import dateutil.rrule
import dateutil.tz

warnings.simplefilter("ignore")
NAMES = dict(
    datetime=datetime.datetime, date=date, time=time, timedelta=timedelta, timezone=timezone, re=re,
    path=posixpath, tz=dateutil.tz, parser=dateutil.parser, relativedelta=dateutil.relativedelta,
    rrule=dateutil.rrule, easter=dateutil.easter, json=json,
)


def evaluate(expression):
    try:
        return str(eval(expression, dict(NAMES)))
    except Exception as error:
        return "!" + type(error).__name__ + ": " + str(error)


json.dump([evaluate(expression) for expression in json.load(sys.stdin)], sys.stdout)
