"""Times Jinja2 on the templates of standard input; microseconds for each."""
import json
import sys
import time

import jinja2


def measure(action, rounds=5, round_seconds=0.12):
    batch = 1

    def run():
        before = time.perf_counter()
        for _ in range(batch):
            action()
        return time.perf_counter() - before

    while run() < round_seconds / 4:
        batch *= 2
    return min(run() / batch for _ in range(rounds)) * 1e6


request = json.load(sys.stdin)
variables = request['variables']
results = {}
for name, text in request['templates'].items():
    template = jinja2.Template(text)
    results[name] = {
        'once': measure(lambda: jinja2.Template(text).render(variables)),
        'ready': measure(lambda: template.render(variables)),
        'text': template.render(variables),
    }
json.dump({'version': jinja2.__version__, 'results': results}, sys.stdout)
