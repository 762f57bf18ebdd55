#!/bin/sh
# What redis-cli and redis-benchmark have beside questions: redis-cli-tools.sh PORT
port=$1
cat > /dev/null
step() { if [ "$2" = 0 ]; then echo "$1 ok"; else echo "$1 failed: $3"; fi; }
said=$(i=0; while [ $i -lt 200 ]; do echo 'NEAREST -3.3194 114.5908 LIMIT 1'; i=$((i + 1)); done \
  | timeout 20 redis-cli -p "$port" --pipe 2>&1)
echo "$said" | grep -q 'errors: 0, replies: 200'; step pipe $? "$said"
said=$(timeout 3 stdbuf -oL redis-cli -p "$port" --stat 2>&1)
echo "$said" | grep -Eq '^[0-9]{3} +[0-9.]+[KMG] +[0-9]+'; step stat $? "$said"
for depth in 1 16; do
  said=$(redis-benchmark -p "$port" -c 10 -n 2000 -P $depth -q NEAREST -3.3194 114.5908 2>&1)
  echo "$said" | grep -q 'requests per second' && ! echo "$said" | grep -q 'Error from server'
  step "benchmark, $depth in flight" $? "$said"
done
