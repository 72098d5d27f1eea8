#!/bin/sh
# Writes one dump of the database into a folder and removes those older than so many days (14).
#   DATABASE_URL=postgresql://… ./backup.sh FOLDER [DAYS]
# Needs pg_dump, at least as new as the server. The dump appears under its name only once it is whole.
set -eu
folder=$1
days=${2:-14}
# People's names and numbers are in it.
umask 077
mkdir -p "$folder"
name=fengdian-$(date -u +%Y%m%dT%H%M%SZ).dump
rm -f "$folder"/*.dump.part
# Jobs are rebuilt from the database's own tables: a restored one must not repeat the queue's past.
pg_dump --format=custom --no-owner --no-privileges --exclude-schema=bullmq --file="$folder/$name.part" "$DATABASE_URL"
mv "$folder/$name.part" "$folder/$name"
find "$folder" -name 'fengdian-*.dump' -mtime +"$days" -exec rm -f {} +
echo "$folder/$name"
