#!/usr/bin/env bash
# Restores a backup of backup.sh into an empty schema. No server may run on it. The first server that starts afterwards is
# held: nothing that was due is done before somebody has looked (the guide for operations says what at).
#
#   restore.sh BACKUP
#
# RESTORE_DEFAULTS   option file with host, port, user and password of the section [client]; default /etc/countersign/restore.cnf
# COUNTERSIGN_DB_NAME  the schema, which is there and empty; default countersign
# RESTORE_FILES      the folder store of files, where there is one; default none
#
# Ends with 0 when everything is restored, with 1 otherwise, with 2 when it was called wrongly.
set -euo pipefail
umask 077

backup=${1:-}
defaults=${RESTORE_DEFAULTS:-/etc/countersign/restore.cnf}
schema=${COUNTERSIGN_DB_NAME:-countersign}
files=${RESTORE_FILES:-}
# Bytes of files lie in the dump as two characters each, and each file is one statement.
packet=$((64 * 1024 * 1024))

say() { echo "$(date -u +%FT%TZ) restore: $*" >&2; }
wrong() { say "$*"; exit 2; }
refuse() { say "$*"; exit 1; }

[ -n "$backup" ] && [ $# -eq 1 ] || wrong "Call it with one argument, the folder of one backup."
[ -r "$backup/SHA256SUMS" ] || wrong "$backup is no backup: it has no SHA256SUMS."
[ -r "$defaults" ] || wrong "The option file $defaults cannot be read. It has the lines [client], user=..., password=..."

client() { mariadb --defaults-extra-file="$defaults" --default-character-set=utf8mb4 --max-allowed-packet=1G "$@" "$schema"; }
sql() { client --batch --skip-column-names --execute "$1"; }

(cd "$backup" && sha256sum --check --quiet SHA256SUMS) || refuse "$backup is not what was backed up."
[ "$(sql "select default_collation_name from information_schema.schemata where schema_name = database()")" = utf8mb4_bin ] \
    || refuse "Make the schema with: CREATE DATABASE $schema CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"
[ "$(sql "select count(*) from information_schema.tables where table_schema = database()")" = 0 ] \
    || refuse "The schema $schema is not empty. Restore into a new one; nothing is overwritten."
[ "$(sql "select @@max_allowed_packet")" -ge "$packet" ] \
    || refuse "The server takes statements that are too small: SET GLOBAL max_allowed_packet = $packet"

# While this table is there no server starts: what an interrupted restore leaves must not be taken for a whole database.
sql "create table restore_unfinished (begun_at datetime(6) not null); insert into restore_unfinished values (utc_timestamp(6))"
gzip -dc "$backup/dump.sql.gz" | client || refuse "The dump was not read to its end. Drop the schema and begin anew."
expected=$(gzip -dc "$backup/dump.sql.gz" | grep -c '^CREATE TABLE')
restored=$(($(sql "select count(*) from information_schema.tables where table_schema = database()") - 1))
[ "$restored" = "$expected" ] || refuse "$restored of $expected tables are there. Drop the schema and begin anew."

if [ -n "$files" ]; then
    mkdir -p "$files"
    if [ -d "$(dirname "$backup")/files" ]; then cp -Rpn "$(dirname "$backup")/files/." "$files/"; fi
    missing=0
    while IFS= read -r id; do
        if [ -n "$id" ] && [ ! -f "$files/${id:0:2}/$id" ]; then
            say "The bytes of file $id are missing."
            missing=$((missing + 1))
        fi
    done < <(sql "select id from files where store = 'FOLDER'")
    [ "$missing" = 0 ] || refuse "$missing files are missing in $files; bring them there, drop the schema and begin anew."
fi

taken=$(cat "$backup/taken-at")
sql "insert into restores (id, taken_at, restored_at, mails)
        values (concat('$(basename "$backup") ', date_format(utc_timestamp(), '%Y%m%d-%H%i%s')), '$taken', utc_timestamp(6), 0);
     drop table restore_unfinished"
say "$restored tables of $taken are restored into $schema. The server starts held: GET /api/v1/restore says what to look at."
