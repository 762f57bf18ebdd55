# The tour of the Redis client for Ruby.
require 'redis'
require 'json'
$stdout.sync = true
port = ARGV[0].to_i
reader, writer = $stdin.read.split
topic = 'facility:PLKK-63-097'
def step(name, fine, seen = nil)
  puts "#{name} #{fine ? 'ok' : "failed: #{seen.inspect}"}"
end
client = Redis.new(port: port)
step('connect', client.ping == 'PONG')
lines = client.call('NEAREST', '-3.3194', '114.5908', 'LIMIT', '2')
step('NEAREST', lines.map { |l| l.split("\t")[0] }.join(',') == ENV['IDS'], lines)
begin
  step('error', false, client.call('NEAREST', '0', '0'))
rescue Redis::CommandError => e
  step('error', e.message.start_with?('BADPOS'), e.message)
end
counts = client.multi { |t| 20.times { t.call('COUNT') } }
step('transaction', counts.length == 20 && counts.all? { |n| n >= 300 }, counts)
step('INFO', client.info['role'] == 'master')
message = nil
Redis.new(port: port, password: reader).subscribe_with_timeout(20, topic) do |on|
  on.subscribe do |_, _|
    step('SUBSCRIBE', true)
    Redis.new(port: port, password: writer).call('REFER', '-3.3194', '114.5908', 'TO',
      'PLKK-63-097', 'EMERGENCY', 'tidak-ada', 'BASIS', 'persetujuan')
  end
  on.message do |_, text|
    message = text
    throw :told
  end
end rescue UncaughtThrowError
step('message', message && JSON.parse(message)['event'], message)
sleep 3
again = client.call('COUNT')
step('idle close, reconnect', again >= 300, again)
