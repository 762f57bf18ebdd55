#!/bin/sh
# The checks of HAProxy that are written for Redis: haproxy.sh PORT
port=$1
cat > /dev/null
folder=$(mktemp -d)
trap 'kill $proxy 2> /dev/null; rm -rf "$folder"' EXIT
cat > "$folder/conf" <<CONF
global
  stats socket $folder/stats level user
defaults
  mode tcp
  timeout connect 5s
  timeout client 5s
  timeout server 5s
backend ping
  option redis-check
  server one 127.0.0.1:$port check inter 200
backend role
  option tcp-check
  tcp-check send PING\r\n
  tcp-check expect string +PONG
  tcp-check send info\ replication\r\n
  tcp-check expect string role:master
  tcp-check send QUIT\r\n
  tcp-check expect string +OK
  server one 127.0.0.1:$port check inter 200
CONF
haproxy -f "$folder/conf" > "$folder/log" 2>&1 &
proxy=$!
state() { echo 'show stat' | timeout 2 nc -U "$folder/stats" 2> /dev/null | grep "^$1,one," | cut -d, -f18,37; }
await() {
  n=0
  # Up, and so said by a check: before the first one it only counts as up.
  until state "$1" | grep -Eq 'UP,(L7OK|\* L7OK)' || [ $n -ge 100 ]; do sleep 0.1; n=$((n + 1)); done
  if state "$1" | grep -Eq 'UP,(L7OK|\* L7OK)'; then echo "$2 ok"; else echo "$2 failed: $(state "$1") $(cat "$folder/log")"; fi
}
await ping connect
await role INFO
