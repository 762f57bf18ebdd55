-- The tour of redis-lua.
local redis = require 'redis'
local port = tonumber(arg[1])
local reader, writer = io.read('*a'):match('(%S+)%s+(%S+)')
local topic = 'facility:PLKK-63-097'
local function step(name, fine, seen)
  print(name .. ' ' .. (fine and 'ok' or 'failed: ' .. tostring(seen)))
end
redis.commands.nearest = redis.command('NEAREST')
redis.commands.count = redis.command('COUNT')
redis.commands.refer = redis.command('REFER')
local function make(secret)
  local client = redis.connect('127.0.0.1', port)
  if secret then client:auth(secret) end
  return client
end
local client = make()
step('connect', client:ping())
local lines = client:nearest('-3.3194', '114.5908', 'LIMIT', '2')
step('NEAREST', #lines == 2 and lines[1]:match('^[^\t]*') .. ',' .. lines[2]:match('^[^\t]*') == os.getenv('IDS'), lines[1])
local fine, told = pcall(function() return client:nearest('0', '0') end)
step('error', not fine and tostring(told):match('BADPOS'), told)
local info = client:info()
local role = info.role or (info.replication or {}).role
step('INFO', role == 'master', role)
local watcher = make(reader)
for message, stop in watcher:pubsub({ subscribe = { topic } }) do
  if message.kind == 'subscribe' then
    step('SUBSCRIBE', message.channel == topic)
    make(writer):refer('-3.3194', '114.5908', 'TO', 'PLKK-63-097', 'EMERGENCY', 'tidak-ada',
      'BASIS', 'persetujuan')
  elseif message.kind == 'message' then
    step('message', message.payload:match('"event":') ~= nil, message.payload)
    break
  end
end
os.execute('sleep 3')
local alive, again = pcall(function() return client:count() end)
if not alive then again = make():count() end
step('idle close, reconnect', tonumber(again) and again >= 300, again)
