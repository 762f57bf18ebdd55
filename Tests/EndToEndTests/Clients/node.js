// The tour of node-redis. An error that nobody catches ends the process, and so the tour.
const { createClient } = require('redis')
const port = Number(process.argv[2])
const [reader, writer] = require('fs').readFileSync(0, 'utf8').split(/\s+/)
const topic = 'facility:PLKK-63-097'
const step = (name, fine, seen) =>
  console.log(name, fine ? 'ok' : `failed: ${JSON.stringify(seen)}`)
const make = async password => {
  const client = createClient({ socket: { port, host: '127.0.0.1' }, password })
  client.on('error', () => {})
  await client.connect()
  return client
}
;(async () => {
  const client = await make()
  step('connect', (await client.ping()) === 'PONG')
  const lines = await client.sendCommand(['NEAREST', '-3.3194', '114.5908', 'LIMIT', '2'])
  const ids = lines.map(line => line.split('\t')[0]).join()
  step('NEAREST', ids === process.env.IDS, lines)
  try {
    step('error', false, await client.sendCommand(['NEAREST', '0', '0']))
  } catch (error) {
    step('error', error.message.startsWith('BADPOS'), error.message)
  }
  const many = client.multi()
  for (let n = 0; n < 20; n++) many.addCommand(['COUNT'])
  const counts = await many.exec()
  step('transaction', counts.length === 20 && counts.every(n => n >= 300), counts)
  step('INFO', /\r\nrole:master\r\n/.test(await client.info()))
  const watcher = await make(reader)
  let told
  const message = new Promise(resolve => { told = resolve })
  await watcher.subscribe(topic, (text, channel) => told([text, channel]))
  step('SUBSCRIBE', true)
  const officer = await make(writer)
  await officer.sendCommand(['REFER', '-3.3194', '114.5908', 'TO', 'PLKK-63-097', 'EMERGENCY',
    'tidak-ada', 'BASIS', 'persetujuan'])
  const [text, channel] = await message
  step('message', channel === topic && JSON.parse(text).event, text)
  await new Promise(resolve => setTimeout(resolve, 3000))
  const again = await client.sendCommand(['COUNT'])
  step('idle close, reconnect', again >= 300, again)
  process.exit(0)
})().catch(error => { console.log('failed:', error.message); process.exit(1) })
