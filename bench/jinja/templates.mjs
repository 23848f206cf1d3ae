/** Everyday templates that all engines are asked to render, and their variables. */
export const variables = {
  job: {
    job_id: 'acme/sales/daily-load',
    run_id: '5f0c1d2e',
    realm: 'acme-dev',
    worker: 'core',
    enabled: true,
  },
  realm: { realm: 'acme-dev', s3_temp: 's3://acme-lava.dev/tmp/lava' },
  globals: {
    bucket: 'acme-landing.prod',
    key: 'in/orders/2024/02/orders_20240229_v003.csv.gz',
    env: 'prod',
    retries: 3,
    tables: ['customers', 'orders', 'order_items'],
    rows: Array.from({ length: 50 }, (_unused, at) => ({
      id: at,
      name: `name ${at}`,
      pay: at * 1.5,
      active: at % 3 > 0,
    })),
  },
  vars: { level: 'debug', days: 7, cmd: 'run-now' },
};

export const templates = {
  'plain text': 'etl/load.sh --mode full --realm acme-dev --verbose',
  'one value': '{{ globals.bucket }}',
  path: 's3://{{ globals.bucket }}/{{ job.realm }}/{{ job.job_id }}/{{ job.run_id }}.log',
  'condition and filter':
    '--level {{ vars.level|upper }}{% if globals.env == "prod" and job.enabled %} --safe{% endif %} --days {{ vars.days * 2 + 1 }}',
  'loop of 3':
    '{% for table in globals.tables %}{{ loop.index }}:{{ table|upper }}{% if not loop.last %},{% endif %}{% endfor %}',
  'loop of 50':
    '{% for row in globals.rows %}{% if row.active %}{{ row.id }}={{ row.name }};{{ row.id * 2 + 1 }}{% endif %}\n{% endfor %}',
  'set and macro':
    '{% macro line(name, value) %}{{ name }}: {{ value }}\n{% endmacro %}{% set total = globals.retries + 1 %}{{ line("total", total) }}{{ line("env", globals.env) }}',
  'report of 2 kB':
    '# Run {{ job.run_id }}\n' +
    '{% for row in globals.rows %}| {{ loop.index }} | {{ row.name|title }} | {{ row.pay }} | {{ "yes" if row.active else "no" }} |\n{% endfor %}' +
    '{{ globals.rows|length }} rows for {{ job.realm|upper }} on {{ job.worker }}.',
};
