# The tour of the Redis client for Perl.
use strict;
use warnings;
use Redis;
$| = 1;
my $port = shift;
my ($reader, $writer) = split ' ', do { local $/; <STDIN> };
my $topic = 'facility:PLKK-63-097';
sub step { my ($name, $fine, $seen) = @_; print "$name ", $fine ? "ok" : "failed: " . ($seen // ''), "\n" }
sub make { Redis->new(server => "127.0.0.1:$port", reconnect => 5, every => 100_000, @_) }
my $client = make();
step('connect', $client->ping eq 'PONG');
my @lines = $client->nearest('-3.3194', '114.5908', 'LIMIT', '2');
step('NEAREST', join(',', map { (split /\t/)[0] } @lines) eq $ENV{IDS}, "@lines");
eval { $client->nearest('0', '0') };
step('error', $@ =~ /BADPOS/, $@);
$client->multi; $client->count for 1 .. 20;
my @counts = $client->exec;
step('transaction', @counts == 20 && !grep({ $_ < 300 } @counts), "@counts");
step('INFO', $client->info->{role} eq 'master');
my $watcher = make(password => $reader);
my $message;
$watcher->subscribe($topic, sub { $message = $_[0] });
step('SUBSCRIBE', 1);
make(password => $writer)->refer('-3.3194', '114.5908', 'TO', 'PLKK-63-097', 'EMERGENCY',
  'tidak-ada', 'BASIS', 'persetujuan');
$watcher->wait_for_messages(20);
step('message', $message && $message =~ /"event":/, $message);
sleep 3;
my $again = $client->count;
step('idle close, reconnect', $again >= 300, $again);
