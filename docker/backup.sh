#!/usr/bin/env bash
# Takes one backup of the whole schema, the engine's tables and ours together, as they were in one moment, and of the folder
# of files. The server goes on meanwhile. A backup appears in its directory whole or not at all.
#
#   backup.sh DIRECTORY
#
# BACKUP_DEFAULTS    option file with host, port, user and password of the section [client]; default /etc/countersign/backup.cnf
# COUNTERSIGN_DB_NAME  the schema; default countersign
# BACKUP_FILES       the folder store of files, where there is one; default none
# BACKUP_KEEP_DAYS   backups older than this are deleted, but never the newest; default 30, 0 keeps all
# BACKUP_BINLOG      1 notes the place in the binary log, for restoring to a point in time; needs the right BINLOG MONITOR
# BACKUP_EVERY       seconds between backups; then it goes on for ever. Default: one backup
#
# Ends with 0 when a checked backup is there, with 1 otherwise, with 2 when it was called wrongly.
set -euo pipefail
umask 077

directory=${1:-}
defaults=${BACKUP_DEFAULTS:-/etc/countersign/backup.cnf}
schema=${COUNTERSIGN_DB_NAME:-countersign}
files=${BACKUP_FILES:-}
keep=${BACKUP_KEEP_DAYS:-30}

say() { echo "$(date -u +%FT%TZ) backup: $*" >&2; }
wrong() { say "$*"; exit 2; }

[ -n "$directory" ] && [ $# -eq 1 ] || wrong "Call it with one argument, the directory of the backups."
[ -r "$defaults" ] || wrong "The option file $defaults cannot be read. It has the lines [client], user=..., password=..."
case $keep in '' | *[!0-9]*) wrong "BACKUP_KEEP_DAYS is a number of days." ;; esac
if [ -n "$files" ] && [ ! -d "$files" ]; then wrong "BACKUP_FILES names no folder: $files"; fi

sql() { mariadb --defaults-extra-file="$defaults" --batch --skip-column-names "$schema" --execute "$1"; }

# Files never change and are named by their ids: those that are there already need not be copied again. What is half copied
# has another name, so a file that is there is whole.
copy_files() {
    (cd "$files" && find . -type f ! -name '*.part' ! -name '.copying-*' -print) | while IFS= read -r file; do
        if [ ! -e "$directory/files/$file" ]; then
            mkdir -p "$directory/files/$(dirname "$file")"
            # One that people removed meanwhile is missed by nobody.
            if cp -p "$files/$file" "$directory/files/.copying-$$" 2> /dev/null; then
                mv "$directory/files/.copying-$$" "$directory/files/$file"
            elif [ -e "$files/$file" ]; then
                say "The file $file cannot be copied."
                return 1
            fi
        fi
    done
}

back_up() {
    local taken name unfinished
    local options=(--single-transaction --quick --hex-blob --routines --triggers --default-character-set=utf8mb4
        --max-allowed-packet=1G --no-tablespaces
        # Who is signed in is nobody's business, and would be signed in again.
        --ignore-table-data="$schema.SPRING_SESSION" --ignore-table-data="$schema.SPRING_SESSION_ATTRIBUTES")
    if [ "${BACKUP_BINLOG:-0}" = 1 ]; then options+=(--master-data=2); fi
    mkdir -p "$directory"
    exec 9> "$directory/.lock"
    flock --nonblock 9 || { say "Another backup is under way in $directory."; return 1; }
    rm -rf "$directory"/.unfinished-*
    if [ "$(sql "select count(*) from information_schema.tables where table_schema = database() and engine <> 'InnoDB'")" != 0 ]; then
        say "Tables of $schema are not kept by InnoDB: they would not be of the same moment as the others."
        return 1
    fi
    # Files of the moment of the dump have to be in the copy: those removed soon after it are there from before, those added
    # soon before it come after.
    if [ -n "$files" ]; then
        mkdir -p "$directory/files"
        copy_files
    fi
    taken=$(sql "select date_format(utc_timestamp(6), '%Y-%m-%d %H:%i:%s.%f')")
    name=$(echo "${taken%.*}" | tr -d -- '-:' | tr ' ' '-')
    unfinished="$directory/.unfinished-$name"
    mkdir "$unfinished"
    mariadb-dump --defaults-extra-file="$defaults" "${options[@]}" "$schema" | gzip > "$unfinished/dump.sql.gz"
    if [ -n "$files" ]; then copy_files; fi
    gzip --test "$unfinished/dump.sql.gz"
    gzip -dc "$unfinished/dump.sql.gz" | tail -n 1 | grep -q '^-- Dump completed' || { say "The dump has no end."; return 1; }
    echo "$taken" > "$unfinished/taken-at"
    (cd "$unfinished" && sha256sum dump.sql.gz taken-at > SHA256SUMS)
    sync
    mv "$unfinished" "$directory/$name"
    say "$directory/$name ($(du -sh "$directory/$name" | cut -f 1))"
    retain
}

retain() {
    [ "$keep" -gt 0 ] || return 0
    find "$directory" -mindepth 1 -maxdepth 1 -type d -name '20??????-??????' | sort | head -n -1 | while IFS= read -r old; do
        if [ -n "$(find "$old/SHA256SUMS" -mtime "+$keep" 2> /dev/null)" ]; then
            rm -rf "$old"
            say "deleted $old, which is older than $keep days"
        fi
    done
}

if [ -z "${BACKUP_EVERY:-}" ]; then
    back_up
    exit 0
fi
trap 'exit 0' TERM INT
while true; do
    env -u BACKUP_EVERY "$0" "$directory" || say "THE BACKUP FAILED; it is tried again in $BACKUP_EVERY seconds."
    sleep "$BACKUP_EVERY" &
    wait $!
done
