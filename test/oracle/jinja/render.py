"""Renders templates with Jinja2: reads {"file": cases file, "templates": [...]} and writes what became of each."""
import base64
import datetime
import json
import os
import signal
import sys
import time

os.environ['TZ'] = 'Australia/Sydney'
time.tzset()

import jinja2  # noqa: E402
from dateutil import tz  # noqa: E402

request = json.load(sys.stdin)
with open(request['file'], encoding='utf-8') as source:
    context_text = json.load(source)['context_text']

ZONES = {'local': tz.tzlocal(), 'timezone': datetime.timezone.utc, 'tzutc': tz.UTC}


def resolve(value, variables):
    if isinstance(value, list):
        return [resolve(item, variables) for item in value]
    if not isinstance(value, dict):
        return value
    if '$dt' in value:
        moment = datetime.datetime.fromisoformat(value['$dt'])
        zone = ZONES.get(value['tz']) or tz.tzoffset(None, moment.utcoffset())
        return moment.replace(tzinfo=zone)
    if '$ref' in value:
        return variables[value['$ref']]
    if '$bytes' in value:
        return base64.b64decode(value['$bytes'])
    if '$set' in value:
        return set(value['$set'])
    return {key: resolve(item, variables) for key, item in value.items()}


def make_variables():
    variables = {}
    for name, value in json.loads(context_text).items():
        variables[name] = resolve(value, variables)
    return variables


def too_long(_signal, _frame):
    raise TimeoutError('too long')


signal.signal(signal.SIGALRM, too_long)


def render(template):
    try:
        signal.setitimer(signal.ITIMER_REAL, 2)
        return {'text': jinja2.Template(template).render(**make_variables())}
    except Exception as error:  # whatever a template raises
        return {'error': f'{type(error).__name__}: {error}'[:300]}
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


json.dump([render(template) for template in request['templates']], sys.stdout)
