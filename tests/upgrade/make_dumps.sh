#!/bin/sh
# Make the dumps of a version that upgrades are tested from: NAME.sqlite.sql.gz and NAME.postgresql.sql.gz.
# In that version's own environment (its oneworkforce and python first on PATH), with an empty folder and database:
#   ONEWORKFORCE_DATA_DIR=FOLDER PGDATABASE=DATABASE tests/upgrade/make_dumps.sh NAME
# before-the-house was made at commit 75c6c4f. Everybody in it is made up.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
: "${ONEWORKFORCE_DATA_DIR:?give an empty folder}" "${PGDATABASE:?give the name of an empty database}"
name=$1
for url in "" "postgres://${PGUSER:-postgres}@${PGHOST:-127.0.0.1}:${PGPORT:-5432}/$PGDATABASE"; do
    ONEWORKFORCE_DATABASE_URL=$url oneworkforce demo
    ONEWORKFORCE_DATABASE_URL=$url python "$here/fill.py"
done
sqlite3 "$ONEWORKFORCE_DATA_DIR/oneworkforce.sqlite3" .dump | gzip -9n > "$here/$name.sqlite.sql.gz"
# Lines that begin with a backslash are for psql alone.
pg_dump --inserts --rows-per-insert=500 --no-owner --no-privileges --no-comments | grep -v -e '^\\' -e '^--' | cat -s |
    gzip -9n > "$here/$name.postgresql.sql.gz"
