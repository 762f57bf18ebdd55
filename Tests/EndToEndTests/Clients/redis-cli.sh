#!/bin/sh
# The tour of redis-cli: redis-cli.sh plain|-3|--json PORT
form=$1 port=$2
read -r reader writer
[ "$form" = plain ] && form=
step() { if [ "$2" = 0 ]; then echo "$1 ok"; else echo "$1 failed: $3"; fi; }
cli() { redis-cli -p "$port" $form "$@" 2>&1; }
said=$(cli PING); echo "$said" | grep -q PONG; step connect $? "$said"
said=$(cli NEAREST -3.3194 114.5908 LIMIT 2)
echo "$said" | grep -q "${IDS%,*}" && echo "$said" | grep -q "${IDS#*,}"; step NEAREST $? "$said"
said=$(cli NEAREST 0 0); echo "$said" | grep -q BADPOS; step error $? "$said"
said=$(cli INFO replication); echo "$said" | grep -q role:master; step INFO $? "$said"
said=$(printf 'MULTI\nCOUNT\nCOUNT\nEXEC\n' | cli)
[ "$(echo "$said" | grep -c '[0-9][0-9][0-9]')" -ge 1 ] && ! echo "$said" | grep -q ERR
step transaction $? "$said"
out=$(mktemp)
REDISCLI_AUTH=$reader redis-cli -p "$port" $form SUBSCRIBE facility:PLKK-63-097 > "$out" 2>&1 &
watcher=$!
await() { n=0; until grep -q "$1" "$out" || [ $n -ge 200 ]; do sleep 0.1; n=$((n + 1)); done; grep -q "$1" "$out"; }
await subscribe; step SUBSCRIBE $? "$(cat "$out")"
REDISCLI_AUTH=$writer redis-cli -p "$port" REFER -3.3194 114.5908 TO PLKK-63-097 EMERGENCY tidak-ada BASIS persetujuan > /dev/null 2>&1
await attempt_status; step message $? "$(cat "$out")"
kill -9 $watcher; rm -f "$out"
# The first request on a connection that is closed tells it, the next one connects again.
said=$( (echo COUNT; sleep 3; echo COUNT; echo COUNT) | cli)
[ "$(echo "$said" | grep -c '^[0-9][0-9][0-9]$')" = 2 ]; step 'idle close, reconnect' $? "$said"
