<?php
// Opens a referral a second after it was started, for a client that waits for the message of it.
$secret = trim(stream_get_contents(STDIN));
sleep(1);
$client = new Redis();
$client->connect('127.0.0.1', intval($argv[1]), 10);
$client->auth($secret);
$client->rawCommand('REFER', '-3.3194', '114.5908', 'TO', 'PLKK-63-097', 'EMERGENCY', 'tidak-ada',
  'BASIS', 'persetujuan');
