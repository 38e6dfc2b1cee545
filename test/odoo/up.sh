#!/bin/bash
# Brings up a real Odoo 19 Community on loopback for the tests: a small UK company, GBP, two warehouses, an API key.
# Odoo is Debian's package odoo-19 from unstable, unpacked beside the system; it runs on Debian 12's Python and a private
# PostgreSQL. Needs root. The first time about a minute, 125 MB of download and 1.3 GB of disk; again about 2 s.
# May be run any number of times. Prints one JSON line: {url,database,user,password,apiKey,pid}.
#
# ODOO_PORT     loopback port (18070); PostgreSQL takes the next one, Odoo's long polling the one after
# ODOO_HOME     where everything lives (/tmp/counterfoil-odoo)
# ODOO_FRESH=1  throw the database away and start again from the set-up template
set -euo pipefail
PORT=${ODOO_PORT:-18070}
PGPORT=$((PORT + 1))
HOME_DIR=${ODOO_HOME:-/tmp/counterfoil-odoo}
DB=shop
PASSWORD=admin-pw-1
X=$HOME_DIR/x
PGDATA=$HOME_DIR/pg
PIDFILE=$HOME_DIR/odoo.pid
CONF=$HOME_DIR/odoo.conf
KEYFILE=$HOME_DIR/apikey
PACKAGES=$X/usr/lib/python3/dist-packages
say() { echo "odoo up: $*" >&2; }

[ "$(id -u)" = 0 ] || { say "needs root (packages, and a postgres user)"; exit 1; }
mkdir -p "$HOME_DIR"
chmod 755 "$HOME_DIR"
export DEBIAN_FRONTEND=noninteractive
APT="apt-get -q -o DPkg::Lock::Timeout=300"

# One at a time: two test runs may ask for the same server at once.
exec 9> "$HOME_DIR/up.lock"
flock -w 600 9

# 1. Debian 12's own Python packages and PostgreSQL
deps="postgresql python3-asn1crypto python3-babel python3-cbor2 python3-chardet python3-cryptography python3-dateutil
 python3-docutils python3-freezegun python3-geoip2 python3-gevent python3-greenlet python3-idna python3-jinja2
 python3-libsass python3-lxml python3-magic python3-markupsafe python3-num2words python3-ofxparse python3-openpyxl
 python3-openssl python3-passlib python3-pil python3-polib python3-psutil python3-psycopg2 python3-pypdf python3-qrcode
 python3-reportlab python3-requests python3-rjsmin python3-serial python3-stdnum python3-tz python3-urllib3 python3-usb
 python3-vobject python3-werkzeug python3-xlrd python3-xlsxwriter python3-xlwt python3-zeep fonts-dejavu-core"
missing=""
for p in $deps; do
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$p" 2>/dev/null)" = installed ] || missing="$missing $p"
done
if [ -n "$missing" ]; then
  say "installing Debian packages"
  # keep the system's own PostgreSQL from being started by its installation
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
    printf '#!/bin/sh\nexit 101\n' > /usr/sbin/policy-rc.d
    chmod +x /usr/sbin/policy-rc.d
  fi
  $APT update >&2
  # shellcheck disable=SC2086
  $APT -y install --no-install-recommends $missing >&2
fi

# 2. Odoo itself, through an apt directory of our own: the system's sources stay as they are
if [ ! -x "$X/usr/bin/odoo" ]; then
  say "fetching odoo-19"
  A=$HOME_DIR/apt
  rm -rf "$A" "$X"
  mkdir -p "$A/lists/partial" "$A/cache/archives/partial" "$A/etc"
  uri=$(sed -n 's/^URIs: *//p' /etc/apt/sources.list.d/debian.sources | head -1)
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $uri sid main" > "$A/etc/sources.list"
  own="-o Dir::Etc::SourceList=$A/etc/sources.list -o Dir::Etc::SourceParts=/dev/null -o Dir::State::Lists=$A/lists
   -o Dir::Cache=$A/cache -o APT::Sandbox::User=root"
  # shellcheck disable=SC2086
  $APT $own update >&2
  # shellcheck disable=SC2086
  (cd "$HOME_DIR" && $APT $own download odoo-19 >&2)
  dpkg-deb -x "$HOME_DIR"/odoo-19_*.deb "$X.part"
  mv "$X.part" "$X"
  rm -rf "$A" "$HOME_DIR"/odoo-19_*.deb
fi

# 3. a private PostgreSQL; losing it in a power cut is fine here, so it does not wait for the disk
PGBIN=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
as_pg() { runuser -u postgres -- "$@" 9>&-; }
if [ ! -f "$PGDATA/PG_VERSION" ]; then
  mkdir -p "$PGDATA"
  chown postgres "$PGDATA"
  as_pg "$PGBIN/initdb" -D "$PGDATA" -U postgres -A trust -E UTF8 --locale=C.UTF-8 > /dev/null
  cat >> "$PGDATA/postgresql.conf" <<PG
listen_addresses = '127.0.0.1'
port = $PGPORT
unix_socket_directories = ''
fsync = off
synchronous_commit = off
full_page_writes = off
PG
fi
as_pg "$PGBIN/pg_ctl" -D "$PGDATA" status > /dev/null 2>&1 ||
  as_pg "$PGBIN/pg_ctl" -D "$PGDATA" -w -l "$PGDATA/log" start > /dev/null
psql() { "$PGBIN/psql" -h 127.0.0.1 -p "$PGPORT" -U postgres -qAt "$@"; }
[ "$(psql -c "select 1 from pg_roles where rolname='odoo'")" = 1 ] ||
  psql -c "create role odoo login createdb password 'odoo'"

cat > "$CONF" <<CONF
[options]
db_host = 127.0.0.1
db_port = $PGPORT
db_user = odoo
db_password = odoo
admin_passwd = master-pw-1
http_interface = 127.0.0.1
http_port = $PORT
gevent_port = $((PORT + 2))
data_dir = $HOME_DIR/data
max_cron_threads = 0
workers = 0
log_level = warn
CONF
odoo() { PYTHONPATH=$PACKAGES /usr/bin/python3 -W ignore "$X/usr/bin/odoo" "$@" 9>&-; }
alive() {
  [ -f "$PIDFILE" ] && tr '\0' ' ' < "/proc/$(cat "$PIDFILE")/cmdline" 2>/dev/null | grep -qF -- "-c $CONF"
}
stop() {
  if alive; then
    kill "$(cat "$PIDFILE")"
    for _ in $(seq 100); do alive || break; sleep 0.1; done
  fi
  rm -f "$PIDFILE"
}

# 4. the template: the UK chart of accounts (without it and the pricelist's currency, orders come out in USD)
if [ "$(psql -c "select 1 from pg_database where datname='${DB}_template'")" != 1 ]; then
  stop
  say "setting the database up (about 50 s)"
  psql -c "drop database if exists build with (force)"
  modules=sale_management,stock,account,sale_stock,l10n_uk,rpc,stock_delivery
  (cd "$HOME_DIR" && odoo -c "$CONF" -d build -i "$modules" --stop-after-init >&2)
  (cd "$HOME_DIR" && odoo shell -c "$CONF" -d build --no-http >&2) <<PY
company = env.company
gbp = env.ref('base.GBP')
gbp.active = True
company.write({'name': 'Test Retail Ltd', 'country_id': env.ref('base.uk').id})
if company.chart_template != 'uk':
    company.currency_id = gbp
    env['account.chart.template'].try_loading('uk', company=company, install_demo=False)
env['product.pricelist'].with_context(active_test=False).search([]).write({'currency_id': gbp.id})
for group in ('product.group_product_variant', 'stock.group_stock_multi_locations', 'stock.group_stock_multi_warehouses'):
    env.ref('base.group_user').write({'implied_ids': [(4, env.ref(group).id)]})
env['stock.warehouse'].search([], limit=1).write({'name': 'Main'})
env['stock.warehouse'].create({'name': 'Leeds Shop', 'code': 'LEEDS'})
env.user.write({'tz': 'Europe/London'})
admin = env.ref('base.user_admin')
admin.password = '$PASSWORD'
open('$KEYFILE', 'w').write(env['res.users.apikeys'].with_user(admin)._generate('rpc', 'connector', None))
env.cr.commit()
PY
  psql -c "alter database build rename to ${DB}_template"
fi
if [ "${ODOO_FRESH:-0}" = 1 ]; then
  stop
  psql -c "drop database if exists $DB with (force)"
fi
[ "$(psql -c "select 1 from pg_database where datname='$DB'")" = 1 ] ||
  psql -c "create database $DB owner odoo template ${DB}_template"

# 5. the server
if ! alive; then
  if (exec 3<> "/dev/tcp/127.0.0.1/$PORT") 2>/dev/null; then
    say "port $PORT is taken by something else"
    exit 1
  fi
  (
    cd "$HOME_DIR"
    exec env PYTHONPATH="$PACKAGES" setsid /usr/bin/python3 -W ignore "$X/usr/bin/odoo" -c "$CONF" -d "$DB" \
      > "$HOME_DIR/odoo.log" 2>&1 < /dev/null 9>&-
  ) &
  echo $! > "$PIDFILE"
fi
health() { curl -s -m 2 -o /dev/null -w '%{http_code}' "http://127.0.0.1:$PORT/web/health" 2>/dev/null | grep -q 200; }
for _ in $(seq 300); do health && break; sleep 0.1; done
health || { say "not ready; the end of its log:"; tail -20 "$HOME_DIR/odoo.log" >&2; exit 1; }
printf '{"url":"http://127.0.0.1:%s","database":"%s","user":"admin","password":"%s","apiKey":"%s","pid":%s}\n' \
  "$PORT" "$DB" "$PASSWORD" "$(cat "$KEYFILE")" "$(cat "$PIDFILE")"
