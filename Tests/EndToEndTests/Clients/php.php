<?php
// The tour of phpredis.
$port = intval($argv[1]);
[$reader, $writer] = preg_split('/\s+/', trim(stream_get_contents(STDIN)));
$topic = 'facility:PLKK-63-097';
function step($name, $fine, $seen = null) {
  echo $name, ' ', $fine ? 'ok' : 'failed: ' . json_encode($seen), "\n";
}
function make($port, $password = null) {
  $client = new Redis();
  $client->connect('127.0.0.1', $port, 10);
  if ($password) $client->auth($password);
  return $client;
}
$client = make($port);
step('connect', $client->ping() === true);
$lines = $client->rawCommand('NEAREST', '-3.3194', '114.5908', 'LIMIT', '2');
$ids = array_map(fn($line) => explode("\t", $line)[0], $lines ?: []);
step('NEAREST', implode(',', $ids) === getenv('IDS'), $lines);
try {
  step('error', false, $client->rawCommand('NEAREST', '0', '0'));
} catch (RedisException $e) {
  step('error', str_starts_with($e->getMessage(), 'BADPOS'), $e->getMessage());
}
$info = $client->info();
step('INFO', ($info['role'] ?? '') === 'master' && $client->echo('hai') === 'hai', $info);
// It gives its hand away until a message comes; the referral is opened by another process.
$child = proc_open(
  [PHP_BINARY, __DIR__ . '/refer.php', $port], [['pipe', 'r'], ['pipe', 'w'], STDERR], $pipes);
fwrite($pipes[0], $writer); fclose($pipes[0]);
$watcher = make($port, $reader);
$watcher->setOption(Redis::OPT_READ_TIMEOUT, 20);
try {
  $watcher->subscribe([$topic], function ($from, $channel, $text) use ($topic) {
    step('SUBSCRIBE', true);
    step('message', $channel === $topic && json_decode($text)->event, $text);
    $from->close();
  });
} catch (RedisException $e) {}
proc_close($child);
sleep(3);
try { $again = $client->rawCommand('COUNT'); } catch (RedisException $e) {
  $client = make($port);
  $again = $client->rawCommand('COUNT');
}
step('idle close, reconnect', $again >= 300, $again);
